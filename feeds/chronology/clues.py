"""Which time expressions of an entry tell of its day of publication, and of what kind each is.

A kind is a row of the table of lags (`lags.toml`): expressions of one kind stand at like distances from the day of
publication. A kind's name begins with its family, which tells what its lags are counted from.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from feeds.timex import Language, Tense, Timex, find_timexes, language
from feeds.timex.meaning import CalendarDay, CalendarMonth, FloatingDay, Meaning, RelativeDay, Weekday, Year

SATURDAY = 5

RANGE_GAP = 6
"""Characters within which a second day is the end of a range (`May 11-12`, `8 to 14 July`) and tells nothing new."""


@dataclass(frozen=True, slots=True)
class Clue:
    """A time expression that tells of the day of publication, and its kind."""

    timex: Timex
    kind: str


@dataclass(frozen=True, slots=True)
class _Context:
    """What stands around a clue: it is in the title, a like one was met in the body, or `today` was said before."""

    in_title: bool
    is_later: bool
    is_beside_today: bool


def entry_clues(text: str, code: str) -> list[Clue]:
    """The clues of one entry (title, line break, paragraphs) in a language (`en`, `de-AT`), in the text's order."""
    return list(clues(find_timexes(text, code), text, language(code)))


def clues(timexes: Iterable[Timex], text: str, words: Language | None) -> Iterator[Clue]:
    """The clues among the expressions that were found in `text`; what is named again counts once."""
    title_end = text.find("\n") % (len(text) + 1)
    met: set[str | Meaning] = set()
    today = False
    previous_end = -RANGE_GAP
    for timex in timexes:
        today = today or timex.meaning == RelativeDay(0)
        family = _family(timex)
        if family is None or timex.meaning in met:
            continue
        in_title = timex.end <= title_end
        is_range_end = family == "day" and timex.start - previous_end < RANGE_GAP
        if not is_range_end:
            manner = _weekday_manner if family == "weekday" else _manner
            context = _Context(in_title, family in met, today)
            yield Clue(timex, f"{family}-{manner(timex, context, text, words)}")
        met.add(timex.meaning)
        if not in_title:
            met.add(family)
        previous_end = timex.end if family == "day" else previous_end


def _family(timex: Timex) -> str | None:
    match timex.meaning:
        case Weekday():
            return "weekday"
        case CalendarDay() | FloatingDay():
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
    if not any(map(str.isdigit, timex.text)) and not isinstance(timex.meaning, CalendarMonth):
        return "named"
    if context.in_title:
        return "title"
    tense = timex.tense or "plain"
    if isinstance(timex.meaning, CalendarMonth | Year):
        return tense
    beside = "beside-" if context.is_beside_today else ""
    return ("later-" if context.is_later else beside) + tense


def _weekday_manner(timex: Timex, context: _Context, text: str, words: Language | None) -> str:
    """`direct` manners name the day as its listing does; the others tell how the day relates to the clause."""
    meaning = timex.meaning
    tense = "future" if timex.tense is Tense.FUTURE else "past"
    if not isinstance(meaning, Weekday) or meaning.direction is not None:
        return ("last", "this", "next")[getattr(meaning, "direction", 0) + 1]
    if context.is_beside_today:
        return f"beside-{tense}"
    if meaning.weekday >= SATURDAY:
        return f"weekend-{tense}"
    if context.is_later or context.in_title:
        return f"later-{tense}"
    if tense == "future":
        return "future"
    if meaning.time in {"NI", "EV"}:
        return "night"
    return _preposition(text[max(timex.start - 24, 0) : timex.start].split(), words)


def _preposition(before: list[str], words: Language | None) -> str:
    word = before[-1].lower() if before else ""
    if words is not None and word in words.reporting:
        return "reported"
    return "on" if word == "on" else "bare"
