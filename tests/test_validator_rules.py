"""The rules of the W3C feed validator (https://validator.w3.org/feed/) that could concern us, and that we keep.

The validator is no package that could be installed. Its messages are named here as it names them, so that each can be
looked up at https://validator.w3.org/feed/docs/.
"""

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html.entities import name2codepoint
from pathlib import Path
from urllib.parse import urlsplit
from uuid import NAMESPACE_URL, uuid5

import html5lib
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from lxml.etree import _Element
from lxml.html.defs import tags as HTML_TAGS  # noqa: N812 - a table

from feeds.config import Config
from feeds.feed import everything, feed_of
from feeds.formats import FORMATS, documents_of, entry_sizes
from feeds.formats.opml import opml
from feeds.model import Basis, Dating, EntryFields, Feed, Limits, ListedEntry, Listing, Publication, Site
from feeds.publish import publish

GOLDEN = Path(__file__).parent / "golden"
DOCUMENTS = sorted(
    path.relative_to(GOLDEN).as_posix() for path in GOLDEN.rglob("*") if path.suffix in (".rss", ".atom", ".opml")
)
ATOM, DC, XML = (
    "http://www.w3.org/2005/Atom",
    "http://purl.org/dc/elements/1.1/",
    "http://www.w3.org/XML/1998/namespace",
)
HISTORY, ITUNES = "http://purl.org/syndication/history/1.0", "http://www.itunes.com/dtds/podcast-1.0.dtd"
MEDIA = "http://search.yahoo.com/mrss/"
CONTENT, PODCAST = "http://purl.org/rss/1.0/modules/content/", "https://podcastindex.org/namespace/1.0"
PREFIXES = {
    ATOM: "atom", DC: "dc", HISTORY: "fh", ITUNES: "itunes", CONTENT: "content", MEDIA: "media",
    PODCAST: "podcast",  # in podcasts alone, where the validator warns that it cannot judge its elements
}  # fmt: skip

Complaints = Iterator[str]

# ── What holds for a value ───────────────────────────────────────────────────────────────────────────────


def plain(text: str) -> Complaints:
    """Of text that is not HTML."""
    if not text.strip():
        yield "NotBlank"
    tags = re.findall(r"</(\w+)>", text)
    references = re.findall(r"&(#?\w+)", text)
    if any(tag.lower() in HTML_TAGS for tag in tags) or any(
        name in name2codepoint or name == "apos" or not name.isalpha() for name in references
    ):
        yield "ContainsHTML"
    elif re.search(r"&#[x0-9]|<[/a-zA-Z]", text):
        yield "CharacterData"


def markup(text: str) -> Complaints:
    """Of text that is HTML."""
    if not text.strip():
        yield "NotBlank"
    try:
        tree = html5lib.HTMLParser(strict=True).parseFragment(text)
    except html5lib.html5parser.ParseError:
        yield "NotHtml"
        return
    if {str(element.tag).partition("}")[2] for element in tree.iter()} - {"", "p", "a", "img", "audio"}:
        yield "SecurityRisk"
    if any(
        not urlsplit(address).scheme
        for element in tree.iter()
        for address in (element.get("href", "x:"), element.get("src", "x:"))
    ):
        yield "ContainsRelRef"


def uri(text: str) -> Complaints:
    if text.lower().startswith("urn:uuid:"):
        if not re.fullmatch(r"urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", text):
            yield "InvalidUUID"
        return
    is_uri = re.fullmatch(r"[a-zA-Z][\w+.-]*:(//)?[\w;/?:@&=+$.!~*'()%,#-]+", text, re.ASCII)
    if not is_uri or (text.startswith("http") and not urlsplit(text).netloc):
        yield "InvalidFullLink"


def rfc822(text: str) -> Complaints:
    if not re.fullmatch(r"\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d [+-]\d\d[03]0", text, re.ASCII):
        yield "ProblematicalRFC822Date"
        return
    moment = parsedate_to_datetime(text)
    if moment.strftime("%a") != text[:3]:
        yield "IncorrectDOW"
    if moment.year < 1990:
        yield "ImplausibleDate"


def rfc3339(text: str) -> Complaints:
    if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", text):
        yield "InvalidRFC3339Date"
    elif text < "1990":
        yield "ImplausibleDate"


def language(text: str) -> Complaints:
    if not re.fullmatch(r"[a-z]{2,3}(-\w+)*", text):
        yield "InvalidLanguage"


