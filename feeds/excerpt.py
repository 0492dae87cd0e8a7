"""The beginning of a text, cut where a sentence ends, for feeds that shall not hold all of it."""

import re
import unicodedata
from collections.abc import Iterator, Sequence

LONGEST, SHORTEST = 320, 120
"""How many characters an excerpt has at most, and, unless there is nowhere to end, at least."""

_ABBREVIATIONS = frozenset(
    """
    adm al approx apr art aug av ave bzw ca capt cf cllr co col corp dec dept dir dr eg est etc feb fig fri gen gov hon
    hr ie inc jan jr jul jun lt ltd mar maj max messrs min mlle mme mon mr mrs ms mt nos nov nr oct op pl pp prof rd rep
    rev sat sen sep sept sgt sr sra srta st sta str tel thu tue usw vgl vol vs wed
    """.split()  # noqa: SIM905 - a list of words reads best as lines of words
)
"""Words, without their stops, that hardly ever end a sentence; nor do single letters, and the figures of a day."""

_END = re.compile(
    r"""
    (?P<word>\w*)                # the last word, which may be abbreviated
    (?:
        (?P<stop>\.)             # a stop may end a sentence, or not
      | [!?…؟।]+ | \.{2,}        # these do
    )
    ["'”’»)\]]*                  # with what closes around them
    (?=\s)
  | [。！？]+[」』”’）]*             # where a language writes no blanks
    """,  # noqa: RUF001 - the punctuation of several scripts
    re.VERBOSE,
)
_LOOSE_END = re.compile(r"\s*[,;:\u2013\u2014-]?$")


def excerpt(paragraphs: Sequence[str]) -> str | None:
    """The first sentences of a text, in one line, ending in "…"; None if the text is short enough to be told as it is.

    What is cut within a sentence, because that is long, is cut between words; where there are none, between characters
    as readers see them.
    """
    text = " ".join(" ".join(paragraphs).split())
    if len(text) <= LONGEST:
        return None
    ends = [end for end in _sentence_ends(text[:LONGEST]) if SHORTEST <= end <= LONGEST - len(" …")]
    return f"{text[: ends[-1]]} …" if ends else f"{_cut(text, LONGEST - len('…'))}…"


def _sentence_ends(text: str) -> Iterator[int]:
    for found in _END.finditer(text):
        word = found["word"] or ""
        is_abbreviation = found["stop"] and (
            (len(word) == 1 and word.isalpha())
            or (len(word) <= len("31") and word.isdecimal())
            or word.casefold() in _ABBREVIATIONS
        )
        follows = text[found.end() :].lstrip()[:1]
        if not is_abbreviation and not (found["stop"] and follows.islower()):
            yield found.end()


def _cut(text: str, length: int) -> str:
    blank = text.rfind(" ", SHORTEST + len(" -"), length + 1)
    if blank > 0:
        return _LOOSE_END.sub("", text[:blank])
    while length > 1 and _joins(text[length - 1], text[length]):
        length -= 1
    return text[:length]


def _joins(before: str, after: str) -> bool:
    """Whether two characters make one in the eyes of a reader: accents, variation selectors, joined emoji."""
    joiner = "\u200d"
    return joiner in (before, after) or unicodedata.category(after) in {"Mn", "Me", "Mc", "Sk"}
