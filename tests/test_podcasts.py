"""Podcasts, from what listings say of recordings to what podcast apps read."""

import io
import json
import re
import shutil
import subprocess
import sys
import tomllib
from calendar import timegm
from contextlib import suppress
from dataclasses import astuple
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from feeds import podcasting
from feeds.content import read_content
from feeds.errors import MediaError
from feeds.listing import parse_listing
from feeds.media import picture_size, read_duration
from feeds.model import Enclosure
from feeds.podcasting import APPLE_CATEGORIES, media_path, podcast_guid
from feeds.publish import Outcome, publish
from feeds.web import create_app

ROOT = Path(__file__).parent.parent
TONES = Path(__file__).parent / "cases/media"
NOW = datetime(2024, 7, 1, 12, tzinfo=UTC)
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
ATOM = "{http://www.w3.org/2005/Atom}"


# ── What listings say ────────────────────────────────────────────────────────────────────────────────────

VALUES = tomllib.loads((Path(__file__).parent / "cases/podcasts/values.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("kind", "row"), [(kind, row) for kind, rows in VALUES.items() for row in rows], ids=lambda it: str(it)[:60]
)
def test_values_are_read_or_complained_about(kind: str, row: dict[str, Any]) -> None:
    read = getattr(podcasting, f"parse_{kind}")
    if "advice" in row:
        with pytest.raises(ValueError, match=re.escape(row["advice"])):
            read(row["written"])
    else:
        assert plain(read(row["written"])) == row["read"]


def plain(value: object) -> object:
    """What was read, in TOML's types: "" for None, and without what is None at the end of an enclosure."""
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, Enclosure):
        return [value.address, value.length, value.media_type]
    if hasattr(value, "__dataclass_fields__"):
        return ["" if part is None else part for part in astuple(value)]  # type: ignore[call-overload]
    return value


@given(kind=st.sampled_from(sorted(VALUES)), written=st.text() | st.text("a1.:/<>@(); "))
def test_any_value_is_read_or_complained_about(kind: str, written: str) -> None:
    with suppress(ValueError):
        assert getattr(podcasting, f"parse_{kind}")(written) is not None


@given(st.text(min_size=1))
def test_no_name_of_a_file_leads_out_of_the_folder_of_the_listing_or_of_the_site(name: str) -> None:
    try:
        podcasting.check_local_path(name + ".mp3", (".mp3",))
    except ValueError:
        return
    path = media_path("harbour", name + ".mp3")
    assert path.parts[:2] == ("harbour", "media")
    assert not any(part.startswith(".") for part in path.parts)


def test_apples_list_is_whole() -> None:
    assert len(APPLE_CATEGORIES) == 19
    assert sum(map(len, APPLE_CATEGORIES.values())) == 91


@pytest.mark.parametrize("url", ["https://podnews.net/rss", "http://podnews.net/rss/", "feed://podnews.net/rss//"])
def test_the_guid_of_a_podcast_is_that_of_the_podcast_namespace(url: str) -> None:
    assert podcast_guid(url) == "9b024349-ccf0-5f69-a609-6b82873eab3c"


@pytest.mark.parametrize(
    ("name", "kind", "path"),
    [
        ("tide.mp3", "", "harbour/media/tide.mp3"),
        ("sounds/Tide 1.MP3", "", "harbour/media/sounds/Tide 1.mp3"),
        ("tide.json", ".chapters", "harbour/media/tide.chapters.json"),
        ("tide.chapters.json", ".chapters", "harbour/media/tide.chapters.json"),
        ("tide.json", ".transcript", "harbour/media/tide.transcript.json"),
        ("tide.vtt", ".transcript", "harbour/media/tide.vtt"),
    ],
)
def test_where_a_site_has_a_file(name: str, kind: str, path: str) -> None:
    assert media_path("harbour", name, kind).as_posix() == path


