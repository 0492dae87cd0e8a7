"""JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json

from feeds.formats.parts import FAVICON, entry_url, feed_url, media_url, page_url, paragraphs_html, permitted, rfc3339
from feeds.model import Enclosure, Entry, Feed, Site

_INDENT = 2


def json_feed(feed: Feed, site: Site) -> bytes:
    """The feed as a JSON Feed document."""
    author = feed.author or site.author
    document: dict[str, object] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": permitted(feed.title),
        "home_page_url": page_url(feed.slug, site),
        "feed_url": feed_url(feed, ".json", site),
    }
    if feed.description:
        document["description"] = permitted(feed.description)
    if feed.place and feed.place.previous:
        document["next_url"] = site.url(feed.place.previous + ".json")
    document["favicon"] = site.url(FAVICON)
    if feed.image:
        document["icon"] = media_url(feed.image, site)
    if author:
        document["authors"] = [{"name": permitted(author)}]
    document["language"] = feed.language
    if site.hubs and feed.is_subscription:
        document["hubs"] = [{"type": "WebSub", "url": hub} for hub in site.hubs]
    document["items"] = [_item(entry, feed, site) for entry in feed.entries]
    return _bytes(document) + b"\n"


def entry_size(entry: Entry, feed: Feed, site: Site) -> int:
    """How many bytes an item takes in a document: it stands two levels deep, after a comma and a line feed."""
    item = _bytes(_item(entry, feed, site))
    return len(item) + (item.count(b"\n") + 1) * 2 * _INDENT + 2


def _bytes(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=_INDENT).encode()


def _item(entry: Entry, feed: Feed, site: Site) -> dict[str, object]:
    item: dict[str, object] = {
        "id": permitted(entry.id),
        "url": entry_url(entry, site),
        "title": permitted(entry.title),
    }
    # An item has one of the two, even if there is nothing to read.
    if entry.excerpt:
        item["summary"] = item["content_text"] = permitted(entry.excerpt)
    elif html := paragraphs_html(entry.paragraphs):
        item["content_html"] = html
    else:
        item["content_text"] = ""
    if entry.image:
        item["image"] = media_url(entry.image, site)
    item["date_published"] = rfc3339(entry.published)
    item["date_modified"] = rfc3339(entry.updated, "auto")
    if entry.author:
        item["authors"] = [{"name": permitted(entry.author)}]
    item["tags"] = [permitted(entry.category)]
    if entry.language != feed.language:
        item["language"] = entry.language
    if entry.enclosure:
        item["attachments"] = [_attachment(entry.enclosure, site)]
    return item


def _attachment(enclosure: Enclosure, site: Site) -> dict[str, object]:
    attachment: dict[str, object] = {
        "url": media_url(enclosure.address, site),
        "mime_type": enclosure.media_type,
        "size_in_bytes": enclosure.length,
    }
    if enclosure.duration:
        attachment["duration_in_seconds"] = enclosure.duration
    return attachment
