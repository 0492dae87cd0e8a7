"""What a site has of the files that listings name."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from types import MappingProxyType

from feeds.errors import MediaError
from feeds.media.naming import files_of_entry, files_of_header
from feeds.media.reading import read_duration, size_of
from feeds.model import MEDIA_DIRECTORY, Diagnostic, Document, Listing, MediaFile, Publication, is_compressible
from feeds.podcasting import media_path

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    wanted = [(named, published[0].published if published else _EPOCH) for named in files_of_header(page)]
    wanted += [(named, one.published) for one in published for named in files_of_entry(one.entry.fields)]
    stated = {one.entry.fields.audio for one in published if one.entry.fields.duration}
    files: dict[PurePosixPath, Document | MediaFile] = {}
    recordings: dict[str, Recording] = {}
    complaints: dict[str, str] = {}
    for named, time in wanted:
        path = media_path(slug, named.name, named.kind)
        within = path.relative_to(slug, MEDIA_DIRECTORY)
        place = next(filter(size_of, [page.path.parent / named.name, *(site / within for site in former)]), None)
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
            recordings[named.name] = Recording(size_of(place) or 0, duration)
    told = tuple(Diagnostic(page.path, 0, f"{name!r} {message}") for name, message in complaints.items())
    return Media(tuple(files.values()), recordings, told)


def _file(path: PurePosixPath, place: Path, time: datetime) -> Document | MediaFile:
    """What a site has of a file; texts are small, and have a packed sibling."""
    return Document(path, place.read_bytes(), time) if is_compressible(path) else MediaFile(path, place, time)
