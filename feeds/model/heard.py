"""What can be heard: recordings, their episodes, and podcasts."""

from dataclasses import dataclass
from enum import StrEnum

# An *address* is an absolute URL, or the path of a file of the site.


@dataclass(frozen=True, slots=True)
class Enclosure:
    """A recording at an address: `length` counts bytes and is never 0, `duration` seconds."""

    address: str
    length: int
    media_type: str
    duration: int | None = None


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is heard, or has a hand in it; `role` is one of the podcast taxonomy's, in lower case."""

    name: str
    role: str = "host"
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """What is said in a recording, as text at an address."""

    address: str
    media_type: str


class EpisodeType(StrEnum):
    """What an episode is to its podcast, in Apple's words."""

    FULL = "full"
    TRAILER = "trailer"
    BONUS = "bonus"


@dataclass(frozen=True, slots=True)
class Episode:
    """What podcast apps are told of an entry beside its recording; `chapters` is the address of JSON chapters."""

    number: int | None = None
    season: int | None = None
    type: EpisodeType | None = None
    explicit: bool | None = None
    persons: tuple[Person, ...] = ()
    transcript: Transcript | None = None
    chapters: str | None = None


class PodcastType(StrEnum):
    """How episodes are meant to be heard, in Apple's words: the newest first, or one after the other."""

    EPISODIC = "episodic"
    SERIAL = "serial"


@dataclass(frozen=True, slots=True)
class PodcastCategory:
    """A category of Apple's list, and one of its subcategories."""

    name: str
    subcategory: str | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Who answers for a podcast."""

    name: str
    email: str


@dataclass(frozen=True, slots=True)
class Funding:
    """Where listeners can support a podcast, and the words to say so."""

    url: str
    words: str


@dataclass(frozen=True, slots=True)
class Podcast:
    """What podcast apps are told of a feed with recordings.

    `guid` is that of the podcast namespace, the same for ever and everywhere. No other host may import a `locked` one.
    """

    guid: str
    categories: tuple[PodcastCategory, ...] = ()
    type: PodcastType = PodcastType.EPISODIC
    explicit: bool = False
    owner: Owner | None = None
    locked: bool = False
    funding: Funding | None = None
    persons: tuple[Person, ...] = ()
    medium: str = "podcast"
