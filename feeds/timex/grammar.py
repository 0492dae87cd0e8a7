"""Compiles a language's tables for scanning.

A text is cut into words and the gaps between them, and every word and gap becomes one character that stands for the
set of categories it belongs to. Rules are then ordinary regular expressions over that short string, so that most text
costs a dictionary lookup a word and no rule ever sees it.

Notation of a pattern:

- `MONTH` (capitals): a word of this category, whose value is kept for the reading, or a macro of this name
  (`MON_`: an underscore ends a name, by custom that of a macro that brings the gap along);
- `ago`, `9` (lower case, digits): this very word;
- a blank: white space; `,` `.` `-` `/` `:` `'`: that mark with or without white space as texts use it;
- `·` `;`: a full stop or comma within figures; `~`: a dash or hyphen between the ends of a range, `≈` the same after
  a full stop (`8.-14. Juli`); `∅`: nothing at all (`10月`), `∘` the same or white space (`10 月`);
  `^`: white space and an apostrophe (`the '80s`), "`" the other way round (`April Fools' Day`); `_`: any one part;
- `( ) | ? * + (?= (?! (?<= (?<!`: as in `re`. Groups never capture.

A match must begin with a word.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import count
from typing import Any, NamedTuple

from feeds.timex.context import Cues
from feeds.timex.language import ROLES, Found, Language, Rule
from feeds.timex.numerals import NUMERALS
from feeds.timex.openings import Openings
from feeds.timex.segmentation import segmenter

_SPACES = (" ", "\n", "\t", "\u00a0", "\u202f", "  ", "\r\n", " \n")
_GAPS = {
    " ": _SPACES,
    ",": (",", "., ", ".,", " , ", *(f",{space}" for space in _SPACES)),
    ".": (".", *(f".{space}" for space in _SPACES)),
    "·": (".",),
    ";": (",",),
    "-": ("-", "\u2010", "\u2011", "\u2013"),
    "~": ("-", "\u2010", "\u2011", "\u2013", "\u2014", " - ", " \u2013 ", " \u2014 "),
    "≈": (".-", ".\u2013", ". - ", ". \u2013 ", ".\u2014", ". \u2014 ", "./"),
    "∅": ("",),
    "∘": ("", *_SPACES),
    "/": ("/",),
    ":": (":",),
    "'": ("'", "\u2019", "\u02bc"),
    "^": (" '", " \u2019", " \u2018", "\n'"),
    "`": ("' ", "\u2019 ", "'\n"),
}
_TOKEN = re.compile(r"[A-Z][A-Z0-9]*_?|[^\W_A-Z][^\W_]*|\(\?(?:[:=!]|<[=!])|.", re.DOTALL)
_OPERATORS = frozenset("()|?*+_")
OTHER = "."
"""The character of a word or gap that belongs to no category."""


class Scanner(NamedTuple):
    """The rules that may begin with one character: `lastindex` of a match of `pattern` counts into `rules`."""

    pattern: re.Pattern[str]
    rules: tuple[Rule, ...]


class Grammar:
    """A language ready to scan with.

    `character_of` maps words and gaps to characters. `starts` finds the characters with which a rule may begin, and
    `pairs` says which ones may then come next but one (None: any). `scanners` has the rules to try at a character, as
    far as they were needed yet: `scanner(character)` compiles them. `found(rule, characters, parts, position)` gives
    the words of a match. `cues` are the language's cues of tense. `split` cuts a text into words and gaps where the
    language is written without blanks.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self.cues = Cues(language)
        self._macros = language.macros
        self._tokens = {rule: list(self._expand(rule.pattern)) for rule in language.rules}
        self._values: dict[str, dict[str, Any]] = defaultdict(dict)
        self._fill()
        self.character_of, self._charset = self._characters()
        self.split = self._segmenter()
        self._openings = {rule: Openings(tokens, self._charset).pairs() for rule, tokens in self._tokens.items()}
        self.pairs: dict[str, frozenset[str] | None] = {}
        for openings in self._openings.values():
            for first, seconds in openings.items():
                known = self.pairs.get(first, frozenset())
                self.pairs[first] = None if seconds is None or known is None else known | seconds
        self.starts = re.compile(_one_of(frozenset(self.pairs))).finditer
        self.scanners: dict[str, Scanner] = {}
        self._by_rules: dict[tuple[Rule, ...], Scanner] = {}
        self._captures: dict[Rule, tuple[re.Pattern[str], list[str]]] = {}

    def scanner(self, character: str) -> Scanner:
        """The rules that may begin with this character, joined in their order."""
        rules = tuple(rule for rule in self._tokens if character in self._openings[rule])
        self.scanners[character] = self._joined(rules)
        return self.scanners[character]

    def _segmenter(self) -> Callable[[str], list[str]] | None:
        language = self.language
        if not language.compounds:
            return None
        cues = language.future | language.past | language.reporting | language.auxiliaries
        return segmenter((*self.character_of, *cues, *language.compounds))

    def _joined(self, rules: tuple[Rule, ...]) -> Scanner:
        """These rules in one expression; one for all characters with which the same rules may begin."""
        if rules not in self._by_rules:
            # An empty group at a branch's end tells which branch matched, and leaves its beginning bare: `re`
            # skips a branch at once if that is a character set without the character at hand.
            joined = "|".join(f"(?:{self._regex(self._tokens[rule])})()" for rule in rules)
            self._by_rules[rules] = Scanner(re.compile(joined, re.DOTALL), rules)
        return self._by_rules[rules]

    def found(self, rule: Rule, characters: str, parts: list[str], position: int) -> Found:
        """The words by category of this rule's match at this position."""
        if rule not in self._captures:
            pattern = re.compile(self._regex(self._tokens[rule], captures=True), re.DOTALL)
            self._captures[rule] = pattern, [token for token in self._tokens[rule] if token[0].isupper()]
        pattern, categories = self._captures[rule]
        match = pattern.match(characters, position)
        values: dict[str, list[Any]] = {}
        if match is not None:
            for group, category in enumerate(categories, 1):
                index = match.start(group)
                if index >= 0:
                    values.setdefault(ROLES.get(category, category), []).append(self._values[category][parts[index]])
        return Found(values)

    def _expand(self, pattern: str) -> Iterator[str]:
        """The tokens of a pattern, macros replaced by what they stand for."""
        for part in _TOKEN.findall(pattern):
            if part in self._macros:
                yield "(?:"
                yield from self._expand(self._macros[part])
                yield ")"
            else:
                yield "(?:" if part == "(" else part

    def _fill(self) -> None:
        """The value of every word in every category, in each way of writing it; literals are categories of one."""
        for category, words in (*NUMERALS.items(), *self.language.words.items()):
            for word, value in words.items():
                for variant in _variants(word):
                    self._values[category][variant] = value
        for piece in {piece for tokens in self._tokens.values() for piece in tokens}:
            if piece[0].islower() or piece[0].isdecimal():
                self._values[piece] = dict.fromkeys(_variants(piece))
            elif not (piece in self._values or piece in _GAPS or piece in _OPERATORS or piece[:2] == "(?"):
                raise ValueError(f"language {self.language.code!r}: no category, macro or mark {piece!r} for a pattern")

    def _characters(self) -> tuple[dict[str, str], dict[str, frozenset[str]]]:
        """A character for every set of categories that some word or gap has; and every category's characters."""
        used = {token for tokens in self._tokens.values() for token in tokens}
        categories_of: dict[str, set[str]] = defaultdict(set)
        for category in sorted(used & self._values.keys()):
            for word in self._values[category]:
                categories_of[word].add(category)
        for category, gaps in _GAPS.items():
            for gap in gaps:
                categories_of[gap].add(category)
        codes = (chr(code) for code in count(0x30))
        by_set: dict[frozenset[str], str] = {}
        charset: dict[str, set[str]] = defaultdict(set)
        character_of = {}
        for word, categories in categories_of.items():
            key = frozenset(categories)
            if key not in by_set:
                by_set[key] = next(codes)
            character_of[word] = by_set[key]
            for category in key:
                charset[category].add(by_set[key])
        return character_of, {category: frozenset(found) for category, found in charset.items()}

    def _regex(self, tokens: list[str], *, captures: bool = False) -> str:
        """The tokens as a regular expression over characters; `captures` makes a group of every category."""
        pieces = []
        for mark in tokens:
            if mark == "_":
                pieces.append(".")
            elif mark[:2] == "(?" or mark in _OPERATORS:
                pieces.append(mark)
            else:
                one = _one_of(self._charset[mark])
                pieces.append(f"({one})" if captures and mark[0].isupper() else one)
        return "".join(pieces)


def _variants(word: str) -> set[str]:
    """The ways in which a word is written: `=daily` only so, `May` also in capitals, `today` also as `Today`."""
    if word[0] == "=":
        return {word[1:]}
    if word.islower():
        return {word, word.capitalize(), word.upper()}
    return {word, word.upper()}


def _one_of(characters: frozenset[str]) -> str:
    """A character set as a regular expression; one that matches nothing for an empty set."""
    return "[" + "".join(f"\\u{ord(character):04x}" for character in sorted(characters)) + "]" if characters else "(?!)"
