"""Builds that can be killed, and what must hold of a site and its ledger whenever one was.

A build runs `feeds build` in a process of its own. That process is forked from this one, which has imported everything
already: what is killed is the work, and not, nine times in ten, Python's start. The clock is set, so that a
build that was repaired can be compared byte for byte with one that never failed.
"""

import gzip
import json
import os
import re
import shutil
import signal
import sys
import tempfile
import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from random import Random
from time import monotonic
from typing import NoReturn

from lxml import etree

import feeds.cli
from feeds.ledger.store import open_ledger
from feeds.model import MEDIA_TYPES, Publication
from feeds.publish import publish

BEGINNING = datetime(2024, 5, 1, 18, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"
CATEGORIES = ("Quays", "Piers")
PODCAST = """Description: Sounds of the harbour.
Image: https://example.org/cover.png
Podcast-Category: Leisure
Podcast-Owner: The harbour office <office@example.org>
"""
SOUND = b"." * (3 << 19) + b"\n"
"""What nobody listens to; it takes two pieces to copy."""
WORDS = """
anchor apron barrel basin beacon bell bench bollard bottle bridge bucket buoy cable canvas captain cargo chain chart
coil compass cook crane crate crew deck dinghy diver dock door draught fender ferry flag float fog galley gangway gate
gravel gull hammer hatch hawser helm herring hoist hook hull ice keel kettle ladder lamp lantern launch ledge lever
lighter line locker mast mate mooring mussel nail net oar office paint pilot plank pole pump quay raft rail rigging
rivet rope rudder sail salt sand seal shed ship shovel signal slipway tackle tar tide tiller timber tug wall warden
wave wharf whistle winch window wire yard
"""


class BrokenError(Exception):
    """Something does not hold that must."""


# ── Content that changes from day to day ─────────────────────────────────────────────────────────────────


def moment_of(day: int) -> datetime:
    """When the content of a day is built."""
    return BEGINNING + timedelta(days=day)


def listing(category: str, day: int) -> str:
    """A category's page of a day: each day there is a new story; some are edited, some are away for a while."""
    stories = [
        f"{_title(category, number)}\n{_fields(category, number)}\n{_text(category, number, day)}"
        for number in _numbers(day)
    ]
    return f"Category: {category}\nCaptured: {moment_of(day).date()}\n{PODCAST}\n" + "\n\n\n".join(stories) + "\n"


def titles(category: str, day: int) -> set[str]:
    """The titles of the stories on a category's page of a day."""
    return {_title(category, number) for number in _numbers(day)}


def _numbers(day: int) -> list[int]:
    return [number for number in range(day + 4, max(0, day - 4), -1) if number > day - 2 or (number + day) % 5]


def _title(category: str, number: int) -> str:
    return f"{category} {number}: {' '.join(_words(category, number)[:4])}"


def _fields(category: str, number: int) -> str:
    return f"Audio: {_sound(category, number)}\nDuration: 7\n" if number % 3 == 0 else ""


def _sound(category: str, number: int) -> str:
    return f"{category}-{number}.mp3"


def _text(category: str, number: int, day: int) -> str:
    written = moment_of(number - 4)
    when = f" It was done on {written:%B} {written.day}." if number % 2 else ""
    addition = " The keeper has added a line since." if (number * 3 + day) % 7 > 4 else ""
    return f"{' '.join(_words(category, number)[4:]).capitalize()}.{when}{addition}"


def _words(category: str, number: int) -> list[str]:
    """Words that no other story has in this order: what is tested here is not how well stories are told apart."""
    return Random(f"{category} {number}").sample(WORDS.split(), 24)  # noqa: S311 -- no secret


# ── A desk: content, a site and a ledger ─────────────────────────────────────────────────────────────────


@dataclass
class Build:
    """A build that has been started."""

    pid: int
    log: Path
    started: float = field(default_factory=monotonic)
    status: int | None = None

    def kill(self) -> bool:
        """End it by SIGKILL; whether it was still at work."""
        os.kill(self.pid, signal.SIGKILL)
        return self.wait() == -signal.SIGKILL

    def wait(self) -> int:
        """Its exit status, or the negative number of the signal that ended it."""
        if self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
        return self.status

    @property
    def output(self) -> str:
        """What it has told."""
        return self.log.read_text(encoding="utf-8")


def check_end(build: Build) -> None:
    """See that a build ended well, or with 1 and one clear line. Raises `BrokenError`."""
    lines = build.output.splitlines()
    is_clear = build.wait() == 1 and len(lines) == 1 and lines[0].startswith("feeds: ")
    if build.wait() != 0 and not is_clear:
        raise BrokenError(f"it ended with {build.status}, and not with one clear line: {build.output}")


def warm_up() -> None:
    """Build once within this process, so that no later build has anything left to import or to compile."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))
        for day in range(2):
            desk.edit(day)
            publish(desk.content, desk.out, moment_of(day))


class Desk:
    """A folder with content, the site that is built of it, and where its ledger is.

    `promised` are the dates of publication that its feeds have ever shown, by id, and `ids` the id of each story.
    """

    def __init__(self, home: Path, ledger: str | None = None, categories: Sequence[str] = CATEGORIES) -> None:
        self.home, self.content, self.out, self.categories = home, home / "content", home / "public", categories
        self.ledger = ledger or home / "ledger.sqlite"
        self.promised: dict[str, datetime] = {}
        self.ids: dict[str, str] = {}
        self.content.mkdir(parents=True, exist_ok=True)
        place = json.dumps(ledger or "../ledger.sqlite")
        (self.content / "feeds.toml").write_text(f'title = "Notices"\nledger = {place}\n')

    def copy(self, home: Path) -> "Desk":
        """The same desk in another place, in which there was none or an older copy. PostgreSQL is not copied."""
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(self.home, home)
        copy = Desk(home, categories=self.categories)
        copy.promised, copy.ids = dict(self.promised), dict(self.ids)
        return copy

    def edit(self, day: int, *, may_delete: bool = True) -> None:
        """Put the content of a day in place, each file in one step; recordings that nobody lists may be deleted."""
        for category in self.categories:
            draft = self.content / f"{category}.draft"
            draft.write_text(listing(category, day), encoding="utf-8")
            for number in range(day + 5):
                sound = self.content / _sound(category, number)
                if number < day - 4:  # what has left the page is heard where it was published
                    if may_delete:
                        sound.unlink(missing_ok=True)
                elif not sound.exists():
                    sound.write_bytes(SOUND)
                    os.utime(sound, (0, 0))  # a site notes it, and sites of several desks are compared
            draft.replace(self.content / f"{category}.txt")

    def start(self, now: datetime, gate: int | None = None) -> Build:
        """Begin a build at this moment of its clock; it waits for a byte from the descriptor `gate` if there is one."""
        log = self.home / "log.txt"
        sys.stdout.flush()
        sys.stderr.flush()
        pid = os.fork()
        if pid == 0:
            _run(self.content, self.out, now, log, gate)
        return Build(pid, log)

    def build(self, now: datetime) -> str:
        """Build, and give what the build told. Raises `BrokenError` if it fails."""
        build = self.start(now)
        if build.wait() != 0:
            raise BrokenError(f"a build that nothing disturbed ended with {build.status}: {build.output}")
        return build.output

    def check(self) -> None:
        """See that all documents are whole, that the ledger opens, and that nothing promised was moved."""
        for path in sorted(self.out.rglob("*")):
            # What was not yet put in place is beside it, under a name that nobody is served.
            if path.is_file() and not any(part.startswith(".feeds") for part in path.relative_to(self.out).parts):
                _check_document(path)
        shown = list(_shown(self.out))
        kept = {publication.id: publication for publication in self.publications()}
        for title, entry_id, published in shown:
            if self.ids.setdefault(title, entry_id) != entry_id:
                raise BrokenError(f"{title!r} had the id {self.ids[title]} and has {entry_id}")
            if self.promised.setdefault(entry_id, published) != published:
                raise BrokenError(f"{title!r} was published {self.promised[entry_id]} and is {published}")
        for entry_id, published in self.promised.items():
            if entry_id not in kept or kept[entry_id].published.replace(microsecond=0) != published:
                raise BrokenError(f"the ledger does not hold {entry_id} of {published}: {kept.get(entry_id)}")

    def publications(self) -> list[Publication]:
        """All that the ledger holds."""
        with open_ledger(self.ledger) as ledger:
            found: list[Publication] = []
            for slug in ledger.categories():
                with ledger.category(slug) as category:
                    found += category.publications
            return found

    def state(self) -> tuple[dict[str, bytes], list[str]]:
        """Every file of the site by its path, temporary ones too, and the ledger's export."""
        files = {
            str(path.relative_to(self.out)): unpacked(path) for path in sorted(self.out.rglob("*")) if path.is_file()
        }
        with open_ledger(self.ledger) as ledger:
            return files, list(ledger.export())

    def served(self) -> dict[str, bytes]:
        """Every file of the site that anybody is served."""
        return {path: body for path, body in self.state()[0].items() if not re.search(r"(^|/)\.feeds", path)}

    def check_repaired(self, now: datetime, like: "Desk") -> None:
        """Build, and see that all is as at the other desk, which was never disturbed."""
        self.build(now)
        self.check()
        (files, rows), (expected_files, expected_rows) = self.state(), like.state()
        if files != expected_files:
            differing = [path for path in files | expected_files if files.get(path) != expected_files.get(path)]
            raise BrokenError(f"the repaired site differs from one that was never disturbed in {differing}")
        if rows != expected_rows:
            raise BrokenError("the ledger differs from one that was never disturbed")

    def check_settled(self, now: datetime) -> None:
        """Build what is built already, and see that nothing is left to do."""
        again = self.build(now)
        if ": 0 written" not in again:
            raise BrokenError(f"a build of what is built already says {again}")


def _run(content: Path, out: Path, now: datetime, log: Path, gate: int | None) -> NoReturn:
    """`feeds build`, in a process of its own."""
    status: object = 70
    try:
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
        os.dup2(descriptor, 1)
        os.dup2(descriptor, 2)
        if gate is not None:
            os.read(gate, 1)
        feeds.cli._now = lambda: now  # noqa: SLF001 -- the program's one clock
        sys.argv = ["feeds", "build", "--content", str(content), "--out", str(out)]
        feeds.cli.main()
    except SystemExit as end:
        status = end.code
    except BaseException:  # noqa: BLE001 -- whatever it is, this process ends here
        traceback.print_exc()
    finally:
        try:
            sys.stdout.flush()
            sys.stderr.flush()
        finally:
            os._exit(status if isinstance(status, int) else 70)


# ── What feeds say ───────────────────────────────────────────────────────────────────────────────────────


def unpacked(path: Path) -> bytes:
    """What a file holds, packed or not."""
    return gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()


def _check_document(path: Path) -> None:
    """See that a file is a whole document of its type. Raises `BrokenError`."""
    kind = path.name.removesuffix(".gz").rpartition(".")[2]
    if f".{kind}" not in MEDIA_TYPES:
        raise BrokenError(f"{path}: nobody asked for this file")
    try:
        is_whole = _is_whole(kind, unpacked(path))
    except (OSError, EOFError, ValueError, etree.LxmlError) as error:
        raise BrokenError(f"{path}: is not whole: {error}") from error
    if not is_whole:
        raise BrokenError(f"{path}: has no end")


def _is_whole(kind: str, body: bytes) -> bool:
    match kind:
        case "rss" | "atom" | "opml" | "svg":
            etree.fromstring(body)
            return True
        case "json":
            json.loads(body)
            return True
        case "ico":
            return body.startswith(b"\0\0\1\0") and len(body) > 22  # the header and one picture's entry
        case "html":
            return body.startswith(b"<!doctype html>") and body.rstrip().endswith(b"</html>")
        case _:
            return body.endswith(b"\n")


def _shown(out: Path) -> Iterator[tuple[str, str, datetime]]:
    """Title, id and date of every entry of every feed, packed or not."""
    for path in sorted(path for path in out.glob("*.*") if path.is_file()):
        body = unpacked(path)
        match path.name.removesuffix(".gz").rpartition(".")[2]:
            case "rss":
                for item in etree.fromstring(body).iter("item"):
                    yield _of(item, "title"), _of(item, "guid"), parsedate_to_datetime(_of(item, "pubDate"))
            case "atom":
                for entry in etree.fromstring(body).iter(f"{ATOM}entry"):
                    published = datetime.fromisoformat(_of(entry, f"{ATOM}published"))
                    yield _of(entry, f"{ATOM}title"), _of(entry, f"{ATOM}id"), published.replace(microsecond=0)
            case "json":
                for item in json.loads(body)["items"]:
                    published = datetime.fromisoformat(item["date_published"])
                    yield item["title"], item["id"], published.replace(microsecond=0)
            case _:
                pass  # no feed


def _of(element: etree._Element, name: str) -> str:
    text = element.findtext(name)
    if text is None:
        raise BrokenError(f"an entry has no {name}")
    return text
