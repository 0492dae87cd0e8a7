"""The fields of headers and entries as two tables: name, where the value goes, and how it is read."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, tzinfo
from difflib import get_close_matches
from typing import Any

from feeds.listing.dates import parse_date
from feeds.listing.decode import Line
from feeds.listing.report import Report
from feeds.model import Order
from feeds.names import check_language, find_timezone, is_web_address

_FIELD = re.compile(r"([^\W\d_][\w-]{0,30})\s*[:：]\s*(.*)")  # noqa: RUF001 - the colon of Chinese keyboards


@dataclass(frozen=True, slots=True)
class Context:
    """What the meaning of a value depends on: the day of reading and the listing's time zone."""

    today: date
    timezone: tzinfo


@dataclass(frozen=True, slots=True)
class Field:
    """A known field. `convert` raises `ValueError` with advice; `is_fatal` says that guessing on would mislead."""

    name: str
    attribute: str
    convert: Callable[[str, Context], Any]
    is_fatal: bool = False


def _text(value: str, _: Context) -> str:
    return value


def _date(value: str, context: Context) -> date | datetime:
    return parse_date(value, context.timezone)


def _captured(value: str, context: Context) -> date:
    parsed = parse_date(value, context.timezone)
    day = parsed.date() if isinstance(parsed, datetime) else parsed
    # It may already be tomorrow where the author lives.
    if day > context.today + timedelta(days=1):
        raise ValueError(
            f"it lies in the future (today is {context.today}): write the day on which the page was copied"
        )
    return day


def _timezone_name(value: str, _: Context) -> str:
    find_timezone(value)
    return value


def _language(value: str, _: Context) -> str:
    return check_language(value)


def _order(value: str, _: Context) -> Order:
    try:
        return Order(value.lower().replace(" ", "-"))
    except ValueError as error:
        raise ValueError(f"it must be one of {', '.join(Order)}") from error


def _layout(value: str, _: Context) -> bool:
    if value.lower() not in {"strict", "auto"}:
        raise ValueError("it must be strict (two blank lines part entries, whatever they look like) or auto")
    return value.lower() == "strict"


def _url(value: str, _: Context) -> str:
    if not is_web_address(value):
        raise ValueError("it must be a full web address such as https://example.org/page")
    return value


def _url_or_path(value: str, _: Context) -> str:
    is_path = not value.startswith("/") and ".." not in value.split("/") and not re.match(r"[A-Za-z][\w+.-]*:", value)
    if not (is_path or is_web_address(value)):
        raise ValueError("it must be a full web address, or the path of a file beside the listing")
    return value


def _table(*fields: Field) -> Mapping[str, Field]:
    return {field.name.lower(): field for field in fields}


HEADER_FIELDS = _table(
    Field("Category", "category", _text),
    Field("Captured", "captured", _captured, is_fatal=True),
    Field("Language", "language", _language),
    Field("Timezone", "timezone_name", _timezone_name, is_fatal=True),
    Field("Order", "order", _order),
    Field("Layout", "is_strict", _layout),
    Field("Link", "link", _url),
    Field("Description", "description", _text),
    Field("Author", "author", _text),
    Field("Image", "image", _url_or_path),
    Field("Formerly", "formerly", _text),
)
"""What may stand in the lines up to the first blank one."""

ENTRY_FIELDS = _table(
    Field("Date", "date", _date, is_fatal=True),
    Field("Link", "link", _url),
    Field("Author", "author", _text),
    Field("Id", "id", _text),
    Field("Audio", "audio", _url_or_path),
    Field("Image", "image", _url_or_path),
)
"""What may stand in the lines right under a title."""


def split_field(text: str) -> tuple[str, str] | None:
    """Name and value of a line shaped like a field, whether known or not: one word, a colon, anything."""
    match = _FIELD.fullmatch(text)
    return (match[1], match[2]) if match else None


def find_field(text: str, known: Mapping[str, Field]) -> Field | None:
    """The known field that a line gives, in whatever case its name is written."""
    named = split_field(text)
    return known.get(named[0].lower()) if named else None


def nearest_name(name: str, known: Mapping[str, Field]) -> str | None:
    """The name of the known field that a misspelt one probably means."""
    nearest = get_close_matches(name.lower(), known, n=1, cutoff=0.75)
    return known[nearest[0]].name if nearest else None


def is_meant_as_field(text: str) -> bool:
    """Whether a line under a title gives a field, a misspelt one, or one that belongs in the header."""
    named = split_field(text)
    if named is None:
        return False
    name = named[0].lower()
    return name in ENTRY_FIELDS or name in HEADER_FIELDS or nearest_name(name, ENTRY_FIELDS) is not None


def convert_fields(
    lines: Iterable[Line], known: Mapping[str, Field], context: Context, report: Report
) -> dict[str, Any]:
    """The values of lines that all give a known field, by attribute. What cannot be used is reported."""
    values: dict[str, Any] = {}
    for number, text in lines:
        name, value = split_field(text) or ("", "")
        field = known[name.lower()]
        if not value:
            report.warn(number, f"{field.name} has no value: write one, or delete the line")
        elif field.attribute in values:
            report.warn(number, f"{field.name} is given twice: the first one counts, delete this line")
        else:
            try:
                values[field.attribute] = field.convert(value, context)
            except ValueError as error:
                if field.is_fatal:
                    report.error(number, f"{field.name} {value!r}: {error}")
                else:
                    report.warn(number, f"{field.name} {value!r} was left out: {error}")
    return values
