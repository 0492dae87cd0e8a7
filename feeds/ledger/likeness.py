"""How alike two entries are, in title and text. Words that many entries share count for little, rare ones for much."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from math import log

from feeds.model import ListedEntry

BRIEF = 8
"""Texts of fewer distinct words say too little by themselves: title and text are then compared as one."""

MOST_WORDS = 24
"""How many of its rarest words are looked up to find what an entry may be."""

MOST_SHARING = 64
"""A word that more of the entries share finds none of them: without a bound, listings that repeat cost their square."""

MOST_COMPARED = 30
"""How many of those that share the rarest words are compared."""

_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Letters of scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana, Chinese characters."""

_WORD = re.compile(rf"[{_UNSPACED}]+|[^\W{_UNSPACED}]+")
_RUN = re.compile(rf"[{_UNSPACED}]+")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike the titles and the texts of two entries are, each from 0 to 1.

    If one text is brief, both figures are that of title and text as one. `same_numbers`: whether the titles (of
    brief entries: title and text) have the same numbers in them.
    """

    title: float
    text: float
    is_brief: bool
    same_numbers: bool


class Words:
    """The words of an entry, without case, punctuation and form of letters, and what is made of them."""

    def __init__(self, entry: ListedEntry) -> None:
        self.title = words_of(entry.title)
        self.text = words_of(" ".join(entry.paragraphs))

    @property
    def in_order(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Title and text: equal for entries that differ in nothing that a reader would hear."""
        return self.title, self.text

    @cached_property
    def distinct(self) -> frozenset[str]:
        """Of the text alone."""
        return frozenset(self.text)

    @cached_property
    def all(self) -> frozenset[str]:
        """Of title and text."""
        return self.distinct.union(self.title)

    @cached_property
    def title_trigrams(self) -> frozenset[str]:
        """Every three letters in a row of the title: few of them change with a typing error."""
        return _trigrams(self.title)

    @cached_property
    def trigrams(self) -> frozenset[str]:
        """Every three letters in a row of title and text."""
        return _trigrams(self.title + self.text)


class Comparison:
    """Entries of old, by index, and new ones, by place, that are compared with each other."""

    def __init__(self, old: Sequence[Words], new: Mapping[int, Words]) -> None:
        self._old, self._new = old, new
        spread = Counter(word for words in (*old, *new.values()) for word in words.all)
        total = len(old) + len(new)
        self._weights = {word: log(1 + total / count) for word, count in spread.items()}

    def candidates(self, indices: Iterable[int]) -> Iterator[tuple[int, int, Likeness]]:
        """Pairs of place and index that share rare words but not all words, and their likeness.

        Of the old entries, those at `indices` are compared.
        """
        sharing: defaultdict[str, list[int]] = defaultdict(list)
        for index in indices:
            for word in self._old[index].all:
                sharing[word].append(index)
        for place, words in self._new.items():
            telling = (word for word in words.all if 0 < len(sharing.get(word, ())) <= MOST_SHARING)
            common: defaultdict[int, float] = defaultdict(float)
            for word in nsmallest(MOST_WORDS, telling, key=lambda word: (-self._weights[word], word)):
                for index in sharing[word]:
                    common[index] += self._weights[word]
            for index in nsmallest(MOST_COMPARED, common, key=lambda index: (-common[index], index)):
                if self._old[index].in_order != words.in_order:
                    yield place, index, self._likeness(self._old[index], words)

    def _likeness(self, old: Words, new: Words) -> Likeness:
        same_title = old.title == new.title
        if min(len(old.distinct), len(new.distinct)) < BRIEF:
            shorter, longer = sorted((old.text, new.text), key=len)
            grew = same_title and longer[: len(shorter)] == shorter
            alike = 1.0 if grew else _dice(old.trigrams, new.trigrams)
            return Likeness(
                alike, alike, is_brief=True, same_numbers=grew or _numbers(*old.in_order) == _numbers(*new.in_order)
            )
        title = 1.0 if same_title else min(_dice(old.title_trigrams, new.title_trigrams), 0.99)
        same_numbers = _numbers(old.title) == _numbers(new.title)
        return Likeness(title, self._text_likeness(old, new), is_brief=False, same_numbers=same_numbers)

    def _text_likeness(self, old: Words, new: Words) -> float:
        """How much of the shorter text is in the longer one: a summary that grew has lost nothing."""
        common, one, other = (
            sum(map(self._weights.__getitem__, words))
            for words in (old.distinct & new.distinct, old.distinct, new.distinct)
        )
        return common / min(one, other)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text without case and form of letters; where none are parted, every two letters in a row."""
    if text.isascii():
        return tuple(_WORD.findall(text.casefold()))
    words = _WORD.findall(unicodedata.normalize("NFKC", text).casefold())
    return tuple(part for word in words for part in (_every_two(word) if _RUN.match(word) else (word,)))


def _every_two(run: str) -> list[str]:
    return [run[at : at + 2] for at in range(max(1, len(run) - 1))]


def _trigrams(words: Iterable[str]) -> frozenset[str]:
    letters = f"  {' '.join(words)} "
    return frozenset(letters[at : at + 3] for at in range(len(letters) - 2))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _numbers(*texts: tuple[str, ...]) -> list[str]:
    return sorted(number for words in texts for word in words for number in re.findall(r"\d+", word))
