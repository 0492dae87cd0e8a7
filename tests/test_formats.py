import io
import json
import locale
import re
import tomllib
from calendar import timegm
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

import feedparser
import podcastparser
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from feeds.formats import FORMATS, STATIC_FILES, render
from feeds.formats.jsonfeed import json_feed
from feeds.formats.parts import literal, permitted
from feeds.formats.syndication import atom, rss
from feeds.model import (
    Basis,
    Dating,
    Enclosure,
    Entry,
    Episode,
    EpisodeType,
    Evidence,
    Feed,
    Funding,
    Owner,
    Person,
    Podcast,
    PodcastCategory,
    PodcastType,
    Site,
    Transcript,
)
from feeds.podcasting import APPLE_CATEGORIES

ATOM = "{http://www.w3.org/2005/Atom}"
DC = "{http://purl.org/dc/elements/1.1/}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"
PODCAST = "{https://podcastindex.org/namespace/1.0}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

SAMPLE = tomllib.loads((Path(__file__).parent / "cases/formats/coast.toml").read_text(encoding="utf-8"))


def entry_of(feed: dict[str, Any], row: dict[str, Any]) -> Entry:
    paragraphs = tuple(row.get("paragraphs", ()))
    text = "\n".join((row["title"], *paragraphs))
    evidence = tuple(
        Evidence(found.group(), found.start(), found.end(), "", "")
        for words in row.get("words", ())
        for found in re.finditer(re.escape(words), text)
    )
    dating = Dating(
        row["published"], row["earliest"], row["latest"], Basis(row["basis"]), row["confidence"], evidence
    )  # fmt: skip
    return Entry(
        id=uuid5(NAMESPACE_URL, row["title"]).urn,
        title=row["title"],
        paragraphs=paragraphs,
        published=row["published"],
        updated=row.get("updated", row["published"]),
        dating=dating,
        category=feed["title"],
        category_slug=feed["slug"],
        language=row.get("language", feed["language"]),
        link=row.get("link"),
        author=row.get("author"),
        image=row.get("image"),
        enclosure=Enclosure(**row["enclosure"]) if "enclosure" in row else None,
        episode=episode_of(row.get("episode", {})),
    )


def episode_of(row: dict[str, Any]) -> Episode:
    read: dict[str, Callable[[Any], Any]] = {
        "type": EpisodeType,
        "persons": lambda rows: tuple(Person(**person) for person in rows),
        "transcript": lambda facts: Transcript(**facts),
    }
    return Episode(**{name: read.get(name, lambda value: value)(value) for name, value in row.items()})


def podcast_of(row: dict[str, Any]) -> Podcast:
    read: dict[str, Callable[[Any], Any]] = {
        "type": PodcastType,
        "categories": lambda rows: tuple(PodcastCategory(**category) for category in rows),
        "owner": lambda facts: Owner(**facts),
        "funding": lambda facts: Funding(**facts),
        "persons": lambda rows: tuple(Person(**person) for person in rows),
    }
    return Podcast(**{name: read.get(name, lambda value: value)(value) for name, value in row.items()})


def feed_of(row: dict[str, Any], entries: tuple[Entry, ...]) -> Feed:
    head = {name: value for name, value in row.items() if name != "entries"}
    if "podcast" in head:
        head["podcast"] = podcast_of(head["podcast"])
    return Feed(id=uuid5(NAMESPACE_URL, row["slug"]).urn, entries=entries, **head)


SITE = Site(**SAMPLE["site"] | {"hubs": tuple(SAMPLE["site"]["hubs"])})
FEEDS = tuple(
    feed_of(row, tuple(entry_of(row, entry) for entry in row.get("entries", ()))) for row in SAMPLE["feeds"]
)  # fmt: skip
EVERYTHING = feed_of(
    SAMPLE["everything"],
    tuple(sorted((e for feed in FEEDS for e in feed.entries), key=lambda e: e.published, reverse=True)),
)
ALL_FEEDS = (*FEEDS, EVERYTHING)
DOCUMENTS = {document.path.as_posix(): document for document in render(FEEDS, EVERYTHING, SITE)}

every_feed = pytest.mark.parametrize("feed", ALL_FEEDS, ids=[feed.slug.encode("idna").decode() for feed in ALL_FEEDS])
every_xml = pytest.mark.parametrize("write", [rss, atom])