# ── What is known of files ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("tone.mp3", 3),
        ("tone.m4a", 3),
        ("tone.aac", 3),
        ("tone.ogg", 2),
        ("tone.opus", 2),
        ("tone.flac", 2),
        ("tone.wav", 2),
    ],
)
def test_how_long_recordings_last(name: str, seconds: int) -> None:
    assert read_duration(TONES / name) == seconds


def test_recordings_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "text.mp3").write_text("No sound at all, for a while.\n" * 99)
    (tmp_path / "cut.m4a").write_bytes((TONES / "tone.m4a").read_bytes()[:40])
    for name in ("text.mp3", "cut.m4a"):
        with pytest.raises(MediaError) as raised:
            read_duration(tmp_path / name)
        assert "\n" not in str(raised.value)


def test_without_the_extra_the_way_to_get_it_is_told(tmp_path: Path) -> None:
    shutil.copy(TONES / "tone.mp3", tmp_path)
    (tmp_path / "talk.txt").write_text("Category: Talk\nCaptured: 2024-06-10\n\nA tone\nAudio: tone.mp3\n\nA text.\n")
    without = "import sys; sys.modules['mutagen'] = None; from feeds.cli import main; main()"
    done = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", without, "check", "--content", str(tmp_path)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 1
    assert "talk.txt:5: error: Audio: 'tone.mp3': how long it lasts is read with mutagen: " in done.stdout
    assert "pip install 'feeds[podcast]'" in done.stdout


def test_sizes_of_pictures() -> None:
    assert picture_size((ROOT / "content/sounds/cover.png").read_bytes()) == (1400, 1400)
    assert picture_size(JPEG) == (640, 480)
    assert picture_size(JPEG[:20]) is None
    assert picture_size(b"GIF89a" + bytes(40)) is None
    assert picture_size(b"") is None


JPEG = (
    b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
    b"\xff\xc2\x00\x11\x08\x01\xe0\x02\x80\x03\x01\x22\x00\x02\x11\x01\x03\x11\x01"
)
"""The head of a progressive JPEG picture: 640 pixels wide, 480 high."""


# ── What is wrong ────────────────────────────────────────────────────────────────────────────────────────

HEADER = (
    "Category: Talk\nCaptured: 2024-06-10\nDescription: Tones.\nImage: cover.png\nPodcast-Category: Music\n"
    "Podcast-Owner: Ada Brook <ada@example.org>\n"
)


def complaints(folder: Path, fields: str, header: str = HEADER) -> list[str]:
    shutil.copytree(TONES, folder, dirs_exist_ok=True)
    shutil.copy(ROOT / "content/sounds/cover.png", folder)
    (folder / "talk.txt").write_text(f"{header}\nA tone\n{fields}\n\nIt was heard on 3 June.\n", "utf-8")
    found = read_content(folder, lambda data, path: parse_listing(data, path, today=NOW.date()))
    return [str(diagnostic).removeprefix(f"{folder}/") for diagnostic in found.diagnostics]


