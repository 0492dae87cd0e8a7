"""Where a field stands in a file, for complaints that come after reading."""

from pathlib import Path

from feeds.listing.decode import decode_lines
from feeds.listing.fields import split_field
from feeds.listing.report import Report


def field_line(data: bytes, start: int, name: str) -> int:
    """The number of the first line from `start` (from 1) on that gives the field; `start` itself if none does."""
    for number, text in decode_lines(data, Report(Path())):
        named = split_field(text) if number >= start else None
        if named and named[0].lower() == name.lower():
            return number
    return start
