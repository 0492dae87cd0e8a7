"""Which time expressions of an entry tell of its day of publication, and of what kind each is.

A kind is a row of the table of lags (`lags.toml`): expressions of one kind stand at like distances from the day of
publication. A kind's name begins with its family, which tells what its lags are counted from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from feeds.timex import Language, Tense, Timex, find_timexes, language
from feeds.timex.meaning import CalendarDay, CalendarMonth, FloatingDay, Weekday, Year

SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Clue:
    """A time expression that tells of the day of publication, and its kind."""

    timex: Timex
    kind: str


def entry_clues(text: str, code: str) -> list[Clue]:
    """The clues of one entry (title, line break, paragraphs) in a language (`en`, `de-AT`), in the text's order."""
    return clues(find_timexes(text, code), text, language(code))


def clues(timexes: Iterable[Timex], text: str, words: Language | None) -> list[Clue]:
    """The clues among the expressions that were found in `text`."""
    title_end = text.find("\n") % (len(text) + 1)
    found = []
    families: set[str] = set()
    for timex in timexes:
        family = _family(timex)
        if family is None:
            continue
        is_title = timex.end <= title_end
        is_later = family in families
        if not is_title:
            families.add(family)
        manner = _weekday_manner if family == "weekday" else _manner
        found.append(Clue(timex, f"{family}-{manner(timex, text, is_title, is_later, words)}"))
    return found


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


def _manner(timex: Timex, text: str, is_title: bool, is_later: bool, words: Language | None) -> str:
    if timex.is_dateline:
        return "dateline"
    if isinstance(timex.meaning, FloatingDay) or timex.rule.startswith("holiday"):
        return "holiday"
    if is_title:
        return "title"
    return ("later-" if is_later else "") + (timex.tense or "plain")


def _weekday_manner(timex: Timex, text: str, is_title: bool, is_later: bool, words: Language | None) -> str:
    meaning = timex.meaning
    assert isinstance(meaning, Weekday)
    if meaning.direction is not None:
        return ("last", "this", "next")[meaning.direction + 1]
    tense = "future" if timex.tense is Tense.FUTURE else "past"
    if meaning.weekday >= SATURDAY:
        return f"weekend-{tense}"
    if is_later or is_title:
        return f"later-{tense}"
    if tense == "future":
        return "future"
    if meaning.time in {"NI", "EV"}:
        return "night"
    before = text[max(timex.start - 24, 0) : timex.start].split()
    if words is not None and before and before[-1].lower() in words.reporting:
        return "reported"
    if before and before[-1].lower() == "on":
        return "on"
    return "bare"