@pytest.mark.parametrize(
    ("fields", "complaint"),
    [
        ("Audio: tone.mp3", None),
        ("Audio: tone.mp3\nTranscript: said.vtt\nChapters: parts.json\nImage: cover.png", None),
        ("Audio: https://example.org/tone.mp3 5 audio/mpeg", None),
        ("Link: https://example.org/\nAudio: gone.mp3", "talk.txt:10: error: Audio: 'gone.mp3': there is no such file"),
        ("Audio: empty.mp3", "talk.txt:9: error: Audio: 'empty.mp3': this file is empty"),
        ("Audio: folder.mp3", "talk.txt:9: error: Audio: 'folder.mp3': there is no such file"),
        ("Audio: said.mp3", "talk.txt:9: error: Audio: 'said.mp3': "),
        ("Audio: https://example.org/tone.mp3", "talk.txt:9: error: Audio: 'https://example.org/tone.mp3': write the "),
        ("Audio: tone.ogg", "talk.txt:9: warning: Audio: 'tone.ogg': Apple Podcasts plays MP3 and M4A, and not this"),
        ("Audio: tone.mp3\nTranscript: gone.vtt", "talk.txt:10: error: Transcript: 'gone.vtt': there is no such file"),
        (
            "Audio: tone.mp3\nChapters: bad.json",
            "talk.txt:10: error: Chapters: 'bad.json': this is no file of chapters",
        ),
        (
            "Audio: tone.mp3\nChapters: old.json",
            "talk.txt:10: error: Chapters: 'old.json': this is no file of chapters",
        ),
        ("Audio: tone.mp3\nChapters: wild.json", "talk.txt:10: error: Chapters: 'wild.json': this is no file of "),
        ("Audio: tone.mp3\nImage: gone.png", "talk.txt:10: error: Image: 'gone.png': there is no such file"),
    ],
)
def test_files_that_cannot_be_published_are_named_with_their_line(
    fields: str, complaint: str | None, tmp_path: Path
) -> None:
    shutil.copy(TONES / "tone.mp3", tmp_path / "tone.MP3")
    (tmp_path / "empty.mp3").touch()
    (tmp_path / "folder.mp3").mkdir()
    (tmp_path / "said.mp3").write_text("Nothing to hear.\n")
    (tmp_path / "said.vtt").write_text("WEBVTT\n")
    (tmp_path / "parts.json").write_text('{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "All"}]}')
    (tmp_path / "bad.json").write_text("[" * 100_000)
    (tmp_path / "old.json").write_text('{"version": "2.0", "chapters": [{"startTime": 0}]}')
    (tmp_path / "wild.json").write_text('{"version": "1.2.0", "chapters": [{"startTime": 5}, {"startTime": 1}]}')
    found = complaints(tmp_path, fields)
    assert len(found) == (complaint is not None)
    assert complaint is None or found[0].startswith(complaint)


@pytest.mark.parametrize(
    ("line", "instead", "complaint"),
    [
        ("Image: cover.png\n", "", "1: warning: Category: podcast directories will ask for Image: add it to the"),
        ("Podcast-Owner: Ada Brook <ada@example.org>\n", "", "1: warning: Category: podcast directories will ask for "),
        ("Image: cover.png\n", "Image: gone.png\n", "4: error: Image: 'gone.png': there is no such file"),
        ("Image: cover.png\n", "Image: small.png\n", "4: warning: Image: 'small.png': the cover of a podcast must be"),
        ("Image: cover.png\n", "Image: text.png\n", "4: warning: Image: 'text.png': the cover of a podcast must be a"),
        ("Description: Tones.\n", f"Description: {'é' * 2001}\n", "3: warning: Description: podcast apps cut it off"),
        ("Category: Music\n", "Category: Noise\n", "5: warning: Podcast-Category 'Noise' was left out: "),
    ],
)  # fmt: skip
def test_what_directories_will_ask_for_is_named(line: str, instead: str, complaint: str, tmp_path: Path) -> None:
    cover = (ROOT / "content/sounds/cover.png").read_bytes()
    (tmp_path / "small.png").write_bytes(cover[:16] + (1399).to_bytes(4, "big") + cover[20:])
    (tmp_path / "text.png").write_text("No picture.\n")
    found = complaints(tmp_path, "Audio: tone.mp3", HEADER.replace(line, instead))
    assert any(told.startswith(f"talk.txt:{complaint}") for told in found)


# ── What is published ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The sample podcast alone, and its settings."""
    folder = tmp_path / "content"
    shutil.copytree(ROOT / "content/sounds", folder / "sounds")
    shutil.copy(ROOT / "content/harbour-sounds.txt", folder)
    (folder / "feeds.toml").write_text('base_url = "https://feeds.example.org"\n')
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "site"


def build(content: Path, site: Path) -> Outcome:
    return publish(content, site, NOW)


def written(outcome: Outcome) -> set[str]:
    return set(map(str, outcome.changes.written))


