"""Subscribe to every kind of feed with programs that we did not write.

    python -m venv reader && reader/bin/pip install 'reader[cli]'
    python tests/clients/subscribe.py PATH/TO/feeds reader/bin/python

Serves the sample content, in documents so small that there are archives, and lets each program of the table
`feed_readers.CLIENTS` subscribe to RSS, Atom, JSON Feed, a podcast and an archive. It must show every entry with its
title and its date, be answered 304 when it looks again, and download every recording to the byte.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from feed_documents import Entry, entries, older, rfc3339, shown
from feed_readers import CLIENTS, PATIENCE, Client, ClientError, Row, Subscriber
from recording_proxy import RecordingProxy, Request

CONTENT = Path(__file__).parents[2] / "content"
SETTINGS = """\
base_url = "{origin}"
timezone = "UTC"
max_age = 0  # so that feed2exec asks again at once, which rightly takes its copy for fresh until then

[category."Harbour Notices"]
entries_per_feed = 5
"""
FEEDS = (
    "grassroots-resistance.rss",
    "harbour-notices.atom",
    "harbour-notices.json",
    "harbour-notices/archive-1.rss",
    "harbour-notices/archive-1.atom",
    "harbour-sounds.rss",
    "harbour-sounds.atom",
    "harbour-sounds.json",
)
WALKS = ("harbour-notices.rss", "harbour-notices.atom", "harbour-notices.json")
"""Feeds whose older entries are in archives."""


def say(*cells: object) -> None:
    widths = (32, 11, 10, 7, 15)
    line = "".join(str(cell).ljust(width) for cell, width in zip(cells, (*widths, 0), strict=False))
    sys.stdout.write(line.rstrip() + "\n")
    sys.stdout.flush()


def fetch(url: str) -> bytes:
    with urlopen(url, timeout=PATIENCE) as answer:  # noqa: S310 -- a server of ours
        body: bytes = answer.read()
        return body


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


@contextmanager
def serving(feeds: str, root: Path, origin: str) -> Iterator[int]:
    """`feeds serve` on the sample content, which calls itself by the address `origin`; yields its port."""
    content = shutil.copytree(CONTENT, root / "content", ignore=shutil.ignore_patterns(".*"))
    (content / "feeds.toml").write_text(SETTINGS.format(origin=origin), "utf-8")
    port, log = free_port(), root / "serve.log"
    command = (feeds, "serve", "--content", str(content), "--out", str(root / "site"), "--port", str(port))
    with log.open("wb") as output, subprocess.Popen(command, stdout=output, stderr=output) as server:  # noqa: S603
        try:
            deadline = time.monotonic() + PATIENCE
            while True:
                try:
                    fetch(f"http://127.0.0.1:{port}/")
                    break
                except OSError:
                    if server.poll() is not None or time.monotonic() > deadline:
                        sys.exit(f"subscribe: feeds serve does not serve: {log.read_text('utf-8')}")
                time.sleep(0.1)
            yield port
        finally:
            server.terminate()


# ── One client and one feed ──────────────────────────────────────────────────────────────────────────────


def statuses_of(requests: Sequence[Request]) -> list[int]:
    """How a client's requests of a feed were answered: 304 whenever it shows a validator, as at last it must."""
    statuses = [request.status for request in requests]
    if statuses != [304 if request.is_conditional else 200 for request in requests] or statuses[-1:] != [304]:
        raise ClientError(f"its requests are answered {statuses}, not 200 and then 304")
    return statuses


def check_entries(rows: Sequence[Row], expected: Sequence[Entry]) -> None:
    """Raises ClientError unless the client shows each entry, and of each what the feed says, as far as it keeps it."""
    if len(rows) != len(expected):
        raise ClientError(f"it shows {len(rows)} entries, not {len(expected)}")
    by_title = sorted(expected, key=lambda entry: entry.title)
    for row, entry in zip(sorted(rows, key=lambda row: str(row["title"])), by_title, strict=True):
        wanted = {name: getattr(entry, name) for name in row}
        if row != wanted:
            raise ClientError(f"it shows {row}, where the feed says {wanted}")


def check_recordings(files: Sequence[bytes], urls: Sequence[str]) -> None:
    """Raises ClientError unless the files are the recordings, as they lie beside the listing."""
    originals = [(CONTENT / "sounds" / url.rpartition("/")[2]).read_bytes() for url in urls]
    if sorted(files) != sorted(originals):
        lengths, wanted = sorted(map(len, files)), sorted(map(len, originals))
        raise ClientError(f"it downloaded {lengths} bytes, which are not the recordings of {wanted} bytes")


def try_out(client: Client, path: str, me: Subscriber, proxy: RecordingProxy) -> None:
    """Say what the client sees of the feed; raises ClientError at what is missing or different."""
    expected = entries(fetch(me.url))
    since = len(proxy.requests)
    rows = client.subscribe(me)
    statuses = statuses_of([r for r in proxy.requests[since:] if r.method == "GET" and r.path == f"/{path}"])
    check_entries(rows, expected)
    urls = [url for entry in expected for url in entry.enclosure_urls]
    downloads = ""
    if client.download and urls:
        files = client.download(me, urls)
        check_recordings(files, urls)
        downloads = f"{len(files)} of {len(urls)}"
    dates = len({row["published"] for row in rows})
    say(path, client.name, f"{len(rows)} of {len(expected)}", dates, ", ".join(map(str, statuses)), downloads)


# ── What the listings say ────────────────────────────────────────────────────────────────────────────────


def walk(path: str, origin: str) -> list[Entry]:
    """All entries of a feed, from the newest document through its archives."""
    found: dict[str, Entry] = {}
    url: str | None = f"{origin}/{path}"
    while url:
        body = fetch(url)
        found |= {entry.id: entry for entry in entries(body)}
        url = older(body)
    return list(found.values())


def explained(feeds: str, listing: Path) -> list[tuple[str, int]]:
    """Title and date of each entry of a listing, as `feeds explain` tells them, which writes no feeds."""
    command = (feeds, "explain", str(listing), "--format", "json")
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- our own program
    rows = [json.loads(line) for line in told.splitlines()]
    return sorted((shown(row["title"]), rfc3339(row["published"])) for row in rows)


def main() -> int:
    """Let every client read every feed that it can; the exit status says whether all went well."""
    feeds, python = sys.argv[1:]
    faults: list[str] = []
    proxy = RecordingProxy()
    with (
        tempfile.TemporaryDirectory() as root,
        serving(feeds, Path(root), proxy.origin) as port,
        proxy.before(port),
    ):
        for path in (*WALKS, "grassroots-resistance.rss", "harbour-sounds.rss"):
            found = sorted((entry.title, entry.published) for entry in walk(path, proxy.origin))
            if found != explained(feeds, CONTENT / f"{path.partition('.')[0]}.txt"):
                faults.append(f"{path} and its archives do not hold the entries of the listing, but {found}")
        say("feed", "client", "entries", "dates", "statuses", "recordings")
        for path in FEEDS:
            for client in CLIENTS:
                if path.endswith(".json") and not client.reads_json:
                    continue
                with tempfile.TemporaryDirectory() as home:
                    me = Subscriber(Path(home), f"{proxy.origin}/{path}", Path(python).absolute())
                    try:
                        try_out(client, path, me, proxy)
                    except ClientError as problem:
                        faults.append(f"{client.name} and {path}: {problem}")
    sys.stdout.writelines(f"WRONG: {fault}\n" for fault in faults)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
