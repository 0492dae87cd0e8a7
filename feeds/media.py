"""The files that listings name: what is wrong with them, what is known of them, and what a site has of them.

Sound is read with mutagen (extra `podcast`), and only where a listing does not state how long it lasts.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from feeds.errors import MediaError
from feeds.model import (
    MEDIA_DIRECTORY,
    MEDIA_TYPES,
    Diagnostic,
    Document,
    Enclosure,
    EntryFields,
    Listing,
    MediaFile,
    Publication,
    is_compressible,
)
from feeds.podcasting import (
    AUDIO_SUFFIXES,
    PICTURE_SUFFIXES,
    TRANSCRIPT_SUFFIXES,
    check_local_path,
    media_path,
    parse_audio,
)

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_COVER_PIXELS = (1400, 3000)  # of each side, as Apple asks
_DESCRIPTION_BYTES = 4000
_TYPES_OF_APPLE = ("audio/mpeg", "audio/x-m4a", "audio/mp4", "audio/m4a", "video/mp4", "video/x-m4v", "video/quicktime")


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with a field of a listing: of the entry at `index`, or, where that is None, of the header."""

    index: int | None
    field: str
    message: str
    is_error: bool = True


# ── What is wrong ────────────────────────────────────────────────────────────────────────────────────────


def examine(listing: Listing) -> list[Complaint]:
    """Look at all files that a listing names, and at what it should say as a podcast."""
    folder = listing.path.parent
    complaints = []
    holders: dict[PurePosixPath, str] = {}
    for index, entry in enumerate(listing.entries):
        complaints += [replace(told, index=index) for told in _on_audio(entry.fields.audio)]
        for named in _named(entry.fields):
            holder = holders.setdefault(media_path("", named.name, named.kind), named.name)
            if holder != named.name:
                message = f"{named.name!r} would have the address of {holder!r}: give one of the files another name"
                complaints.append(Complaint(index, named.field, message))
            try:
                _check(folder / named.name, named, entry.fields.duration)
            except MediaError as error:
                complaints.append(Complaint(index, named.field, str(error)))
    is_podcast = any(entry.fields.audio for entry in listing.entries)
    for named in _local("Image", listing.image, PICTURE_SUFFIXES):
        try:
            _check(folder / named.name, named, None)
        except MediaError as error:
            complaints.append(Complaint(None, named.field, str(error)))
        else:
            if is_podcast and (advice := _advice_on_cover(folder / named.name)):
                complaints.append(Complaint(None, named.field, f"{named.name!r}: {advice}", is_error=False))
    if is_podcast:
        complaints += _missing_for_podcasts(listing)
    return complaints


def _on_audio(stated: str | None) -> Iterator[Complaint]:
    """What is to be said of the address of a recording, and of its kind."""
    if stated is None:
        return
    try:
        found = parse_audio(stated)
    except ValueError as error:
        yield Complaint(None, "Audio", f"{stated!r}: {error}")
        return
    media_type = found.media_type if isinstance(found, Enclosure) else MEDIA_TYPES[PurePosixPath(found).suffix.lower()]
    if media_type not in _TYPES_OF_APPLE:
        yield Complaint(None, "Audio", f"{stated!r}: Apple Podcasts plays MP3 and M4A, and not this", is_error=False)


def _missing_for_podcasts(listing: Listing) -> Iterator[Complaint]:
    stated = {
        "Image": listing.image,
        "Podcast-Category": listing.podcast_category,
        "Podcast-Owner": listing.podcast_owner,
        "Description": listing.description,
    }
    missing = [name for name, value in stated.items() if not value]
    if missing:
        yield Complaint(
            None, "Category", f"podcast directories will ask for {', '.join(missing)}: add {_plural(missing)} to "
            "the header", is_error=False,
        )  # fmt: skip
    if len((listing.description or "").encode()) > _DESCRIPTION_BYTES:
        yield Complaint(
            None, "Description", f"podcast apps cut it off after {_DESCRIPTION_BYTES} bytes: shorten it", is_error=False
        )


def _plural(names: Sequence[str]) -> str:
    return "it" if len(names) == 1 else "them"


@dataclass(frozen=True, slots=True)
class _Named:
    """A file beside a listing, by the field that names it; `kind` is that of a JSON file."""

    field: str
    name: str
    kind: str = ""


def _named(fields: EntryFields) -> list[_Named]:
    """The local files of an entry."""
    return [
        *_local("Audio", fields.audio, AUDIO_SUFFIXES),
        *_local("Image", fields.image, PICTURE_SUFFIXES),
        *_local("Transcript", fields.transcript, TRANSCRIPT_SUFFIXES, ".transcript"),
        *_local("Chapters", fields.chapters, (".json",), ".chapters"),
    ]


def _local(field: str, name: str | None, suffixes: tuple[str, ...], kind: str = "") -> list[_Named]:
    """The file that a field names, if it names one; the ledger may hold what no listing could state."""
    try:
        return [_Named(field, check_local_path(name, suffixes), kind)] if name else []
    except ValueError:
        return []


def _check(place: Path, named: _Named, duration: int | None) -> None:
    """Raise `MediaError` for a file that cannot be published."""
    size = _size(place)
    if not size:
        what = "there is no such file" if size is None else "this file is empty"
        raise MediaError(f"{named.name!r}: {what}; put it at {place}, or delete the line")
    try:
        if named.field == "Audio" and duration is None:
            read_duration(place)
        elif named.kind == ".chapters":
            _check_chapters(place.read_bytes())
        else:
            place.open("rb").close()
    except MediaError as error:
        raise MediaError(f"{named.name!r}: {error}") from error
    except OSError as error:
        raise MediaError(f"{named.name!r}: cannot be read: {error.strerror}") from error


