"""PostgreSQL, killed and started again in the middle of builds: nothing that was promised is lost.

python tests/crash/restarts.py --kills 20
"""

import argparse
import tempfile
from collections import Counter
from pathlib import Path
from random import Random
from time import monotonic, sleep

from builds import Desk, check_end, moment_of, warm_up
from postgres_server import Server, find_binaries


def main() -> None:
    """Kill, check, repair, and say how often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    binaries = find_binaries()
    if binaries is None:
        parser.error("PostgreSQL is not installed: apt-get install postgresql")
    warm_up()
    random = Random(arguments.seed)  # noqa: S311 -- no secret
    with tempfile.TemporaryDirectory(prefix="feeds-restarts-") as folder, Server(binaries) as server:
        print(run(Path(folder), server, arguments.kills, random))


def run(folder: Path, server: Server, kills: int, random: Random) -> str:
    """Kill the server this many times. Raises `BrokenError` for whatever does not hold afterwards."""
    disturbed = Desk(folder / "disturbed", server.new_schema("disturbed"))
    undisturbed = Desk(folder / "undisturbed")  # in SQLite: the backends must agree to the byte
    ends: Counter[int] = Counter()
    for day in range(kills):
        now = moment_of(day)
        for desk in (disturbed, undisturbed):
            desk.edit(day)
        started = monotonic()
        undisturbed.build(now)
        usual = monotonic() - started
        build = disturbed.start(now)
        sleep(random.uniform(0, usual))
        server.kill()
        ends[build.wait()] += 1
        check_end(build)
        server.start()
        disturbed.check()
        disturbed.check_repaired(now, undisturbed)
        disturbed.check_settled(now)
    return (
        f"restarts: PostgreSQL killed {kills} times in the middle of a build; {ends[1]} builds ended with one line, "
        f"{ends[0]} did without; {kills} repairs equal to the byte; {len(disturbed.promised)} ids and dates promised, "
        f"none moved"
    )


if __name__ == "__main__":
    main()
