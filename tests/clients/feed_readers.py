"""Feed readers and podcast apps that we did not write, each made to subscribe, to look again, and to download.

newsboat (with podboat), sfeed, gPodder (`gpo`), rss2email (`r2e`), feed2exec and curl are Debian packages; reader comes
from PyPI, in an environment of its own. A program that is missing is a failure.
"""

import configparser
import json
import mailbox
import os
import pty
import select
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from email.header import decode_header, make_header
from pathlib import Path

from feed_documents import entries, rfc822, rfc3339, shown

PATIENCE = 60
"""How many seconds a program may take."""

Row = Mapping[str, object]
"""What a client keeps of an entry, under the names of `feed_documents.Entry`: always title and date, often more."""


class ClientError(Exception):
    """What a client could not do, or said."""


@dataclass(frozen=True)
class Subscriber:
    """Somebody with a home of their own, a feed to read, and the Python that has `reader`."""

    home: Path
    url: str
    python: Path
    environment: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        inherited = {"PATH": os.environ["PATH"], "HOME": str(self.home)}
        object.__setattr__(self, "environment", inherited | {"LC_ALL": "C.UTF-8", "TERM": "xterm"})

    def run(self, *command: str) -> str:
        """Run a program, which must succeed; returns what it said."""
        try:
            done = subprocess.run(  # noqa: S603 -- the programs below
                command,
                cwd=self.home,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                timeout=PATIENCE,
                check=False,
            )
        except FileNotFoundError:
            raise ClientError(f"{command[0]} is not installed") from None
        except subprocess.TimeoutExpired:
            raise ClientError(f"{' '.join(command)} takes longer than {PATIENCE} s") from None
        said = (done.stdout + done.stderr).strip()
        if done.returncode or "Traceback" in said:
            raise ClientError(f"{' '.join(command)} ended with status {done.returncode}: {said}")
        return said

    def write(self, name: str, *lines: str) -> None:
        (self.home / name).write_text("".join(f"{line}\n" for line in lines), "utf-8")

    def rows(self, database: str, query: str) -> list[tuple[str, ...]]:
        with closing(sqlite3.connect(self.home / database)) as connection:
            return connection.execute(query).fetchall()

    def mails(self, folder: str) -> list[mailbox.MaildirMessage]:
        return list(mailbox.Maildir(self.home / folder, create=False))


@dataclass(frozen=True)
class Client:
    """A program: how it subscribes and looks a second time; and how it downloads, if it does, as the files' bytes."""

    name: str
    subscribe: Callable[[Subscriber], Sequence[Row]]
    download: Callable[[Subscriber, Sequence[str]], list[bytes]] | None = None
    reads_json: bool = False


# ── newsboat and its podboat ─────────────────────────────────────────────────────────────────────────────


def newsboat(me: Subscriber) -> Sequence[Row]:
    me.write("urls", me.url)
    me.write("config", 'error-log "errors"', "podcast-auto-enqueue yes", f'download-path "{me.home}/heard/"')
    (me.home / ".newsboat").mkdir()  # the queue of recordings goes there
    for _ in range(3):  # it keeps no validator of a feed that it sees for the first time
        said = me.run("newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload")
        errors = me.home / "errors"
        if said or (errors.exists() and errors.read_text("utf-8")):
            raise ClientError(f"newsboat complains: {said or errors.read_text('utf-8')}")
    found = me.rows("cache.db", "select guid, title, pubDate, enclosure_url from rss_item")
    return [
        {"id": guid, "title": shown(title), "published": published, "enclosure_urls": (url,) if url else ()}
        for guid, title, published, url in found
    ]


def podboat(me: Subscriber, urls: Sequence[str]) -> list[bytes]:
    """podboat downloads its queue by itself, but only on a screen, and leaves when `q` is pressed."""
    heard = me.home / "heard"
    heard.mkdir()
    screen, terminal = pty.openpty()
    command = ("podboat", "-a", "-C", "config", "-q", str(me.home / ".newsboat/queue"))
    with subprocess.Popen(  # noqa: S603 -- the program above
        command, cwd=me.home, env=me.environment, stdin=terminal, stdout=terminal, stderr=terminal
    ) as program:
        deadline = time.monotonic() + PATIENCE
        while program.poll() is None:
            if time.monotonic() > deadline:
                program.kill()
            if select.select([screen], [], [], 0.2)[0]:
                os.read(screen, 65536)  # or else it would wait for somebody to look
            if len(_files(heard)) == len(urls) and not list(heard.glob("*.part")):  # the name while it downloads
                os.write(screen, b"q")
    os.close(terminal)
    os.close(screen)
    return _files(heard)


def _files(folder: Path) -> list[bytes]:
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file()]


# ── sfeed ────────────────────────────────────────────────────────────────────────────────────────────────

SFEEDRC = """\
fetch() {
    curl --silent --show-error --fail --compressed --etag-compare "$HOME/etag" --etag-save "$HOME/etag" "$2"
}
feeds() {
    feed feed "$URL"
}
"""
"""As its manual proposes: sfeed leaves it to curl to ask only for what is new."""


