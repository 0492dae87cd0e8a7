"""The whole way, joined: listings are read, dated, promised, put into feeds, and written as a site."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path, PurePosixPath

from feeds.chronology import date_listing
from feeds.config import DEFAULTS, Config, load_config
from feeds.content import read_content
from feeds.formats import render
from feeds.ledger import mint_id, publications
from feeds.listing import category_slug, parse_listing
from feeds.model import EVERYTHING, Dating, Diagnostic, Document, Entry, Feed, Listing, Publication, Site
from feeds.site import Changes, read_document, write_site

LAST_GOOD = PurePosixPath(".feeds/listings")
"""Where a site keeps the listings that it was made from: what stays published while a file is broken."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries and without a capture was last changed."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did to the site, and every complaint about the content."""

    changes: Changes
    diagnostics: tuple[Diagnostic, ...]


def publish(
    content: Path,
    out: Path,
    now: datetime,
    progress: Callable[[str], None] = lambda _: None,
    defaults: Config = DEFAULTS,
) -> Outcome:
    """Build the site of the listings in `content` into `out`; `now` is the moment at which new entries are first seen.

    A listing that cannot be read is complained about, and what was last published of it stays. An entry that states
    a date after `now` is withheld until then. `progress` is told each category before it is dated; `defaults` are the
    settings where the content has none. Raises `ConfigError`, `ContentError` and `SiteError`.
    """
    config = load_config(content, defaults)
    parse = partial(parse_listing, today=now.date(), timezone=config.timezone, language=config.language)
    read = read_content(content, parse, last_good=lambda name: read_document(out, LAST_GOOD / name))
    feeds = []
    for listing in read.listings:
        progress(listing.category)
        datings = date_listing(listing, now)
        promises = publications(listing, datings, now)
        entries = entries_of(listing, datings, promises)
        feeds.append(feed_of(listing, [entry for entry in entries if entry.published <= now], config))
    sources = [Document(LAST_GOOD / name, data, EPOCH) for name, data in read.sources.items()]
    documents = render(feeds, everything(feeds, config), site_of(config))
    return Outcome(write_site(out, [*sources, *documents]), read.diagnostics)


def entries_of(listing: Listing, datings: Sequence[Dating], promises: Sequence[Publication]) -> list[Entry]:
    """The listed words joined with their dates and what is promised of them, in the listing's order."""
    slug = category_slug(listing.category)
    return [
        Entry(
            id=promise.id,
            title=listed.title,
            paragraphs=listed.paragraphs,
            published=promise.published,
            updated=promise.updated,
            dating=dating,
            category=listing.category,
            category_slug=slug,
            language=listing.language,
            link=listed.fields.link,
            author=listed.fields.author,
            image=listed.fields.image,
        )
        for listed, dating, promise in zip(listing.entries, datings, promises, strict=True)
    ]


def feed_of(listing: Listing, entries: Sequence[Entry], config: Config) -> Feed:
    """The feed of one category, newest entry first."""
    captured = datetime.combine(listing.captured, time(12), listing.timezone) if listing.captured else EPOCH
    return Feed(
        slug=category_slug(listing.category),
        id=mint_id(listing.category),
        title=listing.category,
        description=listing.description or f"{listing.category}: {config.title}",
        language=listing.language,
        updated=max((entry.updated for entry in entries), default=captured),
        entries=newest_first(entries),
        author=listing.author or config.author,
        link=listing.link,
        image=listing.image,
    )


def everything(feeds: Sequence[Feed], config: Config) -> Feed:
    """The feed of the entries of all feeds.

    The noon of a day is the same moment in several categories. An entry has the same dates here as in its own feed,
    so entries of two categories may share one; they then stand in the order of `feeds`.
    """
    return Feed(
        slug=EVERYTHING,
        id=mint_id(config.base_url, EVERYTHING),
        title=config.title,
        description=config.description or f"All categories of {config.title}",
        language=config.language,
        updated=max((feed.updated for feed in feeds), default=EPOCH),
        entries=newest_first([entry for feed in feeds for entry in feed.entries]),
        author=config.author,
    )


def newest_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries by the moment of their publication; those of the same moment stay in their order."""
    return tuple(sorted(entries, key=lambda entry: entry.published, reverse=True))


def site_of(config: Config) -> Site:
    """What all documents share."""
    return Site(
        title=config.title,
        base_url=config.base_url,
        language=config.language,
        description=config.description,
        author=config.author,
        entries_per_feed=config.entries_per_feed,
    )