MEDIA = "https://feeds.example.org/harbour-sounds/media/sounds/"
EPISODES = [
    ("bell-buoy.mp3", 28552, 7),
    ("halyards.mp3", 20585, 5),
    ("foghorn.mp3", 24574, 6),
    ("welcome.mp3", 16604, 4),
]


def test_readers_that_we_did_not_write_find_every_recording(content: Path, site: Path) -> None:
    assert build(content, site).diagnostics == ()
    expected = [(MEDIA + name, length, "audio/mpeg") for name, length, _ in EPISODES]
    for suffix in ("rss", "atom"):
        read = feedparser.parse((site / f"harbour-sounds.{suffix}").read_bytes())
        assert not read.bozo
        found = [
            (entry.enclosures[0].href, int(entry.enclosures[0].length), entry.enclosures[0].type)
            for entry in read.entries
        ]
        assert found == expected
    episodes = podcastparser.parse("", io.BytesIO((site / "harbour-sounds.rss").read_bytes()))["episodes"]
    assert [
        (episode["enclosures"][0]["url"], episode["enclosures"][0]["file_size"], episode["total_time"])
        for episode in episodes
    ] == [(MEDIA + name, length, seconds) for name, length, seconds in EPISODES]
    items = json.loads((site / "harbour-sounds.json").read_bytes())["items"]
    assert [item["attachments"] for item in items] == [
        [{"url": MEDIA + name, "mime_type": "audio/mpeg", "size_in_bytes": length, "duration_in_seconds": seconds}]
        for name, length, seconds in EPISODES
    ]
    for name, length, _ in EPISODES:
        published = site / "harbour-sounds/media/sounds" / name
        assert published.read_bytes() == (content / "sounds" / name).read_bytes()
        assert published.stat().st_size == length
    times = {path.name: path.stat().st_mtime for path in (site / "harbour-sounds/media/sounds").iterdir()}
    assert times["foghorn.mp3"] == timegm((2024, 5, 21, 10, 0, 0))


def test_the_feed_has_what_apple_and_psp_1_ask_for(content: Path, site: Path) -> None:
    build(content, site)
    channel = etree.parse(site / "harbour-sounds.rss").getroot()[0]

    def attributes(parent: etree._Element, path: str) -> dict[str, str]:
        (element,) = parent.findall(path)
        return {str(name): str(value) for name, value in element.attrib.items()}

    once = ["title", "description", "link", "language", f"{ITUNES}explicit", f"{ITUNES}image", f"{ITUNES}author",
            f"{ITUNES}type", f"{ITUNES}owner", f"{PODCAST}guid", f"{PODCAST}locked", f"{PODCAST}medium"]  # fmt: skip
    assert {name: len(channel.findall(name)) for name in once} == dict.fromkeys(once, 1)
    assert attributes(channel, f"{ATOM}link[@rel='self']")["href"] == "https://feeds.example.org/harbour-sounds.rss"
    assert channel.findtext(f"{ITUNES}explicit") == "false"
    assert attributes(channel, f"{ITUNES}image")["href"] == MEDIA + "cover.png"
    assert [[e.get("text") for e in category.iter()] for category in channel.findall(f"{ITUNES}category")] == [
        ["Society & Culture", "Places & Travel"],
        ["Leisure"],
    ]
    assert channel.findtext(f"{ITUNES}owner/{ITUNES}email") == "sounds@example.org"
    assert channel.findtext(f"{PODCAST}guid") == podcast_guid("https://feeds.example.org/harbour-sounds.rss")
    assert attributes(channel, f"{PODCAST}funding")["url"] == "https://example.org/skarvoy/museum"
    assert [e.text for e in channel.findall(f"{PODCAST}person")] == ["Ingrid Solli"]
    items = channel.findall("item")
    for item in items:
        assert int(attributes(item, "enclosure")["length"]) > 0
        assert int(item.findtext(f"{ITUNES}duration") or 0) > 0
    assert [item.findtext(f"{ITUNES}episode") for item in items] == ["3", "2", "1", None]
    assert [item.findtext(f"{ITUNES}episodeType") for item in items] == [None, None, None, "trailer"]
    assert attributes(items[0], f"{PODCAST}chapters") == {
        "url": MEDIA + "bell-buoy.chapters.json", "type": "application/json+chapters",
    }  # fmt: skip
    assert attributes(items[2], f"{PODCAST}transcript") == {
        "url": MEDIA + "foghorn.vtt", "type": "text/vtt", "language": "en",
    }  # fmt: skip


