"""The languages that have tables, by their two-letter code."""

from functools import cache, lru_cache
from importlib import import_module

from feeds.timex.figures import FIGURES
from feeds.timex.grammar import Grammar
from feeds.timex.language import Language

LANGUAGES = {
    "de": "feeds.timex.german",
    "en": "feeds.timex.english",
    "es": "feeds.timex.spanish",
    "fr": "feeds.timex.french",
    "ru": "feeds.timex.russian",
    "zh": "feeds.timex.chinese",
}
"""The module of each language's tables, by its code."""


@lru_cache(maxsize=64)
def language(code: str) -> Language | None:
    """The tables of a language by its BCP 47 tag (`en`, `en-GB`); None if there are none."""
    module = LANGUAGES.get(code.replace("_", "-").partition("-")[0].lower())
    if module is None:
        return None
    tables: Language = import_module(module).LANGUAGE
    return tables


@lru_cache(maxsize=64)
def grammar(code: str) -> Grammar:
    """The compiled grammar of a language; of one without tables, a grammar of dates in figures."""
    return _compiled(language(code) or FIGURES)


@cache
def _compiled(tables: Language) -> Grammar:
    return Grammar(tables)
