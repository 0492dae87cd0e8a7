"""Archived feeds, as RFC 5005 wants them: whole, linked, and unchanging where they are full."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from feeds.formats import FORMATS, documents_of, entry_sizes
from feeds.formats.archives import divide
from feeds.model import Basis, Dating, Entry, Feed, Limits, Site

ATOM = "{http://www.w3.org/2005/Atom}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
SITE = Site("Coast", "https://coast.example", "en", hubs=("https://hub.example/",))
START = datetime(2024, 1, 1, 12, tzinfo=UTC)


def entry_of(number: int, text: str = "") -> Entry:
    """The entry that is published as the `number`th."""
    moment = START + timedelta(days=number)
    dating = Dating(moment, moment.date(), moment.date(), Basis.STATED, 1.0)
    return Entry(f"urn:x:{number}", f"Number {number}", (text,), moment, moment, dating, "Gulls", "gulls", "en")


def feed_of(*texts: str, limits: Limits) -> Feed:
    """A feed whose entries have these texts, the first of them the oldest."""
    entries = tuple(entry_of(number, text) for number, text in enumerate(texts))[::-1]
    updated = max((entry.updated for entry in entries), default=START)
    return Feed("gulls", "urn:x:gulls", "Gulls", "Of gulls", "en", updated, entries, limits=limits)


def written(feed: Feed) -> dict[str, bytes]:
    parts = documents_of(feed, SITE, entry_sizes(feed, SITE))
    return {part.stem + form.suffix: form.render(part, SITE) for part in parts for form in FORMATS}


def ids(body: bytes) -> list[str]:
    """The ids of the entries of a document in any format."""
    if body.startswith(b"{"):
        return [item["id"] for item in json.loads(body)["items"]]
    root = etree.fromstring(body)
    return [element.text or "" for element in (*root.iter("guid"), *root.iterfind(f"{ATOM}entry/{ATOM}id"))]


def links(body: bytes) -> dict[str | None, str | None]:
    """Where a document in XML leads, by relation, other formats aside."""
    root = etree.fromstring(body)
    head = root[0] if root.tag == "rss" else root
    return {link.get("rel"): link.get("href") for link in head.findall(ATOM + "link") if link.get("rel") != "alternate"}


def marks(body: bytes) -> list[str]:
    return [str(element.tag).removeprefix(HISTORY) for element in etree.fromstring(body).iter(HISTORY + "*")]


def is_closed(body: bytes) -> bool:
    return marks(body) == ["archive"]


# ── What the documents hold ──────────────────────────────────────────────────────────────────────────────

CASES = [  # sizes from the oldest on, entries and bytes allowed → the subscription, the archive from the oldest on
    ("", 3, 9, "", []),
    ("1", 3, 9, "0", []),
    ("111", 3, 9, "012", []),
    ("1111", 3, 9, "123", ["012", "3"]),
    ("111111", 3, 9, "345", ["012", "345"]),
    ("1111111", 3, 9, "456", ["012", "345", "6"]),
    ("1111111", None, None, "0123456", []),
    ("333", None, 9, "012", []),
    ("3331", None, 9, "123", ["012", "3"]),
    ("4444", 3, 9, "23", ["01", "23"]),
    ("199", 3, 9, "2", ["0", "1", "2"]),
    ("1Z1", 3, 9, "2", ["0", "1", "2"]),
    ("Z", 3, 9, "0", []),
    ("ZZ", 3, 9, "1", ["0", "1"]),
    ("11", 3, 0, "1", ["0", "1"]),
]


@pytest.mark.parametrize(("sizes", "entries", "size", "subscription", "archive"), CASES)
def test_divide(sizes: str, entries: int | None, size: int | None, subscription: str, archive: list[str]) -> None:
    feed = feed_of(*sizes, limits=Limits())
    parts = divide(feed, [int(digit, 36) for digit in reversed(sizes)], Limits(entries, size))
    oldest_first = ["".join(entry.title[-1] for entry in reversed(part.entries)) for part in parts]
    assert oldest_first == [subscription, *archive]


limits = st.builds(Limits, st.integers(1, 5), st.integers(2500, 9000))
texts = st.lists(st.integers(0, 5000).map(lambda size: "gull & " * (size // 7)), max_size=20)


@settings(max_examples=50)
@given(texts, limits)
def test_every_entry_is_in_a_document_and_every_document_within_its_limits(many: list[str], bounds: Limits) -> None:
    feed = feed_of(*many, limits=bounds)
    documents = written(feed)
    assert bounds.entries is not None
    assert bounds.size is not None
    for form in FORMATS:
        bodies = [body for path, body in documents.items() if path.endswith(form.suffix)]
        assert {name for body in bodies for name in ids(body)} == {entry.id for entry in feed.entries}
        for body in bodies:
            assert len(ids(body)) <= bounds.entries
            assert len(body) <= bounds.size or len(ids(body)) <= 1


@settings(max_examples=50)
@given(texts, texts, limits)
def test_what_is_closed_stays_to_the_byte_when_entries_are_added(
    many: list[str], added: list[str], bounds: Limits
) -> None:
    before = written(feed_of(*many, limits=bounds))
    after = written(feed_of(*many, *added, limits=bounds))
    closed = {path for path, body in before.items() if path.endswith((".rss", ".atom")) and is_closed(body)}
    closed |= {path.rpartition(".")[0] + ".json" for path in closed}
    assert {path: after.get(path) for path in closed} == {path: before[path] for path in closed}


@settings(max_examples=50)
@given(texts, limits)
def test_who_follows_the_archive_from_the_subscription_gets_everything(many: list[str], bounds: Limits) -> None:
    feed = feed_of(*many, limits=bounds)
    documents = {SITE.url(path): body for path, body in written(feed).items()}
    for form in FORMATS:
        found: set[str] = set()
        address: str | None = SITE.url("gulls" + form.suffix)
        while address:
            body = documents[address]
            assert found == set() or form.suffix == ".json" or is_closed(body)
            found |= set(ids(body))
            address = json.loads(body).get("next_url") if form.suffix == ".json" else links(body).get("prev-archive")
        assert found == {entry.id for entry in feed.entries}


# ── How they refer to each other ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("suffix", [".rss", ".atom"])
def test_archive_links(suffix: str) -> None:
    documents = written(feed_of(*"abcdef", limits=Limits(2)))

    def url(stem: str) -> str:
        return f"https://coast.example/{stem}{suffix}"

    expected = [
        ("gulls", {"prev-archive": "gulls/archive-2"}, []),
        ("gulls/archive-1", {"next-archive": "gulls/archive-2", "current": "gulls"}, ["archive"]),
        (
            "gulls/archive-2",
            {"prev-archive": "gulls/archive-1", "next-archive": "gulls/archive-3", "current": "gulls"},
            ["archive"],
        ),
        ("gulls/archive-3", {"prev-archive": "gulls/archive-2", "current": "gulls"}, []),
    ]
    for stem, relations, marked in expected:
        body = documents[stem + suffix]
        hub = {"hub": "https://hub.example/"} if stem == "gulls" else {}
        within = {"self": stem} | relations
        assert links(body) == {relation: url(other) for relation, other in within.items()} | hub
        assert marks(body) == marked


def test_json_feed_leads_on_to_what_is_older() -> None:
    documents = {
        path: json.loads(body)
        for path, body in written(feed_of(*"abcdef", limits=Limits(2))).items()
        if path.endswith(".json")
    }
    assert {path: (body["feed_url"], body.get("next_url"), "hubs" in body) for path, body in documents.items()} == {
        f"{stem}.json": (SITE.url(f"{stem}.json"), older and SITE.url(f"{older}.json"), stem == "gulls")
        for stem, older in [
            ("gulls", "gulls/archive-2"),
            ("gulls/archive-1", None),
            ("gulls/archive-2", "gulls/archive-1"),
            ("gulls/archive-3", "gulls/archive-2"),
        ]
    }


def test_a_feed_in_one_document_says_that_it_is_complete_and_has_no_archive() -> None:
    documents = written(feed_of(*"ab", limits=Limits(2)))
    assert sorted(documents) == ["gulls.atom", "gulls.json", "gulls.rss"]
    for suffix in (".rss", ".atom"):
        assert marks(documents["gulls" + suffix]) == ["complete"]
        assert links(documents["gulls" + suffix]).keys() == {"self", "hub"}
    assert "next_url" not in json.loads(documents["gulls.json"])


def test_all_documents_of_a_feed_are_the_same_feed() -> None:
    roots = [
        etree.fromstring(body)
        for path, body in written(feed_of(*"abcdef", limits=Limits(2))).items()
        if ".atom" in path
    ]
    assert {root.findtext(ATOM + "id") for root in roots} == {"urn:x:gulls"}
    assert {root.findtext(ATOM + "title") for root in roots} == {"Gulls"}


# ── When they change ─────────────────────────────────────────────────────────────────────────────────────


def test_a_document_was_last_changed_by_the_entry_that_closed_it() -> None:
    feed = feed_of(*"abcde", limits=Limits(2))
    parts = documents_of(feed, SITE, entry_sizes(feed, SITE))
    assert [(part.stem, part.updated) for part in parts] == [
        ("gulls", START + timedelta(days=4)),
        ("gulls/archive-1", START + timedelta(days=2)),
        ("gulls/archive-2", START + timedelta(days=4)),
        ("gulls/archive-3", START + timedelta(days=4)),
    ]


def test_an_edit_shows_in_the_document_that_holds_the_entry_alone() -> None:
    feed = feed_of(*"abcdef", limits=Limits(2))
    oldest = replace(feed.entries[-1], paragraphs=("edited",), updated=START + timedelta(days=9))
    before, after = written(feed), written(replace(feed, entries=(*feed.entries[:-1], oldest)))
    assert {path for path in before if before[path] != after[path]} == {
        f"gulls/archive-1{form.suffix}" for form in FORMATS
    }
