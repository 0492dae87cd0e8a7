"""Ties expressions that are counted from another (`two weeks later`, `3 p.m.`) to the one they are counted from."""

import re
from dataclasses import replace

from feeds.timex.meaning import Century, ClockTime, Decade, Duration, Recurrence, Reference, Shift
from feeds.timex.timexes import Timex

_joined = re.compile(r"[,\s(]*(?:\w{1,4}\s+){0,2}").fullmatch
"""At most two short words lie between a time of day and its day: `3 p.m. on Tuesday`, `18 Uhr am Dienstag`."""

_REACH = 250
"""How many characters back the time may be told from which another is counted."""

_NO_ANCHOR = (Reference, Duration, Recurrence, Decade, Century)


def needs_anchor(timex: Timex) -> bool:
    """Whether the expression is counted from a time that is not its own."""
    meaning = timex.meaning
    return isinstance(meaning, ClockTime) or (isinstance(meaning, Shift) and meaning.is_anaphoric)


def anchored(text: str, timexes: list[Timex]) -> list[Timex]:
    """The expressions, with anchors where needed: for a time of day the day right after it, else the time before."""
    found: list[Timex] = []
    before: Timex | None = None
    for index, timex in enumerate(timexes):
        if not needs_anchor(timex):
            found.append(timex)
            if not isinstance(timex.meaning, _NO_ANCHOR):
                before = timex
            continue
        after = timexes[index + 1] if index + 1 < len(timexes) else None
        anchor = before if before is not None and timex.start - before.end <= _REACH else None
        if after is not None and isinstance(timex.meaning, ClockTime) and _joined(text, timex.end, after.start):
            anchor = anchor if needs_anchor(after) else after
        found.append(replace(timex, anchor=anchor))
    return found
