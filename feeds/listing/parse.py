"""A file of a category to a `Listing`: the header, the entries, and every complaint about them."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from pathlib import Path
from typing import Any

from feeds.errors import ListingError
from feeds.listing.decode import Line, decode_lines
from feeds.listing.fields import (
    ENTRY_FIELDS,
    HEADER_FIELDS,
    Context,
    Field,
    convert_fields,
    find_field,
    is_meant_as_field,
    nearest_name,
    split_field,
)
from feeds.listing.layout import Block, RawEntry, read_entries, read_strictly, split_blocks, unwrap
from feeds.listing.report import Report
from feeds.model import EntryFields, ListedEntry, Listing
from feeds.names import find_timezone

_CATEGORY, _CAPTURED, _LAYOUT = (HEADER_FIELDS[name] for name in ("category", "captured", "layout"))
_SECOND_CATEGORY = "a second Category: one file holds one category, so move the rest to a file of its own"
_LONG_TITLE = 600
"""Characters beyond which a title is probably a paragraph; real ones of 450 exist."""


def read_listing(path: Path, *, today: date, timezone: tzinfo = UTC, language: str = "en") -> Listing:
    """Read a listing from a file; see `parse_listing`. Raises `OSError` where the file cannot be read."""
    return parse_listing(path.read_bytes(), path, today=today, timezone=timezone, language=language)


def parse_listing(data: bytes, path: Path, *, today: date, timezone: tzinfo = UTC, language: str = "en") -> Listing:
    """Read a listing from the bytes of the file at `path`, which only the complaints name.

    `timezone` and `language` stand in for what the header does not say; `today` tells whether `Captured` lies in the
    future. What was read with a doubt is in `Listing.warnings`. Raises `ListingError`, with all complaints about the
    file, if one of them is an error.
    """
    report = Report(path)
    blocks = split_blocks(decode_lines(data, report))
    if not blocks and not report.has_errors():
        report.error(1, "the file is empty: begin it with `Category: NAME`")
    if not blocks:
        raise ListingError(report.in_order())
    header, body, category_line = _read_header(blocks, Context(today, timezone), report)
    is_strict = header.pop("is_strict", False)
    if "timezone_name" in header:
        timezone = find_timezone(header["timezone_name"])
    values: dict[str, Any] = {"category": "", "language": language, "timezone": timezone, **header}
    raw = read_strictly(body) if is_strict else read_entries(body, report)
    entries = _convert_entries(raw, Context(today, timezone), report)
    if category_line and not entries:
        report.warn(category_line, "there are no entries: the feed will be empty until you add some below the header")
    if report.has_errors():
        raise ListingError(report.in_order())
    return Listing(path=path, entries=entries, warnings=report.in_order(), **values)


def _read_header(blocks: Sequence[Block], context: Context, report: Report) -> tuple[dict[str, Any], list[Block], int]:
    """The header's values by attribute, the blocks below it, and the line of `Category`."""
    lines, body = _part_header(blocks, report)
    known, categories = [], []
    for line in lines:
        field = find_field(line.text, HEADER_FIELDS)
        if field is None:
            report.warn(line.number, _describe_unknown(line.text, HEADER_FIELDS, ENTRY_FIELDS))
        elif field.attribute == "category":
            categories.append(line)
        else:
            known.append(line)
    elsewhere = [block.lines[0] for block in body if _is_second_header(block)] if not _is_strict(known) else []
    for line in (*categories[1:], *(line for line in elsewhere if categories)):
        report.error(line.number, _SECOND_CATEGORY)
    values, _ = convert_fields([*categories[:1], *known], HEADER_FIELDS, context, report)
    if "category" not in values:
        found = elsewhere[0].number if elsewhere else 0
        advice = f"move the one on line {found} up" if found else "write `Category: NAME` on the first line"
        report.error(blocks[0].lines[0].number, f"there is no Category at the top: {advice}")
    elif not any(find_field(line.text, HEADER_FIELDS) == _CAPTURED for line in known):
        report.warn(
            categories[0].number,
            "there is no Captured, so the year is assumed: add `Captured: YYYY-MM-DD`, the day of the copy, before the "
            "first build (what is published keeps its date)",
        )
    return values, body, categories[0].number if categories else 0


