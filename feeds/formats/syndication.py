"""RSS 2.0 and Atom (RFC 4287), written by feedgen.

The one module that knows feedgen. feedgen 1.0 writes the head of a feed and asks each entry for its element;
ours build their own, because feedgen's lose the attributes of Atom links and authors without an e-mail address.
"""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import feedgen.feed
from feedgen.entry import FeedEntry
from feedgen.ext.base import BaseExtension
from feedgen.feed import FeedGenerator
from lxml import etree
from lxml.etree import SubElement, _Element

from feeds.formats import podcast
from feeds.formats.parts import (
    GENERATOR,
    entry_url,
    feed_url,
    literal,
    media_url,
    page_url,
    paragraphs_html,
    permitted,
    rfc3339,
    rfc5322,
    styled,
    web_url,
    writable,
)
from feeds.model import EVERYTHING, FEED_SUFFIXES, MEDIA_TYPES, Entry, Feed, Place, Site

_ATOM = "http://www.w3.org/2005/Atom"
_DC = "http://purl.org/dc/elements/1.1/"
_DC_CREATOR = f"{{{_DC}}}creator"  # RSS 2.0's own <author> is an e-mail address
_MEDIA = "http://search.yahoo.com/mrss/"
_THUMBNAIL = f"{{{_MEDIA}}}thumbnail"  # neither RSS 2.0 nor Atom has a picture of an entry, and readers know this one
_NOT_FOR_RSS = (".svg", ".webp")  # the picture of a channel is a GIF, JPEG or PNG
_HISTORY = "http://purl.org/syndication/history/1.0"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


# feedgen switches the locale of the whole process to "C" while it formats a channel's date; this needs no locale.
feedgen.feed.formatRFC2822 = rfc5322


class _FeedEntry(FeedEntry):  # type: ignore[misc]  # feedgen is published without types
    """One entry as feedgen asks for it: `atom_entry` and `rss_entry` return the finished element."""

    def __init__(self, entry: Entry, feed: Feed, site: Site) -> None:
        super().__init__()
        self._entry = entry
        self._feed = feed
        self._site = site

    def atom_entry(self, extensions: bool = True) -> _Element:  # noqa: ARG002, FBT001, FBT002 - feedgen's signature
        """The `atom:entry` element (RFC 4287, section 4.1.2)."""
        entry = self._entry
        element = etree.Element("entry")
        if entry.language != self._feed.language:
            element.set(_XML_LANG, entry.language)
        SubElement(element, "id").text = permitted(entry.id)
        SubElement(element, "title").text = literal(entry.title)
        SubElement(element, "published").text = rfc3339(entry.published)
        SubElement(element, "updated").text = rfc3339(entry.updated, "auto")
        SubElement(element, "link", rel="alternate", href=entry_url(entry, self._site))
        if sound := entry.enclosure:
            href = media_url(sound.address, self._site)
            SubElement(element, "link", rel="enclosure", href=href, type=sound.media_type, length=str(sound.length))
        if entry.author:
            SubElement(SubElement(element, "author"), "name").text = literal(entry.author)
        SubElement(element, "category", term=literal(entry.category))
        html = paragraphs_html(entry.paragraphs)
        if html and not entry.excerpt:
            SubElement(element, "content", type="html").text = html
        else:  # an entry without any text is hard to read for those who do not see its link
            SubElement(element, "summary").text = literal(entry.excerpt or entry.title)
        self._add_picture(element)
        return element

    def rss_entry(self, extensions: bool = True) -> _Element:  # noqa: ARG002, FBT001, FBT002 - feedgen's signature
        """The RSS `item` element."""
        entry = self._entry
        element = etree.Element("item")
        SubElement(element, "title").text = literal(entry.title)
        SubElement(element, "link").text = entry_url(entry, self._site)
        SubElement(element, "guid", isPermaLink="false").text = permitted(entry.id)
        SubElement(element, "pubDate").text = rfc5322(entry.published)
        if entry.author:
            SubElement(element, _DC_CREATOR).text = permitted(entry.author)
        SubElement(element, "category").text = literal(entry.category)
        if entry.category_slug != self._feed.slug:
            origin = SubElement(element, "source", url=self._site.url(f"{entry.category_slug}.rss"))
            origin.text = literal(entry.category)
        if html := paragraphs_html([entry.excerpt] if entry.excerpt else entry.paragraphs):
            SubElement(element, "description").text = html
        if sound := entry.enclosure:
            url = media_url(sound.address, self._site)
            SubElement(element, "enclosure", url=url, length=str(sound.length), type=sound.media_type)
            if self._feed.podcast:
                podcast.extend_item(element, entry, self._site)
        self._add_picture(element)
        return element

    def _add_picture(self, element: _Element) -> None:
        if self._entry.image:
            SubElement(element, _THUMBNAIL, url=media_url(self._entry.image, self._site))


class _Channel(BaseExtension):  # type: ignore[misc]  # feedgen is published without types
    """What feedgen cannot say of an RSS channel."""

    def __init__(self, feed: Feed, site: Site, links: "list[_Link]") -> None:
        self._feed = feed
        self._site = site
        self._links = links

    def extend_ns(self) -> dict[str, str]:
        return {"dc": _DC} | (podcast.NAMESPACES if self._feed.podcast else {})

    def extend_rss(self, feed: _Element) -> _Element:
        for link in self._links:
            SubElement(feed[0], f"{{{_ATOM}}}link", link.attributes)
        if author := self._feed.author or self._site.author:
            SubElement(feed[0], _DC_CREATOR).text = permitted(author)
        if self._feed.podcast:
            podcast.extend_channel(feed[0], self._feed, self._feed.podcast, self._site)
        return feed


