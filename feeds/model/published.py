"""What is published: entries, feeds and the site, before they take a format."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import PurePosixPath
from urllib.parse import quote
from uuid import NAMESPACE_URL, uuid5

from feeds.model.dated import Dating
from feeds.model.heard import Enclosure, Episode, Podcast


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
    episode: Episode = field(default_factory=Episode)

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
