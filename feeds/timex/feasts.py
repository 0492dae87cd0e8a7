"""Rules for days and months that go by a name: feasts, and what the world observes. The names are the languages'."""

import re
from collections.abc import Callable

from feeds.timex.language import Found, Rule
from feeds.timex.meaning import CalendarMonth, FloatingDay, Meaning
from feeds.timex.readings import clock, easter, fixed_day, year_of


def on_date(example: str, month: int, day: int, pattern: str = "") -> Rule:
    """A day with a fixed date. What the brackets of the example hold is its name and, unless given, its pattern."""
    return _feast(example, pattern, fixed_day(month, day))


def on_weekday(example: str, month: int, weekday: int, nth: int, pattern: str = "") -> Rule:
    """A day on the `nth` weekday (Monday is 0) of a month; `nth` -1 is the last."""
    return _feast(example, pattern, lambda found: FloatingDay(month, weekday, nth, year_of(found), time=clock(found)))


def beside_easter(example: str, offset: int, pattern: str = "") -> Rule:
    """A day that lies `offset` days after Easter Sunday."""
    return _feast(example, pattern, easter(offset))


def in_month(example: str, month: int, pattern: str = "") -> Rule:
    """A month that is given to something."""
    return _feast(example, pattern, lambda found: CalendarMonth(month, year_of(found)))


def _feast(example: str, pattern: str, read: Callable[[Found], Meaning | None]) -> Rule:
    name = example[example.index("[") + 1 : example.index("]")].lower()
    return Rule(re.sub(r"\W+", "-", name.replace("'", "")), example, f"({pattern or name})(( |,)YEARNOW)?", read)