class _Pictures(BaseExtension):  # type: ignore[misc]  # feedgen is published without types
    """The namespace of the pictures of entries, in both formats, whether a document has some or not."""

    def extend_ns(self) -> dict[str, str]:
        return {"media": _MEDIA}


class _History(BaseExtension):  # type: ignore[misc]  # feedgen is published without types
    """The mark of a document that is an archive, or of one that holds its whole feed (RFC 5005)."""

    def __init__(self, mark: str) -> None:
        self._mark = f"{{{_HISTORY}}}{mark}"

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY}

    def extend_rss(self, feed: _Element) -> _Element:
        SubElement(feed[0], self._mark)
        return feed

    def extend_atom(self, feed: _Element) -> _Element:
        SubElement(feed, self._mark)
        return feed


class _Link(NamedTuple):
    """The attributes of an `atom:link` that it has."""

    rel: str
    href: str
    type: str | None = None

    @property
    def attributes(self) -> dict[str, str]:
        return {name: value for name, value in self._asdict().items() if value is not None}


def _links(feed: Feed, suffix: str, site: Site) -> list[_Link]:
    """What the head of a document refers to beside itself and its page: other formats, the archive, and hubs.

    Archives are not subscribed to, so that no hub tells of them.
    """
    place = feed.place or Place(feed.stem)
    targets = {
        "prev-archive": place.previous,
        "next-archive": place.following,
        "current": None if feed.is_subscription else feed.slug,
    }
    others = [other for other in FEED_SUFFIXES if other != suffix]
    return [
        *(_Link("alternate", feed_url(feed, other, site), _media_type(other)) for other in others),
        *(_Link(rel, site.url(stem + suffix), _media_type(suffix)) for rel, stem in targets.items() if stem),
        *(_Link("hub", hub) for hub in site.hubs if feed.is_subscription),
    ]


def _media_type(suffix: str) -> str:
    return MEDIA_TYPES[suffix].partition(";")[0]


def _generator(feed: Feed, site: Site, suffix: str) -> FeedGenerator:
    """The feed as feedgen holds it, every date set: feedgen's own default is the time of the build."""
    generator = FeedGenerator()
    generator.id(permitted(feed.id))
    generator.title(literal(feed.title))
    generator.description(literal(feed.description or feed.title))
    generator.language(feed.language)
    generator.updated(writable(feed.updated))
    author = feed.author or site.author
    generator.author(name=literal(author or site.title))  # RFC 4287, section 4.1.1: an entry has one, or its feed
    generator.generator(GENERATOR)
    generator.docs("https://www.rssboard.org/rss-specification")
    if feed.slug != EVERYTHING:
        generator.category(term=literal(feed.title))
    links = _links(feed, suffix, site)
    generator.link(rel="self", type=_media_type(suffix), href=feed_url(feed, suffix, site))
    for link in links:
        generator.link(link.attributes)
    if origin := web_url(feed.link):
        generator.link(rel="via", href=origin)
    # Last, because feedgen makes the last link of all the RSS channel's own.
    generator.link(rel="alternate", type="text/html", href=page_url(feed.slug, site))
    if feed.image:
        _add_picture(generator, media_url(feed.image, site), suffix)
    generator.register_extension("pictures", _Pictures)
    generator.register_extension("channel", partial(_Channel, feed, site, links), atom=False)
    if feed.place is None or feed.place.is_archive:
        generator.register_extension("history", partial(_History, "archive" if feed.place else "complete"))
    # Not `add_entry`, which puts each entry before the former ones.
    generator.entry([_FeedEntry(entry, feed, site) for entry in feed.entries])
    return generator


def _add_picture(generator: FeedGenerator, picture: str, suffix: str) -> None:
    """Give the feed a picture, in RSS without width and height: 144 by 400 are allowed, and readers scale it anyway."""
    if suffix == ".atom":
        generator.logo(picture)
    elif not picture.endswith(_NOT_FOR_RSS):
        generator.image(picture, title=generator.title(), link=generator.link()[-1]["href"])


def rss(feed: Feed, site: Site) -> bytes:
    """The feed as an RSS 2.0 document."""
    return _bytes(_generator(feed, site, ".rss").rss_str, site)


def atom(feed: Feed, site: Site) -> bytes:
    """The feed as an Atom document (RFC 4287)."""
    return _bytes(_generator(feed, site, ".atom").atom_str, site)


def rss_entry_size(entry: Entry, feed: Feed, site: Site) -> int:
    """How many bytes an item takes in an RSS document, at most."""
    return _size(_FeedEntry(entry, feed, site).rss_entry())


def atom_entry_size(entry: Entry, feed: Feed, site: Site) -> int:
    """How many bytes an entry takes in an Atom document, at most."""
    return _size(_FeedEntry(entry, feed, site).atom_entry())


def _size(element: _Element) -> int:
    """The size of an element two levels deep in a document, which declares no namespaces again."""
    alone = etree.tostring(element, encoding="UTF-8", pretty_print=True)
    return len(alone) + alone.count(b"\n") * 4


def _bytes(write: Callable[..., bytes], site: Site) -> bytes:
    return styled(write(pretty=True, encoding="UTF-8", xml_declaration=True), site)
