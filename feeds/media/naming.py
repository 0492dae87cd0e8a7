"""The local files that a listing names."""

from dataclasses import dataclass

from feeds.model import EntryFields, Listing
from feeds.podcasting import AUDIO_SUFFIXES, PICTURE_SUFFIXES, TRANSCRIPT_SUFFIXES, check_local_path


@dataclass(frozen=True, slots=True)
class NamedFile:
    """A file beside a listing, by the field that names it; `kind` is that of a JSON file."""

    field: str
    name: str
    kind: str = ""


def files_of_entry(fields: EntryFields) -> list[NamedFile]:
    """The local files of an entry."""
    return [
        *_local("Audio", fields.audio, AUDIO_SUFFIXES),
        *_local("Image", fields.image, PICTURE_SUFFIXES),
        *_local("Transcript", fields.transcript, TRANSCRIPT_SUFFIXES, ".transcript"),
        *_local("Chapters", fields.chapters, (".json",), ".chapters"),
    ]


def files_of_header(listing: Listing) -> list[NamedFile]:
    """The local files of a category."""
    return _local("Image", listing.image, PICTURE_SUFFIXES)


def _local(field: str, name: str | None, suffixes: tuple[str, ...], kind: str = "") -> list[NamedFile]:
    """The file that a field names, if it names one; the ledger may hold what no listing could state."""
    try:
        return [NamedFile(field, check_local_path(name, suffixes), kind)] if name else []
    except ValueError:
        return []
