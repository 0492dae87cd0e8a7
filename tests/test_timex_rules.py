"""Every row of every language's grammar reads its own example."""

import re
from collections import Counter

import pytest

from feeds.timex import find_timexes, language
from feeds.timex.language import Rule
from feeds.timex.languages import LANGUAGES, grammar


def _rules() -> list[tuple[str, Rule]]:
    return [(code, rule) for code in [*LANGUAGES, ""] for rule in grammar(code).language.rules]


@pytest.mark.parametrize(("code", "rule"), _rules(), ids=lambda value: value if isinstance(value, str) else value.name)
def test_rule_reads_its_example(code: str, rule: Rule) -> None:
    text = re.sub(r"[\[\]]", "", rule.example)
    expected = re.findall(r"\[(.*?)\]", rule.example)
    found = [timex.text for timex in find_timexes(text, code) if timex.rule == rule.name]
    assert found == expected


@pytest.mark.parametrize("code", LANGUAGES)
def test_rules_of_a_language_have_names_of_their_own(code: str) -> None:
    tables = language(code)
    assert tables is not None
    assert [name for name, count in Counter(rule.name for rule in tables.rules).items() if count > 1] == []
