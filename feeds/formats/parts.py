"""Parts of a feed that several formats share: addresses, dates, and text made safe for XML and HTML."""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from urllib.parse import quote, urlsplit

from feeds.model import Entry, Feed, Site

GENERATOR = "feeds"
"""Who wrote the documents. Without a version: a new release must not make every feed look changed."""

FAVICON = "favicon.ico"

# The complement of `Char` in XML 1.0 (section 2.2), and C1 controls, which XML allows, HTML does not,
# and feed validators report.
_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def permitted(text: str) -> str:
    """`text` without the characters that XML or HTML documents may not hold."""
    return _FORBIDDEN.sub("", text)


def paragraphs_html(paragraphs: Iterable[str]) -> str:
    """Plain-text paragraphs as HTML, one `<p>` each; the empty string where there is nothing to read."""
    return "".join(f"<p>{escape(permitted(text), quote=False)}</p>" for text in paragraphs if text.strip())


def writable(moment: datetime) -> datetime:
    """`moment` to the second, in its own offset if RFC 3339 and RFC 5322 can write that: in whole minutes.

    Local mean time has offsets such as +00:53:28.
    """
    offset = moment.utcoffset()
    if offset is None or offset.seconds % 60:
        moment = moment.astimezone(UTC)
    return moment.replace(microsecond=0)


def rfc3339(moment: datetime) -> str:
    """`2022-10-13T12:00:00+01:00`."""
    return writable(moment).isoformat()


def rfc5322(moment: datetime) -> str:
    """`Thu, 13 Oct 2022 12:00:00 +0100`."""
    return format_datetime(writable(moment))


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
    return quote(permitted(link).strip(), safe="!#$%&'()*+,/:;=?@[]~")


def media_url(address: str, site: Site) -> str:
    """The absolute URL of a sound, a picture or a text, by its address: a URL, or the path of a file of the site."""
    return web_url(address) or site.url(permitted(address))


def entry_url(entry: Entry, site: Site) -> str:
    """Where to read an entry: the link that its listing gives, else its place on its category's page."""
    return web_url(entry.link) or f"{page_url(entry.category_slug, site)}#{quote(entry.anchor)}"
