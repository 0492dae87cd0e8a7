"""Feeds become documents: every feed in every format and as a page, and an index of them all."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import PurePosixPath

from feeds.formats import jsonfeed, pages, syndication
from feeds.formats.format import Format
from feeds.model import REDIRECTS, Document, Feed, Site

FORMATS = (
    Format("RSS", ".rss", syndication.rss),
    Format("Atom", ".atom", syndication.atom),
    Format("JSON Feed", ".json", jsonfeed.json_feed),
)
"""The formats of every feed, in the order in which pages offer them."""

STATIC_FILES = ("favicon.ico", "favicon.svg", "style.css")

STATIC_FILES_CHANGED = datetime(2026, 11, 22, tzinfo=UTC)
"""When the files that all pages share last changed: a fact of the release, not of the machine that builds."""


def render(feeds: Sequence[Feed], everything: Feed, site: Site) -> Iterator[Document]:
    """All documents of a site, those that others refer to first: static files, pages, feeds, the index.

    `everything` is the feed of the entries of all `feeds`; paths are relative to the site's root. A feed, and the page
    of everything, hold the newest entries that the site allows; the page of a category holds all of its own.
    """
    for name in STATIC_FILES:
        yield Document(PurePosixPath(name), pages.static_file(name), STATIC_FILES_CHANGED)
    for feed in (*feeds, everything.newest(site.entries_per_feed)):
        page = pages.feed_page(feed, everything, site, FORMATS)
        yield Document(PurePosixPath(feed.slug, "index.html"), page, feed.updated)
    for feed in (whole.newest(site.entries_per_feed) for whole in (*feeds, everything)):
        for form in FORMATS:
            yield Document(PurePosixPath(feed.slug + form.suffix), form.render(feed, site), feed.updated)
    newest = max(feed.updated for feed in (*feeds, everything))
    yield Document(PurePosixPath("index.html"), pages.index_page(feeds, everything, site, FORMATS), newest)


def feed_urls(feeds: Sequence[Feed], site: Site) -> dict[str, str]:
    """The URL of each of these feeds in each format, by its path: what the document itself calls `self`."""
    return {feed.slug + form.suffix: site.url(feed.slug + form.suffix) for feed in feeds for form in FORMATS}


def render_redirects(moved: Mapping[str, str | None], site: Site, last_modified: datetime) -> Iterator[Document]:
    """What tells readers of categories by former slugs where they are now, None for those that are gone.

    A page at the old address, for hosts of static files, and the list that `feeds.web` answers by.
    """
    redirects: dict[str, str | None] = {}
    for old, new in sorted(moved.items()):
        for suffix in ("", "/", *(form.suffix for form in FORMATS)):
            redirects[old + suffix] = None if new is None else site.url(new + (suffix or "/"))
        if new is not None:
            yield Document(PurePosixPath(old, "index.html"), pages.moved_page(new, site, FORMATS), last_modified)
    if redirects:
        yield Document(REDIRECTS, json.dumps(redirects, ensure_ascii=False, indent=1).encode() + b"\n", last_modified)
