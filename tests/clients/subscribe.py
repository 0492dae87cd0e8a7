"""Subscribe to feeds with programs that we did not write; each must find every entry with its title and date.

    python tests/clients/subscribe.py http://127.0.0.1:8000/grassroots-resistance.rss ...

newsboat and gPodder are Debian packages of these names; feedparser and podcastparser belong to the `dev` extra.
A program that is missing is a failure, and so is a feed with fewer entries than `--entries`, or a recording that
gPodder does not download to the byte.
"""

import argparse
import calendar
import io
import os
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import Path

ATOM = "{http://www.w3.org/2005/Atom}"


class ClientError(Exception):
    """What a client could not do, or said."""


@dataclass(frozen=True)
class Seen:
    """An entry as a client shows it; `published` in seconds since 1970."""

    title: str
    published: int


@dataclass(frozen=True)
class Subscription:
    """A feed under test: its own title and entries, read from the XML by the standard library alone."""

    url: str
    body: bytes
    title: str
    entries: tuple[Seen, ...]
    lengths: tuple[int, ...]
    """Of the enclosures, in bytes."""


def text(element: ET.Element, path: str) -> str:
    """The text under `path`, which must be there."""
    found = element.findtext(path)
    if not found:
        raise ClientError(f"<{element.tag}> has no {path}")
    return " ".join(found.split())


def subscription(url: str) -> Subscription:
    """Fetch an RSS or Atom feed and note what clients should find in it."""
    with urllib.request.urlopen(url) as answer:  # noqa: S310 - the caller names the feed, a file is as good
        body: bytes = answer.read()
    root = ET.fromstring(body)  # noqa: S314 - a feed that we wrote ourselves
    if root.tag == "rss":
        title = text(root, "channel/title")
        entries = [Seen(text(item, "title"), rfc822(text(item, "pubDate"))) for item in root.iter("item")]
        enclosures = list(root.iter("enclosure"))
    else:
        title = text(root, f"{ATOM}title")
        entries = [
            Seen(text(entry, f"{ATOM}title"), rfc3339(text(entry, f"{ATOM}published")))
            for entry in root.iter(f"{ATOM}entry")
        ]
        enclosures = [link for link in root.iter(f"{ATOM}link") if link.get("rel") == "enclosure"]
    lengths = [int(enclosure.get("length", "0")) for enclosure in enclosures]
    return Subscription(url, body, title, tuple(entries), tuple(lengths))


def rfc822(stamp: str) -> int:
    return int(parsedate_to_datetime(stamp).timestamp())


def rfc3339(stamp: str) -> int:
    return int(datetime.fromisoformat(stamp).timestamp())


# ── Programs ─────────────────────────────────────────────────────────────────────────────────────────────


