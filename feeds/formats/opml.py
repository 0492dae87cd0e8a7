"""OPML 2.0 (http://opml.org/spec2.opml): the list of a site's feeds, which readers import in one go."""

from collections.abc import Sequence

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
    SubElement(head, "title").text = permitted(site.title)
    SubElement(head, "dateModified").text = rfc5322(everything.updated)
    if site.author:
        SubElement(head, "ownerName").text = permitted(site.author)
    body = SubElement(root, "body")
    for feed in feeds or [everything]:
        SubElement(body, "outline", _attributes(feed, site))
    return styled(etree.tostring(root, pretty_print=True, encoding="UTF-8", xml_declaration=True), site)


def _attributes(feed: Feed, site: Site) -> dict[str, str]:
    title = permitted(feed.title)
    description = {"description": permitted(feed.description)} if feed.description else {}
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
