"""From a folder of listings to the files of a site: what is published, what stays, what goes, what is untouched."""

import json
import re
import shutil
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree, html

from feeds.chronology import date_listing
from feeds.config import Config
from feeds.errors import ConfigError, ContentError, SiteError
from feeds.feed import feed_of
from feeds.ledger import advance
from feeds.listing import category_slug, parse_listing
from feeds.publish import Outcome, publish

NOW = datetime(2024, 6, 1, 9, 30, tzinfo=UTC)
ATOM = "{http://www.w3.org/2005/Atom}"

QUAYS = """\
Category: Quays
Captured: 2024-05-17
Timezone: Europe/Oslo

North quay closed

The harbour office shut the north quay on May 14.


Timetable for the summer
Date: 2024-04-26

From June the ferry sails every two hours.
"""
EELS = """\
Category: Eels
Captured: 2024-05-20

A long one

It was caught yesterday, and let go.
"""
BROKEN = QUAYS.replace("2024-04-26", "soon")
NO_DATE = "that is not a date: write it like 2024-05-09, or 2024-05-09T14:30+02:00 with a time"


class Place:
    """A folder of listings and the site that is made of it."""

    def __init__(self, folder: Path) -> None:
        self.content = folder / "content"
        self.out = folder / "site"
        self.content.mkdir(parents=True)

    def write(self, **texts: str) -> "Place":
        for name, text in texts.items():
            (self.content / f"{name}.txt").write_text(text, encoding="utf-8")
        return self

    def publish(self, now: datetime = NOW) -> Outcome:
        return publish(self.content, self.out, now)

    def files(self) -> dict[str, bytes]:
        """Every file that is served, by its path."""
        paths = [path for path in sorted(self.out.rglob("*")) if path.is_file()]
        served = {path.relative_to(self.out).as_posix(): path.read_bytes() for path in paths}
        return {path: body for path, body in served.items() if not path.startswith(".feeds/")}

    def documents(self) -> dict[str, bytes]:
        return {path: body for path, body in self.files().items() if not path.endswith(".gz")}

    def states(self) -> dict[str, tuple[int, int]]:
        return {path: ((self.out / path).stat().st_ino, (self.out / path).stat().st_mtime_ns) for path in self.files()}

    def entries(self, slug: str) -> list[str]:
        """The titles in a feed, in its order."""
        return [item["title"] for item in json.loads((self.out / f"{slug}.json").read_bytes())["items"]]

    def ids(self, slug: str) -> dict[str, str]:
        return {item["title"]: item["id"] for item in json.loads((self.out / f"{slug}.json").read_bytes())["items"]}

    def on_page(self, slug: str) -> list[str]:
        """The titles on a page, in its order."""
        return [title.text_content() for title in found((self.out / slug / "index.html").read_bytes(), "//article/h3")]

    def said(self, outcome: Outcome) -> list[str]:
        """The complaints of a build, without the folder of the files that they name."""
        return [str(diagnostic).removeprefix(f"{self.content}/") for diagnostic in outcome.diagnostics]


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path).write(quays=QUAYS, eels=EELS)


def of_category(slug: str) -> set[str]:
    return {f"{slug}.rss", f"{slug}.atom", f"{slug}.json", f"{slug}/index.html"}


def found(page: bytes, path: str) -> list[Any]:
    """What an XPath expression finds on a page."""
    tree: Any = html.fromstring(page.decode())
    return list(tree.xpath(path))


def errors(outcome: Outcome) -> list[str]:
    return [str(diagnostic) for diagnostic in outcome.diagnostics if diagnostic.is_error]


# ── All documents are there ──────────────────────────────────────────────────────────────────────────────


def test_every_category_and_everything_have_feeds_and_a_page(place: Place) -> None:
    outcome = place.publish()
    shared = {"index.html", "feeds.opml", "style.css", "favicon.svg", "favicon.ico"}
    assert set(place.documents()) == of_category("quays") | of_category("eels") | of_category("all") | shared
    assert outcome.diagnostics == ()
    assert place.entries("quays") == place.on_page("quays") == ["North quay closed", "Timetable for the summer"]
    assert place.entries("all") == place.on_page("all")
    assert place.entries("all") == ["A long one", "North quay closed", "Timetable for the summer"]


