"""The nouns, in the order in which an entry meets them on its way from a text file to a feed reader.

Feed words are those of RFC 4287 (feed, entry, id, published, updated); `captured` is TimeML's document
creation time of a listing: the day on which the category page was copied. All instants are aware.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from hashlib import sha256
from pathlib import Path, PurePosixPath
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

# ── What a listing says ──────────────────────────────────────────────────────────────────────────────────


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


# ── When its entries were published ──────────────────────────────────────────────────────────────────────


class Basis(StrEnum):
    """What a date rests on: a `Date:` field, words in the entry's text, or its place in the listing alone."""

    STATED = "stated"
    MENTIONED = "mentioned"
    ORDER = "order"


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the entry (`text[start:end]` of `ListedEntry.text`) and what they were read as.

    `value` is the TIMEX3 value (`2022-10-13`, `2022-10`…) for a text of the day of publication; `rule` names the
    grammar's rule.
    """

    text: str
    start: int
    end: int
    value: str
    rule: str


@dataclass(frozen=True, slots=True)
class Dating:
    """When an entry was published, how sure that is, and why.

    `earliest` and `latest` are days in the listing's time zone that hold the truth in 80 % of cases;
    `confidence` is the probability that `published` lies within a day of it. If the page was seen before without
    the entry, `absent_on` is the last day of that, and `seen_on` the first day on which the entry was there.
    """

    published: datetime
    earliest: date
    latest: date
    basis: Basis
    confidence: float
    evidence: tuple[Evidence, ...] = ()
    absent_on: date | None = None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of an entry's publication beside its own words.

    `dating` has been promised before and stays; `absent_on` and `seen_on` are as in `Dating`.
    """

    dating: Dating | None = None
    absent_on: date | None = None
    seen_on: date | None = None


UNKNOWN = Known()
"""Of an entry that is seen for the first time, on a page that is."""


# ── What is promised to subscribers ──────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Publication:
    """What the ledger remembers of an entry: all that a feed needs, so that it outlives its place in the listing.

    `entry` is what was last published of it (its `line` is 0). `id` and `dating` are promised and stay; `updated`
    moves with the digest alone. An entry that was taken out of the listing is `withdrawn` from that moment on.
    """

    id: str
    entry: ListedEntry
    dating: Dating
    updated: datetime
    first_seen: datetime
    withdrawn: datetime | None = None

    @property
    def published(self) -> datetime:
        """The moment of publication that subscribers were told."""
        return self.dating.published

    @property
    def digest(self) -> str:
        """The digest of the content as it was last published."""
        return self.entry.digest


# ── What can be heard ────────────────────────────────────────────────────────────────────────────────────
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


# ── What is published ────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as every format shows it: the listed words, the promise, and the reasons for the date.

    `image` is an address, `image_alt` what it shows, for those who cannot see it. An entry with an `enclosure` is an
    `episode`, too. If it has an `excerpt`, feeds tell that instead of the `paragraphs`; pages show them all the same.
    """

    id: str
    title: str
    paragraphs: tuple[str, ...]
    published: datetime
    updated: datetime
    dating: Dating
    category: str
    category_slug: str
    language: str
    link: str | None = None
    author: str | None = None
    image: str | None = None
    image_alt: str | None = None
    excerpt: str | None = None
    enclosure: Enclosure | None = None
    episode: Episode = Episode()

    @property
    def anchor(self) -> str:
        """The fragment that names the entry on its category's page; as lasting as the id, and as distinct."""
        uuid = self.id.removeprefix("urn:uuid:")
        return "e-" + (uuid if uuid != self.id else str(uuid5(NAMESPACE_URL, self.id)))


EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""When what knows no moment of its own was last changed."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much one document of a feed may hold: entries, and bytes in each format; None for any number."""

    entries: int | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where one document stands among those that a feed takes (RFC 5005, section 4).

    `stem` is that of its address, `previous` and `following` those of the older and the newer document in the archive.
    The entries of what `is_archive` stay the same.
    """

    stem: str
    previous: str | None = None
    following: str | None = None
    is_archive: bool = False


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed before it takes a format: newest entry first, `updated` that of its entries, never the clock's.

    `slug` is the stem of all its addresses (`/SLUG.rss`, `/SLUG/`…). `image` is an address; `podcast` is there if an
    entry of the category has a recording. If the feed is one document of several, `place` says which, and `entries` are
    those of that document alone. `changed` is when something last changed in it that no entry's `updated` tells, as
    when one was withdrawn.
    """

    slug: str
    id: str
    title: str
    description: str
    language: str
    updated: datetime
    entries: tuple[Entry, ...]
    author: str | None = None
    link: str | None = None
    image: str | None = None
    podcast: Podcast | None = None
    changed: datetime = EPOCH
    limits: Limits = Limits()
    place: Place | None = None

    @property
    def stem(self) -> str:
        """The address of the document without the suffix of its format."""
        return self.place.stem if self.place else self.slug

    @property
    def is_subscription(self) -> bool:
        """Whether this is the document to subscribe to, or one of the archive."""
        return self.stem == self.slug

    def newest(self, count: int | None) -> "Feed":
        """The feed of the newest `count` (from 1) of the entries alone; None keeps them all."""
        if count is None or len(self.entries) <= count:
            return self
        entries = self.entries[:count]
        return replace(self, entries=entries, updated=max(self.changed, *(entry.updated for entry in entries)))


