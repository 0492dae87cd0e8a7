"""The sample content, all the way to feed readers: what they read, and that it does not depend on the machine."""

import json
import os
import shutil
import subprocess
import sys
from calendar import timegm
from datetime import UTC, date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import feedparser
import pytest

from feeds.publish import publish

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "content"
NOW = datetime(2024, 12, 1, 9, 30, tzinfo=UTC)
NEWS = "grassroots-resistance"
CATEGORIES = sorted(path.stem for path in SAMPLE.glob("*.txt"))


def copy_of_sample(content: Path) -> Path:
    """The sample content without the ledger of whoever has built it here."""
    return Path(shutil.copytree(SAMPLE, content, ignore=shutil.ignore_patterns(".*")))


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample content, published once."""
    out = tmp_path_factory.mktemp("sample") / "site"
    outcome = publish(copy_of_sample(out.parent / "content"), out, NOW)
    assert outcome.diagnostics == ()
    return out


def files(site: Path) -> dict[str, bytes]:
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def read(site: Path, name: str) -> Any:  # noqa: ANN401 -- feedparser has no types
    found = feedparser.parse((site / name).read_bytes(), response_headers={"content-type": "application/xml"})
    assert not found.bozo
    return found


def items(site: Path, slug: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site / f"{slug}.json").read_bytes())["items"]
    return found


@pytest.mark.parametrize("suffix", ["rss", "atom"])
def test_a_feed_reader_gets_ten_entries_with_ten_descending_dates(site: Path, suffix: str) -> None:
    entries = read(site, f"{NEWS}.{suffix}").entries
    moments = [timegm(entry.published_parsed) for entry in entries]
    assert len(moments) == 10
    assert all(newer > older for newer, older in pairwise(moments))
    days = [datetime.fromtimestamp(moment, UTC).date() for moment in moments]
    assert date(2022, 10, 13) <= days[0] <= date(2022, 10, 14)
    assert days[-1].year == 2022
    given = json.loads((Path(__file__).parent / "cases/ledger/grassroots-resistance.json").read_text(encoding="utf-8"))
    assert {entry.title: entry.id for entry in entries} == given


@pytest.mark.parametrize("slug", [*CATEGORIES, "all"])
def test_all_formats_hold_the_same_entries(site: Path, slug: str) -> None:
    expected = [
        (item["id"], item["title"], item["url"], datetime.fromisoformat(item["date_published"]))
        for item in items(site, slug)
    ]
    assert expected
    for suffix in ("rss", "atom"):
        found = [
            (entry.id, entry.title, entry.link, datetime.fromtimestamp(timegm(entry.published_parsed), UTC))
            for entry in read(site, f"{slug}.{suffix}").entries
        ]
        assert found == expected


def test_everything_is_the_entries_of_all_categories(site: Path) -> None:
    own = {item["id"]: item for slug in CATEGORIES for item in items(site, slug)}
    everything = items(site, "all")
    assert {item["id"] for item in everything} == own.keys()
    assert len(everything) == len(own)
    for item in everything:
        assert item["date_published"] == own[item["id"]]["date_published"]
        assert item["date_modified"] == own[item["id"]]["date_modified"]
    moments = [datetime.fromisoformat(item["date_published"]) for item in everything]
    assert moments == sorted(moments, reverse=True)
    assert len(set(moments)) == len(moments)  # feed validators warn of equal ones


def test_a_new_entry_on_top_moves_no_id_and_no_order(site: Path, tmp_path: Path) -> None:
    copy_of_sample(tmp_path / "content")
    path = tmp_path / "content" / f"{NEWS}.txt"
    header, blank, entries = path.read_text(encoding="utf-8").partition("\n\n")
    path.write_text(f"{header}{blank}A new story\n\nIt was told on Oct. 14.\n\n\n{entries}", encoding="utf-8")
    publish(tmp_path / "content", tmp_path / "site", NOW)
    former = [(item["id"], item["title"]) for item in items(site, NEWS)]
    first, *rest = [(item["id"], item["title"]) for item in items(tmp_path / "site", NEWS)]
    assert first[1] == "A new story"
    assert rest == former


def test_neither_names_nor_the_order_of_files_move_an_id(site: Path, tmp_path: Path) -> None:
    content = tmp_path / "content"
    copy_of_sample(content)
    for number, name in enumerate(reversed(CATEGORIES)):
        (content / f"{name}.txt").rename(content / f"{number}.txt")
    publish(content, tmp_path / "site", NOW)
    assert served(tmp_path / "site") == served(site)


@pytest.mark.parametrize(
    "environment",
    [
        {"TZ": "Pacific/Kiritimati", "PYTHONHASHSEED": "1", "LC_ALL": "C"},
        {"TZ": "America/Los_Angeles", "PYTHONHASHSEED": "2", "LC_ALL": "C.UTF-8", "PYTHONOPTIMIZE": "1"},
    ],
    ids=lambda environment: environment["TZ"],
)
def test_the_same_content_gives_the_same_bytes_in_any_environment_on_any_day(
    site: Path, tmp_path: Path, environment: dict[str, str]
) -> None:
    """The command reads the clock, and `site` was made at another time."""
    copy_of_sample(tmp_path / "listings")
    subprocess.run(
        [sys.executable, "-m", "feeds", "build", "--content", "listings", "--out", "public"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
        check=True,
        capture_output=True,
        timeout=60,
    )
    assert served(tmp_path / "public") == served(site)


def served(site: Path) -> dict[str, bytes]:
    return {path: body for path, body in files(site).items() if not path.startswith(".feeds/")}