def test_a_category_without_recordings_is_no_podcast(content: Path, site: Path) -> None:
    (content / "notes.txt").write_text(
        "Category: Notes\nCaptured: 2024-06-10\nImage: https://example.org/n.png\n\nA\n\nB.\n"
    )
    build(content, site)
    assert "itunes" not in (site / "notes.rss").read_text()
    assert "itunes" not in (site / "all.rss").read_text()
    assert (site / "all.rss").read_text().count("<enclosure ") == 4


def test_the_feed_of_a_podcast_holds_all_of_its_episodes(content: Path, site: Path) -> None:
    (content / "feeds.toml").write_text("entries_per_feed = 2\nbytes_per_feed = 2000\n")
    build(content, site)
    for suffix in ("rss", "atom", "json"):
        text = (site / f"harbour-sounds.{suffix}").read_text("utf-8")
        assert all(name in text for name, _, _ in EPISODES)
    assert not list(site.glob("harbour-sounds/archive-*"))
    assert list(site.glob("all/archive-*"))
    (content / "feeds.toml").write_text('[category."Harbour Sounds"]\nentries_per_feed = 2\n')
    build(content, site)
    assert (site / "harbour-sounds.rss").read_text("utf-8").count("<enclosure ") == 2  # the category's own word
    (content / "feeds.toml").write_text("entries_per_feed = 2\n")
    listing = content / "harbour-sounds.txt"
    notes = "".join(f"\n\n\nNote {number}\n\nWritten on May {number}." for number in range(15, 10, -1))
    listing.write_text(listing.read_text("utf-8").rstrip() + notes + "\n", "utf-8")
    build(content, site)
    assert list(site.glob("harbour-sounds/archive-*"))  # news with some recordings is held to its limits


def test_what_has_not_changed_is_not_copied_again(content: Path, site: Path) -> None:
    build(content, site)
    assert not written(build(content, site))
    (content / "sounds/foghorn.mp3").touch()
    assert not written(build(content, site))
    shutil.copy(content / "sounds/bell-buoy.mp3", content / "sounds/foghorn.mp3")
    assert "harbour-sounds/media/sounds/foghorn.mp3" in written(build(content, site))
    assert (site / "harbour-sounds/media/sounds/foghorn.mp3").stat().st_size == 28552
    (site / "harbour-sounds/media/sounds/foghorn.mp3").unlink()
    assert written(build(content, site)) == {"harbour-sounds/media/sounds/foghorn.mp3"}


def test_a_recording_that_is_gone_stays_published(content: Path, site: Path) -> None:
    build(content, site)
    feed = (site / "harbour-sounds.rss").read_bytes()
    (content / "sounds/halyards.mp3").unlink()
    outcome = build(content, site)
    (complaint,) = outcome.diagnostics
    assert complaint.is_error
    assert complaint.message.startswith("Audio: 'sounds/halyards.mp3': there is no such file, or ")
    assert not outcome.changes.written
    assert not outcome.changes.deleted
    assert (site / "harbour-sounds.rss").read_bytes() == feed