def permalink(entry: Entry) -> str:
    if entry.link and entry.link.startswith("https:"):
        return entry.link.replace("ä", "%C3%A4")
    return f"{SITE.url(entry.category_slug)}/#{entry.anchor}"


# ── The documents of a site ──────────────────────────────────────────────────────────────────────────────


def test_documents_are_the_committed_ones(golden: Callable[[dict[str, bytes]], None]) -> None:
    golden({path: document.body for path, document in DOCUMENTS.items() if path not in STATIC_FILES})


def test_every_feed_has_every_format_and_a_page() -> None:
    pages = {f"{feed.slug}/index.html" for feed in ALL_FEEDS}
    written = {feed.slug + form.suffix for feed in ALL_FEEDS for form in FORMATS}
    assert set(DOCUMENTS) == {*pages, *written, *STATIC_FILES, "feeds.opml", "index.html"}


def test_documents_date_from_their_feeds() -> None:
    assert DOCUMENTS["village-hall.rss"].last_modified == datetime(2000, 1, 1, tzinfo=UTC)
    assert DOCUMENTS["index.html"].last_modified == max(feed.updated for feed in FEEDS)
    assert all(document.media_type for document in DOCUMENTS.values())


def test_the_index_refers_to_nothing_that_is_written_after_it() -> None:
    assert list(DOCUMENTS)[-1] == "index.html"


# ── Readers that we did not write ────────────────────────────────────────────────────────────────────────


@every_feed
@pytest.mark.parametrize("suffix", [".rss", ".atom"])
def test_feedparser_reads_the_same_feed(feed: Feed, suffix: str) -> None:
    read = feedparser.parse(
        DOCUMENTS[feed.slug + suffix].body, response_headers={"content-type": "application/xml"}, sanitize_html=False
    )
    assert not read.bozo
    assert read.version == {".rss": "rss20", ".atom": "atom10"}[suffix]
    assert read.feed.title == feed.title
    assert read.feed.subtitle == (feed.description or feed.title)
    assert read.feed.language == feed.language
    assert read.feed.link == SITE.url(feed.slug) + "/"
    assert moment(read.feed.updated_parsed) == feed.updated
    assert len(read.entries) == len(feed.entries)
    for got, entry in zip(read.entries, feed.entries, strict=True):
        assert shown(got.title) == entry.title
        assert got.id == entry.id
        assert got.link == permalink(entry)
        assert moment(got.published_parsed) == entry.published
        assert shown(got.get("author", "")) == entry.author or entry.author is None
        assert [tag.term for tag in got.tags] == [entry.category]
        content = got.content[0].value if "content" in got else got.get("summary", "")
        texts = [text for text in entry.paragraphs if text.strip()]
        assert content == entry.title if suffix == ".atom" and not texts else paragraphs_of(content) == texts


def shown(text: str) -> str:
    """What a person sees of plain text: not the word joiners that keep readers from taking it for HTML."""
    return text.replace("\u2060", "")


def moment(parsed: Any) -> datetime:  # noqa: ANN401 - feedparser has no types
    return datetime.fromtimestamp(timegm(parsed), UTC)


@every_feed
def test_podcastparser_reads_the_same_feed(feed: Feed) -> None:
    read = podcastparser.parse(SITE.url(feed.slug + ".rss"), io.BytesIO(DOCUMENTS[feed.slug + ".rss"].body))
    assert read["title"] == feed.title
    assert read["link"] == SITE.url(feed.slug) + "/"
    is_serial = (
        feed.podcast is not None and feed.podcast.type is PodcastType.SERIAL
    )  # to be heard from the first one on
    assert [
        (episode["guid"], shown(episode["title"]), episode["link"], episode["published"])
        for episode in read["episodes"]
    ] == [
        (entry.id, " ".join(entry.title.split()), permalink(entry), int(entry.published.timestamp()))
        for entry in (reversed(feed.entries) if is_serial else feed.entries)
    ]


# ── What the W3C feed validator would report ─────────────────────────────────────────────────────────────


