"""Parts of a feed that several formats share: addresses, dates, and text made safe for XML and HTML."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from html.entities import html5
from urllib.parse import quote, urlsplit

from feeds.model import Entry, Feed, Site
from feeds.names import uri

GENERATOR = "feeds"
"""Who wrote the documents. Without a version: a new release must not make every feed look changed."""

FAVICON = "favicon.ico"

# The complement of `Char` in XML 1.0 (section 2.2); and what XML allows, but HTML does not, and feed validators report:
# C1 controls, code points that are no characters, and the mark of a character that was lost before we saw the text.
_FORBIDDEN = re.compile(
    "[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffc"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 17))
    + "]"
)

_MARKUP = re.compile(r"<(?=\S)|&(?=(?P<reference>#?\w+))")
_WORD_JOINER = "\u2060"
_REFERENCES_WITHOUT_SEMICOLON = tuple(name for name in html5 if not name.endswith(";"))


def permitted(text: str) -> str:
    """`text` without the characters that XML or HTML documents may not hold."""
    return _FORBIDDEN.sub("", text)


def literal(text: str) -> str:
    """`text` for an element that holds plain text: it shows the same to readers that take it for HTML.

    Many do so with titles, so that "the <b> tag" would lose a word; validators warn of it. A word joiner, which nobody
    sees, stands after each character that HTML would take for the beginning of a tag or of a character reference.
    """
    return _MARKUP.sub(_joined, permitted(text))


def _joined(found: re.Match[str]) -> str:
    reference = found["reference"]
    is_text = reference and reference.isalpha() and not reference.startswith(_REFERENCES_WITHOUT_SEMICOLON)
    is_text = is_text and f"{reference};" not in html5
    return found[0] if is_text else found[0] + _WORD_JOINER


def paragraphs_html(paragraphs: Iterable[str]) -> str:
    """Plain-text paragraphs as HTML, one `<p>` each; the empty string where there is nothing to read."""
    return "".join(f"<p>{escape(permitted(text), quote=False)}</p>" for text in paragraphs if text.strip())


def writable(moment: datetime) -> datetime:
    """`moment` in its own offset if RFC 3339 and RFC 5322 can write that: in whole minutes.

    Local mean time has offsets such as +00:53:28.
    """
    offset = moment.utcoffset()
    return moment.astimezone(UTC) if offset is None or offset.seconds % 60 else moment


def rfc3339(moment: datetime, timespec: str = "seconds") -> str:
    """`2022-10-13T12:00:00+01:00`; with a `timespec` of `auto`, to the microsecond where that is not 0."""
    return writable(moment).isoformat(timespec=timespec)


def rfc5322(moment: datetime) -> str:
    """`Thu, 13 Oct 2022 12:00:00 +0100`; in UTC if the offset is not of full or half hours, as validators wish."""
    offset = moment.utcoffset()
    is_common = offset is not None and offset.seconds % 1800 == 0
    return format_datetime(moment if is_common else moment.astimezone(UTC))


def feed_url(feed: Feed, suffix: str, site: Site) -> str:
    """The absolute URL of a feed, or of the one of its documents that this is, in the format that `suffix` names."""
    return site.url(feed.stem + suffix)


def page_url(slug: str, site: Site) -> str:
    """The absolute URL of the page of a category, or of everything."""
    return site.url(f"{slug}/")


def styled(document: bytes, site: Site) -> bytes:
    """An XML document with the stylesheet by which browsers show it to people (xml-stylesheet, W3C 2010).

    `document` begins with its XML declaration, alone on the first line. The stylesheet is named without its host, so
    that a site can be tried out before it is where `base_url` says.
    """
    declaration, _, rest = document.partition(b"\n")
    address = escape(urlsplit(site.url("style.css")).path)
    return b'%s\n<?xml-stylesheet type="text/css" href="%s"?>\n%s' % (declaration, address.encode(), rest)


def web_url(link: str | None) -> str | None:
    """`link` as a URI (RFC 3986) where it is an absolute web address, else None.

    No `javascript:` from a listing gets through, and letters beyond ASCII are percent-encoded.
    """
    try:
        parts = urlsplit(link or "")
    except ValueError:
        return None
    if link is None or parts.scheme not in {"http", "https"} or not parts.netloc:
        return None
    return uri(permitted(link).strip())


def media_url(address: str, site: Site) -> str:
    """The absolute URL of a sound, a picture or a text, by its address: a URL, or the path of a file of the site."""
    return web_url(address) or site.url(permitted(address))


def entry_url(entry: Entry, site: Site) -> str:
    """Where to read an entry: the link that its listing gives, else its place on its category's page."""
    return web_url(entry.link) or f"{page_url(entry.category_slug, site)}#{quote(entry.anchor)}"
