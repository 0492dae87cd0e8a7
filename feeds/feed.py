"""Publications to feeds, before they take a format."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from types import MappingProxyType
from typing import TypeVar
from urllib.parse import quote

from feeds.config import Config
from feeds.ledger import mint_id
from feeds.listing import category_slug
from feeds.media import Recording
from feeds.model import (
    EVERYTHING,
    MEDIA_TYPES,
    Dating,
    Enclosure,
    Entry,
    EntryFields,
    Episode,
    EpisodeType,
    Feed,
    Listing,
    Podcast,
    PodcastType,
    Publication,
    Site,
    Transcript,
)
from feeds.podcasting import (
    media_path,
    parse_audio,
    parse_categories,
    parse_funding,
    parse_owner,
    parse_persons,
    parse_transcript,
    podcast_guid,
)

EMPTY: Mapping[str, Recording] = MappingProxyType({})
"""What is known of recordings where there are none."""

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When a feed without entries and without a capture was last changed."""


def feed_of(
    page: Listing, publications: Sequence[Publication], config: Config, recordings: Mapping[str, Recording] = EMPTY
) -> Feed:
    """The feed of one category, newest entry first, of all that is not withdrawn.

    `recordings` is what is known of local ones, by the names that `Audio` gives them.
    """
    slug = category_slug(page.category)
    captured = datetime.combine(page.captured, time(12), page.timezone) if page.captured else EPOCH
    entries = [entry_of(page, publication, recordings) for publication in publications if not publication.withdrawn]
    return Feed(
        slug=slug,
        id=mint_id(page.formerly or page.category),
        title=page.category,
        description=page.description or f"{page.category}: {config.title}",
        language=page.language,
        updated=max((entry.updated for entry in entries), default=captured),
        entries=newest_first(entries),
        author=page.author or config.author,
        link=page.link,
        image=_address(slug, page.image),
        podcast=_podcast_of(page, config) if any(entry.enclosure for entry in entries) else None,
    )


def entry_of(page: Listing, publication: Publication, recordings: Mapping[str, Recording] = EMPTY) -> Entry:
    """What is promised of an entry, with the words that it has now."""
    listed = publication.entry
    slug = category_slug(page.category)
    return Entry(
        id=publication.id,
        title=listed.title,
        paragraphs=listed.paragraphs,
        published=publication.published,
        updated=publication.updated,
        dating=_found_again(publication.dating, listed.text),
        category=page.category,
        category_slug=slug,
        language=page.language,
        link=listed.fields.link,
        author=listed.fields.author,
        image=_address(slug, listed.fields.image),
        enclosure=_enclosure_of(slug, listed.fields, recordings),
        episode=_episode_of(slug, listed.fields),
    )


def _address(slug: str, stated: str | None, kind: str = "") -> str | None:
    """The address of what a listing states: a URL as it is, a file by where the site has it."""
    return stated if stated is None or "://" in stated else str(media_path(slug, stated, kind))


T = TypeVar("T")


def _read(parse: Callable[[str], T], stated: str | None) -> T | None:
    """What a field says, None if it says nothing; the ledger may hold what an earlier release let pass."""
    try:
        return parse(stated) if stated else None
    except ValueError:
        return None


def _enclosure_of(slug: str, fields: EntryFields, recordings: Mapping[str, Recording]) -> Enclosure | None:
    """The recording of an entry; None without one, and for one of which nothing is left."""
    stated = _read(parse_audio, fields.audio)
    if isinstance(stated, Enclosure):
        return replace(stated, duration=fields.duration)
    known = recordings.get(stated) if stated else None
    if stated is None or known is None:
        return None
    path = media_path(slug, stated)
    return Enclosure(str(path), known.length, MEDIA_TYPES[path.suffix], fields.duration or known.duration)


def _episode_of(slug: str, fields: EntryFields) -> Episode:
    transcript = _read(parse_transcript, fields.transcript)
    return Episode(
        number=fields.episode,
        season=fields.season,
        type=EpisodeType(fields.episode_type) if fields.episode_type else None,
        explicit=fields.explicit,
        persons=_read(parse_persons, fields.persons) or (),
        transcript=transcript
        and Transcript(_address(slug, transcript.address, ".transcript") or "", transcript.media_type),
        chapters=_address(slug, fields.chapters, ".chapters"),
    )


def _podcast_of(page: Listing, config: Config) -> Podcast:
    """What the header says of the category as a podcast.

    Without a `Podcast-Guid`, its guid comes from the address that its RSS feed had under its first name.
    """
    first_address = f"{config.base_url}/{quote(category_slug(page.formerly or page.category))}.rss"
    return Podcast(
        guid=page.podcast_guid or podcast_guid(first_address),
        categories=_read(parse_categories, page.podcast_category) or (),
        type=PodcastType(page.podcast_type or PodcastType.EPISODIC),
        explicit=bool(page.explicit),
        owner=_read(parse_owner, page.podcast_owner),
        locked=bool(page.podcast_locked),
        funding=_read(parse_funding, page.podcast_funding),
        persons=_read(parse_persons, page.persons) or (),
        medium=page.podcast_medium or "podcast",
    )


def _found_again(dating: Dating, text: str) -> Dating:
    """The dating with its evidence where the words stand now; words that were edited out are left out."""
    evidence = []
    for found in dating.evidence:
        start = found.start if text[found.start : found.end] == found.text else text.find(found.text)
        if start >= 0:
            evidence.append(replace(found, start=start, end=start + len(found.text)))
    return replace(dating, evidence=tuple(evidence))


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