@every_feed
def test_rss_is_valid(feed: Feed) -> None:
    channel = etree.fromstring(DOCUMENTS[feed.slug + ".rss"].body)[0]
    for required in ("title", "link", "description"):
        assert len(channel.findall(required)) == 1
        assert channel.findtext(required)
    links = channel.findall(ATOM + "link")
    assert [(link.get("rel"), link.get("type"), link.get("href")) for link in links] == [
        ("self", "application/rss+xml", SITE.url(feed.slug + ".rss")),
        ("alternate", "application/atom+xml", SITE.url(feed.slug + ".atom")),
        ("alternate", "application/feed+json", SITE.url(feed.slug + ".json")),
        *(("hub", None, hub) for hub in SITE.hubs),
    ]
    items = channel.findall("item")
    guids = [item.findtext("guid") for item in items]
    assert len(set(guids)) == len(guids) == len(feed.entries)
    for item in items:
        assert all(len(item.findall(name)) == 1 for name in ("title", "link", "guid", "pubDate"))
        assert all((element.text or "").strip() or element.attrib for element in item)  # blank ones draw warnings
        assert [guid.get("isPermaLink") for guid in item.iter("guid")] == ["false"]
        assert item.find("author") is None  # would have to be an e-mail address
    for date in channel.iter("pubDate", "lastBuildDate"):
        assert re.fullmatch(
            r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d [+-]\d{4}", date.text or ""
        )
    assert_addresses_are_absolute(
        [e.text for e in channel.iter("link")] + [e.get("url") for e in channel.iter("source")]
    )


