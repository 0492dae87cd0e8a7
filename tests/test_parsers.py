"""Parsers that we did not write find the same entries in every format: ids, titles, dates and enclosures.

The measure is the JSON Feed of the same entries, read by the standard library. The two parsers from npm need
`npm install feedsmith @rowanmanning/feed-parser`, and the path of `node_modules` in NODE_MODULES: `.ci/run` does that.
"""

import io
import json
import os
import shutil
import subprocess
from calendar import timegm
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from feed_documents import Enclosure, Entry, entries, shown

from feeds.publish import publish

TESTS = Path(__file__).parent
NOW = datetime(2024, 12, 1, 9, 30, tzinfo=UTC)
ENTRIES_PER_FEED = 5


@pytest.fixture(scope="module")
def archived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample content, published in documents of a few entries each."""
    root = tmp_path_factory.mktemp("archived")
    content = shutil.copytree(TESTS.parent / "content", root / "content", ignore=shutil.ignore_patterns(".*"))
    settings = (content / "feeds.toml").read_text("utf-8")
    (content / "feeds.toml").write_text(
        settings.replace("entries_per_feed = 50", f"entries_per_feed = {ENTRIES_PER_FEED}")
    )
    assert publish(content, root / "site", NOW).diagnostics == ()
    return root / "site"


@pytest.fixture(params=["golden", "archived"])
def feeds(request: pytest.FixtureRequest) -> list[Path]:
    """The paths of a site's feeds and archives, without the suffix of a format."""
    is_golden = request.param == "golden"
    site = TESTS / "golden" if is_golden else request.getfixturevalue("archived")
    stems = [path.with_suffix("") for path in sorted(site.rglob("*.rss"))]
    assert len(stems) > 4
    assert is_golden or sum("archive-" in stem.name for stem in stems) > 6
    return stems


# ── The parsers ──────────────────────────────────────────────────────────────────────────────────────────


def by_feedparser(files: Sequence[Path]) -> list[list[Entry]]:
    read = [feedparser.parse(f.read_bytes(), response_headers={"content-type": "application/xml"}) for f in files]
    assert [str(feed.bozo_exception) for feed in read if feed.bozo] == []
    return [[_of_feedparser(entry) for entry in feed.entries] for feed in read]


def _of_feedparser(entry: Any) -> Entry:  # noqa: ANN401 -- feedparser has no types
    found = tuple(Enclosure(e.href, int(e.length), e.type) for e in entry.enclosures)
    return Entry(entry.id, shown(entry.title), timegm(entry.published_parsed), found)


def by_podcastparser(files: Sequence[Path]) -> list[list[Entry]]:
    return [
        [_of_podcastparser(e) for e in podcastparser.parse(file.name, io.BytesIO(file.read_bytes()))["episodes"]]
        for file in files
    ]


def _of_podcastparser(episode: dict[str, Any]) -> Entry:
    found = tuple(Enclosure(e["url"], e["file_size"], e["mime_type"]) for e in episode["enclosures"])
    return Entry(episode["guid"], shown(episode["title"]), episode["published"], found)


def by_npm(parser: str, files: Sequence[Path]) -> list[list[Entry]]:
    if "NODE_MODULES" not in os.environ:
        pytest.skip("NODE_MODULES does not say where npm's parsers are")
    command = ("node", str(TESTS / "clients/npm_parsers.mjs"), parser, *map(str, files))
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout  # noqa: S603 -- our own script
    return [[_of_npm(*row) for row in rows] for rows in json.loads(said)]


def _of_npm(entry_id: str, title: str, published: str, found: list[tuple[str, int, str]]) -> Entry:
    moment = parsedate_to_datetime(published) if "," in published else datetime.fromisoformat(published)
    return Entry(entry_id, shown(title), int(moment.timestamp()), tuple(Enclosure(*facts) for facts in found))


def by_feedsmith(files: Sequence[Path]) -> list[list[Entry]]:
    return by_npm("feedsmith", files)


def by_feed_parser(files: Sequence[Path]) -> list[list[Entry]]:
    return by_npm("@rowanmanning/feed-parser", files)


def by_the_standard_library(files: Sequence[Path]) -> list[list[Entry]]:
    return [entries(file.read_bytes()) for file in files]


CASES = [
    (by_the_standard_library, ".rss"),
    (by_the_standard_library, ".atom"),
    (by_feedparser, ".rss"),
    (by_feedparser, ".atom"),
    (by_podcastparser, ".rss"),
    (by_podcastparser, ".atom"),
    (by_feedsmith, ".rss"),
    (by_feedsmith, ".atom"),
    (by_feedsmith, ".json"),
    (by_feed_parser, ".rss"),
    (by_feed_parser, ".atom"),
]


@pytest.mark.parametrize(("parse", "suffix"), CASES)
def test_every_parser_reads_the_same_entries(
    parse: Callable[[Sequence[Path]], list[list[Entry]]], suffix: str, feeds: list[Path]
) -> None:
    found = parse([Path(f"{feed}{suffix}") for feed in feeds])
    expected = [entries(Path(f"{feed}.json").read_bytes()) for feed in feeds]
    assert [sorted(those) for those in found] == [sorted(those) for those in expected]
