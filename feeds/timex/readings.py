"""From the words of a match to its meaning: the readings that the rules of every language share.

A reading returns None where the words name no possible time (`31 April`); the tagger then drops the match.
Categories that several readings use: `PART` (a `Part`), `SIDE` (-1, 0, +1), `UNIT` (a `Unit`), `NUM`, `TENS`,
`VAGUE` (an unknown number), `DAYPART` (`MO`, `NI`…).
"""

from calendar import monthrange
from collections.abc import Callable
from datetime import date

from feeds.timex.language import Found
from feeds.timex.meaning import (
    CalendarDay,
    CalendarMonth,
    Century,
    ClockTime,
    Decade,
    Duration,
    EasterDay,
    Half,
    InRelativeYear,
    Meaning,
    Quarter,
    Recurrence,
    Reference,
    ReferenceKind,
    RelativeDay,
    RelativeUnit,
    Season,
    Shift,
    Unit,
    Weekday,
    Year,
)

_LEAP_YEAR = 2024
_NOON = 12


def nothing(_found: Found) -> None:
    """Words that look like a time and are a name: they take their span and mean no time."""


def year_of(found: Found) -> int | None:
    """The year told in four figures, if one is."""
    year: int | None = found.get("YEAR")
    return year


def side(found: Found) -> int | None:
    """The side told; the last word tells it (`this past week`)."""
    sides = found.every("SIDE")
    return sides[-1] if sides else None


def clock(found: Found) -> str | None:
    """The time of day told by the words, as TIMEX3 writes it after the `T`."""
    if "HOUR" in found or "HOURPM" in found:
        hour = found["HOUR"] if "HOUR" in found else found["HOURPM"]
        minute = found.get("SIXTY") or 0
        half = found.get("MERIDIEM")
        if "MINUTEPM" in found:
            minute, half = found["MINUTEPM"]
        if half is not None:
            if not 1 <= hour <= _NOON:
                return None
            hour = hour % _NOON + half
        elif hour < _NOON and found.get("DAYPART") in {"AF", "EV", "NI"}:
            hour += _NOON
        return f"{hour:02}:{minute:02}"
    for category in ("NAMEDHOUR", "HHMM"):
        if category in found:
            return str(found[category])
    part: str | None = found.get("DAYPART")
    return part


def calendar_day(found: Found) -> Meaning | None:
    """A day of a month, with whatever year, weekday and time of day are told."""
    day, month = found["DAY"], found["MONTH"]
    year = year_of(found)
    if not 1 <= day <= monthrange(_LEAP_YEAR if year is None else year, month)[1]:
        return None
    return CalendarDay(month, day, year, found.get("WEEKDAY"), time=clock(found))


def calendar_day_of_year(found: Found) -> Meaning | None:
    """`July 1 of last year`."""
    day, month = found["DAY"], found["MONTH"]
    if not 1 <= day <= monthrange(_LEAP_YEAR, month)[1]:
        return None
    return InRelativeYear(CalendarDay(month, day, weekday=found.get("WEEKDAY"), time=clock(found)), side(found) or 0)


def month_of_year(found: Found) -> Meaning | None:
    """`June of last year`."""
    return InRelativeYear(CalendarMonth(found["MONTH"], part=found.get("PART")), side(found) or 0)


def weekday_of_week(found: Found) -> Meaning | None:
    """`Tuesday of last week`."""
    return Weekday(found["WEEKDAY"], side(found), by_week=True, time=clock(found))


def weekday_and_day(found: Found) -> Meaning | None:
    """`Tuesday the 18th`."""
    return Weekday(found["WEEKDAY"], month_day=found["DAY"], time=clock(found))


def easter(offset: int) -> Callable[[Found], Meaning | None]:
    """A feast that lies `offset` days after Easter Sunday, in the year told if one is."""
    return lambda found: EasterDay(offset, year_of(found), time=clock(found))


def fixed_day(month: int, day: int, year: int | None = None) -> Callable[[Found], Meaning | None]:
    """A feast with a fixed date, in the year told if one is."""
    return lambda found: CalendarDay(month, day, year if year is not None else year_of(found), time=clock(found))


def month(found: Found) -> Meaning | None:
    """A month, with whatever year, part or side is told; the last of those in a row."""
    return CalendarMonth(found.every("MONTH")[-1], year_of(found), found.get("PART"), side(found))


def weekday(found: Found) -> Meaning | None:
    """A weekday, with whatever side and time of day are told."""
    return Weekday(found["WEEKDAY"], side(found), time=clock(found))


def weekday_morning(found: Found) -> Meaning | None:
    """`the early hours of Sunday`."""
    return Weekday(found["WEEKDAY"], time="MO")


def relative_day(found: Found) -> Meaning | None:
    """A day told from the day of writing: `NEARDAY` is its offset."""
    return RelativeDay(found["NEARDAY"], time=clock(found))