def _size(place: Path) -> int | None:
    """How many bytes a file has, None if there is no such file."""
    try:
        return place.stat().st_size if place.is_file() else None
    except (OSError, ValueError):
        return None


def _check_chapters(data: bytes) -> None:
    """Raise `MediaError` for what is no JSON chapters, version 1.2, of the podcast namespace."""
    try:
        document = json.loads(data)
        chapters = document["chapters"]
        starts = [float(chapter["startTime"]) for chapter in chapters]
        is_right = isinstance(document["version"], str) and isinstance(chapters, list) and starts and min(starts) >= 0
    except (ValueError, TypeError, KeyError):
        is_right = False
        starts = []
    if not is_right or starts != sorted(starts):
        raise MediaError(
            'this is no file of chapters: write `{"version": "1.2.0", "chapters": [{"startTime": 0, "title": "…"}]}`, '
            "with the chapters in the order of their seconds"
        )


def _advice_on_cover(place: Path) -> str | None:
    """What to mend of a picture that Apple does not take as the cover of a podcast."""
    smallest, largest = _COVER_PIXELS
    with place.open("rb") as file:
        size = picture_size(file.read(1 << 20))
    if size is None:
        return "the cover of a podcast must be a JPEG or PNG picture"
    if size[0] != size[1] or not smallest <= size[0] <= largest:
        return (
            f"the cover of a podcast must be square, with {smallest} to {largest} pixels a side, and this has "
            f"{size[0]} by {size[1]}"
        )
    return None


# ── What is known ────────────────────────────────────────────────────────────────────────────────────────


def read_duration(place: Path) -> int:
    """How many seconds a recording lasts, rounded, and 1 at least. Raises `MediaError` if that cannot be told."""
    status = place.stat()
    return _read_duration(place, (status.st_size, status.st_mtime_ns))


@lru_cache(maxsize=65536)
def _read_duration(place: Path, _version: tuple[int, int]) -> int:
    try:
        import mutagen  # noqa: PLC0415 -- an extra, and slow to load
    except ImportError:
        raise MediaError(
            "how long it lasts is read with mutagen: pip install 'feeds[podcast]', or state `Duration: MINUTES:SECONDS`"
        ) from None
    try:
        sound = mutagen.File(place)
    except (mutagen.MutagenError, OSError) as error:
        raise MediaError(f"this file is damaged: {str(error).splitlines()[0]}") from error
    seconds = getattr(getattr(sound, "info", None), "length", 0)
    if not seconds:
        raise MediaError("this is no recording that can be read; convert it, or state `Duration: MINUTES:SECONDS`")
    return max(1, round(seconds))


_JPEG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels by the head of a PNG or JPEG picture; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:  # noqa: PLR2004 - where the first chunk has them
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    if not data.startswith(b"\xff\xd8"):
        return None
    place = 2
    while place + 9 <= len(data) and data[place] == 0xFF:  # noqa: PLR2004 - every segment begins with it
        marker, length = struct.unpack(">xBH", data[place : place + 4])
        if marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[place + 5 : place + 9])
            return width, height
        place += 2 + length
    return None


# ── What a site has ──────────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True, slots=True)
class Recording:
    """What is known of a local recording: its bytes, and its seconds where they had to be read and could be."""

    length: int
    duration: int | None


NOTHING_KNOWN: Mapping[str, Recording] = MappingProxyType({})
"""Of a category without local recordings."""


@dataclass(frozen=True, slots=True)
class Media:
    """The local files of a category: what a site has of them, and what is known of its recordings, by their names."""

    files: tuple[Document | MediaFile, ...]
    recordings: Mapping[str, Recording]
    complaints: tuple[Diagnostic, ...]


def gather(page: Listing, publications: Iterable[Publication], slug: str, former: Sequence[Path]) -> Media:
    """Find what is published of a category: beside its listings, or else in directories where it was published.

    Those are the `SLUG/media` of built sites. So what has left the old end of its page stays published though its file
    was deleted. The time of a file is that of the first publication that names it.
    """
    published = sorted((one for one in publications if not one.withdrawn), key=lambda one: one.published)
    wanted = [
        (named, published[0].published if published else _EPOCH)
        for named in _local("Image", page.image, PICTURE_SUFFIXES)
    ]
    wanted += [(named, one.published) for one in published for named in _named(one.entry.fields)]
    stated = {one.entry.fields.audio for one in published if one.entry.fields.duration}
    files: dict[PurePosixPath, Document | MediaFile] = {}
    recordings: dict[str, Recording] = {}
    complaints: dict[str, str] = {}
    for named, time in wanted:
        path = media_path(slug, named.name, named.kind)
        within = path.relative_to(slug, MEDIA_DIRECTORY)
        place = next(filter(_size, [page.path.parent / named.name, *(site / within for site in former)]), None)
        if place is None:
            complaints[named.name] = "is neither beside the listing nor in the site any more: put it back"
            continue
        if path not in files:
            files[path] = _file(path, place, time)
        if named.field == "Audio" and named.name not in recordings:
            try:
                duration = None if named.name in stated else read_duration(place)
            except MediaError as error:
                duration, complaints[named.name] = None, str(error)
            recordings[named.name] = Recording(_size(place) or 0, duration)
    told = tuple(Diagnostic(page.path, 0, f"{name!r} {message}") for name, message in complaints.items())
    return Media(tuple(files.values()), recordings, told)


def _file(path: PurePosixPath, place: Path, time: datetime) -> Document | MediaFile:
    """What a site has of a file; texts are small, and have a packed sibling."""
    return Document(path, place.read_bytes(), time) if is_compressible(path) else MediaFile(path, place, time)
