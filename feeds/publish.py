"""The whole way, joined: listings are read, dated, promised, put into feeds, and written as a site."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from feeds.config import DEFAULTS, Config, load_config
from feeds.content import read_content
from feeds.episodes import moved_guid
from feeds.feed import EPOCH, delivery_of, everything, feed_of, site_of
from feeds.formats import feed_urls, render, render_redirects
from feeds.ledger import open_ledger
from feeds.listing import category_slug, parse_listing
from feeds.media import Media, gather
from feeds.model import DELIVERY, MEDIA_DIRECTORY, Diagnostic, Document, Feed
from feeds.promise import Promise, moved_categories, promises, refuse_unread
from feeds.site import Changes, read_document, write_site

LAST_GOOD = PurePosixPath(".feeds/listings")
"""Where a site keeps the listings that it was made from: what stays published while a file is broken."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did to the site, and every complaint about the content.

    `withheld` are the moments at which entries come due that state a date after now, the next one first. `hubs` are
    to be told of what has changed.
    """

    changes: Changes
    diagnostics: tuple[Diagnostic, ...]
    withheld: tuple[datetime, ...] = ()
    hubs: tuple[str, ...] = ()


def publish(
    content: Path,
    out: Path,
    now: datetime,
    progress: Callable[[str], None] = lambda _: None,
    defaults: Config = DEFAULTS,
    *,
    may_repeat: bool = False,
) -> Outcome:
    """Build the site of the listings in `content` into `out`; `now` is the moment at which new entries are first seen.

    What is published is in the ledger before it is in the site. A listing that cannot be read is complained about, and
    what was last published of it stays. An entry that states a date after `now` is withheld until then. `progress` is
    told each category before it is dated; `defaults` are the settings where the content has none. Raises `ConfigError`,
    `ContentError`, `LedgerError`, `SiteError`, and, unless it `may_repeat` itself, `UnreadError` instead of giving
    subscribers as new what they have read.
    """
    config = load_config(content, defaults)
    parse = partial(parse_listing, today=now.date(), timezone=config.timezone, language=config.language)
    read = read_content(content, parse, last_good=lambda name: read_document(out, LAST_GOOD / name))
    with open_ledger(config.ledger_of(content, out)) as ledger:
        found = list(promises(ledger, read, now, lambda new: may_repeat or not new.unread, progress))
        if not may_repeat:
            refuse_unread(found)
        moved = moved_categories(ledger, read, now)
    media = [_media_of(promise, moved, out) for promise in found]
    feeds = [
        feed_of(promise.page, promise.publications, config, its.recordings)
        for promise, its in zip(found, media, strict=True)
    ]
    sources = [Document(LAST_GOOD / name, data, EPOCH) for name, data in read.sources.items()]
    whole = everything(feeds, config)
    documents = render(feeds, whole, site_of(config))
    redirects = render_redirects(moved, site_of(config), EPOCH)
    files = [file for its in media for file in its.files]
    complaints = [complaint for its in media for complaint in its.complaints]
    complaints += _moved_guids(found, feeds, out)
    delivery = delivery_of(feed_urls([*feeds, whole], site_of(config)), config)
    said = Document(DELIVERY, delivery.as_json(), EPOCH)
    changes = write_site(out, [*sources, *files, *documents, *redirects, said])
    withheld = sorted(moment for promise in found for moment in promise.withheld(now))
    return Outcome(changes, (*read.diagnostics, *complaints), tuple(withheld), config.hub)


def _media_of(promise: Promise, moved: Mapping[str, str | None], out: Path) -> Media:
    """The files that a category names; what is not beside its listings any more is where the site has it, or had it."""
    slug = category_slug(promise.page.category)
    slugs = [slug, *(old for old, new in moved.items() if new == slug)]
    return gather(promise.page, promise.publications, slug, [out / one / MEDIA_DIRECTORY for one in slugs])


def _moved_guids(found: Sequence[Promise], feeds: Sequence[Feed], out: Path) -> Iterator[Diagnostic]:
    """Complaints about podcasts that the site has under other guids."""
    for promise, feed in zip(found, feeds, strict=True):
        former = read_document(out, PurePosixPath(f"{feed.slug}.rss")) if feed.podcast else None
        if complaint := moved_guid(promise.page, feed.podcast, former):
            yield complaint