def near_night(_found: Found) -> Meaning:
    """`tonight`."""
    return RelativeDay(0, time="NI")


def part_of_this_day(found: Found) -> Meaning | None:
    """`this morning`, `last night`."""
    return RelativeDay(side(found) or 0, time=clock(found))


def clock_time(found: Found) -> Meaning | None:
    """A time of day, on the weekday or near day told beside it if there is one."""
    time = clock(found)
    if time is None:
        return None
    if "MONTH" in found:
        return calendar_day(found)
    if "WEEKDAY" in found:
        return Weekday(found["WEEKDAY"], side(found), time=time)
    if "NEARDAY" in found:
        return RelativeDay(found["NEARDAY"], time=time)
    return ClockTime(time=time)


def season(found: Found) -> Meaning | None:
    """A season, with whatever year, part or side is told."""
    return Season(found["SEASON"], year_of(found), found.get("PART"), side(found))


def quarter(found: Found) -> Meaning | None:
    """A quarter or half of a year: `NTH` says which, `UNIT` of what kind, `SIDE` of a year before or after this."""
    year_offset = side(found)
    nth = found["NTH"] if "NTH" in found else found["QUARTERNAME"]
    is_half = found.get("UNIT") is Unit.HALF
    if is_half:
        nth = 2 if nth == -1 else nth
        return Half(nth, year_of(found), year_offset, found.get("PART")) if 1 <= nth <= 2 else None  # noqa: PLR2004 -- halves
    nth = 4 if nth == -1 else nth
    return Quarter(nth, year_of(found), year_offset, found.get("PART")) if 1 <= nth <= 4 else None  # noqa: PLR2004 -- quarters


def year(found: Found) -> Meaning | None:
    """A year, or a part of it."""
    told = year_of(found)
    if told is None and "YEAR2" in found:
        told = found["YEAR2"] + (1900 if found["YEAR2"] >= 40 else 2000)  # noqa: PLR2004 -- '40 to '39: living memory
    return None if told is None else Year(told, found.get("PART"))


def years_or_month(found: Found) -> Meaning | None:
    """`2022-10` is a month, `2009-10` and `1988-89` are two years in a row, told by the first."""
    first, second = found["YEAR"], found["YEAR2"]
    if second == (first + 1) % 100:
        return Year(first)
    return CalendarMonth(second, first) if 1 <= second <= 12 else None  # noqa: PLR2004 -- months in a year


def decade(found: Found) -> Meaning | None:
    """A decade by its figures or its name."""
    return Decade(found["DECADE"] if "DECADE" in found else found["YEAR"], found.get("PART"))


def century(found: Found) -> Meaning | None:
    """A century by its ordinal."""
    nth = found["NTH"]
    return Century(nth, found.get("PART")) if nth > 0 else None


def amount(found: Found) -> float | None:
    """The number told; None for a vague one (`several`) or for a bare plural."""
    number: float | None = None
    if "NUM" in found:
        number = found["NUM"]
        if "DIGITS" in found:
            number = float(f"{number}.{found['DIGITS']}")
    if "TENS" in found:
        number = found["TENS"] + (number or 0)
    if "TRIPLE" in found:
        number = (number or 1) * 1000 + found["TRIPLE"]
    if "SCALE" in found:
        number = (number or 1) * found["SCALE"]
    if "PAIR" in found:
        number = found["PAIR"]
    if number is None and "ARTICLE" in found and "VAGUE" not in found and ("AND" in found or "FRACTION" not in found):
        number = 1
    if "FRACTION" in found:
        number = (number or 0) + found["FRACTION"]
    return number


def unit(found: Found) -> Unit:
    """The unit told, singular or plural."""
    told: Unit = found["UNIT"]
    return told


def duration(found: Found) -> Meaning | None:
    """A length of time."""
    return Duration(amount(found), unit(found))


def shift(direction: int, *, is_anaphoric: bool = False) -> Callable[[Found], Meaning | None]:
    """So many units before (-1) or after (+1) the writing, or the time that the text is telling of."""
    return lambda found: Shift(amount(found), unit(found), direction, is_anaphoric)


def anaphoric_unit(found: Found) -> Meaning | None:
    """A day, week, month… counted from a time told elsewhere in the text: `the next day`, `the same month`."""
    offset = side(found) or 0
    if "DAYPART" in found:
        return Shift(abs(offset), Unit.DAY, offset or 1, is_anaphoric=True, time=clock(found))
    return Shift(abs(offset), unit(found), offset or 1, is_anaphoric=True)


def day_before(found: Found) -> Meaning | None:
    """`the week before`, `the night before`, counted from a time told elsewhere in the text."""
    told = found.get("UNIT")
    return Shift(1, told if told is not None else Unit.DAY, -1, is_anaphoric=True, time=clock(found))