def test_entries_carry_the_dates_that_were_found(place: Place) -> None:
    place.publish()
    dates = {
        item["title"]: (item["date_published"], item["date_modified"])
        for item in json.loads((place.out / "quays.json").read_bytes())["items"]
    }
    published, modified = dates["Timetable for the summer"]
    assert published == "2024-04-26T12:00:00+02:00"
    assert re.fullmatch(r"2024-04-26T12:00:00\.\d{6}\+02:00", modified)
    assert "2024-05-14" <= dates["North quay closed"][0] < "2024-05-18"


def test_entries_of_one_moment_are_updated_at_moments_that_differ(place: Place) -> None:
    boards = ["Eels", "Gulls", "Quays", "Seals"]
    notice = "Category: {0}\nLayout: strict\n\nSummer of {0}\nDate: 2024-04-26\n\nIt begins.\n"
    place.write(**{board.lower(): notice.format(board) for board in boards}).publish()
    documents = place.documents()

    def moments(slug: str) -> dict[str | None, tuple[str | None, str | None]]:
        entries = etree.fromstring(documents[f"{slug}.atom"]).iter(ATOM + "entry")
        return {
            e.findtext(ATOM + "title"): (e.findtext(ATOM + "published"), e.findtext(ATOM + "updated")) for e in entries
        }

    in_all = moments("all")
    assert {published for published, _ in in_all.values()} == {"2024-04-26T12:00:00+00:00"}
    assert len({updated for _, updated in in_all.values()}) == len(in_all) == 4
    assert in_all == {title: moment for board in boards for title, moment in moments(board.lower()).items()}


def test_a_category_is_told_before_it_is_dated(place: Place) -> None:
    told: list[str] = []
    publish(place.content, place.out, NOW, told.append)
    assert told == ["Eels", "Quays"]


def test_all_xml_is_well_formed_and_all_json_is_json(place: Place) -> None:
    place.write(
        odd='Category: <Odd> & "odd"\nLayout: strict\n\nA < b & c > d\x08 ]]>\n\n&amp; <p>is text</p> \ufffe\x00\n'
    )
    place.publish()
    parsed = Counter[str]()
    for path, body in place.documents().items():
        suffix = path.rpartition(".")[2]
        if suffix in {"rss", "atom", "opml", "svg"}:
            etree.fromstring(body)
        elif suffix == "json":
            json.loads(body)
        parsed[suffix] += 1
    assert parsed == {"rss": 4, "atom": 4, "json": 4, "opml": 1, "html": 5, "svg": 1, "ico": 1, "css": 1}
    assert place.entries("odd-odd") == ["A < b & c > d ]]>"]


def test_a_category_in_any_script_has_addresses_on_disk_and_in_documents(tmp_path: Path) -> None:
    place = Place(tmp_path).write(
        birds="Category: 庭の鳥\nLanguage: ja\nCaptured: 2024-05-17\n\nメジロが来た\n\n二羽。\n",
        song="Category: Ålesunds visor: på nytt!\nLanguage: no\nCaptured: 2024-05-17\n\nEn vise\n\nTo vers.\n",
        shrug="Category: ¯\\_(ツ)_/¯\nCaptured: 2024-05-17\n\nWhat\n\nEver.\n",
    )
    assert place.publish().diagnostics == ()
    documents = place.documents()
    for slug in ("庭の鳥", "alesunds-visor-pa-nytt", category_slug("¯\\_(ツ)_/¯")):
        assert of_category(slug) <= set(documents)
        feed = etree.fromstring(documents[f"{slug}.atom"])
        links = [link.get("href") or "" for link in feed.iter(ATOM + "link")]
        assert f"http://127.0.0.1:8000/{quote(slug)}.atom" in links
        assert all(link.isascii() for link in links)
        assert {unquote(urlsplit(link).path).strip("/") for link in links} == of_category(slug) - {
            f"{slug}/index.html"
        } | {slug}
    for page in (path for path in documents if path.endswith(".html")):
        addresses = found(documents[page], "//a/@href | //link[not(@rel='canonical')]/@href")
        assert addresses
        for address in addresses:
            target = (place.out / page).parent / unquote(urlsplit(address).path)
            assert (target / "index.html" if target.is_dir() else target).is_file(), address


