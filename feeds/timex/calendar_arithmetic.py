"""Arithmetic of days, months and years that TIMEX3 values need. Years outside 1 to 9999 yield None or stay put."""

import re
from collections.abc import Callable, Iterable
from datetime import MAXYEAR, MINYEAR, date, timedelta

from feeds.timex.units import Tense, Unit

UNKNOWN_SPAN = {
    Unit.SECOND: "XXXX-XX-XXTXX:XX:XX",
    Unit.MINUTE: "XXXX-XX-XXTXX:XX",
    Unit.HOUR: "XXXX-XX-XXTXX",
    Unit.DAY: "XXXX-XX-XX",
    Unit.WEEKEND: "XXXX-WXX-WE",
    Unit.WEEK: "XXXX-WXX",
    Unit.MONTH: "XXXX-XX",
    Unit.QUARTER: "XXXX-QX",
    Unit.SEASON: "XXXX-XX",
    Unit.HALF: "XXXX-HX",
    Unit.YEAR: "XXXX",
    Unit.DECADE: "XXX",
    Unit.CENTURY: "XX",
    Unit.MILLENNIUM: "X",
}
"""The value of a span of which only the unit is known."""

MONTHS_IN = {
    Unit.MONTH: 1,
    Unit.QUARTER: 3,
    Unit.SEASON: 3,
    Unit.HALF: 6,
    Unit.YEAR: 12,
    Unit.DECADE: 120,
    Unit.CENTURY: 1200,
    Unit.MILLENNIUM: 12000,
}
FINER = {
    Unit.DAY: Unit.DAY,
    Unit.WEEKEND: Unit.DAY,
    Unit.WEEK: Unit.DAY,
    Unit.MONTH: Unit.WEEK,
    Unit.QUARTER: Unit.MONTH,
    Unit.SEASON: Unit.MONTH,
    Unit.HALF: Unit.MONTH,
    Unit.YEAR: Unit.MONTH,
    Unit.DECADE: Unit.YEAR,
    Unit.CENTURY: Unit.DECADE,
    Unit.MILLENNIUM: Unit.CENTURY,
}
"""The unit in which a place told by a broken count (`two and a half years ago`) is given."""

DAYS_IN = {Unit.DAY: 1, Unit.WEEKEND: 7, Unit.WEEK: 7}

TRUSTED_NEARNESS = timedelta(days=45)
"""How far off the nearest such day may lie for a tense that says otherwise not to count: tense is guessed too."""

_QUARTERS = 4
_DESIGNATOR = {
    Unit.SECOND: "T{}S",
    Unit.MINUTE: "T{}M",
    Unit.HOUR: "T{}H",
    Unit.DAY: "{}D",
    Unit.WEEKEND: "{}WE",
    Unit.WEEK: "{}W",
    Unit.MONTH: "{}M",
    Unit.QUARTER: "{}Q",
    Unit.SEASON: "{}SN",
    Unit.HALF: "{}H",
    Unit.YEAR: "{}Y",
    Unit.DECADE: "{}DE",
    Unit.CENTURY: "{}CE",
    Unit.MILLENNIUM: "{}ML",
}


def period(count: float | None, unit: Unit) -> str:
    """TIMEX3's value of a length of time: `P3D`, `PT2H`, `PXM` for an unknown number of months."""
    number = "X" if count is None else f"{count:g}"
    return "P" + _DESIGNATOR[unit].format(number)


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None if the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_days(day: date, days: int) -> date | None:
    """The day so many days later, or None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def shift_months(day: date, months: int) -> date | None:
    """The day so many months later; the month's last day where it is too short. None beyond the calendar."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    if not MINYEAR <= year <= MAXYEAR:
        return None
    return next(found for last in (day.day, 30, 29, 28) if last <= day.day and (found := day_of(year, month, last)))