def test_what_left_the_old_end_of_its_page_can_still_be_heard(content: Path, site: Path) -> None:
    build(content, site)
    feed = (site / "harbour-sounds.rss").read_bytes()
    listing = content / "harbour-sounds.txt"
    listing.write_text(listing.read_text("utf-8").partition("What this is")[0].rstrip() + "\n", "utf-8")
    (content / "sounds/welcome.mp3").unlink()
    outcome = build(content, site)
    assert outcome.diagnostics == ()
    assert not outcome.changes.deleted
    assert (site / "harbour-sounds.rss").read_bytes() == feed
    assert not written(build(content, site))


def test_a_new_name_leads_from_the_old_addresses_to_the_recordings(content: Path, site: Path) -> None:
    build(content, site)
    listing = content / "harbour-sounds.txt"
    renamed = "Category: Sounds of Skarvøy\nFormerly: Harbour Sounds"
    listing.write_text(listing.read_text("utf-8").replace("Category: Harbour Sounds", renamed), "utf-8")
    guid = etree.parse(site / "harbour-sounds.rss").findtext(f".//{PODCAST}guid")
    build(content, site)
    assert etree.parse(site / "sounds-of-skarvoy.rss").findtext(f".//{PODCAST}guid") == guid
    client = create_app(site).test_client()
    moved = client.get("/harbour-sounds/media/sounds/foghorn.mp3")
    assert moved.status_code == 308
    assert moved.headers["Location"] == "https://feeds.example.org/sounds-of-skarvoy/media/sounds/foghorn.mp3"
    again = renamed.replace("Harbour Sounds", "Sounds of Skarvøy").replace(": Sounds of Skarvøy\n", ": Quay Sounds\n")
    listing.write_text(listing.read_text("utf-8").replace(renamed, again), "utf-8")
    (complaint,) = build(content, site).diagnostics
    assert f"write `Podcast-Guid: {guid}` into the header" in complaint.message
    listing.unlink()
    (content / "notes.txt").write_text("Category: Notes\nCaptured: 2024-06-10\n\nA\n\nB.\n")
    build(content, site)
    for slug in ("harbour-sounds", "sounds-of-skarvoy", "quay-sounds"):
        assert client.get(f"/{slug}/media/sounds/foghorn.mp3").status_code == 410


def test_a_guid_that_would_move_with_the_base_url_is_told(content: Path, site: Path) -> None:
    build(content, site)
    guid = podcast_guid("https://feeds.example.org/harbour-sounds.rss")
    (content / "feeds.toml").write_text('base_url = "https://sounds.example.org"\n')
    (complaint,) = build(content, site).diagnostics
    assert not complaint.is_error
    assert f"its podcast:guid was {guid} and is now " in complaint.message
    listing = content / "harbour-sounds.txt"
    listing.write_text(listing.read_text("utf-8").replace("\nExplicit", f"\nPodcast-Guid: {guid}\nExplicit"), "utf-8")
    assert build(content, site).diagnostics == ()
    assert etree.parse(site / "harbour-sounds.rss").findtext(f".//{PODCAST}guid") == guid


@pytest.mark.parametrize(
    ("name", "media_type", "is_text"),
    [
        ("foghorn.mp3", "audio/mpeg", False),
        ("cover.png", "image/png", False),
        ("foghorn.vtt", "text/vtt; charset=utf-8", True),
        ("bell-buoy.chapters.json", "application/json+chapters; charset=utf-8", True),
    ],
)
def test_how_files_are_served(name: str, media_type: str, is_text: bool, content: Path, site: Path) -> None:  # noqa: FBT001 - a column of a table
    build(content, site)
    client = create_app(site).test_client()
    got = client.get(f"/harbour-sounds/media/sounds/{name}")
    assert got.status_code == 200
    assert got.headers["Content-Type"] == media_type
    assert got.headers["Access-Control-Allow-Origin"] == "*"
    assert got.data == (content / "sounds" / name).read_bytes()
    if not is_text:
        part = client.get(f"/harbour-sounds/media/sounds/{name}", headers={"Range": "bytes=10-19"})
        assert (part.status_code, part.data) == (206, got.data[10:20])