# ── Broken, mended, removed ──────────────────────────────────────────────────────────────────────────────


def test_a_broken_file_leaves_its_category_as_it_was(place: Place) -> None:
    place.publish()
    before = place.files()
    states = place.states()
    outcome = place.write(quays=BROKEN).publish()
    assert place.said(outcome) == [f"quays.txt:11: error: Date 'soon': {NO_DATE}"]
    assert outcome.changes.written == outcome.changes.deleted == ()
    assert place.files() == before
    assert place.states() == states


def test_others_publish_beside_a_broken_file(place: Place) -> None:
    place.publish()
    before = place.files()
    entries = place.entries("all")
    changed = EELS + "\n\nAn older one\n\nIt was seen on May 2.\n"
    outcome = place.write(quays=BROKEN, eels=changed).publish()
    assert len(errors(outcome)) == 1
    assert place.entries("eels") == ["A long one", "An older one"]
    assert set(place.entries("all")) == {*entries, "An older one"}
    after = place.files()
    assert all(after[path] == before[path] for path in of_category("quays"))
    assert b'href="./quays/"' in after["index.html"]


def test_a_broken_file_stays_as_it_was_however_often_it_is_built(place: Place) -> None:
    place.publish()
    before = place.files()
    place.write(quays=BROKEN)
    assert all(errors(place.publish(NOW + timedelta(days=day))) for day in range(3))
    assert place.files() == before


def test_a_mended_file_publishes_again(place: Place) -> None:
    place.publish()
    place.write(quays=BROKEN).publish()
    outcome = place.write(quays=QUAYS.replace("every two hours", "hourly")).publish()
    assert outcome.diagnostics == ()
    assert b"hourly" in place.documents()["quays.rss"]


def test_a_file_that_was_never_good_publishes_nothing(place: Place) -> None:
    outcome = place.write(quays=BROKEN).publish()
    assert len(errors(outcome)) == 1
    assert set(place.documents()).isdisjoint(of_category("quays"))
    assert place.entries("all") == ["A long one"]


def test_a_removed_file_takes_its_documents_along(place: Place) -> None:
    place.publish()
    (place.content / "quays.txt").unlink()
    outcome = place.publish()
    assert {str(path) for path in outcome.changes.deleted} == {*of_category("quays"), ".feeds/listings/quays.txt"}
    assert not [path for path in place.files() if "quays" in path]
    assert place.entries("all") == ["A long one"]
    assert b"quays" not in place.documents()["index.html"]


def test_a_category_whose_address_is_taken_is_refused_and_others_publish(place: Place) -> None:
    outcome = place.write(
        second=QUAYS.replace("Quays", "QUAYS"), whole=EELS.replace("Eels", "All"), third=EELS.replace("Eels", "Kelp")
    ).publish()
    assert [line.partition(" would be ")[0] for line in place.said(outcome)] == [
        "second.txt: error: category 'QUAYS'",
        "whole.txt: error: category 'All'",
    ]
    assert set(place.documents()) >= {*of_category("kelp"), *of_category("quays"), *of_category("eels")}
    assert len(place.entries("all")) == 4


def test_two_files_of_one_category_are_one_feed(place: Place) -> None:
    later = QUAYS.replace("2024-05-17", "2024-05-20").replace("\nNorth", "\nCrane mended\n\nIt lifts.\n\n\nNorth", 1)
    place.write(later=later).publish()
    assert place.entries("quays") == ["Crane mended", "North quay closed", "Timetable for the summer"]


@pytest.mark.parametrize(
    ("texts", "complaint"),
    [({}, "no listings"), (None, "cannot read this folder of listings: No such file or directory")],
)
def test_a_folder_without_listings_does_not_empty_the_site(
    place: Place, texts: dict[str, str] | None, complaint: str
) -> None:
    place.publish()
    before = place.files()
    shutil.rmtree(place.content)
    if texts is not None:
        place.content.mkdir()
    with pytest.raises(ContentError, match=complaint):
        place.publish()
    assert place.files() == before


