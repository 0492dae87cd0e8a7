"""Which time expressions of an entry tell of its day of publication, and of what kind each is.

A kind is a row of the table of lags (`lags.toml`): expressions of one kind stand at like distances from the day of
publication. A kind's name begins with its family, which tells what its lags are counted from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feeds.timex import Language, Tense, Timex, Unit, find_timexes, language
from feeds.timex.meaning import (
    CalendarDay,
    CalendarMonth,
    DayOfMonth,
    EasterDay,
    FloatingDay,
    Meaning,
    RelativeDay,
    Shift,
    Weekday,
    Year,
)

SATURDAY = 5

RANGE_GAP = 6
"""Characters within which a second day is the end of a range (`May 11-12`, `8 to 14 July`) and tells nothing new."""


APPOSITION = frozenset({"", "is", "on", "ist", "am", "est", "le", "es", "el"})
"""What may stand between two names of the same day, commas and brackets aside: `tomorrow is the 17th of May`."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A time expression that tells of the day of publication, and its kind.

    `offset` is how many days after the publication the expression lies, where the text itself says so.
    """

    timex: Timex
    kind: str
    offset: int = 0


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a clue: it is in the title, or in the body after a like one or after `today`."""

    in_title: bool
    is_later: bool


def entry_clues(text: str, code: str) -> list[Clue]:
    """The clues of one entry (title, line break, paragraphs) in a language (`en`, `de-AT`), in the text's order."""
    return list(clues(find_timexes(text, code), text, language(code)))


def clues(timexes: Iterable[Timex], text: str, words: Language | None) -> Iterator[Clue]:
    """The clues among the expressions that were found in `text`; what is named again counts once."""
    title_end = text.find("\n") % (len(text) + 1)
    met: set[str | Meaning] = set()
    today = False
    before: Timex | None = None
    for timex in timexes:
        today = today or timex.meaning == RelativeDay(0)
        family = _family(timex)
        if family is not None and timex.meaning not in met:
            context = _Context(timex.end <= title_end, today or family in met)
            gap = text[before.end : timex.start] if before else None
            offset = _offset(before, gap, family)
            if offset is not None:
                yield Clue(timex, f"{family}-equated", offset)
            elif not _is_range_end(before, gap, family):
                manner = _weekday_manner if family == "weekday" else _manner
                yield Clue(timex, f"{family}-{manner(timex, context, text, words)}")
            met.add(timex.meaning)
            if not context.in_title:
                met.add(family)
        before = timex


def _offset(before: Timex | None, gap: str | None, family: str) -> int | None:
    """How many days after the publication a day lies that the words before name as well (`tomorrow, Friday`)."""
    if (
        before is None
        or gap is None
        or family not in {"day", "weekday"}
        or gap.strip(" ,(:\u2013\u2014-") not in APPOSITION
    ):
        return None
    match before.meaning:
        case RelativeDay(offset=offset):
            return offset
        case Shift(count=count, unit=Unit.DAY, direction=direction, is_anaphoric=False) if count:
            return round(count) * direction
        case _:
            return None


def _is_range_end(before: Timex | None, gap: str | None, family: str) -> bool:
    """Whether a day ends a range that the one before begins: it tells nothing new."""
    return (
        family == "day" and before is not None and gap is not None and len(gap) < RANGE_GAP and _family(before) == "day"
    )


def _family(timex: Timex) -> str | None:
    match timex.meaning:
        case Weekday():
            return "weekday"
        case CalendarDay() | FloatingDay() | EasterDay() | DayOfMonth():
            return "day"
        case CalendarMonth():
            return "month"
        case Year():
            return "year"
        case _:
            return None


def _manner(timex: Timex, context: _Context, _text: str, _words: Language | None) -> str:
    if timex.is_dateline:
        return "dateline"
    if not any(map(str.isnumeric, timex.text)) and not isinstance(timex.meaning, CalendarMonth):
        return "named"
    if context.in_title:
        return "title"
    tense = timex.tense or "plain"
    if isinstance(timex.meaning, CalendarMonth | Year):
        return tense
    return ("later-" if context.is_later else "") + tense


def _weekday_manner(timex: Timex, context: _Context, text: str, words: Language | None) -> str:
    meaning = timex.meaning
    tense = "future" if timex.tense is Tense.FUTURE else "past"
    match meaning:
        case Weekday(direction=int(direction)):
            return ("last", "this", "next")[direction + 1]
        case Weekday(weekday=weekday) if weekday >= SATURDAY and not context.is_later:
            return f"weekend-{tense}"
        case _ if context.is_later or context.in_title:
            return f"later-{tense}"
        case _ if tense == "future":
            return "future"
        case Weekday(time="NI" | "EV"):
            return "night"
        case _:
            return _preposition(text[max(timex.start - 24, 0) : timex.start].split(), words)


def _preposition(before: list[str], words: Language | None) -> str:
    word = before[-1].lower() if before else ""
    if words is not None and word in words.reporting:
        return "reported"
    return "on" if word == "on" else "bare"
