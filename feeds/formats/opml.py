"""OPML 2.0 (http://opml.org/spec2.opml): the list of a site's feeds, which readers import in one go."""

import re
from collections.abc import Sequence
from html import escape

from lxml import etree
from lxml.etree import SubElement

from feeds.formats.parts import feed_url, page_url, permitted, rfc5322, styled
from feeds.model import Feed, Site

OPML_PATH = "feeds.opml"


def opml(feeds: Sequence[Feed], everything: Feed, site: Site) -> bytes:
    """The subscription list: an outline a category, with the address of its RSS feed.

    The feed of everything stands for itself only where there are no others: who imports the list shall not get every
    entry twice.
    """
    root = etree.Element("opml", version="2.0")
    head = SubElement(root, "head")
    SubElement(head, "title").text = _readable(site.title)
    SubElement(head, "dateModified").text = rfc5322(everything.updated)
    if site.author:
        SubElement(head, "ownerName").text = _readable(site.author)
    body = SubElement(root, "body")
    for feed in feeds or [everything]:
        SubElement(body, "outline", _attributes(feed, site))
    return styled(etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True), site)


def _attributes(feed: Feed, site: Site) -> dict[str, str]:
    title = _readable(feed.title)
    description = {"description": _readable(feed.description)} if feed.description else {}
    return {
        "type": "rss",
        "text": title,
        "title": title,
        **description,
        "language": feed.language,
        "version": "RSS2",
        "xmlUrl": feed_url(feed, ".rss", site),
        "htmlUrl": page_url(feed.slug, site),
    }


def _readable(text: str) -> str:
    """Text for those who take it for HTML, which these attributes may hold, and for the many who do not.

    It is escaped where it has to be; an ampersand between blanks is the same to both.
    """
    text = permitted(text)
    return escape(text, quote=False) if re.search(r"<|&\S", text) else text
