"""The whole way, joined: listings are read, dated, promised, put into feeds, and written as a site."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path, PurePosixPath

from feeds.config import DEFAULTS, Config, load_config
from feeds.content import Content, Parse, listing_files, read_content, unknown_categories
from feeds.episodes import moved_guid
from feeds.feed import delivery_of, everything, feed_of, site_of
from feeds.formats import feed_urls, render, render_redirects
from feeds.ledger import open_ledger
from feeds.listing import category_slug, parse_listing
from feeds.media import Media, gather
from feeds.model import DELIVERY, EPOCH, MEDIA_DIRECTORY, Diagnostic, Document, Feed
from feeds.promise import Promise, keep_promises, moved_categories, refuse_other_site, refuse_unread
from feeds.site import Changes, locked_site, read_document

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
    listing_files(content)  # a wrong folder is told before anything is made
    # One publisher at a time: what is read once the site and the ledger are ours is not older than what is in them.
    with locked_site(out) as write:
        config = load_config(content, defaults)
        with open_ledger(config.ledger_of(content, out)) as ledger, ledger.publishing():
            read = read_site_content(content, out, config, now, ledger.holders())
            if not may_repeat:
                refuse_other_site(ledger, read, partial(has_category, out))
            promises = keep_promises(ledger, read, now, progress)
            if not may_repeat:
                refuse_unread(promises.found)
            moved = moved_categories(ledger, read, now)
            changed = max((state.changed for state in ledger.categories().values() if state.changed), default=EPOCH)
        media = [_media_of(promise, moved, out) for promise in promises.found]
        feeds = [
            feed_of(each.page, each.publications, config, each.feed_id, each.changed, its.recordings)
            for each, its in zip(promises.found, media, strict=True)
        ]
        sources = [Document(LAST_GOOD / name, data, EPOCH) for name, data in read.sources.items()]
        whole = everything(feeds, config, changed)
        documents = render(feeds, whole, site_of(config))
        redirects = render_redirects(moved, site_of(config), EPOCH)
        delivery = delivery_of(feed_urls([*feeds, whole], site_of(config)), config)
        said = Document(DELIVERY, delivery.as_json(), EPOCH)
        files = [file for its in media for file in its.files]
        complaints = [complaint for its in media for complaint in its.complaints]
        complaints += _moved_guids(promises.found, feeds, out)
        changes = write([*sources, *files, *documents, *redirects, said])
    withheld = sorted(moment for promise in promises.found for moment in promise.withheld(now))
    told = (*read.diagnostics, *unknown_categories(config, read), *promises.complaints, *complaints)
    return Outcome(changes, told, tuple(withheld), config.hub)


def read_site_content(content: Path, out: Path, config: Config, now: datetime, holders: Mapping[str, str]) -> Content:
    """Read the listings; a broken one as the site `out` was last made of it. `holders` are as in `read_content`."""
    parse: Parse = partial(parse_listing, today=now.date(), timezone=config.timezone, language=config.language)
    return read_content(content, parse, lambda name: read_document(out, LAST_GOOD / name), holders)


def has_category(out: Path, slug: str) -> bool:
    """Whether the site shows a category of this slug."""
    return read_document(out, PurePosixPath(f"{slug}.json")) is not None


def _media_of(promise: Promise, moved: Mapping[str, str | None], out: Path) -> Media:
    """The files that a category names; what is not beside its listings any more is where the site has it, or had it."""
    slug = category_slug(promise.page.category)
    slugs = [slug, *(old for old, new in moved.items() if new == slug)]
    return gather(promise.page, promise.publications, slug, [out / one / MEDIA_DIRECTORY for one in slugs])


def _moved_guids(found: Sequence[Promise], feeds: Sequence[Feed], out: Path) -> Iterator[Diagnostic]:
    """Complaints about podcasts that the site has under other guids."""
    for promise, feed in zip(found, feeds, strict=True):
        names = [feed.slug, *([category_slug(promise.page.formerly)] if promise.page.formerly else [])]
        former = [read_document(out, PurePosixPath(f"{name}.rss")) for name in names] if feed.podcast else []
        if complaint := moved_guid(promise.page, feed.podcast, next(filter(None, former), None)):
            yield complaint
