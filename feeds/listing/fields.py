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
from feeds.model import EpisodeType, Order, PodcastType
from feeds.names import check_language, find_timezone, is_web_address
from feeds.podcasting import (
    AUDIO_SUFFIXES,
    MEDIUMS,
    PICTURE_SUFFIXES,
    check_guid,
    check_local_path,
    parse_categories,
    parse_duration,
    parse_funding,
    parse_owner,
    parse_persons,
    parse_transcript,
)

_FIELD = re.compile(r"([^\W\d_][\w-]{0,30})\s*[:：]\s*(.*)")  # noqa: RUF001 - the colon of Chinese keyboards


@dataclass(frozen=True, slots=True)
class Context:
    """What the meaning of a value depends on: the day of reading and the listing's time zone."""

    today: date
    timezone: tzinfo


@dataclass(frozen=True, slots=True)
class Field:
    """A known field. `convert` raises `ValueError` with advice; `is_fatal` says that guessing on would mislead.

    `may_be_text` says that pages begin lines of their text with this word, too: `Duration: all afternoon`.
    """

    name: str
    attribute: str
    convert: Callable[[str, Context], Any]
    is_fatal: bool = False
    may_be_text: bool = False


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


def _picture(value: str, _: Context) -> str:
    return value if is_web_address(value) else check_local_path(value, PICTURE_SUFFIXES)


def _audio(value: str, _: Context) -> str:
    # What else is to be said of a recording belongs to the looks at the files: see `feeds.media`.
    return value if is_web_address(value.split(maxsplit=1)[0]) else check_local_path(value, AUDIO_SUFFIXES)


def _chapters(value: str, _: Context) -> str:
    return value if is_web_address(value) else check_local_path(value, (".json",))


def _duration(value: str, _: Context) -> int:
    return parse_duration(value)


def _number(value: str, _: Context) -> int:
    if not re.fullmatch("[0-9]{1,9}", value) or not int(value):
        raise ValueError("it must be a whole number from 1")
    return int(value)


def _yes_or_no(value: str, _: Context) -> bool:
    meant = {"yes": True, "true": True, "no": False, "false": False}.get(value.lower())
    if meant is None:
        raise ValueError("it must be yes or no")
    return meant


def _guid(value: str, _: Context) -> str:
    return check_guid(value)


def _one_of(*allowed: str) -> Callable[[str, Context], str]:
    def convert(value: str, _: Context) -> str:
        if value.lower() not in allowed:
            raise ValueError(f"it must be one of {', '.join(allowed)}")
        return value.lower()

    return convert


def _written(parse: Callable[[str], object]) -> Callable[[str, Context], str]:
    """The value as it is written, if it can be read."""

    def convert(value: str, _: Context) -> str:
        parse(value)
        return value

    return convert


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
    Field("Image", "image", _picture),
    Field("Formerly", "formerly", _text),
    Field("Explicit", "explicit", _yes_or_no),
    Field("Persons", "persons", _written(parse_persons)),
    Field("Podcast-Category", "podcast_category", _written(parse_categories)),
    Field("Podcast-Type", "podcast_type", _one_of(*PodcastType)),
    Field("Podcast-Owner", "podcast_owner", _written(parse_owner)),
    Field("Podcast-Guid", "podcast_guid", _guid, is_fatal=True),
    Field("Podcast-Locked", "podcast_locked", _yes_or_no),
    Field("Podcast-Funding", "podcast_funding", _written(parse_funding)),
    Field("Podcast-Medium", "podcast_medium", _one_of(*MEDIUMS)),
)
"""What may stand in the lines up to the first blank one."""

ENTRY_FIELDS = _table(
    Field("Date", "date", _date, is_fatal=True),
    Field("Link", "link", _url),
    Field("Author", "author", _text),
    Field("Id", "id", _text),
    Field("Audio", "audio", _audio),
    Field("Image", "image", _picture),
    Field("Image-Alt", "image_alt", _text),
    Field("Duration", "duration", _duration, may_be_text=True),
    Field("Episode", "episode", _number, may_be_text=True),
    Field("Season", "season", _number, may_be_text=True),
    Field("Episode-Type", "episode_type", _one_of(*EpisodeType), may_be_text=True),
    Field("Explicit", "explicit", _yes_or_no, may_be_text=True),
    Field("Persons", "persons", _written(parse_persons), may_be_text=True),
    Field("Transcript", "transcript", _written(parse_transcript), may_be_text=True),
    Field("Chapters", "chapters", _chapters, may_be_text=True),
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
) -> tuple[dict[str, Any], list[Line]]:
    """The values of lines that all give a known field, by attribute, and the lines that are text after all.

    What cannot be used is reported.
    """
    values: dict[str, Any] = {}
    texts: list[Line] = []
    for line in lines:
        name, value = split_field(line.text) or ("", "")
        field = known[name.lower()]
        if not value:
            report.warn(line.number, f"{field.name} has no value: write one, or delete the line")
        elif field.attribute in values:
            report.warn(line.number, f"{field.name} is given twice: the first one counts, delete this line")
        else:
            try:
                values[field.attribute] = field.convert(value, context)
            except ValueError as error:
                if field.is_fatal:
                    report.error(line.number, f"{field.name} {value!r}: {error}")
                elif field.may_be_text:
                    texts.append(line)
                    report.warn(line.number, f"{field.name} {value!r} was kept as text: {error}")
                else:
                    report.warn(line.number, f"{field.name} {value!r} was left out: {error}")
    return values, texts
