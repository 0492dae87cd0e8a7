"""Feeds become documents: every feed in every format and as a page, and an index of them all."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import PurePosixPath

from feeds.formats import jsonfeed, pages, syndication
from feeds.formats.archives import divide
from feeds.formats.format import Format
from feeds.formats.opml import OPML_PATH, opml
from feeds.formats.parts import FAVICON
from feeds.model import EVERYTHING, REDIRECTS, Document, Feed, Place, Site

FORMATS = (
    Format("RSS", ".rss", syndication.rss, syndication.rss_entry_size),
    Format("Atom", ".atom", syndication.atom, syndication.atom_entry_size),
    Format("JSON Feed", ".json", jsonfeed.json_feed, jsonfeed.entry_size),
)
"""The formats of every feed, in the order in which pages offer them."""

STATIC_FILES = (FAVICON, "favicon.svg", "style.css")

STATIC_FILES_CHANGED = datetime(2026, 11, 22, tzinfo=UTC)
"""When the files that all pages share last changed: a fact of the release, not of the machine that builds."""


def render(feeds: Sequence[Feed], everything: Feed, site: Site) -> Iterator[Document]:
    """All documents of a site, those that others refer to first: static files, pages, feeds, the lists of them.

    `everything` is the feed of the entries of all `feeds`; paths are relative to the site's root. A feed is as many
    documents as its limits ask for; the page of everything holds as many entries as one of its documents may, and the
    page of a category all of its own.
    """
    for name in STATIC_FILES:
        yield Document(PurePosixPath(name), pages.static_file(name), STATIC_FILES_CHANGED)
    for feed in (*feeds, everything.newest(everything.limits.entries)):
        page = pages.feed_page(feed, everything, site, FORMATS)
        yield Document(PurePosixPath(feed.slug, "index.html"), page, feed.updated)
    sizes = {entry_id: size for feed in feeds for entry_id, size in entry_sizes(feed, site).items()}
    for feed in (part for whole in (*feeds, everything) for part in documents_of(whole, site, sizes)):
        for form in FORMATS:
            last_modified = max(feed.updated, feed.changed)  # what was withdrawn moves what follows it in the archive
            yield Document(PurePosixPath(feed.stem + form.suffix), form.render(feed, site), last_modified)
    newest = max(feed.updated for feed in (*feeds, everything))
    yield Document(PurePosixPath(OPML_PATH), opml(feeds, everything, site), newest)
    yield Document(PurePosixPath("index.html"), pages.index_page(feeds, everything, site, FORMATS), newest)


def entry_sizes(feed: Feed, site: Site) -> dict[str, int]:
    """How many bytes each entry takes at most, by its id, in any format: in its own feed, or in that of everything.

    The latter says more of an entry: whose it is, and in what language.
    """
    elsewhere = replace(feed, slug=EVERYTHING, language="")
    return {entry.id: max(form.entry_size(entry, elsewhere, site) for form in FORMATS) for entry in feed.entries}


def documents_of(feed: Feed, site: Site, sizes: Mapping[str, int]) -> list[Feed]:
    """The documents that a feed takes, the one to subscribe to first; each holds the same entries in every format.

    `sizes` are those of its entries, by their ids.
    """
    if feed.limits.size is None:
        room = None
    else:
        stem = f"{feed.slug}/archive-0000000"
        longest = replace(feed, entries=(), place=Place(stem, stem, stem, is_archive=True))
        room = feed.limits.size - max(len(form.render(longest, site)) for form in FORMATS)
    return divide(feed, [sizes[entry.id] for entry in feed.entries], replace(feed.limits, size=room))


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