def shifted_day(day: date, unit: Unit, count: float) -> date | None:
    """The day `count` units later (earlier if negative); whole days or months, rounded. None beyond the calendar."""
    if unit in DAYS_IN:
        return shift_days(day, round(count * DAYS_IN[unit]))
    if unit in MONTHS_IN:
        return shift_months(day, round(count * MONTHS_IN[unit]))
    return None


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date | None:
    """The `nth` such weekday of a month, the last for -1."""
    if not MINYEAR < year < MAXYEAR:
        return None
    if nth == -1:
        first_after = date(year + month // 12, month % 12 + 1, 1)
        return first_after - timedelta(days=(first_after.weekday() - weekday - 1) % 7 + 1)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter_sunday(year: int) -> date | None:
    """Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher; None beyond the calendar."""
    if not MINYEAR <= year <= MAXYEAR:
        return None
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def nearest_weekday_and_day(weekday: int, month_day: int, reference: date) -> date | None:
    """The nearest day to the reference that is this weekday and this day of its month; None in no month near it."""
    months = [shift_months(reference.replace(day=1), shift) for shift in range(-7, 8)]
    days = [day_of(month.year, month.month, month_day) for month in months if month is not None]
    return nearest_of([day for day in days if day is not None and day.weekday() == weekday], reference, None)


def nearest_of(days: Iterable[date | None], reference: date, tense: Tense | None) -> date | None:
    """The day nearest to the reference; among those on the tense's side, unless it is very near."""
    real = [day for day in days if day is not None]
    nearest = min(real, key=lambda day: abs(day - reference), default=None)
    if tense is None or nearest is None or abs(nearest - reference) <= TRUSTED_NEARNESS:
        return nearest
    if tense is Tense.PAST:
        real = [day for day in real if day <= reference] or real
    else:
        real = [day for day in real if day >= reference] or real
    return min(real, key=lambda day: abs(day - reference))


def nearest_day(month: int, day: int, weekday: int | None, reference: date, tense: Tense | None) -> date | None:
    """The nearest day to the reference with this month, day and weekday (if given)."""
    # A weekday comes back to a calendar day within 11 years, 29 February within 8 (but for 1900).
    reach = 11 if weekday is not None else 8 if (month, day) == (2, 29) else 1
    days = [day_of(reference.year + years, month, day) for years in range(-reach, reach + 1)]
    if weekday is not None:
        days = [found for found in days if found is not None and found.weekday() == weekday] or days
        tense = None
    return nearest_of(days, reference, tense)


def nearest_cycle(wanted: int, length: int, year: int, current: int, direction: int | None, tense: Tense | None) -> int:
    """The year in which the `wanted`-th of `length` parts of a year is meant, told in the `current`-th part of `year`.

    `direction` -1 is the last one before now, 0 this year's, 1 the next; None the nearest, or as the tense says.
    """
    if direction == -1:
        return year if wanted < current else year - 1
    if direction == 1:
        return year if wanted > current else year + 1
    if direction == 0:
        return year
    ahead = (wanted - current + length // 2) % length - length // 2
    if abs(ahead) * 12 > length and tense is not None:  # further than the next month: the tense decides
        ahead = (wanted - current) % length - (length if tense is Tense.PAST else 0)
    return year + (current + ahead - 1) // length


def cycle_year(
    year: int | None, offset: int | None, place: tuple[int, int, int], reference: date, tense: Tense | None
) -> int:
    """The year of a quarter or half: as told, as told relative to the reference's, or the nearest.

    `place` is (wanted, parts in a year, current part).
    """
    if year is not None:
        return year
    if offset is not None:
        return reference.year + offset
    wanted, length, current = place
    if length == _QUARTERS and tense is Tense.FUTURE and (current - wanted) % length == 1:
        tense = None  # "will report third-quarter results": the quarter that is just over
    return nearest_cycle(wanted, length, reference.year, current, None, tense)


def _week(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def _season(day: date) -> str:
    months = day.year * 12 + day.month - 3  # a winter bears the year of its December
    return f"{months // 12:04}-{('SP', 'SU', 'FA', 'WI')[months % 12 // 3]}"


_PLACE: dict[Unit, Callable[[date], str]] = {
    Unit.WEEK: _week,
    Unit.WEEKEND: lambda day: f"{_week(day)}-WE",
    Unit.MONTH: lambda day: f"{day.year:04}-{day.month:02}",
    Unit.QUARTER: lambda day: f"{day.year:04}-Q{(day.month + 2) // 3}",
    Unit.SEASON: _season,
    Unit.HALF: lambda day: f"{day.year:04}-H{(day.month + 5) // 6}",
    Unit.YEAR: lambda day: f"{day.year:04}",
    Unit.DECADE: lambda day: f"{day.year // 10:03}",
    Unit.CENTURY: lambda day: f"{day.year // 100:02}",
    Unit.MILLENNIUM: lambda day: f"{day.year // 1000}",
}
"""The value of the span of a unit that holds a day; of finer units, it is that of the day."""


def span_value(reference: date, unit: Unit, offset: int) -> str:
    """The value of the span of this unit that lies `offset` spans after the one that holds the reference."""
    day = shifted_day(reference.replace(day=1) if unit in MONTHS_IN else reference, unit, offset)
    if day is None:
        return UNKNOWN_SPAN[unit]
    return _PLACE.get(unit, date.isoformat)(day)


_VALUE = re.compile(r"(\d{4})(?:-W(\d\d)|-(\d\d)(?:-(\d\d))?|-Q(\d)|-H(\d)|-(SP|SU|FA|WI))?(?:-WE|T.*)?")
_FIRST_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def first_day(value: str) -> date | None:
    """The first day of a TIMEX3 value that names a place in the calendar; None for any other."""
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    year, week, month, day, quarter, half, season = match.groups()
    try:
        if week:
            return date.fromisocalendar(int(year), int(week), 1)
        if quarter or half:
            return date(int(year), int(quarter) * 3 - 2 if quarter else int(half) * 6 - 5, 1)
        return date(int(year), _FIRST_MONTH[season] if season else int(month or 1), int(day or 1))
    except ValueError:
        return None