def media_type(text: str) -> Complaints:
    if not re.fullmatch(r"[\w.+-]+/[\w.+-]+", text):
        yield "InvalidMIMEType"


def anything(_: str) -> Complaints:
    yield from ()


# ── What holds for an element ────────────────────────────────────────────────────────────────────────────


def name_of(element: _Element) -> str:
    """The name of an element with the usual prefix of its namespace."""
    qualified = etree.QName(element)
    return f"{PREFIXES[qualified.namespace]}:{qualified.localname}" if qualified.namespace else qualified.localname


def characters(root: _Element) -> Complaints:
    texts = [
        text for element in root.iter(etree.Element) for text in (element.text, element.tail, *element.attrib.values())
    ]
    if any(re.search("[\x80-\x9f\ufffd]", str(text or "")) for text in texts):
        yield "BadCharacters"


def namespaces(root: _Element) -> Complaints:
    for element in root.iter(etree.Element):
        for prefix, namespace in element.nsmap.items():
            if namespace not in PREFIXES:
                yield "UnknownNamespace"
            elif prefix and PREFIXES[namespace] != prefix:
                yield "NonstdPrefix"
            elif prefix == "atom" and root.tag == f"{{{ATOM}}}feed":
                yield "AvoidNamespacePrefix"


def children(element: _Element, rules: dict[str, Callable[[str], Complaints]], several: Iterable[str]) -> Complaints:
    """Of what an element holds: which elements, how many of each, and each as its rule says."""
    count = Counter(name_of(child) for child in element.iterchildren(etree.Element))
    yield from ("DuplicateElement" for name, times in count.items() if times > 1 and name not in several)
    for child in element.iterchildren(etree.Element):
        name = name_of(child)
        if name in rules:
            yield from rules[name](child.text or "")
        elif not name.startswith(("itunes:", "podcast:", "content:", "media:", "atom:link", "fh:")):
            yield "UndefinedElement"


RELATIONS = frozenset(
    "alternate current enclosure hub license next-archive payment prev-archive related self via".split()  # noqa: SIM905
)


def atom_links(element: _Element) -> Complaints:
    for link in element.findall(f"{{{ATOM}}}link"):
        yield from uri(link.get("href", ""))
        yield from media_type(link.get("type", "text/html"))
        if link.get("rel") not in RELATIONS:
            yield "UnregisteredAtomLinkRel"
        if link.text:
            yield "AtomLinkNotEmpty"
    alternates = [
        (link.get("type"), link.get("hreflang")) for link in element.findall(f"{{{ATOM}}}link[@rel='alternate']")
    ]
    yield from ("DuplicateAtomLink" for times in Counter(alternates).values() if times > 1)


def history(head: _Element) -> Complaints:
    """Of the marks of RFC 5005 in the head of a feed."""
    relations = {link.get("rel") for link in head.findall(f"{{{ATOM}}}link")}
    in_archive = relations & {"prev-archive", "next-archive"}
    if head.find(f"{{{HISTORY}}}complete") is not None and (in_archive or "current" in relations):
        yield "FeedRelInCompleteFeed"
    if head.find(f"{{{HISTORY}}}archive") is not None:
        if not in_archive:
            yield "ArchiveIncomplete"
        if "current" not in relations:
            yield "MissingCurrentInArchive"


def of_one(elements: Iterable[_Element], rule: str) -> Complaints:
    """Of elements that must not share their texts."""
    if max(Counter(element.text for element in elements).values(), default=1) > 1:
        yield rule


# ── What holds for a document ────────────────────────────────────────────────────────────────────────────

CHANNEL = {
    "title": plain, "link": uri, "description": plain, "category": plain, "docs": uri, "generator": anything,
    "language": language, "lastBuildDate": rfc822, "pubDate": rfc822, "image": anything, "copyright": plain,
    "ttl": anything, "dc:creator": anything, "item": anything,
}  # fmt: skip
ITEM = {
    "title": plain, "link": uri, "guid": anything, "pubDate": rfc822, "category": plain, "source": plain,
    "description": markup, "enclosure": anything, "dc:creator": anything,
}  # fmt: skip


