"""Fields written into a listing file: nothing else in it changes by a byte."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from feeds.errors import ListingError
from feeds.listing.decode import decode_lines, encoding_of
from feeds.listing.fields import ENTRY_FIELDS
from feeds.listing.layout import unwrap
from feeds.listing.render import render_fields
from feeds.listing.report import Report
from feeds.model import EntryFields, Listing

_LINE = re.compile(r"([^\r\n]*)(\r\n|\r|\n|$)")


def pin_fields(data: bytes, path: Path, pins: Sequence[EntryFields], parse: Callable[[bytes, Path], Listing]) -> bytes:
    """The file with these fields under the titles of its entries, an item an entry; what an entry states stays.

    Raises `ListingError` if the file cannot be read, or would be read otherwise than before, pinned fields aside.
    """
    listing = parse(data, path)
    missing = [_missing(entry.fields, pin) for entry, pin in zip(listing.entries, pins, strict=True)]
    ends = _title_ends(data, listing)
    written = {end: render_fields(ENTRY_FIELDS, fields) for end, fields in zip(ends, missing, strict=True)}
    pinned = _insert_below(data, written)
    expected = [
        replace(entry, line=0, fields=_joined(entry.fields, pin))
        for entry, pin in zip(listing.entries, missing, strict=True)
    ]
    try:
        again = [replace(entry, line=0) for entry in parse(pinned, path).entries]
    except ListingError:
        again = []
    if again != expected:
        report = Report(path)
        report.error(1, "with more fields this file would be read otherwise: part its entries by two blank lines each, "
                     "write `Layout: strict` in its header, and try again")  # fmt: skip
        raise ListingError(report.in_order())
    return pinned


def _missing(stated: EntryFields, pin: EntryFields) -> EntryFields:
    return EntryFields(date=None if stated.date else pin.date, id=None if stated.id else pin.id)


def _joined(stated: EntryFields, pin: EntryFields) -> EntryFields:
    return replace(stated, date=stated.date or pin.date, id=stated.id or pin.id)


def _title_ends(data: bytes, listing: Listing) -> list[int]:
    """The number of the last line of each title, which may be wrapped."""
    lines = [line for line in decode_lines(data, Report(listing.path)) if line.text]
    place_of = {line.number: place for place, line in reversed(list(enumerate(lines)))}
    ends = []
    for entry in listing.entries:
        end = start = place_of[entry.line]
        while end + 1 < len(lines) and unwrap(line.text for line in lines[start : end + 1]) != entry.title:
            end += 1
        ends.append(lines[end].number)
    return ends


def _insert_below(data: bytes, written: dict[int, list[str]]) -> bytes:
    """The file with lines below those of these numbers, in its own encoding and with its own line ends."""
    mark, encoding = encoding_of(data)
    lines = _LINE.findall(data[len(mark) :].decode(encoding, "surrogatepass"))
    newline = next((end for _, end in lines if end), "\n")
    text = ""
    for number, (line, end) in enumerate(lines, start=1):
        text += line + end
        for field in written.get(number, ()):
            text += f"{field}{newline}" if end else f"{newline}{field}"
    return mark + text.encode(encoding, "surrogatepass")
