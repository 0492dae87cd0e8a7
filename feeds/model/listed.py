"""What a listing says, as it was read."""

import json
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from hashlib import sha256
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One complaint about one line of one file, written for the person who can mend it.

    `line` counts from 1; 0 means the file as a whole.
    """

    path: Path
    line: int
    message: str
    is_error: bool = False

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}" if self.line else f"{self.path}"
        return f"{where}: {'error' if self.is_error else 'warning'}: {self.message}"


class Order(StrEnum):
    """How the entries of a listing stand: by time, or (`NONE`) in an order that says nothing about time."""

    NEWEST_FIRST = "newest-first"
    OLDEST_FIRST = "oldest-first"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class EntryFields:
    """What the lines right under a title state about the entry.

    `date` is a plain date where the field gives a day, and an aware datetime where it gives a time as well. `duration`
    counts seconds. `audio`, `persons`, `transcript` and `chapters` are as they are written; `feeds.podcasting` reads
    them.
    """

    date: date | datetime | None = None
    link: str | None = None
    author: str | None = None
    id: str | None = None
    audio: str | None = None
    image: str | None = None
    image_alt: str | None = None
    duration: int | None = None
    episode: int | None = None
    season: int | None = None
    episode_type: str | None = None
    explicit: bool | None = None
    persons: str | None = None
    transcript: str | None = None
    chapters: str | None = None


@dataclass(frozen=True, slots=True)
class ListedEntry:
    """A title and its paragraphs (plain text), as they stand in the listing; `line` is that of the title."""

    title: str
    paragraphs: tuple[str, ...] = ()
    fields: EntryFields = EntryFields()
    line: int = 0

    @property
    def text(self) -> str:
        """The text that evidence offsets count in: title and paragraphs, one a line."""
        return "\n".join((self.title, *self.paragraphs))

    @property
    def digest(self) -> str:
        """SHA-256, in hexadecimal, of all that a subscriber reads: the same as long as nothing of it is edited.

        Which entry it is and when it was published is no part of what it says, so `id` and `date` do not count.
        """
        stated = {name: value for name, value in asdict(self.fields).items() if value is not None}
        read = {name: value for name, value in stated.items() if name not in ("id", "date")}
        return sha256(json.dumps([self.title, self.paragraphs, read], sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Sighting:
    """On which captures of a page an entry was seen: the first and the last that have it, by their days.

    `absent_on` is the last capture before those that lacks the entry though it reaches down to its place, `vanished_on`
    the first one after those that does.
    """

    seen_on: date | None = None
    last_on: date | None = None
    absent_on: date | None = None
    vanished_on: date | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One category page: its header and its entries in the order in which they stand.

    `timezone_name` is the IANA name that the header gives; without one, `timezone` is the site's. `formerly` is what
    the category was called before. A page that was merged of several captures has a sighting an entry, any other none.
    `persons` and the fields of a podcast are as they are written; `feeds.podcasting` reads them.
    """

    path: Path
    category: str
    entries: tuple[ListedEntry, ...] = ()
    captured: date | None = None
    language: str = "en"
    timezone: tzinfo = UTC
    timezone_name: str | None = None
    order: Order | None = None
    link: str | None = None
    description: str | None = None
    author: str | None = None
    image: str | None = None
    formerly: str | None = None
    explicit: bool | None = None
    persons: str | None = None
    podcast_category: str | None = None
    podcast_type: str | None = None
    podcast_owner: str | None = None
    podcast_guid: str | None = None
    podcast_locked: bool | None = None
    podcast_funding: str | None = None
    podcast_medium: str | None = None
    sightings: tuple[Sighting, ...] = ()
    warnings: tuple[Diagnostic, ...] = ()