def rss(root: _Element) -> Complaints:
    channel = root[0]
    several = {"category", "item", "atom:link"} | {
        name for name in map(name_of, channel) if name.startswith(("itunes:", "podcast:"))
    }
    yield from children(channel, CHANNEL, several)
    yield from (f"Missing{name.title()}" for name in ("title", "link", "description") if channel.find(name) is None)
    if channel.find("language") is None:
        yield "MissingDCLanguage"
    if channel.find(f"{{{ATOM}}}link[@rel='self']") is None:
        yield "MissingAtomSelfLink"
    if any(name_of(after) != "item" for item in channel.findall("item") for after in item.itersiblings(etree.Element)):
        yield "MisplacedItem"
    for item in channel.iter("item"):
        several = {"category"} | {name for name in map(name_of, item) if name.startswith(("itunes:", "podcast:"))}
        yield from children(item, ITEM, several)
        yield from rss_item(item)
    yield from of_one(channel.iter("guid"), "DuplicateValue")
    yield from atom_links(channel)
    yield from history(channel)


def rss_item(item: _Element) -> Complaints:
    guid = item.find("guid")
    if guid is None:
        yield "MissingGuid"
    elif guid.get("isPermaLink", "true") == "true" and not (guid.text or "").startswith("http"):
        yield "InvalidPermalink"
    elif re.fullmatch(r"\d{0,8}", guid.text or ""):
        yield "NotSufficientlyUnique"
    for source in item.iter("source"):
        yield from uri(source.get("url", ""))
    for enclosure in item.iter("enclosure"):
        yield from uri(enclosure.get("url", ""))
        yield from media_type(enclosure.get("type", ""))
        if not re.fullmatch(r"\d+", enclosure.get("length", "")):
            yield "InvalidIntegerAttribute"


FEED = {
    "atom:id": uri, "atom:title": plain, "atom:subtitle": plain, "atom:updated": rfc3339, "atom:generator": plain,
    "atom:author": anything, "atom:category": anything, "atom:icon": uri, "atom:logo": uri, "atom:rights": plain,
    "atom:entry": anything,
}  # fmt: skip
ENTRY = {
    "atom:id": uri, "atom:title": plain, "atom:summary": plain, "atom:content": markup, "atom:updated": rfc3339,
    "atom:published": rfc3339, "atom:author": anything, "atom:category": anything,
}  # fmt: skip


def atom(root: _Element) -> Complaints:
    entries = root.findall(f"{{{ATOM}}}entry")
    several = {"atom:link", "atom:category", "atom:author", "atom:entry"}
    for element, rules in [(root, FEED), *((entry, ENTRY) for entry in entries)]:
        yield from children(
            element, rules, several | {name for name in map(name_of, element) if name.startswith("podcast:")}
        )
        yield from atom_links(element)
        yield from (
            "MissingElement" for name in ("id", "title", "updated") if element.find(f"{{{ATOM}}}{name}") is None
        )
    for name in root.iter(f"{{{ATOM}}}name"):
        yield from plain(name.text or "")
        if re.search(r"<[\w.+'-]+@[\w.-]+>", name.text or ""):
            yield "ContainsEmail"
    for category in root.iter(f"{{{ATOM}}}category"):
        yield from plain(category.get("term", ""))
    yield from language(root.get(f"{{{XML}}}lang", ""))
    if root.find(f"{{{ATOM}}}link[@rel='self']") is None:
        yield "MissingSelf"
    if any(name_of(after) != "atom:entry" for entry in entries for after in entry.itersiblings(etree.Element)):
        yield "MisplacedMetadata"
    if any(entry.find(f"{{{ATOM}}}content") is None and entry.find(f"{{{ATOM}}}summary") is None for entry in entries):
        yield "MissingTextualContent"
    yield from of_one(root.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}id"), "DuplicateEntries")
    yield from of_one(root.iterfind(f"{{{ATOM}}}entry/{{{ATOM}}}updated"), "DuplicateUpdated")
    yield from history(root)


def outlines(root: _Element) -> Complaints:
    if root.get("version") != "2.0":
        yield "InvalidOPMLVersion"
    yield from children(root[0], {"title": markup, "dateModified": rfc822, "ownerName": markup}, ())
    if root.find("body/outline") is None:
        yield "MissingElement"
    for outline in root.iter("outline"):
        yield from ("MissingAttribute" for name in ("text", "title", "type", "xmlUrl") if not outline.get(name))
        for name in ("text", "title", "description"):
            yield from markup(outline.get(name, "text"))
        yield from uri(outline.get("xmlUrl", ""))
        yield from uri(outline.get("htmlUrl", ""))
        yield from language(outline.get("language", "en"))
        if outline.get("version") not in ("RSS", "RSS1", "RSS2", "scriptingNews"):
            yield "InvalidOutlineVersion"


