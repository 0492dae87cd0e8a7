"""A `Listing` as text in the layout that the format describes."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from feeds.errors import ListingError
from feeds.listing.fields import ENTRY_FIELDS, HEADER_FIELDS, Field
from feeds.listing.parse import parse_listing
from feeds.model import EntryFields, ListedEntry, Listing


def render_listing(listing: Listing) -> str:
    """The listing as canonical text: reading it gives the same listing, line numbers and warnings aside.

    That holds for every listing that `parse_listing` or `merge_captures` returns. Where entries could be taken for
    something else by their looks (titles alone that read like prose, for instance), the header says `Layout: strict`.
    The time zone is written only where the listing names one; without one, reading must be given the same `timezone`.
    """
    header = render_fields(HEADER_FIELDS, listing)
    body = "\n\n\n".join(_render_entry(entry) for entry in listing.entries)
    text = "\n\n".join(filter(None, ["\n".join(header), body])) + "\n"
    if _reads_as(text, listing):
        return text
    return "\n\n".join(["\n".join([*header, "Layout: strict"]), body]) + "\n"


def _render_entry(entry: ListedEntry) -> str:
    return "\n\n".join(["\n".join([entry.title, *render_fields(ENTRY_FIELDS, entry.fields)]), *entry.paragraphs])


def render_fields(known: Mapping[str, Field], holder: Listing | EntryFields) -> list[str]:
    """The lines of all fields that have a value, in the order of the table."""
    values = ((field.name, getattr(holder, field.attribute, None)) for field in known.values())
    return [f"{name}: {_render_value(value)}" for name, value in values if value is not None]


def _render_value(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date) else str(value)


def _reads_as(text: str, listing: Listing) -> bool:
    try:
        again = parse_listing(
            text.encode(), listing.path, today=listing.captured or date.min, timezone=listing.timezone
        )
    except ListingError:
        return False
    return [replace(entry, line=0) for entry in again.entries] == [replace(entry, line=0) for entry in listing.entries]
