"""Several publishers of the same content at once, with one ledger: no failure, no second id, no moved date.

Nor is anything ever withdrawn that the content has, as it would be by one that had read the content of yesterday.

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

from builds import BrokenError, Desk, moment_of, titles, warm_up
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
    edit(editor, 0)
    desks = [Desk(folder / f"publisher-{number}", ledger) for number in range(publishers)]
    for desk in desks:
        desk.content = editor.content
    started = monotonic()
    with ProcessPoolExecutor(publishers, multiprocessing.get_context("fork")) as pool:
        work = [pool.submit(publish_often, desk, builds, number) for number, desk in enumerate(desks)]
        for day in range(1, DAYS):
            wait(work, timeout=PAUSE)
            edit(editor, day)
        seen = [done.result() for done in work]
    promised = agreed([dates for dates, _, _ in seen])
    ids = agreed([ids for _, ids, _ in seen])
    if len(set(ids.values())) != len(ids):
        raise BrokenError("two stories have the same id")
    for desk in desks:
        desk.build(moment_of(DAYS + 1))
    if any(desk.served() != desks[0].served() for desk in desks):
        raise BrokenError("the same content and the same ledger gave different sites")
    return (
        f"{publishers} at once made {builds} builds each in {monotonic() - started:.0f} s, while the content was "
        f"edited {DAYS - 1} times; none of {publishers * builds} builds failed; {len(promised)} ids and dates seen, "
        f"none moved, and none withdrawn that was there, after {sum(looks for _, _, looks in seen)} builds; "
        f"{publishers} equal sites at the end"
    )


def edit(editor: Desk, day: int) -> None:
    """Put the content of a day in place, and say beside it which day it is, unless it is just changing."""
    told = editor.content / ".day"
    told.unlink(missing_ok=True)
    editor.edit(day, may_delete=False)  # a build is right to miss a recording that goes while it reads
    told.write_text(f"{day}\n")


def publish_often(desk: Desk, builds: int, number: int) -> tuple[dict[str, datetime], dict[str, str], int]:
    """The dates and the ids that this many builds have shown, the publisher's clock a little off from the others'.

    And after how many of them the ledger could be compared with the content.
    """
    compared = 0
    for build in range(builds):
        before = day_of(desk)
        desk.build(moment_of(DAYS) + timedelta(seconds=number * 7 + build))
        desk.check()
        withdrawn = {publication.entry.title for publication in desk.publications() if publication.withdrawn}
        if before is not None and before == day_of(desk):
            compared += 1
            lost = withdrawn & {title for category in desk.categories for title in titles(category, before)}
            if lost:
                raise BrokenError(f"on day {before} these are in the content, and withdrawn: {sorted(lost)}")
    return desk.promised, desk.ids, compared


def day_of(desk: Desk) -> int | None:
    """Which day's content is in place; None while it is changing."""
    try:
        return int((desk.content / ".day").read_text())
    except (FileNotFoundError, ValueError):  # the latter between its making and its writing
        return None


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
