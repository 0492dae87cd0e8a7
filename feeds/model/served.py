"""What is served: the files of a built site, and what a server says of them."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

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