def test_a_site_is_not_written_over_files_of_somebody_else(place: Place) -> None:
    place.out.mkdir()
    (place.out / "thesis.odt").touch()
    with pytest.raises(SiteError, match="holds files that are not ours"):
        place.publish()
    assert list(place.files()) == ["thesis.odt"]


# ── Settings, and listings that say little ───────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ("titel = 'Quays'", "feeds.toml:1: error: there is no setting 'titel': did you mean title?"),
        ("entries_per_feed = 0", "feeds.toml:1: error: entries_per_feed 0: it must be a whole number from 1"),
        ("title = ?", "feeds.toml:1:9: error: this is not TOML: Invalid value"),
    ],
)
def test_a_wrong_setting_leaves_the_site_as_it_is(place: Place, settings: str, complaint: str) -> None:
    place.publish()
    before = place.files()
    (place.content / "feeds.toml").write_text(settings)
    with pytest.raises(ConfigError) as raised:
        place.publish()
    assert str(raised.value) == f"{place.content}/{complaint}"
    assert place.files() == before


def test_a_listing_without_captured_is_dated_from_the_day_on_which_it_is_first_seen(place: Place) -> None:
    outcome = place.write(eels=EELS.replace("Captured: 2024-05-20\n", "")).publish()
    (complaint,) = place.said(outcome)
    assert complaint.startswith("eels.txt:1: warning: there is no Captured, so the year is assumed: ")
    (item,) = json.loads((place.out / "eels.json").read_bytes())["items"]
    assert NOW - timedelta(days=60) < datetime.fromisoformat(item["date_published"]) <= NOW


@pytest.mark.parametrize(
    ("header", "updated"),
    [("Captured: 2024-05-17\n", "2024-05-17T12:00:00+00:00"), ("", "2000-01-01T00:00:00+00:00")],
)
def test_an_empty_listing_is_a_valid_empty_feed(place: Place, header: str, updated: str) -> None:
    outcome = place.write(eels=f"Category: Eels\n{header}").publish()
    assert errors(outcome) == []
    assert "there are no entries" in str(outcome.diagnostics[-1])
    feed = etree.fromstring(place.documents()["eels.atom"])
    assert feed.findtext(ATOM + "updated") == updated
    assert feed.find(ATOM + "entry") is None
    assert place.entries("eels") == place.on_page("eels") == []
    channel = etree.fromstring(place.documents()["eels.rss"])[0]
    assert channel.findtext("title") == "Eels"
    assert place.entries("all") == ["North quay closed", "Timetable for the summer"]


def dated(day: int, title: str) -> str:
    return f"{title} {day}\nDate: 2024-05-{day:02}\n\nSeen on the rocks.\n"


def test_feeds_hold_the_newest_entries_and_category_pages_hold_all(place: Place) -> None:
    days = range(20, 2, -1)
    place.write(seals="Category: Seals\nCaptured: 2024-05-21\n\n" + "\n\n".join(dated(day, "Seal") for day in days))
    (place.content / "feeds.toml").write_text("entries_per_feed = 5\n")
    assert place.publish().diagnostics == ()
    titles = [f"Seal {day}" for day in days]
    assert place.entries("seals") == titles[:5]
    assert place.on_page("seals") == titles
    documents = place.documents()
    assert [e.findtext("title") for e in etree.fromstring(documents["seals.rss"]).iter("item")] == titles[:5]
    assert [
        e.findtext(ATOM + "title") for e in etree.fromstring(documents["seals.atom"]).iter(ATOM + "entry")
    ] == titles[:5]
    assert len(place.entries("all")) == len(place.on_page("all")) == 5
    assert b"These are the newest 5 of 21 entries." in documents["all/index.html"]
    assert b"These are the newest" not in documents["seals/index.html"]
    assert b"18 entries, the newest of" in documents["index.html"]
    assert b"21 entries, the newest of" in documents["index.html"]


