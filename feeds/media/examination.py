"""What is wrong with the files that a listing names, and what it should say as a podcast."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from feeds.errors import MediaError
from feeds.media.naming import NamedFile, files_of_entry, files_of_header
from feeds.media.reading import picture_size, read_duration, size_of
from feeds.model import MEDIA_TYPES, Enclosure, Listing
from feeds.podcasting import media_path, parse_audio

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


def examine(listing: Listing) -> list[Complaint]:
    """Look at all files that a listing names, and at what it should say as a podcast."""
    folder = listing.path.parent
    complaints = []
    holders: dict[PurePosixPath, str] = {}
    for index, entry in enumerate(listing.entries):
        complaints += [replace(told, index=index) for told in _on_audio(entry.fields.audio)]
        for named in files_of_entry(entry.fields):
            holder = holders.setdefault(media_path("", named.name, named.kind), named.name)
            if holder != named.name:
                message = f"{named.name!r} would have the address of {holder!r}: give one of the files another name"
                complaints.append(Complaint(index, named.field, message))
            try:
                _check(folder / named.name, named, entry.fields.duration)
            except MediaError as error:
                complaints.append(Complaint(index, named.field, str(error)))
    is_podcast = any(entry.fields.audio for entry in listing.entries)
    for named in files_of_header(listing):
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


def _check(place: Path, named: NamedFile, duration: int | None) -> None:
    """Raise `MediaError` for a file that cannot be published."""
    size = size_of(place)
    if not size:
        what = "there is no such file, or it may not be read" if size is None else "this file is empty"
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


def _check_chapters(data: bytes) -> None:
    """Raise `MediaError` for what is no JSON chapters, version 1.2, of the podcast namespace."""
    try:
        document = json.loads(data)
        starts = [float(chapter["startTime"]) for chapter in document["chapters"]]
        is_right = str(document["version"]).startswith("1.") and starts and min(starts) >= 0
    except (ValueError, TypeError, LookupError, RecursionError):
        is_right, starts = False, []
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