def complaints(document: bytes) -> set[str]:
    root = etree.fromstring(document)
    rules = {"rss": rss, "opml": outlines}.get(str(root.tag), atom)
    return {*namespaces(root), *characters(root), *rules(root)}


# ── The documents ────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_documents_of_each_kind() -> None:
    assert {Path(path).suffix for path in DOCUMENTS} == {".rss", ".atom", ".opml"}


@pytest.mark.parametrize("path", DOCUMENTS)
def test_nothing_is_to_be_said_of_a_document(path: str) -> None:
    assert complaints((GOLDEN / path).read_bytes()) == set()


def test_nothing_is_to_be_said_of_the_sample_content(tmp_path: Path) -> None:
    content = tmp_path / "content"
    shutil.copytree(Path(__file__).parent.parent / "content", content, ignore=shutil.ignore_patterns(".*"))
    outcome = publish(content, tmp_path / "site", datetime(2026, 1, 1, tzinfo=UTC))
    written = [path for path in outcome.changes.written if path.suffix in (".rss", ".atom", ".opml")]
    assert len(written) > 6
    said = {str(path): complaints((tmp_path / "site" / path).read_bytes()) for path in written}
    assert not {path: rules for path, rules in said.items() if rules}


BREAKS = [  # what is said when a document is changed
    (".rss", "<title>North", "<title>&lt;b>North&lt;/b>", "ContainsHTML"),
    (".rss", "<title>North", "<title>R&amp;amp;D", "ContainsHTML"),
    (".rss", "<title>North", "<title>&lt;b>North", "CharacterData"),
    (".rss", "<title>North quay closed after storm damage", "<title>", "NotBlank"),
    (".rss", "<title>North", "<title>\ufffd", "BadCharacters"),
    (".rss", "<docs>https:", "<docs>http:/", "InvalidFullLink"),
    (".rss", "</docs>", "[1]</docs>", "InvalidFullLink"),
    (".rss", "Thu, 13 Oct 2022", "Wed, 13 Oct 2022", "IncorrectDOW"),
    (".rss", "2022 12:00:00 +0100", "2022 12:00:00 +0545", "ProblematicalRFC822Date"),
    (".rss", "Thu, 13 Oct 2022", "Sun, 13 Oct 1985", "ImplausibleDate"),
    (".rss", ' isPermaLink="false"', "", "InvalidPermalink"),
    (".rss", 'rel="self"', 'rel="related"', "MissingAtomSelfLink"),
    (".rss", 'rel="self"', 'rel="me"', "UnregisteredAtomLinkRel"),
    (".rss", "<language>en</language>", "", "MissingDCLanguage"),
    (".rss", "<language>en</language>", "<language>english</language>", "InvalidLanguage"),
    (".rss", "<generator>", "<maker>x</maker><generator>", "UndefinedElement"),
    (".rss", "<generator>", "<ttl>6</ttl><ttl>6</ttl><generator>", "DuplicateElement"),
    (".rss", "</channel>", "<ttl>6</ttl></channel>", "MisplacedItem"),
    (".rss", "&lt;p&gt;The", "&lt;p&gt;&lt;The", "NotHtml"),
    (".rss", "&lt;p&gt;The", "&lt;p&gt;&lt;script>&lt;/script>", "SecurityRisk"),
    (".rss", "&lt;p&gt;The", '&lt;p&gt;&lt;a href="x">x&lt;/a>', "ContainsRelRef"),
    (".rss", "<fh:complete/>", "<fh:archive/>", "ArchiveIncomplete"),
    (".rss", "<fh:complete/>", "<fh:archive/>", "MissingCurrentInArchive"),
    (".rss", "xmlns:dc=", "xmlns:x='x:y' xmlns:dc=", "UnknownNamespace"),
    (".atom", "<title>North", "<title>&lt;b>North&lt;/b>", "ContainsHTML"),
    (".atom", 'rel="alternate" type="application/rss+xml"', 'rel="alternate" type="text/html"', "DuplicateAtomLink"),
    (".atom", 'rel="alternate" type="application/rss+xml"', 'rel="prev-archive"', "FeedRelInCompleteFeed"),
    (".atom", 'type="application/rss+xml"', 'type="rss"', "InvalidMIMEType"),
    (".atom", 'rel="self"', 'rel="related"', "MissingSelf"),
    (".atom", "</feed>", "<generator>x</generator></feed>", "MisplacedMetadata"),
    (".atom", "<updated>2022-10-03T12:00:00+01:00", "<updated>2022-10-13T12:00:00+01:00", "DuplicateUpdated"),
    (".atom", "<updated>2022-10-03T12:00:00+01:00", "<updated>2022-10-03", "InvalidRFC3339Date"),
    (".atom", "<updated>2022-10-03T12", "<updated>1922-10-03T12", "ImplausibleDate"),
    (".atom", "<id>urn:uuid:6c", "<id>urn:uuid:XX", "InvalidUUID"),
    (".atom", "<name>The", "<name>&lt;a@b.example>", "ContainsEmail"),
    (".atom", "<summary>Lost: one blue dinghy 👩‍👩‍👧 🛶</summary>", "", "MissingTextualContent"),
    (".opml", 'version="RSS2"', 'version="3"', "InvalidOutlineVersion"),
    (".opml", 'text="Harbour', 'text="&lt;Harbour', "NotHtml"),
    (".opml", 'xmlUrl="', 'url="', "MissingAttribute"),
    (".opml", 'version="2.0"', 'version="3.0"', "InvalidOPMLVersion"),
]


