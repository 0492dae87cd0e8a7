"""`feeds build`, killed at random moments: what is published stays whole, and the next build repairs the rest.

python tests/crash/kills.py --kills 200
"""

import argparse
import tempfile
from collections import Counter
from itertools import count
from pathlib import Path
from random import Random
from time import monotonic, sleep

from builds import Desk, moment_of, warm_up


def main() -> None:
    """Kill, check, repair, and say how often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    warm_up()
    with tempfile.TemporaryDirectory(prefix="feeds-kills-") as folder:
        print(run(Path(folder), arguments.kills, Random(arguments.seed)))  # noqa: S311 -- no secret


def run(folder: Path, kills: int, random: Random) -> str:
    """Kill this many builds at work. Raises `BrokenError` for whatever does not hold afterwards."""
    disturbed, undisturbed = Desk(folder / "disturbed"), Desk(folder / "undisturbed")
    killed: Counter[str] = Counter()
    repaired = 0
    for day in count():
        now = moment_of(day)
        for desk in (disturbed, undisturbed):
            desk.edit(day)
        started = monotonic()
        undisturbed.build(now)
        usual = monotonic() - started
        for _ in range(random.randint(1, 5)):
            build = disturbed.start(now)
            sleep(random.uniform(0, usual))
            was_at_work = build.kill()
            disturbed.check()
            killed[_progress(disturbed, undisturbed) if was_at_work else "too late"] += 1
        disturbed.check_repaired(now, undisturbed)
        disturbed.check_settled(now)
        repaired += 1
        if killed.total() - killed["too late"] >= kills:
            break
    return (
        f"kills: {killed.total() - killed['too late']} builds killed at work ({killed['ledger']} before the ledger was "
        f"as it was to be, {killed['site']} before the site was, {killed['end']} after; {killed['too late']} more had "
        f"ended); {repaired} repairs equal to the byte; {len(disturbed.promised)} ids and dates promised, none moved"
    )


def _progress(killed: Desk, finished: Desk) -> str:
    """What the killed build was at."""
    if killed.state()[1] != finished.state()[1]:
        return "ledger"
    return "site" if killed.served() != finished.served() else "end"


if __name__ == "__main__":
    main()
