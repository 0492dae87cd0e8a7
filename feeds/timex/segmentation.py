"""Cuts a text into words and the gaps between them, also where a language writes no blanks."""

import re
from collections.abc import Callable, Iterable
from itertools import groupby

_split = re.compile(r"(\W+)").split


def segmenter(vocabulary: Iterable[str]) -> Callable[[str], list[str]]:
    """A function that cuts a text into words and gaps by turns, words first, as a split at blanks would.

    What stands without blanks is cut at the words of the vocabulary, from left to right, the longest first, and
    into figures, Latin words and whatever else there is; such words have an empty gap between them.
    """
    words = sorted({word for word in vocabulary if not word.isascii()}, key=lambda word: (word[0], -len(word), word))
    # Grouped by their first character, so that a search tries few of them at each place.
    groups = [(first, "|".join(re.escape(word[1:]) for word in rest)) for first, rest in groupby(words, lambda w: w[0])]
    firsts = "".join(re.escape(first) for first, _ in groups)
    known = "|".join(f"{re.escape(first)}(?:{rest})" for first, rest in groups)
    find_words = re.compile(rf"[0-9A-Za-z_]+|[^0-9A-Za-z_{firsts}]+|{known}|.", re.DOTALL).findall

    def cut(text: str) -> list[str]:
        parts: list[str] = []
        for index, part in enumerate(_split(text)):
            if index % 2 or part.isascii():
                parts.append(part)
                continue
            for word in find_words(part):
                parts += (word, "")
            parts.pop()
        return parts

    return cut