def one_unit(found: Found) -> Meaning | None:
    """`the past year`, `the next decade`: a length of one unit that touches the writing."""
    return Duration(1, unit(found))


def ended_quarter(found: Found) -> Meaning | None:  # noqa: ARG001 -- the words say no more
    """`the quarter` that results are told of is the last one that is over."""
    return RelativeUnit(Unit.QUARTER, -1)


def year_ago(found: Found) -> Meaning | None:
    """`the year-earlier period`: one unit before the writing; `the year-earlier quarter`: before the last full one."""
    if found.every("UNIT")[-1] is Unit.QUARTER:
        return RelativeUnit(Unit.QUARTER, -5)
    return Shift(1, unit(found), -1)


def same_period(found: Found) -> Meaning | None:
    """`the same period last year`, `the comparable quarter a year earlier`, `the 1988 period`."""
    if "YEAR" in found:
        return year(found)
    if found.get("UNIT") is Unit.QUARTER:
        return RelativeUnit(Unit.QUARTER, -5)
    offset = side(found)
    return RelativeUnit(Unit.YEAR, -1 if offset is None else offset)


def told_unit(found: Found) -> Meaning | None:
    """`the year` is that of writing; `the month` that of the time told before."""
    told = unit(found)
    return RelativeUnit(told, 0) if told is Unit.YEAR else Shift(0, told, 1, is_anaphoric=True)


def relative_unit(found: Found) -> Meaning | None:
    """A week, month, year… on a side of the one of writing."""
    told = unit(found)
    offset = side(found) or 0
    if "YEAR" in found:
        return year(found)
    if told is Unit.DAY:
        return RelativeDay(offset)
    if told.is_within_day:
        return Reference(ReferenceKind.PRESENT)
    return RelativeUnit(told, offset, found.get("PART"))


def reference(kind: ReferenceKind) -> Callable[[Found], Meaning | None]:
    """A vague point in time."""
    return lambda _found: Reference(kind)


def vague_times(found: Found) -> Meaning | None:
    """`recent years`, `coming weeks`: vague, on a side."""
    kinds = {-1: ReferenceKind.PAST, 0: ReferenceKind.PRESENT, 1: ReferenceKind.FUTURE}
    return Reference(kinds[side(found) or 0])


def recurrence(found: Found) -> Meaning | None:
    """What recurs: on a weekday, in a month, at a time of day, or every so many units."""
    if "FREQUENCY" in found:
        told: Unit = found["FREQUENCY"]
        return Recurrence(Duration(1, told).value, told)
    for category in ("WEEKDAY", "WEEKDAYS"):
        if category in found:
            return Recurrence(Weekday(found[category], time=clock(found)).value, Unit.WEEK)
    if "MONTH" in found:
        return Recurrence(CalendarMonth(found["MONTH"]).value, Unit.YEAR)
    if "SEASON" in found:
        return Recurrence(Season(found["SEASON"]).value, Unit.YEAR)
    if "DAYPART" in found:
        return Recurrence(RelativeDay(0, time=clock(found)).value, Unit.DAY)
    return Recurrence(Duration(amount(found) or 1, unit(found)).value, unit(found))


def day_of_figures(*, day_first: bool) -> Callable[[Found], Meaning | None]:
    """A day in figures, day or month first; the other way round where only that can be."""

    def read(found: Found) -> Meaning | None:
        first, second = found.every("DAY")[:2]
        day, month = (first, second) if day_first else (second, first)
        if month > 12:  # noqa: PLR2004 -- months in a year
            day, month = month, day
        year = year_of(found)
        if year is None and "YEAR2" in found:
            year = found["YEAR2"] + (1900 if found["YEAR2"] >= 40 else 2000)  # noqa: PLR2004 -- as in `year`
        return _real_day(year, month, day)

    return read


def iso_day(found: Found) -> Meaning | None:
    """A day in figures, year first, with the time of day if told."""
    day, time = found.get("DAY2"), None
    if "DAYTHOUR" in found:
        day, hour = found["DAYTHOUR"]
        time = f"{hour:02}:{found.get('SIXTY') or 0:02}"
    elif "HOUR" in found:
        time = clock(found)
    year = year_of(found)
    if year is None:
        year = found["YEAR2"] + (1900 if found["YEAR2"] >= 40 else 2000)  # noqa: PLR2004 -- as in `year`
    return _real_day(year, found["MONTHNUM2"], day, time)


def _real_day(year: int | None, month: int, day: int | None, time: str | None = None) -> CalendarDay | None:
    if day is None or not 1 <= month <= 12:  # noqa: PLR2004 -- months in a year
        return None
    try:
        date(year if year is not None else _LEAP_YEAR, month, day)
    except ValueError:
        return None
    return CalendarDay(month, day, year, time=time)
