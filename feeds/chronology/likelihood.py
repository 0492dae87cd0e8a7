"""What the clues of an entry say of its day: a likelihood of every day back from the reference."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date, timedelta

import numpy as np
from numpy.typing import NDArray

from feeds.chronology.clues import SATURDAY, Clue
from feeds.chronology.lags import Lags, Ratios
from feeds.timex.meaning import CalendarDay, CalendarMonth, DayOfMonth, EasterDay, FloatingDay, Meaning, Weekday, Year

WEIGHTS = {"month": 0.5, "year": 0.3}
"""How much a clue of a family counts beside a day or weekday: months and years are mostly background."""

LATER_WEIGHT = 0.5
"""How much a clue counts that stands after a like one, or after `today`: they are not told independently."""

WEEK = np.arange(7)
HALF_A_YEAR = 182

DAYS_FROM_CHRISTMAS_EVE = 8
"""To the end of the year: from then to New Year's Day houses rest as they do at weekends."""


class Calendar:
    """The days back from a reference: column 0 is the reference day, column 1 the day before it.

    `is_restful` tells weekends and the days around New Year from the others.
    """

    def __init__(self, reference: date, horizon: int) -> None:
        self.reference = reference
        self.horizon = horizon
        self.weekdays = (reference.weekday() - np.arange(horizon)) % 7
        self.years = range((reference - timedelta(days=horizon)).year - 1, reference.year + 2)
        self.is_restful = self.weekdays >= SATURDAY
        for year in range(self.years.start, min(self.years.stop, MAXYEAR)):
            new_year = self.column(date(year + 1, 1, 1))
            self.is_restful[max(new_year, 0) : max(new_year + DAYS_FROM_CHRISTMAS_EVE + 1, 0)] = True

    def column(self, day: date) -> int:
        """How many days `day` lies back from the reference."""
        return (self.reference - day).days

    def day(self, column: int) -> date:
        """The day of a column."""
        return self.reference - timedelta(days=column)


def likelihoods(clues: Sequence[Sequence[Clue]], calendar: Calendar, lags: Lags) -> NDArray[np.float64]:
    """Likelihood ratios for each entry, each style of using weekdays (one where none is used), and each day."""
    uses_weekdays = any(isinstance(clue.timex.meaning, Weekday) for of_entry in clues for clue in of_entry)
    days = np.ones((len(clues), 1, calendar.horizon))
    weekdays = np.ones((len(clues), lags.styles if uses_weekdays else 1, 7))
    for index, of_entry in enumerate(clues):
        for clue in of_entry:
            if isinstance(clue.timex.meaning, Weekday):
                weekdays[index] *= _weighted(_weekday_ratios(clue, clue.timex.meaning, lags), clue)
            else:
                days[index] *= _weighted(_day_ratios(clue, calendar, lags), clue)
    table: NDArray[np.float64] = weekdays.take(calendar.weekdays, axis=2)
    table *= days
    return table


def _weighted(ratios: Ratios, clue: Clue) -> Ratios:
    """The ratios to the power that the kind of clue has."""
    weight = LATER_WEIGHT if "later" in clue.kind else WEIGHTS.get(clue.kind.partition("-")[0])
    return ratios if weight is None else ratios**weight


def _weekday_ratios(clue: Clue, meaning: Weekday, lags: Lags) -> Ratios:
    """The ratio of each style and weekday of publication."""
    return lags.of(clue.kind)[:, (WEEK + clue.offset - meaning.weekday) % 7]


def _day_ratios(clue: Clue, calendar: Calendar, lags: Lags) -> Ratios:
    """The ratio of every day of the calendar."""
    ratios = lags.of(clue.kind)
    row = np.full(calendar.horizon, min(ratios[0], ratios[-1]))
    reach = len(ratios) // 2
    for day in mentioned_days(clue.timex.meaning, calendar.years):
        # Column c has lag `column - c`, which must lie between -reach and reach.
        column = calendar.column(day) + clue.offset
        first, last = max(column - reach, 0), min(column + reach, calendar.horizon - 1)
        if first <= last:
            part = ratios[::-1][first - (column - reach) : last - (column - reach) + 1]
            np.maximum(row[first : last + 1], part, out=row[first : last + 1])
    return row


def clue_ratio(clue: Clue, day: date, lags: Lags) -> float:
    """The likelihood ratio of one day, given one clue, on average over the styles."""
    meaning = clue.timex.meaning
    ratios = lags.of(clue.kind)
    if isinstance(meaning, Weekday):
        return float(ratios[:, (day.weekday() + clue.offset - meaning.weekday) % 7].mean())
    mentioned = nearest_day(clue, day)
    index = (day - mentioned).days + clue.offset + len(ratios) // 2 if mentioned else 0
    return float(ratios[index] if 0 <= index < len(ratios) else min(ratios[0], ratios[-1]))


def nearest_day(clue: Clue, reference: date) -> date | None:
    """The day that a clue names, or the first of its month or year: the one nearest to the reference."""
    meaning = clue.timex.meaning
    days = mentioned_days(meaning, (reference.year,))
    if len(days) == 1 and abs((reference - days[0]).days) <= HALF_A_YEAR:
        return days[0]
    days = mentioned_days(meaning, range(reference.year - 1, reference.year + 2))
    return min(days, key=lambda day: abs((reference - day).days), default=None)


def named_with_year(clue: Clue) -> date | None:
    """The day that a clue names together with its year, or the first of the month or year that it names so."""
    return next(iter(mentioned_days(clue.timex.meaning, ())), None)


def mentioned_days(meaning: Meaning, years: Iterable[int]) -> list[date]:
    """The day mentioned, or the first of the month or year; where no year is named, that of each of `years`."""
    match meaning:
        case Year(year=year):
            return _existing([(year, 1, 1)])
        case CalendarMonth(month=month, year=given):
            return _existing((year, month, 1) for year in ([given] if given else years))
        case CalendarDay(month=month, day=day, year=given, weekday=weekday):
            existing = _existing((year, month, day) for year in ([given] if given else years))
            return [found for found in existing if weekday in (None, found.weekday())]
        case DayOfMonth(day=day, month_offset=None):
            return _existing((year, month, day) for year in years for month in range(1, 13))
        case FloatingDay(year=given) | EasterDay(year=given):
            named = (replace(meaning, year=year).day_for(date(year, 1, 1)) for year in ([given] if given else years))
            return [found for found in named if found is not None]
        case _:
            return []


def _existing(days: Iterable[tuple[int, int, int]]) -> list[date]:
    existing = []
    for day in days:
        try:
            existing.append(date(*day))
        except ValueError:  # February 29, or a year that calendars do not have
            continue
    return existing
