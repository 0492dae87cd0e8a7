"""Meanings that name one day, or a time within it."""

from dataclasses import dataclass, field
from datetime import date
from typing import ClassVar

from feeds.timex import calendar_arithmetic as arithmetic
from feeds.timex.units import Tense, TimexType, Unit


@dataclass(frozen=True, slots=True)
class _DayMeaning:
    """A meaning that names one day, or a time within it.

    `time` is what follows the `T` of a TIMEX3 value: a clock time (`15:30`) or a part of the day (`MO`, `AF`,
    `EV`, `NI`, `MI` for midday, `DT` for daytime); None for the day as a whole.
    """

    time: str | None = field(default=None, kw_only=True)

    granularity: ClassVar[Unit] = Unit.DAY

    @property
    def type(self) -> TimexType:
        """TIME with a time of day, DATE without."""
        return TimexType.TIME if self.time else TimexType.DATE

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        return self._timed(self._unresolved())

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:
        """The day meant by someone who speaks on the day `reference`; None if there is no such day."""
        raise NotImplementedError

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The TIMEX3 value for someone who speaks on the day `reference`."""
        day = self.day_for(reference, tense)
        return self.value if day is None else self._timed(day.isoformat())

    def _unresolved(self) -> str:
        return "XXXX-XX-XX"

    def _timed(self, day: str) -> str:
        return f"{day}T{self.time}" if self.time else day


@dataclass(frozen=True, slots=True)
class CalendarDay(_DayMeaning):
    """`October 13`, `Thursday, Oct. 13, 2022`; `weekday` counts from Monday 0."""

    month: int
    day: int
    year: int | None = None
    weekday: int | None = None

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:
        """The day itself, or without a year the nearest such day that falls on the weekday named, if one is."""
        if self.year is not None:
            return arithmetic.day_of(self.year, self.month, self.day)
        return arithmetic.nearest_day(self.month, self.day, self.weekday, reference, tense)

    def _unresolved(self) -> str:
        return f"{'XXXX' if self.year is None else f'{self.year:04}'}-{self.month:02}-{self.day:02}"


@dataclass(frozen=True, slots=True)
class FloatingDay(_DayMeaning):
    """The `nth` `weekday` of `month` (`Thanksgiving`: the 4th Thursday of November); `nth` -1 is the last."""

    month: int
    weekday: int
    nth: int
    year: int | None = None

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:
        """The day in its year, or without one the nearest to the reference."""
        years = [self.year] if self.year is not None else [reference.year + shift for shift in (-1, 0, 1)]
        days = [arithmetic.nth_weekday(year, self.month, self.weekday, self.nth) for year in years]
        return arithmetic.nearest_of(days, reference, tense)

    def _unresolved(self) -> str:
        return f"{'XXXX' if self.year is None else f'{self.year:04}'}-{self.month:02}-XX"


@dataclass(frozen=True, slots=True)
class EasterDay(_DayMeaning):
    """A day that moves with the western Easter Sunday: `Easter` (offset 0), `Good Friday` (-2)."""

    offset: int
    year: int | None = None

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:
        """The day in its year, or without one the nearest to the reference."""
        years = [self.year] if self.year is not None else [reference.year + shift for shift in (-1, 0, 1)]
        sundays = [arithmetic.easter_sunday(year) for year in years]
        days = [arithmetic.shift_days(sunday, self.offset) for sunday in sundays if sunday is not None]
        return arithmetic.nearest_of(days, reference, tense)

    def _unresolved(self) -> str:
        return f"{'XXXX' if self.year is None else f'{self.year:04}'}-XX-XX"


@dataclass(frozen=True, slots=True)
class Weekday(_DayMeaning):
    """`Thursday` (direction None), `last Thursday` (-1), `this Thursday` (0), `next Thursday` (+1); Monday is 0.

    With `by_week` it is the Thursday of the week before, of this one or of the one after (`Thursday of last week`,
    `上周四`). `month_day` is that of `Thursday the 12th`.
    """

    weekday: int
    direction: int | None = None
    by_week: bool = False
    month_day: int | None = None

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:
        """A bare weekday is the last one up to the reference, unless the future tense governs it."""
        if self.month_day is not None:
            return arithmetic.nearest_weekday_and_day(self.weekday, self.month_day, reference)
        return arithmetic.shift_days(reference, self._days_ahead(reference.weekday(), tense))

    def _days_ahead(self, today: int, tense: Tense | None) -> int:
        """How many days after the reference, which is the weekday `today`, the day lies."""
        if self.by_week:
            return self.weekday - today + 7 * (self.direction or 0)
        ahead = (self.weekday - today) % 7
        if self.direction == 1:
            return ahead or 7
        if self.direction == -1:
            return ahead - 7
        is_past = tense is not Tense.FUTURE if self.direction is None else tense is Tense.PAST
        return ahead - 7 if is_past and ahead else ahead

    def _unresolved(self) -> str:
        return f"XXXX-WXX-{self.weekday + 1}"


@dataclass(frozen=True, slots=True)
class DayOfMonth(_DayMeaning):
    """`the 13th` of a month that is not named, or (`month_offset`) of the month of writing, the last or the next."""

    day: int
    month_offset: int | None = None

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:
        """The day in its month; where none is told, the nearest such day."""
        offsets = (-1, 0, 1) if self.month_offset is None else (self.month_offset,)
        firsts = (arithmetic.shift_months(reference.replace(day=1), offset) for offset in offsets)
        days = (first and arithmetic.day_of(first.year, first.month, self.day) for first in firsts)
        return arithmetic.nearest_of(days, reference, tense)

    def _unresolved(self) -> str:
        return f"XXXX-XX-{self.day:02}"


@dataclass(frozen=True, slots=True)
class RelativeDay(_DayMeaning):
    """`today`, `tonight` (offset 0), `yesterday` (-1), `tomorrow` (+1), `the day after tomorrow` (+2)."""

    offset: int

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:  # noqa: ARG002 -- the tense is told by the word
        """The reference moved by the offset."""
        return arithmetic.shift_days(reference, self.offset)


@dataclass(frozen=True, slots=True)
class ClockTime(_DayMeaning):
    """`3 p.m.`, `noon`, `the morning`: a time of a day that is not named; taken as the reference day."""

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:  # noqa: ARG002 -- no day to choose
        """The reference."""
        return reference

    def resolve_from(self, start: date, granularity: Unit) -> str:
        """The value on the day told beside it."""
        return self._timed(start.isoformat()) if granularity is Unit.DAY else self.value
