"""What a language's folder says: its words by category, its rules, its cues of tense."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from feeds.timex.meaning import Meaning

ROLES: Mapping[str, str] = {
    "ABBRMONTH": "MONTH",
    "FULLMONTH": "MONTH",
    "SUREMONTH": "MONTH",
    "SIGNEDMONTH": "MONTH",
    "FULLWEEKDAY": "WEEKDAY",
    "DAYORD": "DAY",
    "YEARNOW": "YEAR",
    "HALFDAY": "MERIDIEM",
    "SIDENOW": "SIDE",
    "PREVIOUS": "SIDE",
    "PRIOR": "SIDE",
    "PARTNOUN": "PART",
    "YEARNEAR": "YEAR",
    "NAMEMONTH": "MONTH",
    "HOURNAME": "HOUR",
    "SAME": "SIDE",
    "SURESEASON": "SEASON",
    "UNITS": "UNIT",
    "LONGUNIT": "UNIT",
    "DAYUNIT": "UNIT",
    "HALFUNIT": "UNIT",
    "QUARTERUNIT": "UNIT",
    "UNITLONG": "UNIT",
    "YEARUNIT": "UNIT",
    "TONIGHT": "DAYPART",
    "MIDUNIT": "UNIT",
    "WEEKENDUNIT": "UNIT",
    "DECADENAME": "DECADE",
    "DECADE2": "DECADE",
}
"""Categories that patterns tell apart and readings do not: what they are read as."""


class Found:
    """The words of one match, by category (by its role, see `ROLES`), with their values, in the order of the rule."""

    __slots__ = ("_values",)

    def __init__(self, values: Mapping[str, list[Any]]) -> None:
        self._values = values

    def __contains__(self, category: str) -> bool:
        return category in self._values

    def __getitem__(self, category: str) -> Any:  # noqa: ANN401 -- a category has one type of value, known to the rule
        return self._values[category][0]

    def get(self, category: str) -> Any:  # noqa: ANN401 -- as above
        """The value of the first word of this category, or None."""
        values = self._values.get(category)
        return values[0] if values else None

    def every(self, category: str) -> list[Any]:
        """The values of all words of this category."""
        return self._values.get(category, [])


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One row of a grammar.

    `name` is what `Timex.rule` says; `example` is a text of which the rule reads the part in square brackets;
    `pattern` is written in the notation of `feeds.timex.grammar`; `read` gives the meaning of a match, or None
    where the words turn out not to be a time. `may_touch`: a hyphen may join the match to other figures.
    `may_be_name`: beside another capitalised word it is a name.
    """

    name: str
    example: str
    pattern: str
    read: Callable[[Found], Meaning | None]
    may_touch: bool = False
    may_be_name: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Language:
    """A language's tables. All words are given in lower case, unless they are only meant when capitalised.

    `words` maps a category to its words and their values; `macros` name parts of patterns.
    `future`, `past` and `reporting` are cues of tense: words and phrases that stand before an expression.
    `past_endings` and `future_endings` make a word a past or future form, in a language that has such endings.
    A participle after one of the `auxiliaries` (`is expected`) shows no past. `bylines` lead
    to a text's own date (`Posted on`). `dotted` words keep the full stop after
    them in an expression's text (`p.m.`). `day_first` says whether `03/04/2022` is 3 April.
    `complementizers` open a clause with a tense of its own (`that`). `unmarked` words only look as if they had such an
    ending (`hundred`). `leads` are words right after which a day lies ahead.
    A text without blanks between its words is cut at the words of the tables; `compounds` are longer words that hold
    one of them and mean something else. Only a language written without blanks has compounds.
    """

    code: str
    words: Mapping[str, Mapping[str, Any]]
    rules: tuple[Rule, ...]
    macros: Mapping[str, str] = field(default_factory=dict)
    future: frozenset[str] = frozenset()
    past: frozenset[str] = frozenset()
    reporting: frozenset[str] = frozenset()
    past_endings: tuple[str, ...] = ()
    future_endings: tuple[str, ...] = ()
    bylines: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    dotted: frozenset[str] = frozenset()
    day_first: bool = True
    compounds: frozenset[str] = frozenset()
    complementizers: frozenset[str] = frozenset()
    unmarked: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()

    @property
    def months(self) -> Mapping[str, int]:
        """The names of months, from 1."""
        return self.words.get("MONTH", {})

    @property
    def weekdays(self) -> Mapping[str, int]:
        """The names of weekdays, from Monday 0."""
        return self.words.get("WEEKDAY", {})
