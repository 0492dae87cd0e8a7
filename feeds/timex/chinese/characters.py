"""Simplified characters and their traditional forms, so that the tables list every word once."""

from collections.abc import Iterable, Mapping
from typing import TypeVar

_SIMPLIFIED = (
    "两个为于从会伦余儿内划动劳发号后国圣场头学实导将岁应开强当报拟据数无时条来杰气点现礼称级纪线终绍经结"
    "网节见计认证评诉诞说调谴责轻边过这进选钟长门间预饼马龄"
)
_TRADITIONAL = (
    "兩個為於從會倫餘兒內劃動勞發號後國聖場頭學實導將歲應開強當報擬據數無時條來傑氣點現禮稱級紀線終紹經結"
    "網節見計認證評訴誕說調譴責輕邊過這進選鐘長門間預餅馬齡"
)
_TO_TRADITIONAL = str.maketrans(_SIMPLIFIED, _TRADITIONAL)

Value = TypeVar("Value")


def traditional(word: str) -> str:
    """The word in traditional characters, as far as they differ and the tables use them."""
    return word.translate(_TO_TRADITIONAL)


def both(words: Mapping[str, Value]) -> dict[str, Value]:
    """The words in simplified and in traditional characters."""
    return {form: value for word, value in words.items() for form in (word, traditional(word))}


def both_of(words: Iterable[str]) -> frozenset[str]:
    """The same of words without values."""
    return frozenset(form for word in words for form in (word, traditional(word)))