def run(home: Path, *command: str) -> str:
    """Run a program that must succeed, with `home` for all it remembers; returns what it said."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(home), "LC_ALL": "C.UTF-8", "TERM": "dumb"}
    try:
        done = subprocess.run(  # noqa: S603 - the commands are the constants below
            command, cwd=home, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
    except FileNotFoundError:
        raise ClientError(f"{command[0]} is not installed") from None
    said = (done.stdout + done.stderr).strip()
    if done.returncode or "Traceback" in said:
        raise ClientError(f"{' '.join(command)} ended with status {done.returncode}: {said}")
    return said


def rows(database: Path, query: str) -> list[tuple[str, int]]:
    with closing(sqlite3.connect(database)) as connection:
        return connection.execute(query).fetchall()


def newsboat(home: Path, feed: Subscription) -> Sequence[Seen]:
    """Reload twice: entries must not come back as new, and validators must be remembered."""
    home.joinpath("urls").write_text(f"{feed.url}\n", "utf-8")
    home.joinpath("config").write_text('error-log "errors"\n', "utf-8")
    for _ in range(2):
        said = run(home, "newsboat", "-q", "-u", "urls", "-c", "cache.db", "-C", "config", "-x", "reload")
        errors = home / "errors"
        if said or (errors.exists() and errors.read_text("utf-8")):
            raise ClientError(f"newsboat complains: {said or errors.read_text('utf-8')}")
    if rows(home / "cache.db", "select etag, lastmodified from rss_feed where etag = '' or lastmodified = 0"):
        raise ClientError("newsboat remembers no ETag or no Last-Modified")
    return [Seen(*row) for row in rows(home / "cache.db", "select title, pubDate from rss_item order by pubDate desc")]


def gpodder(home: Path, feed: Subscription) -> Sequence[Seen]:
    """Subscribe, update and download; the podcast app shows entries without audio as well."""
    run(home, "gpo", "subscribe", feed.url)
    run(home, "gpo", "update")
    if feed.url not in run(home, "gpo", "list") or "disabled" in run(home, "gpo", "list"):
        raise ClientError("gPodder did not subscribe")
    database = home / "gPodder" / "Database"
    titles = [title for title, _ in rows(database, "select title, 0 from podcast")]
    if titles != [feed.title]:
        raise ClientError(f"gPodder shows {titles}, not {feed.title}")
    if feed.lengths:
        run(home, "gpo", "download")
        downloads = [
            path.stat().st_size for path in (home / "gPodder" / "Downloads").glob("*/*") if path.stem != "folder"
        ]
        if sorted(downloads) != sorted(feed.lengths):
            raise ClientError(f"gPodder downloaded files of {sorted(downloads)} bytes, not {sorted(feed.lengths)}")
    return [Seen(*row) for row in rows(database, "select title, published from episode")]


# ── Parsers ──────────────────────────────────────────────────────────────────────────────────────────────


def podcastparser(_home: Path, feed: Subscription) -> Sequence[Seen]:
    """gPodder's parser, which reads entries without audio as well."""
    try:
        import podcastparser  # noqa: PLC0415 - a client under test, which may be missing
    except ImportError:
        raise ClientError("podcastparser is not installed") from None
    parsed = podcastparser.parse(feed.url, io.BytesIO(feed.body))
    return [Seen(episode["title"], episode["published"]) for episode in parsed["episodes"]]


def feedparser(_home: Path, feed: Subscription) -> Sequence[Seen]:
    """The parser that most Python readers are built on; it must not even mutter (`bozo`)."""
    try:
        import feedparser  # noqa: PLC0415 - a client under test, which may be missing
    except ImportError:
        raise ClientError("feedparser is not installed") from None
    first = feedparser.parse(feed.url)
    if first.bozo:
        raise ClientError(f"feedparser complains: {first.bozo_exception}")
    second = feedparser.parse(feed.url, etag=first.get("etag"), modified=first.get("modified"))
    if second.status != 304:
        raise ClientError(f"the second request was answered {second.status}, not 304")
    return [Seen(entry.title, calendar.timegm(entry.published_parsed)) for entry in first.entries]


CLIENTS: tuple[Callable[[Path, Subscription], Sequence[Seen]], ...] = (newsboat, gpodder, podcastparser, feedparser)


def verdict(client: Callable[[Path, Subscription], Sequence[Seen]], feed: Subscription) -> str:
    """What is wrong with the feed in this client; empty if nothing is."""
    with tempfile.TemporaryDirectory() as home:
        try:
            seen = client(Path(home), feed)
        except ClientError as problem:
            return str(problem)
    missing = [entry for entry in feed.entries if entry not in seen]
    if missing or len(seen) != len(feed.entries):
        return f"{len(seen)} entries, not {len(feed.entries)}; missing or different: {missing}"
    return ""


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--entries", type=int, default=1, help="the fewest entries that a feed must have")
    arguments.add_argument("urls", nargs="+", metavar="URL")
    options = arguments.parse_args()
    faults = 0
    for url in options.urls:
        feed = subscription(url)
        verdicts = {client.__name__: verdict(client, feed) for client in CLIENTS}
        if len({entry.published for entry in feed.entries}) < max(options.entries, len(feed.entries)):
            verdicts["feed"] = f"{len(feed.entries)} entries, or two with the same date"
        sys.stdout.write(f"{url}  {len(feed.entries)} entries\n")
        sys.stdout.writelines(f"  {name:14} {wrong or 'ok'}\n" for name, wrong in verdicts.items())
        faults += sum(map(bool, verdicts.values()))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
