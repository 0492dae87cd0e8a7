"""Several publishers of the same content at once, with one ledger: no failure, no second id, no moved date.

python tests/crash/publishers.py --publishers 8 --builds 50
"""

import argparse
import multiprocessing
import tempfile
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor, wait
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TypeVar

from builds import BrokenError, Desk, moment_of, warm_up
from postgres_server import Server, find_binaries

Value = TypeVar("Value")

DAYS = 10
"""Of content that goes by while they publish."""

PAUSE = 1.0
"""Seconds that each day lasts."""


def main() -> None:
    """Let them publish on both databases, and say how often they did."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--publishers", type=int, default=8)
    parser.add_argument("--builds", type=int, default=50)
    arguments = parser.parse_args()
    binaries = find_binaries()
    if binaries is None:
        parser.error("PostgreSQL is not installed: apt-get install postgresql")
    warm_up()
    with tempfile.TemporaryDirectory(prefix="feeds-publishers-") as folder:
        done = run(Path(folder), str(Path(folder, "ledger.sqlite")), arguments.publishers, arguments.builds)
        print(f"publishers on SQLite: {done}", flush=True)
    with tempfile.TemporaryDirectory(prefix="feeds-publishers-") as folder, Server(binaries) as server:
        done = run(Path(folder), server.new_schema("shared"), arguments.publishers, arguments.builds)
        print(f"publishers on PostgreSQL: {done}")


def run(folder: Path, ledger: str, publishers: int, builds: int) -> str:
    """Let this many publishers make this many builds each. Raises `BrokenError` if any of them disagree."""
    editor = Desk(folder / "editor", ledger)
    editor.edit(0)
    desks = [Desk(folder / f"publisher-{number}", ledger) for number in range(publishers)]
    for desk in desks:
        desk.content = editor.content
    started = monotonic()
    with ProcessPoolExecutor(publishers, multiprocessing.get_context("fork")) as pool:
        work = [pool.submit(publish_often, desk, builds, number) for number, desk in enumerate(desks)]
        for day in range(1, DAYS):
            wait(work, timeout=PAUSE)
            editor.edit(day)
        seen = [done.result() for done in work]
    promised = agreed([dates for dates, _ in seen])
    ids = agreed([ids for _, ids in seen])
    if len(set(ids.values())) != len(ids):
        raise BrokenError("two stories have the same id")
    for desk in desks:
        desk.build(moment_of(DAYS + 1))
    if any(desk.served() != desks[0].served() for desk in desks):
        raise BrokenError("the same content and the same ledger gave different sites")
    return (
        f"{publishers} at once made {builds} builds each in {monotonic() - started:.0f} s, while the content was "
        f"edited {DAYS - 1} times; none of {publishers * builds} builds failed; {len(promised)} ids and dates seen, "
        f"none moved; {publishers} equal sites at the end"
    )


def publish_often(desk: Desk, builds: int, number: int) -> tuple[dict[str, datetime], dict[str, str]]:
    """The dates and the ids that this many builds have shown, the publisher's clock a little off from the others'."""
    for build in range(builds):
        desk.build(moment_of(DAYS) + timedelta(seconds=number * 7 + build))
        desk.check()
    return desk.promised, desk.ids


def agreed(all_seen: Sequence[dict[str, Value]]) -> dict[str, Value]:
    """What all have seen. Raises `BrokenError` if they disagree."""
    together: dict[str, Value] = {}
    for seen in all_seen:
        for key, value in seen.items():
            if together.setdefault(key, value) != value:
                raise BrokenError(f"{key} was {together[key]} to one publisher and {value} to another")
    return together


if __name__ == "__main__":
    main()
