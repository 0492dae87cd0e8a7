"""Meanings that name a span of time, a distance in time, a length of time, or a vague point."""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import ClassVar

from feeds.timex import calendar_arithmetic as arithmetic
from feeds.timex.day_meanings import CalendarDay
from feeds.timex.units import Part, Tense, TimexType, Unit

_SATURDAY = 5
_KEPT = {Unit.WEEK: {Unit.DAY}, Unit.YEAR: {Unit.MONTH, Unit.QUARTER, Unit.SEASON, Unit.HALF}}
"""The finer granularities that counting in a unit keeps: a year before a quarter is a quarter."""


class ReferenceKind(StrEnum):
    """TIMEX3's three vague points in time."""

    PRESENT = "PRESENT_REF"
    PAST = "PAST_REF"
    FUTURE = "FUTURE_REF"


class _Settled:
    """A meaning that no reference day changes."""

    __slots__ = ()

    @property
    def value(self) -> str:
        """The TIMEX3 value."""
        raise NotImplementedError

    def resolve(self, reference: date, tense: Tense | None = None) -> str:  # noqa: ARG002 -- that is the point
        """The value, whatever the reference."""
        return self.value


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """`October`, `early October 2022`, `last October` (direction -1), `this October` (0), `next October` (+1)."""

    month: int
    year: int | None = None
    part: Part | None = None
    direction: int | None = None

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.MONTH

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        return f"{'XXXX' if self.year is None else f'{self.year:04}'}-{self.month:02}"

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The value for someone who speaks on the day `reference`."""
        year = self.year
        if year is None:
            year = arithmetic.nearest_cycle(self.month, 12, reference.year, reference.month, self.direction, tense)
        return f"{year:04}-{self.month:02}"


@dataclass(frozen=True, slots=True)
class Season:
    """`summer`, `last summer`, `the winter of 2010`; `season` is `SP`, `SU`, `FA` or `WI` (north of the equator)."""

    season: str
    year: int | None = None
    part: Part | None = None
    direction: int | None = None

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.SEASON

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        return f"{'XXXX' if self.year is None else f'{self.year:04}'}-{self.season}"

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The value for someone who speaks on the day `reference`. A winter bears the year of its December."""
        year = self.year
        if year is None:
            index = ("SP", "SU", "FA", "WI").index(self.season) + 1
            months = reference.year * 12 + reference.month - 3
            current_year, current = months // 12, months % 12 // 3 + 1
            year = arithmetic.nearest_cycle(index, 4, current_year, current, self.direction, tense)
        return f"{year:04}-{self.season}"


@dataclass(frozen=True, slots=True)
class Quarter:
    """`the third quarter`, `fiscal 1989's fourth quarter`, `next year's first quarter` (`year_offset` +1)."""

    quarter: int
    year: int | None = None
    year_offset: int | None = None
    part: Part | None = None

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.QUARTER

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        return f"{'XXXX' if self.year is None else f'{self.year:04}'}-Q{self.quarter}"

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The value for someone who speaks on the day `reference`."""
        current = (reference.month - 1) // 3 + 1
        year = arithmetic.cycle_year(self.year, self.year_offset, (self.quarter, 4, current), reference, tense)
        return f"{year:04}-Q{self.quarter}"


@dataclass(frozen=True, slots=True)
class Half:
    """`the first half of 1989`, `the second half`."""

    half: int
    year: int | None = None
    year_offset: int | None = None
    part: Part | None = None

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.HALF

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        return f"{'XXXX' if self.year is None else f'{self.year:04}'}-H{self.half}"

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The value for someone who speaks on the day `reference`."""
        current = (reference.month - 1) // 6 + 1
        year = arithmetic.cycle_year(self.year, self.year_offset, (self.half, 2, current), reference, tense)
        return f"{year:04}-H{self.half}"


@dataclass(frozen=True, slots=True)
class CalendarWeek(_Settled):
    """`2022-W41`: a week by its ISO 8601 number."""

    year: int
    week: int

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.WEEK

    @property
    def value(self) -> str:
        """The value, which needs no reference."""
        return f"{self.year:04}-W{self.week:02}"


@dataclass(frozen=True, slots=True)
class Year(_Settled):
    """`2019`, `early 2019`, `fiscal 1990`."""

    year: int
    part: Part | None = None

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.YEAR

    @property
    def value(self) -> str:
        """The value, which needs no reference."""
        return f"{self.year:04}"


@dataclass(frozen=True, slots=True)
class Decade(_Settled):
    """`the 1990s`, `the '80s`; `first_year` is 1990, 1980. Without a century (`the eighties`) it is the last one."""

    first_year: int
    part: Part | None = None

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.DECADE

    @property
    def value(self) -> str:
        """The value, which needs no reference."""
        return f"{self.first_year // 10:03}"


@dataclass(frozen=True, slots=True)
class Century(_Settled):
    """`the 19th century`: `century` is 19."""

    century: int
    part: Part | None = None

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.CENTURY

    @property
    def value(self) -> str:
        """The value, which needs no reference: TIMEX3 writes the first two digits of its years."""
        return f"{self.century - 1:02}"


