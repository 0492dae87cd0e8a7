"""Publications to feeds, before they take a format."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any

from feeds.config import Config
from feeds.episodes import address_of, enclosure_of, episode_of, podcast_of
from feeds.excerpt import excerpt
from feeds.ledger import mint_id
from feeds.listing import category_slug
from feeds.media import NOTHING_KNOWN, Recording
from feeds.model import EPOCH, EVERYTHING, Dating, Delivery, Entry, Feed, Limits, Listing, Publication, Site

_UNTOLD = datetime(2000, 1, 1, tzinfo=UTC)
"""When a feed without entries and without a capture was last changed; feed validators doubt dates before 1990."""

_DAY = 24 * 3600


def feed_of(
    page: Listing,
    publications: Sequence[Publication],
    config: Config,
    feed_id: str,
    changed: datetime | None,
    recordings: Mapping[str, Recording] = NOTHING_KNOWN,
) -> Feed:
    """The feed of one category, newest entry first, of all that is not withdrawn.

    `feed_id` and `changed` are as in `Promise`. `recordings` is what is known of local ones, by the names that `Audio`
    gives them.
    """
    slug = category_slug(page.category)
    config = settings_of(slug, config)
    captured = datetime.combine(page.captured, time(12), page.timezone) if page.captured else _UNTOLD
    entries = [
        entry_of(page, publication, config, recordings) for publication in publications if not publication.withdrawn
    ]
    episodes = [entry for entry in entries if entry.enclosure]
    return Feed(
        slug=slug,
        id=feed_id,
        title=page.category,
        description=page.description or f"{page.category}: {config.title}",
        language=page.language,
        updated=max([entry.updated for entry in entries] + [changed or EPOCH]) if entries or changed else captured,
        changed=changed or EPOCH,
        entries=newest_first(entries),
        author=page.author or config.author,
        link=page.link,
        image=address_of(slug, page.image),
        podcast=podcast_of(page, config) if episodes else None,
        limits=_limits_of(slug, config, is_mostly_heard=bool(episodes) and 2 * len(episodes) >= len(entries)),
    )


def _limits_of(slug: str, config: Config, *, is_mostly_heard: bool) -> Limits:
    """How much a document of the feed may hold.

    Podcast apps and directories read no archives: they forget what does not stand in the feed. Where most entries are
    episodes, it holds all of them, unless the category has limits of its own.
    """
    entries, size = config.entries_per_feed, config.bytes_per_feed
    own = _own_settings(slug, config)
    if is_mostly_heard:
        return Limits(entries if "entries_per_feed" in own else None, size if "bytes_per_feed" in own else None)
    return Limits(entries, size)


def settings_of(slug: str, config: Config) -> Config:
    """The settings of the category with this slug: those of the site, and over them its own."""
    return replace(config, **_own_settings(slug, config))


def _own_settings(slug: str, config: Config) -> dict[str, Any]:
    own: dict[str, Any] = {}
    for name, settings in config.category.items():
        if category_slug(name) == slug:
            own |= settings.values
    return own


def entry_of(
    page: Listing, publication: Publication, config: Config, recordings: Mapping[str, Recording] = NOTHING_KNOWN
) -> Entry:
    """What is promised of an entry, with the words that it has now; `config` has the settings of its category."""
    listed = publication.entry
    slug = category_slug(page.category)
    return Entry(
        id=publication.id,
        title=listed.title,
        paragraphs=listed.paragraphs,
        published=publication.published,
        updated=_told_apart(publication.updated, publication.id),
        dating=_found_again(publication.dating, listed.text),
        category=page.category,
        category_slug=slug,
        language=page.language,
        link=listed.fields.link,
        author=listed.fields.author,
        image=address_of(slug, listed.fields.image),
        image_alt=listed.fields.image_alt,
        enclosure=enclosure_of(slug, listed.fields, recordings),
        episode=episode_of(slug, listed.fields),
        excerpt=excerpt(listed.paragraphs) if config.content == "excerpt" else None,
    )


def _told_apart(updated: datetime, entry_id: str) -> datetime:
    """The second in which an entry was updated, and within it a microsecond that comes from its id.

    The noon of a day is the same moment in several categories, and what is edited between two builds is so at once. As
    readers may sort entries by this moment (RFC 4287, section 4.2.15), the W3C validator warns of two that share it.
    """
    return updated.replace(microsecond=int.from_bytes(sha256(entry_id.encode()).digest()) % 1_000_000)


def _found_again(dating: Dating, text: str) -> Dating:
    """The dating with its evidence where the words stand now; words that were edited out are left out."""
    evidence = []
    for found in dating.evidence:
        start = found.start if text[found.start : found.end] == found.text else text.find(found.text)
        if start >= 0:
            evidence.append(replace(found, start=start, end=start + len(found.text)))
    return replace(dating, evidence=tuple(evidence))


def everything(feeds: Sequence[Feed], config: Config, changed: datetime) -> Feed:
    """The feed of the entries of all feeds. `changed` is the last of theirs, and of those that are no more.

    An entry has the same dates here as in its own feed. The noon of a day is the same moment in several categories:
    entries that were published at one moment stand in the order of `feeds`.
    """
    return Feed(
        slug=EVERYTHING,
        id=mint_id(config.base_url, EVERYTHING),
        title=config.title,
        description=config.description or f"All categories of {config.title}",
        language=config.language,
        updated=max([feed.updated for feed in feeds] + [changed]),
        changed=changed,
        entries=newest_first([entry for feed in feeds for entry in feed.entries]),
        author=config.author,
        limits=Limits(config.entries_per_feed, config.bytes_per_feed),
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
        hubs=config.hub,
    )


def delivery_of(topics: Mapping[str, str], config: Config) -> Delivery:
    """What the server of the site is to say; `topics` are the URLs of the feeds, by their paths.

    Sound and pictures are large and hardly ever replaced: they are kept for a day at least.
    """
    return Delivery(
        base_url=config.base_url,
        cache_control=_caching(config, config.max_age),
        media_cache_control=_caching(config, max(config.max_age, _DAY)),
        hubs=config.hub,
        topics=topics if config.hub else {},
    )


def _caching(config: Config, max_age: int) -> str:
    stale = f"stale-while-revalidate={config.stale_while_revalidate}, stale-if-error={config.stale_if_error}"
    return f"public, max-age={max_age}, {stale}"