def sfeed(me: Subscriber) -> Sequence[Row]:
    me.write("sfeedrc", f"URL={me.url}", SFEEDRC)
    for _ in range(2):
        me.run("sfeed_update", "sfeedrc")
    lines = (me.home / ".sfeed/feeds/feed").read_text("utf-8").splitlines()
    rows = []
    for line in lines:
        published, title, _link, _content, _type, entry_id, _author, enclosure, *_ = line.split("\t")
        urls = (enclosure,) if enclosure else ()
        rows.append({"id": entry_id, "title": shown(title), "published": int(published), "enclosure_urls": urls})
    return rows


# ── gPodder ──────────────────────────────────────────────────────────────────────────────────────────────


def gpodder(me: Subscriber) -> Sequence[Row]:
    """The podcast app shows entries without audio as well, with their own address in place of a recording's."""
    for command in (("subscribe", me.url), ("update",)):
        me.run("gpo", *command)
    found = me.rows("gPodder/Database", "select guid, title, published from episode")
    return [{"id": guid, "title": shown(title), "published": published} for guid, title, published in found]


def gpodder_download(me: Subscriber, _urls: Sequence[str]) -> list[bytes]:
    me.run("gpo", "download")
    files = (me.home / "gPodder/Downloads").glob("*/*")
    return [path.read_bytes() for path in files if path.stem != "folder"]  # which is the cover


# ── What makes mail of feeds ─────────────────────────────────────────────────────────────────────────────


def rss2email(me: Subscriber) -> Sequence[Row]:
    settings = configparser.ConfigParser()
    settings["DEFAULT"] = {
        "from": "me@example.org",
        "to": "me@example.org",
        "email-protocol": "maildir",
        "maildir-path": str(me.home / "mail"),
        "maildir-mailbox": "feed",
        "date-header": "True",  # the date of the entry, not of the mail
        "date-header-order": "issued",
    }
    with (me.home / "r2e.cfg").open("w", encoding="utf-8") as file:
        settings.write(file)
    for folder in ("cur", "new", "tmp"):
        (me.home / "mail/feed" / folder).mkdir(parents=True)
    for command in (("add", "feed", me.url), ("run",), ("run",)):
        me.run("r2e", "-c", "r2e.cfg", "-d", "r2e.json", *command)
    return [{"id": mail["X-RSS-ID"], **_of_mail(mail)} for mail in me.mails("mail/feed")]


def feed2exec(me: Subscriber) -> Sequence[Row]:
    keep = ("--output", "maildir", "--mailbox", str(me.home / "mail"), "--folder", "feed")
    for command in (("add", "feed", me.url, *keep), ("fetch",), ("fetch",)):
        me.run("feed2exec", "--config", "feed2exec.ini", "--database", "feed2exec.db", *command)
    return [_of_mail(mail) for mail in me.mails("mail/feed")]


def _of_mail(mail: mailbox.MaildirMessage) -> Row:
    return {"title": shown(str(make_header(decode_header(mail["Subject"])))), "published": rfc822(mail["Date"])}


# ── reader ───────────────────────────────────────────────────────────────────────────────────────────────


def reader(me: Subscriber) -> Sequence[Row]:
    for command in (("add", me.url), *[("update", "--no-scheduled", me.url)] * 2):
        me.run(str(me.python), "-m", "reader", "--db", "reader.db", *command)
    found = me.rows("reader.db", "select id, title, published, enclosures from entries")
    return [
        {
            "id": entry_id,
            "title": shown(title),
            "published": rfc3339(f"{published}+00:00"),
            "enclosure_urls": tuple(enclosure["href"] for enclosure in json.loads(enclosures or "[]")),
        }
        for entry_id, title, published, enclosures in found
    ]


# ── curl ─────────────────────────────────────────────────────────────────────────────────────────────────

CURL = ("curl", "--silent", "--show-error", "--fail")


def curl(me: Subscriber) -> Sequence[Row]:
    for _ in range(2):
        me.run(*CURL, "--compressed", "--etag-compare", "etag", "--etag-save", "etag", "--output", "feed", me.url)
    return [
        {"id": e.id, "title": e.title, "published": e.published, "enclosure_urls": e.enclosure_urls}
        for e in entries((me.home / "feed").read_bytes())
    ]


def curl_download(me: Subscriber, urls: Iterable[str]) -> list[bytes]:
    """Each in two pieces, like a download that was broken off and is taken up again."""
    files = []
    for url in urls:
        me.run(*CURL, "--range", "0-999", "--output", "recording", url)
        me.run(*CURL, "--continue-at", "-", "--output", "recording", url)
        files.append((me.home / "recording").read_bytes())
        (me.home / "recording").unlink()
    return files


CLIENTS = (
    Client("newsboat", newsboat, podboat),
    Client("sfeed", sfeed),
    Client("gPodder", gpodder, gpodder_download),
    Client("rss2email", rss2email),
    Client("feed2exec", feed2exec),
    Client("reader", reader, reads_json=True),
    Client("curl", curl, curl_download, reads_json=True),
)
"""The table of programs; those that read JSON Feed read RSS and Atom too, as all do."""
