"""Finds the time expressions of a text: one pass over its words, rules tried only where one may begin."""

import re
from itertools import repeat

from feeds.timex.anchors import anchored, needs_anchor
from feeds.timex.context import is_dateline, tense_around
from feeds.timex.grammar import OTHER, Grammar
from feeds.timex.language import Rule
from feeds.timex.languages import grammar
from feeds.timex.meaning import CalendarDay, Duration, Recurrence, Reference
from feeds.timex.timexes import Timex

_split = re.compile(r"(\W+)").split
_split_east_asian = re.compile(
    r"(\W+|(?<=[0-9])(?=[\u4e00-\u9fff\uac00-\ud7a3])|(?<=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3])(?=[0-9])"
    r"|(?<=[\u5e74\u6708\u65e5\u53f7\u865f\ub144\uc6d4\uc77c])(?=[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]))"
).split
"""Also parts figures from letters of East Asia, and the signs of year, month and day from the letters after them."""

_EAST_ASIAN_MONTHS = ("\u6708", "\uc6d4")
_bound_before = re.compile(r"(?:[.@#&$\u00a3\u20ac=+*%~^\\]|\w['\u2019]|\d,)\Z").search
_bound_after = re.compile(r"[%\u00b0\u2030]|[@&=+*\\]\w|\.[a-z\d]|/\d").match
_joined_after = re.compile(r"-\w").match
_JOINING = ("-", "/")
_APOSTROPHES = ("'", "\u2019", "\u2018")
_TENSELESS = (Reference, Duration, Recurrence)

_Match = tuple[Rule, int, int]
"""A rule, and the first and the last part of the text that it matches, both of them words."""


def find_timexes(text: str, language: str) -> list[Timex]:
    """The time expressions of a text in a language (`en`, `en-GB`), in order, none overlapping another.

    Offsets count characters of `text`. Of a language without tables, only dates in figures are found.
    """
    rules = grammar(language)
    # A title's line ends its sentence; other single line breaks may be wrapped lines.
    split = rules.split or (_split_east_asian if any(month in text for month in _EAST_ASIAN_MONTHS) else _split)
    parts = split(text.replace("\n", "\x00", 1))
    characters = "".join(map(rules.character_of.get, parts, repeat(OTHER)))
    matches = _scan(rules, characters)
    return _timexes(text, rules, parts, characters, matches) if matches else []


def _scan(rules: Grammar, characters: str) -> list[_Match]:
    """The first rule that matches at each place where one may begin, from left to right."""
    matches = []
    end = 0
    pairs, scanners = rules.pairs, rules.scanners
    for start in rules.starts(characters):
        position = start.start()
        if position < end:
            continue
        first = start[0]
        seconds = pairs[first]
        if seconds is not None and characters[position + 2 : position + 3] not in seconds:
            continue
        scanner = scanners.get(first) or rules.scanner(first)
        match = scanner.pattern.match(characters, position)
        if match is not None and match.lastindex is not None:
            end = match.end()
            last = end - 1 - (end - 1 - position) % 2
            matches.append((scanner.rules[match.lastindex - 1], position, last))
    return matches


def _timexes(text: str, rules: Grammar, parts: list[str], characters: str, matches: list[_Match]) -> list[Timex]:
    """The matches that stand free in the text and mean something."""
    timexes: list[Timex] = []
    is_anchor_needed = False
    start = done = 0
    for match in matches:
        rule, first, last = match
        start += len("".join(parts[done:first]))
        done = first
        end = start + len("".join(parts[first : last + 1]))
        if not (rule.may_touch or _stands_free(text, start, end)):
            continue
        if rule.may_be_name and last + 2 < len(parts) and parts[last + 2].istitle():
            continue
        timex = _timex(text, rules, parts, match, (start, end, characters))
        if timex is not None:
            timexes.append(timex)
            is_anchor_needed = is_anchor_needed or needs_anchor(timex)
    return anchored(text, timexes) if is_anchor_needed else timexes


def _timex(text: str, rules: Grammar, parts: list[str], match: _Match, place: tuple[int, int, str]) -> Timex | None:
    """The expression of a match at `place` (start, end, the characters of the parts); None if it means no time."""
    rule, first, last = match
    start, end, characters = place
    meaning = rule.read(rules.found(rule, characters, parts, first))
    if meaning is None:
        return None
    is_dated = isinstance(meaning, CalendarDay) and is_dateline(rules.cues, text, start, end)
    tense = None if isinstance(meaning, _TENSELESS) else tense_around(rules.cues, parts, first, last)
    if start and text[start].isdecimal() and text[start - 1] in _APOSTROPHES:
        start -= 1  # '98
    if text[end : end + 1] == "." and parts[last] in rules.language.dotted:
        end += 1
    return Timex(text[start:end], start, end, rule.name, meaning, tense, is_dated)


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether the span is not part of a longer token: a price, an address, a name such as `Monday.com`."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    if text[start].isdecimal():
        return not (_bound_before(before) or before[-1:] in _JOINING or _bound_after(after) or _joined_after(after))
    return not (_bound_before(before) or _bound_after(after))
