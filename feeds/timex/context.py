"""What stands around an expression: the tense of its clause, and whether it is a dateline."""

import re
from collections.abc import Iterable

from feeds.timex.language import Language
from feeds.timex.units import Tense

_REACH = 18
"""In how many words on either side the governing verb is looked for."""

_PHRASE = 3
"""In how many words before an expression a verb governs a preposition as well: `was rebuilt by June`."""

_SHORT = 3
"""Up to how many letters a word before a full stop is taken for an abbreviation."""

_ends_clause = re.compile(r"[.:](?!\Z)|[;!?\u2026\x00\u3002\uff01\uff1a\uff1b\uff1f]|\n\s*\n").search
_CHINESE_COMMA = "\uff0c"
"""It parts whole clauses; the one before it has no say in the tense of the one after it."""
_place_before = re.compile(r"\s*(?:[A-Z][\w.'\u2019()/ -]{1,50}, (?:[A-Z][\w.'\u2019 ]{1,30}, )?)?\Z").match
_LONGEST_PLACE = 90
_dash_after = re.compile(
    r"\.?(?: ?\([^)\n]{2,50}\)| ?/[\w -]{2,30}/)?\s?(?:--|[-\u2013\u2014\u2212])\s?(?=[\"'\u201c\u2018A-Z])"
).match
_wire_after = re.compile(r"\s?[\u7535\u96fb](?:[\s\uff08(\uff0c\u3011\uff09)]|\Z)").match
_wire_before = re.compile(r"\s*[\u3010\uff08(]?[\u4e00-\u9fff]{2,20}\Z").match
"""A Chinese agency's head: `新华社北京10月13日电`."""
_line_ends = re.compile(r"[^\S\n]*(?:\n|\Z)").match
_byline_goes_on = re.compile(r"\s*[|\u00b7)\]]|,? (?:by|at) ").match


class Cues:
    """A language's cues of tense, ready to look up.

    `words` gives the tense that a word shows, or None for one that only looks like a cue; `pairs` that of a word after
    another, by the second word and the first. `known` holds all words of both.
    `has_bylines` says whether the language has words that lead to a text's own date.
    """

    def __init__(self, language: Language) -> None:
        self.words: dict[str, Tense | None] = dict.fromkeys(language.unmarked)
        self.pairs: dict[str, dict[str, Tense]] = {}
        for cues, tense in ((language.past | language.reporting, Tense.PAST), (language.future, Tense.FUTURE)):
            for cue in sorted(cues):
                first, _, second = cue.rpartition(" ")
                if first:
                    self.pairs.setdefault(second, {})[first] = tense
                else:
                    self.words[cue] = tense
        self.auxiliaries = language.auxiliaries
        self.complementizers = language.complementizers
        self.leads = language.leads
        self.determiners = frozenset(language.words.get("DETERMINER", ()))
        self.has_bylines = bool(language.bylines)
        self._byline = re.compile(
            rf"\W{{0,3}}(?:{'|'.join(sorted(language.bylines))})\b[^\w\n]*(?:\w{{1,3}} )?\Z", re.IGNORECASE
        )
        self.known = self.words.keys() | self.pairs.keys()
        self.past_endings = language.past_endings
        self.endings = language.past_endings + language.future_endings

    def tense_of(self, word: str) -> Tense | None:
        """The tense that a word in lower case shows by itself."""
        if word in self.words:
            return self.words[word]
        if word.endswith(self.endings):
            return Tense.PAST if word.endswith(self.past_endings) else Tense.FUTURE
        return None

    def is_byline(self, text: str) -> bool:
        """Whether the head of a line says that the date comes next: `Posted on `."""
        return bool(self.has_bylines and self._byline.match(text))


def tense_around(cues: Cues, parts: list[str], first: int, last: int) -> Tense | None:
    """The tense of the nearest verb in the clause: before the words `first` to `last` if there is one, else after.

    A verb before a subordinate clause speaks for it only if the clause shows no tense itself: `announced that from
    June 15 masks will be worn`.
    """
    before = range(first - 2, max(first - 2 * _REACH, -1), -2)
    after = range(last + 2, min(last + 2 * _REACH, len(parts)), 2)
    tense, index = _tense(cues, parts, before, 1)
    if before and parts[first - 2] in cues.leads and not (tense is Tense.PAST and index in before[:_PHRASE]):
        return Tense.FUTURE
    if tense is not None and cues.complementizers.isdisjoint(parts[index:first:2]):
        return tense
    return _tense(cues, parts, after, -1)[0] or tense


def _tense(cues: Cues, parts: list[str], indexes: Iterable[int], towards: int) -> tuple[Tense | None, int]:
    """The tense of the first cue at these indexes, and its place; `towards` leads from a word to the gap before it."""
    known, endings = cues.known, cues.endings
    for index in indexes:
        gap = parts[index + towards]
        if gap != " ":
            if towards > 0 and _CHINESE_COMMA in gap:
                break
            if _ends_clause(gap) and (gap[0] != "." or len(parts[min(index, index + 2 * towards)]) > _SHORT):
                break
        word = parts[index].lower()
        if word not in known and not word.endswith(endings):
            continue
        tense = cues.tense_of(word)
        if word in cues.pairs and index:
            tense = cues.pairs[word].get(parts[index - 2].lower(), tense)
        if tense is not None and not _is_attribute(cues, parts, index, tense, is_after=towards < 0):
            return tense, index
    return None, -1


def _is_attribute(cues: Cues, parts: list[str], index: int, tense: Tense, *, is_after: bool) -> bool:
    """Whether a cue is no finite verb: `is expected`, `to be held`; after a day also `the expected ruling`."""
    previous = parts[index - 2].lower() if index else ""
    return (tense is Tense.PAST and previous in cues.auxiliaries) or (is_after and previous in cues.determiners)


def is_dateline(cues: Cues, text: str, start: int, end: int) -> bool:
    """Whether the expression stands where a text states its own date.

    That is before a dash at the head of a line (`WASHINGTON, Oct. 13 (Reuters) -`), in an agency's
    head (`新华社北京10月13日电`), alone on a line, or in a byline (`Posted on October 13, 2022 by Jo`).
    """
    has_dash, ends_line = _dash_after(text, end), _line_ends(text, end)
    is_wire = _wire_after(text, end)
    if not (has_dash or ends_line or is_wire or (cues.has_bylines and _byline_goes_on(text, end))):
        return False
    earliest = max(start - _LONGEST_PLACE, 0)
    line = text.rfind("\n", earliest, start)
    if line < 0 and earliest > 0:
        return False
    before = text[line + 1 : start]
    if has_dash:
        return _place_before(before) is not None
    if is_wire:
        return _wire_before(before) is not None
    return bool(ends_line and not before.strip()) or cues.is_byline(before)