@dataclass(frozen=True, slots=True)
class RelativeUnit:
    """`this week` (offset 0), `last month` (-1), `next year` (+1), `early this week` (part START)."""

    unit: Unit
    offset: int
    part: Part | None = None

    type: ClassVar[TimexType] = TimexType.DATE

    @property
    def granularity(self) -> Unit:
        """The unit."""
        return self.unit

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        return arithmetic.UNKNOWN_SPAN[self.unit]

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The value for someone who speaks on the day `reference`."""
        offset = self.offset
        if self.unit is Unit.WEEKEND and offset == 0 and tense is Tense.PAST and reference.weekday() < _SATURDAY:
            offset = -1  # "over the weekend", told on a working day
        return arithmetic.span_value(reference, self.unit, offset)


@dataclass(frozen=True, slots=True)
class InRelativeYear:
    """`October 13 of last year` (`year_offset` -1): a part of a year that is counted from the one of writing."""

    part: CalendarDay | CalendarMonth | Season
    year_offset: int

    @property
    def type(self) -> TimexType:
        """That of the part."""
        return self.part.type

    @property
    def granularity(self) -> Unit:
        """That of the part."""
        return self.part.granularity

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        return self.part.value

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The value for someone who speaks on the day `reference`."""
        return replace(self.part, year=reference.year + self.year_offset).resolve(reference, tense)


@dataclass(frozen=True, slots=True)
class Shift:
    """`three days ago` (count 3, direction -1), `in five days` (+1), `a few days ago` (count None).

    `is_anaphoric`: counted from a time told elsewhere in the text (`two weeks later`), not from its writing.
    """

    count: float | None
    unit: Unit
    direction: int
    is_anaphoric: bool = False
    time: str | None = None

    @property
    def type(self) -> TimexType:
        """TIME for hours and less, or with a time of day; else DATE."""
        return TimexType.TIME if self.time or self.unit.is_within_day else TimexType.DATE

    @property
    def granularity(self) -> Unit:
        """The unit that is counted: `two weeks ago` names a week."""
        return self.unit

    @property
    def value(self) -> str:
        """The value as far as it is known without a reference day."""
        if self.count is None:
            return ReferenceKind.PAST if self.direction < 0 else ReferenceKind.FUTURE
        return arithmetic.UNKNOWN_SPAN[self.unit]

    def day_for(self, reference: date, tense: Tense | None = None) -> date | None:  # noqa: ARG002 -- the word tells the side
        """The day for a count of days, the day that many weeks, months or years off otherwise; None if vague."""
        if self.count is None or self.unit.is_within_day:
            return None
        return arithmetic.shifted_day(reference, self.unit, self.count * self.direction)

    def resolve(self, reference: date, tense: Tense | None = None) -> str:
        """The value for someone who speaks on the day `reference`."""
        if self.count is None:
            return self.value
        if self.unit.is_within_day:
            return f"{reference.isoformat()}TXX:XX"
        day = self.day_for(reference, tense)
        if day is None:
            return self.value
        unit = self.unit if self.count == int(self.count) else arithmetic.FINER[self.unit]
        value = arithmetic.span_value(day, unit, 0)
        return f"{value}T{self.time}" if self.time else value

    def resolve_from(self, start: date, granularity: Unit) -> str:
        """The value counted from the first day of a span of this granularity."""
        day = self.day_for(start)
        if day is None:
            return self.resolve(start)
        unit = granularity if granularity in _KEPT.get(self.unit, ()) else self.unit
        value = arithmetic.span_value(day, unit, 0)
        return f"{value}T{self.time}" if self.time else value


@dataclass(frozen=True, slots=True)
class Reference(_Settled):
    """`now`, `recently`, `in the future`: a vague point on one side of the writing."""

    kind: ReferenceKind

    type: ClassVar[TimexType] = TimexType.DATE
    granularity: ClassVar[Unit] = Unit.DAY

    @property
    def value(self) -> str:
        """`PRESENT_REF`, `PAST_REF` or `FUTURE_REF`."""
        return self.kind.value


@dataclass(frozen=True, slots=True)
class Duration(_Settled):
    """`three years`, `two-week`, `several months` (count None). Dates nothing."""

    count: float | None
    unit: Unit

    type: ClassVar[TimexType] = TimexType.DURATION

    @property
    def granularity(self) -> Unit:
        """The unit that is counted."""
        return self.unit

    @property
    def value(self) -> str:
        """`P3Y`, `PT2H`, `PXM`."""
        return arithmetic.period(self.count, self.unit)


@dataclass(frozen=True, slots=True)
class Recurrence:
    """`every Tuesday`, `daily`, `twice a week`: a TIMEX3 SET. Dates nothing."""

    value: str
    unit: Unit

    type: ClassVar[TimexType] = TimexType.SET

    @property
    def granularity(self) -> Unit:
        """The unit in which it recurs."""
        return self.unit

    def resolve(self, reference: date, tense: Tense | None = None) -> str:  # noqa: ARG002 -- it recurs
        """The value, whatever the reference."""
        return self.value