@every_feed
def test_atom_is_valid(feed: Feed) -> None:
    root = etree.fromstring(DOCUMENTS[feed.slug + ".atom"].body)
    assert root.tag == ATOM + "feed"
    assert root.get(XML_LANG) == feed.language
    assert root.findtext(f"{ATOM}author/{ATOM}name")  # so that no entry is without an author
    links = [(link.get("rel"), link.get("type"), link.get("href")) for link in root.findall(ATOM + "link")]
    assert [link for link in links if link[0] != "via"] == [
        ("self", "application/atom+xml", SITE.url(feed.slug + ".atom")),
        ("alternate", "application/rss+xml", SITE.url(feed.slug + ".rss")),
        ("alternate", "application/feed+json", SITE.url(feed.slug + ".json")),
        *(("hub", None, hub) for hub in SITE.hubs),
        ("alternate", "text/html", SITE.url(feed.slug) + "/"),
    ]
    entries = root.findall(ATOM + "entry")
    for name in ("id", "updated"):  # entries that share a time cannot be put in order
        values = [entry.findtext(ATOM + name) for entry in entries]
        assert len(set(values)) == len(values) == len(feed.entries)
    for element in (root, *entries):
        for required in ("id", "title", "updated"):
            assert len(element.findall(ATOM + required)) == 1
            assert element.findtext(ATOM + required)
        assert all(title.get("type", "text") == "text" for title in element.findall(ATOM + "title"))
    for entry in entries:
        links_of_entry = [link.get("rel") for link in entry.findall(ATOM + "link")]
        assert links_of_entry in (["alternate"], ["alternate", "enclosure"])
        assert all(content.get("type") == "html" and content.text for content in entry.iter(ATOM + "content"))
    for date in root.iter(ATOM + "published", ATOM + "updated"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", date.text or "")
    assert_addresses_are_absolute([link.get("href") for link in root.iter(ATOM + "link")])


def assert_addresses_are_absolute(addresses: list[str | None]) -> None:
    assert addresses
    for address in addresses:
        assert address
        assert re.fullmatch(r"https?://[!-~]+", address)  # and ASCII: RFC 3986
        assert urljoin("https://elsewhere.example/", address) == address


@every_feed
def test_json_feed_is_valid(feed: Feed) -> None:
    read = json.loads(DOCUMENTS[feed.slug + ".json"].body)
    assert read["version"] == "https://jsonfeed.org/version/1.1"
    assert read["feed_url"] == SITE.url(feed.slug + ".json")
    assert read["home_page_url"] == SITE.url(feed.slug) + "/"
    assert read["hubs"] == [{"type": "WebSub", "url": hub} for hub in SITE.hubs]
    assert [
        (item["id"], item["title"], item["url"], datetime.fromisoformat(item["date_published"]),
         datetime.fromisoformat(item["date_modified"]), item.get("authors"), item.get("language", read["language"]))
        for item in read["items"]
    ] == [
        (entry.id, entry.title, permalink(entry), entry.published, entry.updated,
         [{"name": entry.author}] if entry.author else None, entry.language)
        for entry in feed.entries
    ]  # fmt: skip
    assert all(("content_html" in item) != ("content_text" in item) for item in read["items"])


@every_feed
def test_enclosures_are_whole_in_every_format(feed: Feed) -> None:
    """An enclosure of length 0 breaks players, and a length or a duration is a whole number."""
    expected = [
        (address_of(sound), str(sound.length), sound.media_type)
        for sound in (entry.enclosure for entry in feed.entries)
        if sound
    ]
    channel = etree.fromstring(DOCUMENTS[feed.slug + ".rss"].body)[0]
    assert [(e.get("url"), e.get("length"), e.get("type")) for e in channel.iter("enclosure")] == expected
    root = etree.fromstring(DOCUMENTS[feed.slug + ".atom"].body)
    links = [link for link in root.iter(ATOM + "link") if link.get("rel") == "enclosure"]
    assert [(link.get("href"), link.get("length"), link.get("type")) for link in links] == expected
    read = json.loads(DOCUMENTS[feed.slug + ".json"].body)
    attachments = [attachment for item in read["items"] for attachment in item.get("attachments", ())]
    assert [(it["url"], str(it["size_in_bytes"]), it["mime_type"]) for it in attachments] == expected
    for item in channel.iter("item"):
        assert len(item.findall("enclosure")) <= 1
    assert all(int(length) > 0 for _, length, _ in expected)
    assert all((duration.text or "").isdecimal() for duration in channel.iter(ITUNES + "duration"))
    assert all(isinstance(it.get("duration_in_seconds", 0), int) for it in attachments)


def address_of(sound: Enclosure) -> str:
    return sound.address.replace("ä", "%C3%A4") if "://" in sound.address else SITE.url(sound.address)


@pytest.mark.parametrize(("image", "is_shown"), [("a.png", True), ("a.jpg", True), ("a.svg", False), ("a.webp", False)])
def test_the_picture_of_a_channel_is_of_a_kind_that_rss_allows(image: str, is_shown: bool) -> None:  # noqa: FBT001 - a column of a table
    feed = replace(FEEDS[0], image=f"https://example.org/{image}")
    channel = etree.fromstring(rss(feed, SITE))[0]
    assert (channel.find("image") is not None) == is_shown
    assert etree.fromstring(atom(feed, SITE)).findtext(ATOM + "logo") == f"https://example.org/{image}"
    if is_shown:  # no width or height, which would have to be 144 and 400 at most
        assert {e.tag: e.text for e in channel.iterfind("image/*")} == {
            "url": f"https://example.org/{image}",
            "title": channel.findtext("title"),
            "link": channel.findtext("link"),
        }


@every_feed
def test_podcast_elements_have_what_apple_takes(feed: Feed) -> None:
    channel = etree.fromstring(DOCUMENTS[feed.slug + ".rss"].body)[0]
    found = {str(element.tag) for element in channel.iter() if str(element.tag).startswith((ITUNES, PODCAST))}
    assert bool(found) == (feed.podcast is not None)
    assert {e.text for e in channel.iter(ITUNES + "explicit")} <= {"true", "false"}
    assert {e.text for e in channel.iter(ITUNES + "type")} <= {"episodic", "serial"}
    assert {e.text for e in channel.iter(ITUNES + "episodeType")} <= {"full", "trailer", "bonus"}
    assert {e.text for e in channel.iter(PODCAST + "locked")} <= {"yes", "no"}
    for category in channel.iter(ITUNES + "category"):
        parent = category.getparent()
        narrower = parent is not None and parent.tag == category.tag
        allowed = APPLE_CATEGORIES[str(parent.get("text"))] if parent is not None and narrower else APPLE_CATEGORIES
        assert category.get("text") in allowed


# ── feedgen's faults do not show ─────────────────────────────────────────────────────────────────────────


@every_xml
def test_browsers_find_the_stylesheet_of_a_feed_under_any_prefix(write: Callable[[Feed, Site], bytes]) -> None:
    site = replace(SITE, base_url="https://coast.example/a&b/ü")
    declaration, stylesheet, *_ = write(FEEDS[0], site).decode().splitlines()
    assert declaration.startswith("<?xml version")
    assert stylesheet == '<?xml-stylesheet type="text/css" href="/a&amp;b/ü/style.css"?>'


@every_xml
def test_no_process_wide_locale_is_touched(
    write: Callable[[Feed, Site], bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        pytest.fail("the locale belongs to the whole process")

    monkeypatch.setattr(locale, "setlocale", refuse)
    assert write(FEEDS[0], SITE)


def test_authors_without_an_email_address_reach_rss() -> None:
    channel = etree.fromstring(rss(FEEDS[0], SITE))[0]
    assert channel.findtext(DC + "creator") == "The Harbour Office"
    assert [item.findtext(DC + "creator") for item in channel.iter("item")] == [e.author for e in FEEDS[0].entries]


def test_a_moment_is_written_to_the_second_and_in_utc_where_its_offset_cannot_be_written() -> None:
    local_mean_time = timezone(timedelta(minutes=53, seconds=28))
    feed = one_entry("A bell", published=datetime(1890, 1, 1, 12, 0, 0, 5, tzinfo=local_mean_time))
    assert b"<published>1890-01-01T11:06:32+00:00</published>" in atom(feed, SITE)
    assert b"<pubDate>Wed, 01 Jan 1890 11:06:32 +0000</pubDate>" in rss(feed, SITE)


# ── Any text ─────────────────────────────────────────────────────────────────────────────────────────────


def one_entry(title: str, *paragraphs: str, published: datetime = datetime(2022, 10, 13, 12, tzinfo=UTC)) -> Feed:
    dating = Dating(published, published.date(), published.date(), Basis.ORDER, 0.5)
    entry = Entry("urn:x:1", title, paragraphs, published, published, dating, "C", "c", "en", author=title)
    return Feed("c", "urn:x:0", title, title, "en", published, (entry,))


readable = st.text(
    st.characters(exclude_categories=("Cc", "Cs"), exclude_characters="\u2060\ufffd"), min_size=1
).filter(lambda text: permitted(text) == text)


@given(readable, st.lists(readable, max_size=3))
def test_readable_text_comes_back_as_it_was(title: str, paragraphs: list[str]) -> None:
    feed = one_entry(title, *paragraphs)
    texts = [text for text in paragraphs if text.strip()]
    (item,) = etree.fromstring(rss(feed, SITE)).iter("item")
    assert shown(item.findtext("title") or "") == title
    assert paragraphs_of(item.findtext("description")) == texts
    (entry,) = etree.fromstring(atom(feed, SITE)).iter(ATOM + "entry")
    assert shown(entry.findtext(ATOM + "title") or "") == title
    assert paragraphs_of(entry.findtext(ATOM + "content")) == texts
    assert json.loads(json_feed(feed, SITE))["items"][0]["title"] == title


def paragraphs_of(content: str | None) -> list[str]:
    return [str(p.xpath("string()")) for p in html.fragments_fromstring(content or "")]


@given(st.text().filter(permitted), st.text())
def test_any_text_makes_well_formed_documents(title: str, paragraph: str) -> None:
    feed = one_entry(title, paragraph)
    item = next(etree.fromstring(rss(feed, SITE)).iter("item"))
    assert item.findtext("title") == literal(title)
    entry = next(etree.fromstring(atom(feed, SITE)).iter(ATOM + "entry"))
    assert entry.findtext(ATOM + "title") == literal(title)
    assert json.loads(json_feed(feed, SITE))["items"][0]["title"] == permitted(title)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("plain", "plain"),
        ("tab\tand\nline", "tab\tand\nline"),
        ("a\x00b\x08c\x0bd\x1fe", "abcde"),
        ("a\x7fb\x85c\x9fd", "abcd"),
        ("a\ud800b\udfffc", "abc"),
        ("a\ufffeb\uffffc\ufdd0d\U0002fffee\U0010ffff", "abcde"),
        ("caf\ufffd", "caf"),
        ("\xa0\u200b\u2028\ufffc\U0010fffd👩‍👧", "\xa0\u200b\u2028\ufffc\U0010fffd👩‍👧"),
    ],
)
def test_permitted(text: str, left: str) -> None:
    assert permitted(text) == left


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("plain, 1 < 2 & 3", "plain, 1 < 2 & 3"),
        ("AT&T and R&D", "AT&T and R&D"),
        ("the <b> tag", "the <_b> tag"),
        ("</p><!-- -->", "<_/p><_!-- -->"),
        ("&amp; &lt &#60; &copyright &notit;", "&_amp; &_lt &_#60; &_copyright &_notit;"),
        ("Q&A1", "Q&_A1"),
        ("<mara@x.example>\x00", "<_mara@x.example>"),
    ],
)
def test_plain_text_is_not_taken_for_html(text: str, safe: str) -> None:
    assert literal(text) == safe.replace("_", "\u2060")
    assert html.fromstring(f"<p>{literal(text)}</p>").xpath("string()") == literal(text)