LONG = "The eel was measured twice, and then a third time by the keeper of the inner lock, who has a better rule. " * 5


def test_a_category_has_settings_of_its_own(place: Place) -> None:
    place.write(eels=EELS + f"\n\nAnother\n\n{LONG}\n\n{LONG}\n")
    (place.content / "feeds.toml").write_text(
        '[category.eels]\ncontent = "excerpt"\n[category.Quays]\nentries_per_feed = 1\n'
    )
    assert place.publish().diagnostics == ()
    assert place.entries("quays") == ["North quay closed"]
    assert len(place.entries("eels")) == 2
    assert len(place.entries("all")) == 4
    documents = place.documents()
    cut = f"{'. '.join(LONG.split('. ')[:3])}. …"
    for slug in ("eels", "all"):
        atom = etree.fromstring(documents[f"{slug}.atom"])
        assert [summary.text for summary in atom.iter(ATOM + "summary")] == [cut]
        rss = etree.fromstring(documents[f"{slug}.rss"])
        assert f"<p>{cut}</p>" in [text.text for text in rss.iter("description")]
        items = json.loads(documents[f"{slug}.json"])["items"]
        assert [(item["summary"], item["content_text"]) for item in items if "summary" in item] == [(cut, cut)]
    assert " ".join(LONG.split()) in found(documents["eels/index.html"], "//article[last()]//p[@class='text']/text()")


def test_settings_of_a_category_that_does_not_exist_are_named(place: Place) -> None:
    settings = place.content / "feeds.toml"
    settings.write_text('title = "News"\n\n[category."Quais"]\ncontent = "excerpt"\n')
    (complaint,) = place.publish().diagnostics
    assert str(complaint) == f"{settings}:3: warning: there is no category 'Quais': did you mean 'Quays'?"


def test_an_old_entry_that_a_feed_holds_no_more_does_not_make_it_look_changed(place: Place) -> None:
    (place.content / "feeds.toml").write_text("entries_per_feed = 1\n")
    place.publish()
    outcome = place.write(quays=QUAYS.replace("every two hours", "hourly")).publish()
    written = {str(path) for path in outcome.changes.written}
    archives = {f"{slug}/archive-1.{suffix}" for slug in ("quays", "all") for suffix in ("rss", "atom", "json")}
    assert written == {"quays/index.html", ".feeds/listings/quays.txt", "feeds.opml"} | archives


def test_a_feed_of_the_newest_was_updated_when_they_were() -> None:
    listing = parse_listing(QUAYS.encode(), Path("quays.txt"), today=NOW.date())
    newer, older = advance((), listing, [None, None], date_listing(listing, NOW), NOW)
    feed = feed_of(listing, [newer, replace(older, updated=NOW)], Config(), "urn:x", None)
    assert feed.updated == feed.newest(None).updated == feed.newest(2).updated
    assert feed.updated.replace(microsecond=0) == NOW
    assert feed.newest(1).updated.replace(microsecond=0) == newer.updated < NOW


@pytest.mark.parametrize(
    ("stated", "now", "is_shown"),
    [
        ("2024-06-02", NOW, False),
        ("2024-06-01", NOW, True),
        ("2024-06-02", datetime(2024, 6, 1, 21, 59, tzinfo=UTC), False),
        ("2024-06-02", datetime(2024, 6, 1, 22, 1, tzinfo=UTC), True),  # the day has begun in Oslo
        ("2024-06-01 11:31", NOW, False),
        ("2024-06-01 11:30", NOW, True),
    ],
)
def test_an_entry_of_the_future_is_withheld_until_its_time(
    place: Place, stated: str, now: datetime, *, is_shown: bool
) -> None:
    fete = f"Harbour fête\nDate: {stated}\n\nAll are welcome.\n\n\n"
    place.write(quays=QUAYS.replace("North quay closed", fete + "North quay closed")).publish(now)
    published = ["Harbour fête"] * is_shown + ["North quay closed", "Timetable for the summer"]
    assert place.entries("quays") == place.on_page("quays") == published
    assert any("Harbour fête".encode() in body for body in place.documents().values()) == is_shown
    for item in json.loads((place.out / "all.json").read_bytes())["items"]:
        assert datetime.fromisoformat(item["date_published"]) <= now


