"""`feeds build` at each of its system calls that write: on a full disk (ENOSPC), a broken one (EIO), or killed (-9).

    python tests/crash/faults.py

strace looks once at which calls a build makes, and then lets each of them fail in a build of its own, which must end
with one clear line unless it can do without the call. Afterwards all is whole, and an undisturbed build repairs the
rest.
"""

import argparse
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from builds import CATEGORIES, BrokenError, Build, Desk, check_end, moment_of, warm_up

INJECTIONS = {"ENOSPC": "error=ENOSPC", "EIO": "error=EIO", "SIGKILL": "signal=KILL"}
"""What is done to a call, in the words of strace."""

WRITING = (
    "write", "pwrite64", "writev", "pwritev", "pwritev2", "fsync", "fdatasync", "sync_file_range", "rename", "renameat",
    "renameat2", "link", "linkat", "unlink", "unlinkat", "mkdir", "mkdirat", "rmdir", "utimensat", "truncate",
    "ftruncate", "fallocate", "chmod", "fchmod", "fchmodat", "chown", "fchown", "fchownat", "open", "openat", "creat",
)  # fmt: skip
"""The calls that write; those that open do if they say so."""

DISPENSABLE = frozenset({"fchown", "fdatasync", "ftruncate", "mkdir", "pwrite64", "unlink"})
"""What a build can do without, sometimes: a folder that is there already, or SQLite's log brought into its file."""

CALL = re.compile(r"^\d+ +(?P<name>\w+)\((?P<arguments>.*)\) += ", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done (one of `INJECTIONS`) to the call of this name that is the `number`th (from 1) of the build."""

    name: str
    number: int
    kind: str


def main() -> None:
    """Observe, inject, check, repair, and say how often."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--workers", type=int, default=4, help="builds are slow because disks are")
    workers = parser.parse_args().workers
    if shutil.which("strace") is None:
        parser.error("strace is not installed: apt-get install strace")
    warm_up()
    for name, day in (("the first build", 0), ("a build after an edit", 1)):
        with tempfile.TemporaryDirectory(prefix="feeds-faults-") as folder:
            print(run(name, Path(folder), day, workers), flush=True)


def run(name: str, folder: Path, day: int, workers: int) -> str:
    """Let every writing call of the build of this day fail. Raises `BrokenError` for what does not hold afterwards."""
    undisturbed = Desk(folder / "undisturbed", categories=CATEGORIES[:1])
    for earlier in range(day):
        undisturbed.edit(earlier)
        undisturbed.build(moment_of(earlier))
        undisturbed.check()
    undisturbed.edit(day)
    edited = undisturbed.copy(folder / "edited")
    undisturbed.build(moment_of(day))
    calls = list(calls_of(edited.copy(folder / "observed"), day))
    faults = [Fault(call, number, kind) for call, number in calls for kind in INJECTIONS]
    # Forked workers have everything imported, as their builds have.
    with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
        outcomes = Counter(pool.map(partial(outcome, edited, undisturbed, day), faults, chunksize=8))
    counts = Counter(name for name, _ in calls)
    return (
        f"faults in {name}: {len(faults)} injected, {' and '.join(INJECTIONS)} at each of {len(calls)} calls "
        f"({', '.join(f'{counts[call]} {call}' for call in sorted(counts))}); {outcomes['refused']} builds ended with "
        f"one line, {outcomes['done']} did without, {outcomes['killed']} were killed; all repaired, equal to the byte"
    )


def calls_of(desk: Desk, day: int) -> Iterator[tuple[str, int]]:
    """Name and number of each call of the build that writes at the desk."""
    build, trace = traced(desk, day)
    if build.status != 0:
        raise BrokenError(f"a build that strace only looked at ended with {build.status}: {build.output}")
    numbers: Counter[str] = Counter()
    for call in CALL.finditer(trace):
        name, arguments = call["name"], call["arguments"]
        numbers[name] += 1
        is_writing = not name.startswith("open") or re.search(r"O_(CREAT|WRONLY|RDWR|TRUNC)", arguments)
        is_empty = arguments.endswith(', "", 0')  # click tries whether it may write; no byte is lost
        if is_writing and str(desk.home) in arguments and not is_empty:
            yield name, numbers[name]


def outcome(edited: Desk, undisturbed: Desk, day: int, fault: Fault) -> str:
    """What came of a build with a fault: it was `refused`, `done` or `killed`. Raises `BrokenError`."""
    desk = edited.copy(edited.home.parent / str(os.getpid()) / "disturbed")
    build, trace = traced(desk, day, fault)
    try:
        end = _end_of(build, fault, trace)
        desk.check()
        if end == "done" and desk.served() != undisturbed.served():
            raise BrokenError("it said that all was well")  # noqa: TRY301 -- all are told with their fault
        desk.check_repaired(moment_of(day), undisturbed)
    except BrokenError as broken:
        raise BrokenError(f"{fault}: {broken}\n{build.output}\n{trace[-2000:]}") from broken
    return end


def _end_of(build: Build, fault: Fault, trace: str) -> str:
    """How a build with a fault has ended, if that is a right way to end. Raises `BrokenError`."""
    if fault.kind == "SIGKILL":
        if build.status != -signal.SIGKILL:
            raise BrokenError(f"it should have been killed, and ended with {build.status}")
        return "killed"
    if trace.count("(INJECTED)") != 1:
        raise BrokenError("the build did not make this call")
    check_end(build)
    if build.status == 0 and fault.name not in DISPENSABLE:
        raise BrokenError("it said that all was well")
    return "refused" if build.status else "done"


def traced(desk: Desk, day: int, fault: Fault | None = None) -> tuple[Build, str]:
    """A build that has ended, and what strace saw of its calls."""
    trace = desk.home.parent / "trace.txt"
    injection = [f"--inject={fault.name}:{INJECTIONS[fault.kind]}:when={fault.number}"] if fault else []
    reading, writing = os.pipe()
    build = desk.start(moment_of(day), gate=reading)
    watched = "trace=" + ",".join(f"?{name}" for name in WRITING)  # processors do not have them all
    command = ["strace", "-f", "-y", "-o", str(trace), "-e", watched, *injection, "-p", str(build.pid)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:  # noqa: S603 -- our own command
        assert strace.stderr
        if not (told := strace.stderr.readline()).endswith(" attached\n"):
            raise BrokenError(f"strace cannot look at a build: {told}")
        os.write(writing, b".")
        build.wait()
    os.close(reading)
    os.close(writing)
    return build, trace.read_text(encoding="utf-8", errors="replace")


if __name__ == "__main__":
    main()
