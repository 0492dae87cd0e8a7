"""What a time expression means, before and after a reference day is known.

Every meaning is a frozen dataclass with

- `type`, its TIMEX3 type, and `granularity`, the unit of time that it names;
- `value`, its TIMEX3 value as far as the words alone tell it (`XXXX-10-13`, `XXXX-WXX-4`, `P3D`);
- `resolve(reference, tense=None)`, its TIMEX3 value for someone who writes on the day `reference`.

Meanings that name a day, and `Shift`, also have `day_for(reference, tense=None)`, that day or None.
A missing year or week is the nearest one to the reference, unless `direction` or the tense decides.
Values follow TimeML's TIMEX3: https://timeml.github.io/site/publications/timeMLdocs/timeml_1.2.1.html
"""

from typing import TypeAlias

from feeds.timex.day_meanings import CalendarDay, ClockTime, DayOfMonth, EasterDay, FloatingDay, RelativeDay, Weekday
from feeds.timex.span_meanings import (
    CalendarMonth,
    CalendarWeek,
    Century,
    Decade,
    Duration,
    Half,
    InRelativeYear,
    Quarter,
    Recurrence,
    Reference,
    ReferenceKind,
    RelativeUnit,
    Season,
    Shift,
    Year,
)
from feeds.timex.units import Part, Tense, TimexType, Unit

DayMeaning: TypeAlias = CalendarDay | FloatingDay | EasterDay | DayOfMonth | Weekday | RelativeDay | ClockTime
"""The meanings that name one day."""

SpanMeaning: TypeAlias = CalendarMonth | Season | Quarter | Half | CalendarWeek | Year | Decade | Century | RelativeUnit
"""The meanings that name a longer span."""

Meaning: TypeAlias = DayMeaning | SpanMeaning | InRelativeYear | Shift | Reference | Duration | Recurrence
"""Everything that an expression may mean."""

__all__ = [
    "CalendarDay",
    "CalendarMonth",
    "CalendarWeek",
    "Century",
    "ClockTime",
    "DayMeaning",
    "DayOfMonth",
    "Decade",
    "Duration",
    "EasterDay",
    "FloatingDay",
    "Half",
    "InRelativeYear",
    "Meaning",
    "Part",
    "Quarter",
    "Recurrence",
    "Reference",
    "ReferenceKind",
    "RelativeDay",
    "RelativeUnit",
    "Season",
    "Shift",
    "SpanMeaning",
    "Tense",
    "TimexType",
    "Unit",
    "Weekday",
    "Year",
]
