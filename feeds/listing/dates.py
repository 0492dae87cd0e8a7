"""Strings that are already known to be a date, as `Date` and `Captured` hold them. Never used to search prose."""

import re
from datetime import date, datetime, timedelta, tzinfo

from dateutil import parser, tz

# ISO 8601 wants an agreement before dates of the Julian calendar; the last year is left free for time zones.
_FIRST_YEAR, _LAST_YEAR = 1583, 9998

# The zone names of RFC 5322, section 4.3. Any other abbreviation has several meanings in the world.
_ZONE_HOURS = {"UTC": 0, "UT": 0, "GMT": 0, "Z": 0, "EDT": -4, "EST": -5, "CDT": -5, "CST": -6}
_ZONE_HOURS |= {"MDT": -6, "MST": -7, "PDT": -7, "PST": -8}

# What a string leaves out shows where two readings with these defaults differ. Both are in a leap year.
_DEFAULTS = (datetime(2000, 1, 1, 0, 0), datetime(2004, 2, 2, 1, 0))  # noqa: DTZ001 - a zone is found in the string

_NUMERIC = re.compile(r"\b\d{1,2}([./-])\d{1,2}\1\d{4}\b")

_EXAMPLE = "write it like 2024-05-09, or 2024-05-09T14:30+02:00 with a time"


def parse_date(value: str, timezone: tzinfo) -> date | datetime:
    """Read a complete date: a plain `date` for a day, an aware `datetime` in `timezone` where a time is given.

    ISO 8601 comes first, then dateutil's parser, strictly. A time without a zone is in `timezone`. Raises
    `ValueError`, with a message for the author, where the year, month or day is missing, where day and month could
    be swapped, and where the string is no date.
    """
    parsed = _parse_iso(value) or _parse_written(value)
    if not _FIRST_YEAR <= parsed.year <= _LAST_YEAR:
        raise ValueError(f"the year {parsed.year} is out of range: {_EXAMPLE}")
    if not isinstance(parsed, datetime):
        return parsed
    return parsed.astimezone(timezone) if parsed.tzinfo else parsed.replace(tzinfo=timezone)


def _parse_iso(value: str) -> date | datetime | None:
    for kind in (date, datetime):
        try:
            return kind.fromisoformat(value)
        except ValueError:
            continue
    return None


def _parse_written(value: str) -> date | datetime:
    if len(value) > 100:  # noqa: PLR2004 - no date is that long, and dateutil's time grows with the length
        raise ValueError(f"that is not a date: {_EXAMPLE}")
    first, second = (_parse_with(value, default) for default in _DEFAULTS)
    # A year of two digits would be completed from the clock of the day on which this runs.
    if first.date() != second.date() or f"{first.year:04}" not in value:
        raise ValueError(f"the date is not complete (year with four digits, month and day): {_EXAMPLE}")
    if _NUMERIC.search(value):
        swapped = _parse_with(value, _DEFAULTS[0], dayfirst=True)
        if swapped.date() != first.date():
            raise ValueError(f"day and month could be swapped: write {first.date()} or {swapped.date()}")
    has_time = first.hour == second.hour
    return first if has_time else first.date()


def _parse_with(value: str, default: datetime, *, dayfirst: bool = False) -> datetime:
    try:
        parsed = parser.parse(value, default=default, dayfirst=dayfirst, tzinfos=_zone)
        parsed.utcoffset()  # an offset of a day or more shows only here
    except (ValueError, OverflowError, ArithmeticError) as error:
        message = str(error) if isinstance(error, _UnknownZoneError) else f"that is not a date: {_EXAMPLE}"
        raise ValueError(message) from error
    return parsed


class _UnknownZoneError(ValueError):
    """A time with a zone that cannot be told."""


def _zone(name: str | None, offset: int | None) -> tzinfo | None:
    if offset is not None:
        return tz.tzoffset(None, timedelta(seconds=offset))
    if name is None:
        return None
    if name.upper() in _ZONE_HOURS:
        return tz.tzoffset(None, timedelta(hours=_ZONE_HOURS[name.upper()]))
    raise _UnknownZoneError(
        f"the time zone {name} has no single meaning: write the offset, like 2024-05-09T14:30+02:00"
    )