@dataclass(frozen=True, slots=True)
class Site:
    """What all pages and feeds of one site share. `base_url` ends without a slash.

    `hubs` are told of every change of a feed (W3C WebSub).
    """

    title: str
    base_url: str
    language: str
    description: str = ""
    author: str | None = None
    hubs: tuple[str, ...] = ()

    def url(self, path: str) -> str:
        """The absolute URL of a document's path, percent-encoded as RFC 3986 asks."""
        return f"{self.base_url}/{quote(path.lstrip('/'))}"


EVERYTHING = "all"
"""The slug of the feed of all categories; no category may have it."""


REDIRECTS = PurePosixPath(".feeds/redirects.json")
"""Where a site keeps the paths that it has left: a JSON object, of each path its new URL, or null if it is gone."""


# ── What is served ───────────────────────────────────────────────────────────────────────────────────────

MEDIA_TYPES = {
    ".rss": "application/rss+xml; charset=utf-8",
    ".atom": "application/atom+xml; charset=utf-8",
    ".json": "application/feed+json; charset=utf-8",
    ".chapters.json": "application/json+chapters; charset=utf-8",
    ".transcript.json": "application/json; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".opml": "text/x-opml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".svg": "image/svg+xml",
    ".ico": "image/x-icon",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".webp": "image/webp",
    ".gif": "image/gif",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/x-m4a",
    ".aac": "audio/aac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".flac": "audio/flac",
    ".wav": "audio/wav",
    ".mp4": "video/mp4",
    ".vtt": "text/vtt; charset=utf-8",
    ".srt": "application/x-subrip; charset=utf-8",
}
"""The media type of every kind of file that a built site holds, by its suffix; the longest suffix counts."""

MEDIA_DIRECTORY = "media"
"""The directory within that of a category (`SLUG/media/`) that holds its sounds, pictures and transcripts."""

FEED_SUFFIXES = (".rss", ".atom", ".json")
"""The suffixes of a feed in its formats."""

CONTENT_SECURITY = (
    "default-src 'none'; style-src 'self'; img-src 'self' https: http: data:; media-src 'self' https: http:; "
    "base-uri 'none'; form-action 'none'"
)
"""What a page of ours may load (Content Security Policy): no scripts, and no styles but the site's own."""

DELIVERY = PurePosixPath(".feeds/http.json")
"""Where a site keeps what its server says: a `Delivery` as JSON."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What a server says of the documents of a site beside what it sees in them.

    `cache_control` goes with text, `media_cache_control` with sound and pictures (RFC 9111, RFC 5861). `hubs` are told
    of changes of the `topics` (W3C WebSub): the URL of each feed, by its path.
    """

    base_url: str = ""
    cache_control: str = "no-cache"
    media_cache_control: str = "no-cache"
    hubs: tuple[str, ...] = ()
    topics: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_json(cls, text: bytes) -> "Delivery":
        """What `as_json` wrote. Raises `ValueError`, `TypeError` or `LookupError` for anything else."""
        fields = json.loads(text)
        return cls(**{**fields, "hubs": tuple(fields["hubs"])})

    def as_json(self) -> bytes:
        """The same delivery always gives the same bytes."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode() + b"\n"


COMPRESSIBLE = frozenset({".rss", ".atom", ".json", ".html", ".css", ".opml", ".txt", ".svg", ".vtt", ".srt"})
"""The suffixes of text; sound and pictures are compressed already."""


def media_type_of(path: PurePosixPath) -> str | None:
    """What a file is served as; None for one of a kind that no site holds."""
    return MEDIA_TYPES.get("".join(path.suffixes[-2:])) or MEDIA_TYPES.get(path.suffix)


def is_compressible(path: PurePosixPath) -> bool:
    """Whether a built site holds a gzip sibling (`PATH.gz`) of the file: of text, and of text that is served."""
    return path.suffix in COMPRESSIBLE and not any(part.startswith(".") for part in path.parts)


@dataclass(frozen=True)
class Document:
    """One file of the built site; `path` is relative to its root, `last_modified` comes from the entries."""

    path: PurePosixPath
    body: bytes
    last_modified: datetime

    @property
    def media_type(self) -> str:
        """What the file is served as; its suffix decides, as on any static host."""
        return media_type_of(self.path) or MEDIA_TYPES[self.path.suffix]


@dataclass(frozen=True)
class MediaFile:
    """One file of the built site that is copied rather than made, because it may be large: `source` is where it is."""

    path: PurePosixPath
    source: Path
    last_modified: datetime