@pytest.mark.parametrize(
    ("stated", "due"),
    [
        (["2024-06-02"], ["2024-06-02T00:01+02:00"]),  # the site's days begin in Oslo
        (["2024-06-01 11:31"], ["2024-06-01T11:31+02:00"]),
        (["2024-07-01", "2024-06-01 12:00Z"], ["2024-06-01T12:00+00:00", "2024-07-01T00:01+02:00"]),
        (["2024-06-01 11:30", "2024-05-20"], []),
    ],
)
def test_a_build_tells_when_withheld_entries_come_due_and_a_build_at_that_moment_publishes_them(
    place: Place, stated: list[str], due: list[str]
) -> None:
    entries = "".join(f"Event {n}\nDate: {date}\n\nAll are welcome, {n}.\n\n\n" for n, date in enumerate(stated))
    outcome = place.write(quays=QUAYS.replace("North quay", f"{entries}North quay", 1)).publish()
    moments = [datetime.fromisoformat(moment) for moment in due]
    assert list(outcome.withheld) == moments
    for number, moment in enumerate(moments, 1):
        assert list(place.publish(moment).withheld) == moments[number:]
    assert {f"Event {n}" for n in range(len(stated))} <= set(place.entries("quays"))


def test_entries_of_a_day_that_come_due_together_get_distinct_moments(place: Place) -> None:
    events = "".join(f"Event {n}\nDate: 2024-06-02\n\nAll are welcome, {n}.\n\n\n" for n in range(9))
    place.write(quays=QUAYS.replace("North quay", f"{events}North quay", 1))
    (due, *_) = place.publish().withheld
    place.publish(due)
    dates = [item["date_published"] for item in json.loads((place.out / "quays.json").read_bytes())["items"]]
    assert len(set(dates)) == len(dates) == 11


def test_an_entry_that_comes_due_changes_nothing_else(place: Place) -> None:
    quays = QUAYS.replace("North quay", "Fête\nDate: 2024-06-03\n\nAll are welcome.\n\n\nNorth quay", 1)
    outcome = place.write(quays=quays).publish()
    assert place.said(outcome) == [
        "quays.txt:5: warning: the Date 2024-06-03 lies in the future: the entry is withheld until then"
    ]
    before = place.ids("quays")
    assert place.publish(NOW + timedelta(days=2)).diagnostics == ()
    assert {title: entry_id for title, entry_id in place.ids("quays").items() if title != "Fête"} == before


# ── Same input, same bytes ───────────────────────────────────────────────────────────────────────────────


def test_a_second_build_touches_nothing(place: Place) -> None:
    place.publish()
    states = place.states()
    outcome = place.publish(NOW + timedelta(days=30))
    assert outcome.changes.written == outcome.changes.deleted == ()
    assert place.states() == states


def test_what_has_not_changed_is_not_touched(place: Place) -> None:
    place.publish()
    states = place.states()
    place.write(quays=QUAYS.replace("every two hours", "hourly")).publish()
    touched = {path for path, state in place.states().items() if states[path] != state}
    changed = of_category("quays") | of_category("all") | {"feeds.opml"}
    assert touched == changed | {f"{path}.gz" for path in changed}


def test_the_same_content_elsewhere_gives_the_same_bytes(place: Place, tmp_path: Path) -> None:
    place.publish()
    elsewhere = Place(tmp_path / "a second place")
    elsewhere.write(eels=EELS, quays=QUAYS).publish()  # in another order
    assert elsewhere.files() == place.files()
    times = [{path: (there.out / path).stat().st_mtime_ns for path in there.files()} for there in (place, elsewhere)]
    assert times[0] == times[1]


def test_file_names_decide_nothing(place: Place, tmp_path: Path) -> None:
    place.publish()
    renamed = Place(tmp_path / "renamed").write(a=QUAYS, z=EELS)
    renamed.publish()
    assert renamed.files() == place.files()


# ── Ids stay ─────────────────────────────────────────────────────────────────────────────────────────────


