"""The time expression as it stands in a text."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from feeds.timex.calendar_arithmetic import first_day
from feeds.timex.meaning import ClockTime, Meaning, Shift
from feeds.timex.units import Tense, TimexType


class Resolved(NamedTuple):
    """A TIMEX3's type and value."""

    type: TimexType
    value: str


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression: `text` is `whole[start:end]` of the text in which it was found.

    `rule` names the grammar's rule that read it. `tense` is that of the clause around it, where one shows.
    `is_dateline` says that it stands where texts state their own date (`WASHINGTON, Oct. 13 (Reuters) -`).
    `anchor` is the expression from which it is counted (`two weeks later`) or whose day it is a time of (`3 p.m.`).
    """

    text: str
    start: int
    end: int
    rule: str
    meaning: Meaning
    tense: Tense | None = None
    is_dateline: bool = False
    anchor: "Timex | None" = None

    @property
    def value(self) -> str:
        """The TIMEX3 value as far as the words alone tell it: `XXXX-10-13`, `XXXX-WXX-4`, `2022-10-13`, `P3D`."""
        return self.meaning.value

    def resolve(self, reference: date) -> Resolved:
        """Type and value for a text that was written on the day `reference`."""
        meaning = self.meaning
        if self.anchor is not None and isinstance(meaning, Shift | ClockTime):
            start = first_day(self.anchor.resolve(reference).value)
            granularity = self.anchor.meaning.granularity
            # "a month earlier" is not counted from a year.
            if start is not None and not meaning.granularity.is_finer_than(granularity):
                return Resolved(meaning.type, meaning.resolve_from(start, granularity))
        return Resolved(meaning.type, meaning.resolve(reference, self.tense))
