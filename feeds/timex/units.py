"""The small vocabularies that meanings are made of: units of time, parts of a span, tenses, TIMEX3 types."""

from enum import StrEnum


class TimexType(StrEnum):
    """TIMEX3's `type`."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Tense(StrEnum):
    """Which way the clause around an expression looks."""

    PAST = "past"
    FUTURE = "future"


class Part(StrEnum):
    """Which part of a span is meant; the names are those of TIMEX3's `mod`."""

    START = "START"
    MID = "MID"
    END = "END"


class Unit(StrEnum):
    """A unit of time, finest first."""

    SECOND = "second"
    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"
    WEEKEND = "weekend"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF = "half"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"

    def is_finer_than(self, other: "Unit") -> bool:
        """Whether the unit is shorter than the other."""
        order = tuple(Unit)
        return order.index(self) < order.index(other)

    @property
    def is_within_day(self) -> bool:
        """Whether the unit is shorter than a day."""
        return self in {Unit.SECOND, Unit.MINUTE, Unit.HOUR}