def test_a_new_entry_on_top_moves_no_id(place: Place) -> None:
    place.publish()
    before = place.ids("all")
    place.write(eels=EELS.replace("A long one", "A longer one\n\nIt bit.\n\n\nA long one")).publish()
    assert before.items() < place.ids("all").items()


def test_ids_that_look_alike_have_places_of_their_own(place: Place) -> None:
    quays = QUAYS.replace("Date: 2024-04-26", "Id: tag:b:x").replace("closed\n", "closed\nId: tag:a:x\n")
    assert place.write(quays=quays).publish().diagnostics == ()
    anchors = found(place.documents()["all/index.html"], "//article/@id")
    assert len(set(anchors)) == len(anchors) == 3
    assert set(found(place.documents()["quays/index.html"], "//article/@id")) < set(anchors)


def test_an_id_that_is_stated_twice_is_told_and_kept_apart(place: Place) -> None:
    quays = QUAYS.replace("Date: 2024-04-26", "Id: tag:a:x").replace("closed\n", "closed\nId: tag:a:x\n")
    outcome = place.write(quays=quays).publish()
    (complaint,) = place.said(outcome)
    assert complaint.startswith("quays.txt:11: warning: Id 'tag:a:x' is that of the entry on line 5, too: ")
    ids = place.ids("quays")
    assert ids["Timetable for the summer"] == "tag:a:x"
    assert len(set(ids.values())) == 2


# ── Any content ──────────────────────────────────────────────────────────────────────────────────────────

TITLES = "North quay closed. May 14 Thursday <b> & 庭 é yesterday 2024-05-09 \u202e \U0001f426 :"
BODIES = "Ferry mole crane tide 庭 <i> &amp; May 3, on Monday ago"

lines = st.lists(st.sampled_from(TITLES.split()), min_size=1, max_size=6).map(" ".join)
bodies = st.lists(st.sampled_from(BODIES.split()), max_size=8)
dates = st.sampled_from(["", "", "Date: 2024-05-02\n", "Date: 2024-05-16T08:00Z\n", "Date: 2031-01-01\n", "Id: n\n"])


@st.composite
def listings(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """The text of a listing, and the title and text of every entry that is not withheld."""
    category = draw(st.sampled_from(["Quays", "Eels", "庭の鳥", "C++ & <more>", "?!"]))
    header = draw(st.sampled_from(["", "Captured: 2024-05-17\n", "Order: none\n", "Timezone: Asia/Tokyo\n"]))
    text = f"Category: {category}\nLayout: strict\n{header}\n"
    due = []
    for number in range(draw(st.integers(0, 5))):
        title = f"{number} {draw(lines)}"
        body = " ".join(["It said:", *draw(bodies)])
        stated = draw(dates)
        text += f"{title}\n{stated}\n{body}\n\n\n"
        if "2031" not in stated:
            due.append((title, body))
    return text, due


folders = st.lists(listings(), min_size=1, max_size=3, unique_by=lambda listing: listing[0].splitlines()[0])


def place_of(folder: str, texts: Sequence[tuple[str, object]]) -> Place:
    return Place(Path(folder)).write(**{f"file-{number}": text for number, (text, _) in enumerate(texts)})


@settings(max_examples=20)
@given(folders)
def test_any_content_published_twice_gives_the_same_bytes(texts: list[tuple[str, list[tuple[str, str]]]]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as two:
        first, second = place_of(one, texts), place_of(two, texts)
        assert errors(first.publish()) == []
        second.publish()
        assert first.files() == second.files()
        assert first.publish().changes.written == ()


@settings(max_examples=20)
@given(folders)
def test_every_entry_stands_on_its_page(texts: list[tuple[str, list[tuple[str, str]]]]) -> None:
    with TemporaryDirectory() as folder:
        place = place_of(folder, texts)
        place.publish()
        for text, due in texts:
            slug = category_slug(text.partition("\n")[0].removeprefix("Category: "))
            articles = found((place.out / slug / "index.html").read_bytes(), "//article")
            shown = [(each.find("h3").text_content(), each.find_class("text")[0].text_content()) for each in articles]
            assert sorted(shown) == sorted(due)
