"""Fields to what can be heard: enclosures, episodes and podcasts, with addresses in the site."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TypeVar
from urllib.parse import quote

from feeds.config import Config
from feeds.listing import category_slug
from feeds.media import Recording
from feeds.model import (
    MEDIA_TYPES,
    Diagnostic,
    Enclosure,
    EntryFields,
    Episode,
    EpisodeType,
    Listing,
    Podcast,
    PodcastType,
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

T = TypeVar("T")


def address_of(slug: str, stated: str | None, kind: str = "") -> str | None:
    """The address of what a listing states: a URL as it is, a file by where the site has it."""
    return stated if stated is None or "://" in stated else str(media_path(slug, stated, kind))


def enclosure_of(slug: str, fields: EntryFields, recordings: Mapping[str, Recording]) -> Enclosure | None:
    """The recording of an entry; None without one, and for one of which nothing is left."""
    stated = _read(parse_audio, fields.audio)
    if isinstance(stated, Enclosure):
        return replace(stated, duration=fields.duration)
    known = recordings.get(stated) if stated else None
    if stated is None or known is None:
        return None
    path = media_path(slug, stated)
    return Enclosure(str(path), known.length, MEDIA_TYPES[path.suffix], fields.duration or known.duration)


def episode_of(slug: str, fields: EntryFields) -> Episode:
    """What the fields of an entry say to podcast apps."""
    transcript = _read(parse_transcript, fields.transcript)
    return Episode(
        number=fields.episode,
        season=fields.season,
        type=_read(EpisodeType, fields.episode_type),
        explicit=fields.explicit,
        persons=_read(parse_persons, fields.persons) or (),
        transcript=transcript
        and Transcript(address_of(slug, transcript.address, ".transcript") or "", transcript.media_type),
        chapters=address_of(slug, fields.chapters, ".chapters"),
    )


def podcast_of(page: Listing, config: Config) -> Podcast:
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


def moved_guid(page: Listing, podcast: Podcast | None, former_rss: bytes | None) -> Diagnostic | None:
    """The complaint that directories would take the podcast for another one, by the RSS feed that was last published.

    That happens when `base_url` changes; a guid that the header states is meant.
    """
    found = re.search(rb"<podcast:guid>([0-9a-f-]{36})</podcast:guid>", former_rss or b"")
    if podcast is None or page.podcast_guid or not found or found[1] == podcast.guid.encode():
        return None
    former = found[1].decode()
    return Diagnostic(
        page.path, 0, f"its podcast:guid was {former} and is now {podcast.guid}, so that directories take it for "
        f"another podcast: if it had listeners already, write `Podcast-Guid: {former}` into the header",
    )  # fmt: skip


def _read(parse: Callable[[str], T], stated: str | None) -> T | None:
    """What a field says, None if it says nothing; the ledger may hold what an earlier release let pass."""
    try:
        return parse(stated) if stated else None
    except ValueError:
        return None