@pytest.mark.parametrize(("suffix", "old", "new", "rule"), BREAKS)
def test_what_is_wrong_is_said(suffix: str, old: str, new: str, rule: str) -> None:
    path = "feeds.opml" if suffix == ".opml" else f"harbour-notices{suffix}"
    text = (GOLDEN / path).read_text("utf-8")
    assert old in text
    assert rule in complaints(text.replace(old, new, 1).encode())


# ── Any text ─────────────────────────────────────────────────────────────────────────────────────────────

NOON = datetime(2024, 5, 9, 12, tzinfo=UTC)
HOSTILE = [
    *(
        "<b>bold</b>",
        "AT&T",
        "R&D &amp; &lt;",
        "&#60;",
        "a & b < c",
        "<x@y.example>",
        "</p>",
        "<!--",
        "<?",
        "]]>",
        "<",
        "&",
    ),
    *("\u202eRTL", "שלום", "👩\u200d👧", "\ufffd", "\x85", "\x0b", "\ufdd0", "\U0001ffff", "e\u0301"),
    *("&copy", "&notit;", "Q&A1"),
]
words = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=6).map(" ".join)
titles = words.map(lambda text: f"T{text}")
links = st.sampled_from(
    [None, "https://x.example/a[1]?b={c}#d#e", "https://bücher.example/ä%", "http://x.example:80/%zz|^"]
)
offsets = st.sampled_from([0, 60, 345, 765, -210, 570]).map(lambda minutes: timezone(timedelta(minutes=minutes)))


@st.composite
def feeds(draw: st.DrawFn, category: str) -> Feed:
    """The feed of a page whose author and texts are as odd as can be."""
    zone = draw(offsets)
    entries = [
        ListedEntry(title, tuple(texts), EntryFields(link=draw(links), author=draw(st.none() | titles)))
        for title, texts in draw(st.lists(st.tuples(titles, st.lists(words, max_size=2)), max_size=4))
    ]
    publications = [
        Publication(uuid5(NAMESPACE_URL, f"{category} {number}").urn, entry, dating, dating.published, NOON)
        for number, entry in enumerate(entries)
        for moment in [(NOON - timedelta(seconds=number)).astimezone(zone)]
        for dating in [Dating(moment, moment.date(), moment.date(), Basis.ORDER, 0.5)]
    ]
    page = Listing(
        Path("x.txt"), category, description=draw(st.none() | titles), author=draw(st.none() | titles), link=draw(links)
    )
    config = Config(content=draw(st.sampled_from(["full", "excerpt"])))
    return feed_of(page, publications, config, uuid5(NAMESPACE_URL, category).urn, None)


@settings(max_examples=40)
@given(titles.flatmap(feeds), titles.map(lambda title: f"The {title}").flatmap(feeds), titles, st.integers(1, 5))
def test_nothing_is_to_be_said_whatever_the_texts(one: Feed, other: Feed, title: str, count: int) -> None:
    site = Site(title, "https://x.example/%C3%BCber", "en", author=title, hubs=("https://hub.example/",))
    whole = everything([one, other], Config(title=title, author=title), NOON)
    sizes = entry_sizes(one, site) | entry_sizes(other, site)
    for feed in (one, other, whole):
        for part in documents_of(replace(feed, limits=Limits(count)), site, sizes):
            for form in FORMATS[:2]:
                assert complaints(form.render(part, site)) == set()
    assert complaints(opml([one, other], whole, site)) == set()