def _part_header(blocks: Sequence[Block], report: Report) -> tuple[list[Line], list[Block]]:
    """The lines of the header, and the blocks below it.

    Blocks of nothing but header fields right below a first one belong to the header, for an author who puts a blank
    line between two fields.
    """
    first, *body = blocks
    length = 0
    while length < len(first.lines) and split_field(first.lines[length].text):
        length += 1
    lines = list(first.lines[:length])
    if not any(_is_near_header_field(line.text) for line in lines):
        return [], list(blocks)
    if length < len(first.lines):
        report.warn(first.lines[length].number, "the header ends here: put a blank line above its first entry")
        return lines, [Block(first.lines[length:], 0), *body]
    while not _is_strict(lines) and body and all(find_field(line.text, HEADER_FIELDS) for line in body[0].lines):
        report.warn(body[0].lines[0].number, "read as part of the header: delete the blank line above")
        lines += body.pop(0).lines
    return lines, body


def _is_near_header_field(text: str) -> bool:
    named = split_field(text)
    return named is not None and nearest_name(named[0], HEADER_FIELDS) is not None


def _is_strict(header: Sequence[Line]) -> bool:
    layouts = (split_field(line.text) for line in header if find_field(line.text, HEADER_FIELDS) == _LAYOUT)
    return any(named is not None and named[1].lower() == "strict" for named in layouts)


def _is_second_header(block: Block) -> bool:
    return find_field(block.lines[0].text, HEADER_FIELDS) == _CATEGORY and all(
        split_field(line.text) for line in block.lines
    )


def _convert_entries(raw: Sequence[RawEntry], context: Context, report: Report) -> tuple[ListedEntry, ...]:
    entries = []
    lines_of_ids: dict[str, int] = {}
    for part in raw:
        line = part.title[0].number
        values, texts = convert_fields(part.fields, ENTRY_FIELDS, context, report)
        fields = EntryFields(**values)
        if fields.id is not None and lines_of_ids.setdefault(fields.id, line) != line:
            report.warn(
                line, f"Id {fields.id!r} is that of the entry on line {lines_of_ids[fields.id]}, too: "
                "the older one keeps it, so give the newer one another"
            )  # fmt: skip
        if fields.date and _is_future(fields.date, context):
            report.warn(line, f"the Date {fields.date} lies in the future: the entry is withheld until then")
        _check_places(part, report)
        title = unwrap(text for _, text in part.title)
        if len(title) > _LONG_TITLE:
            report.warn(line, f"this title has {len(title)} characters: put a blank line between title and text")
        shaped_as_fields = sorted([*part.unknown, *texts])
        paragraphs = (*(text for _, text in shaped_as_fields), *(block.text for block in part.paragraphs))
        entries.append(ListedEntry(title, paragraphs, fields, line))
    return tuple(entries)


def _is_future(stated: date, context: Context) -> bool:
    """Whether the date is still to come, wherever in this day the author stands: in the east it may be tomorrow."""
    moment = stated if isinstance(stated, datetime) else datetime.combine(stated, time(), context.timezone)
    return moment.astimezone(UTC).date() > context.today


def _check_places(part: RawEntry, report: Report) -> None:
    """Complain about fields where none is expected; their lines stay text."""
    if find_field(part.title[0].text, ENTRY_FIELDS):
        report.warn(part.title[0].number, "this was read as a title: a field stands under the title of its entry")
    for line in part.unknown:
        if find_field(line.text, HEADER_FIELDS) == _CATEGORY:
            report.error(line.number, _SECOND_CATEGORY)
        elif part.fields or is_meant_as_field(line.text):
            report.warn(line.number, _describe_unknown(line.text, ENTRY_FIELDS, HEADER_FIELDS))
    text = part.paragraphs[0] if part.paragraphs else None
    if text and text.gap and all(find_field(line.text, ENTRY_FIELDS) for line in text.lines):
        report.warn(
            text.lines[0].number, "this was read as text: a field stands right under the title, without a blank line"
        )


def _describe_unknown(text: str, known: Mapping[str, Field], elsewhere: Mapping[str, Field]) -> str:
    """What is wrong with a line in the place of a field, and what becomes of it."""
    name = (split_field(text) or ("", ""))[0]
    place, fate = ("the header", "left out") if known is HEADER_FIELDS else ("the lines under a title", "kept as text")
    other = elsewhere.get(name.lower())
    nearest = nearest_name(name, known)
    if other:
        advice = f"move {other.name} " + (
            "right under the title of its entry" if known is HEADER_FIELDS else "up into the header"
        )
    elif nearest:
        advice = f"did you mean {nearest}?"
    else:
        advice = "known are " + ", ".join(field.name for field in known.values())
    return f"{name} is no field of {place} and was {fate}: {advice}"
