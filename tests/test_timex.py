"""What is found in a text, where, and what it is resolved to: tables of cases in `cases/timex`, and properties."""

import string
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.timex import Tense, TimexType, find_timexes, language
from feeds.timex.languages import LANGUAGES, grammar

CASES = Path(__file__).parent / "cases" / "timex"


def _rows(pattern: str) -> list[tuple[str, str]]:
    """The lines of the files of this name, but for comments and blanks, each with its language."""
    rows = [
        (path.name.partition(".")[0], line)
        for path in sorted(CASES.glob(pattern))
        for line in path.read_text("utf-8").splitlines()
        if line.strip() and not line.startswith("#")
    ]
    assert rows, f"no cases in {CASES}/{pattern}"
    return rows


def _id(row: tuple[str, str]) -> str:
    return ": ".join(row).replace("\t", " ")


@pytest.mark.parametrize("row", _rows("*.tsv"), ids=_id)
def test_expression_is_found_and_resolved(row: tuple[str, str]) -> None:
    code, line = row
    reference, kind, value, rule, marked = line.split("\t")
    before, _, rest = marked.replace("\\n", "\n").partition("[")
    expression, _, after = rest.partition("]")
    found = {timex.start: timex for timex in find_timexes(before + expression + after, code)}
    assert len(before) in found, sorted(timex.text for timex in found.values())
    timex = found[len(before)]
    resolved = timex.resolve(date.fromisoformat(reference))
    assert (timex.text, resolved.type, resolved.value, timex.rule) == (expression, kind, value, rule)


@pytest.mark.parametrize("row", _rows("*.negative.txt"), ids=_id)
def test_no_time_expression(row: tuple[str, str]) -> None:
    code, text = row
    assert [(timex.text, timex.rule) for timex in find_timexes(text, code)] == []


def _case_texts() -> list[tuple[str, str]]:
    """The text of every case, with its language."""
    return [(code, line.split("\t")[-1].replace("[", "").replace("]", "")) for code, line in _rows("*.tsv")]


@given(st.sampled_from(_case_texts()), st.sampled_from([date.min, date.max]) | st.dates())
def test_every_expression_resolves_on_every_day(case: tuple[str, str], reference: date) -> None:
    code, text = case
    for timex in find_timexes(text, code):
        assert timex.resolve(reference).value
        day_for = getattr(timex.meaning, "day_for", None)
        for tense in (None, *Tense):
            assert timex.meaning.resolve(reference, tense)
            if day_for is not None:
                assert isinstance(day_for(reference, tense), date | None)


def _grammar_words() -> list[str]:
    words = {word for code in LANGUAGES for word in grammar(code).character_of}
    return sorted(words)


pieces = st.one_of(st.sampled_from(_grammar_words()), st.sampled_from([" ", ", ", ". ", "-", "\n"]))
texts = st.one_of(
    st.text(), st.text(string.printable), st.lists(pieces, max_size=40).map(" ".join), st.lists(pieces).map("".join)
)


@given(texts, st.sampled_from([*LANGUAGES, "xx", ""]), st.dates())
def test_timexes_lie_in_the_text_and_apart_and_resolve(text: str, code: str, reference: date) -> None:
    timexes = find_timexes(text, code)
    assert all(text[timex.start : timex.end] == timex.text != "" for timex in timexes)
    assert all(one.end <= other.start for one, other in pairwise(timexes))
    for timex in timexes:
        resolved = timex.resolve(reference)
        assert resolved.type in TimexType
        assert resolved.value
        assert timex.value


@given(st.lists(pieces, max_size=20).map(" ".join))
def test_what_follows_a_text_changes_nothing_before_its_last_sentence(text: str) -> None:
    stop = " Nothing here.\n\nNothing there."
    found = find_timexes(f"Nothing.\n{text}{stop}", "en")
    assert found == find_timexes(f"Nothing.\n{text}{stop}{stop}", "en")


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("The senator said Thursday that it will rain.", Tense.PAST),
        ("The talks will resume Thursday, he said.", Tense.FUTURE),
        ("The vote, scheduled for Thursday, is open.", Tense.FUTURE),
        ("The fair is to be held on Thursday.", Tense.FUTURE),
        ("On Thursday, the council voted.", Tense.PAST),
        ("On Thursday, the council will vote.", Tense.FUTURE),
        ("It rained. Thursday market hours", None),
        ("The panel was invited to testify on Oct. 13.", Tense.FUTURE),
        ("She travels to the United Kingdom on Oct. 13.", Tense.FUTURE),
        ("It said that on Oct. 13 buses will stop.", Tense.FUTURE),
        ("It said that on Oct. 13 the buses of the city", Tense.PAST),
        ("The work must be done by Thursday, he said.", Tense.FUTURE),
        ("The mill was rebuilt by Thursday.", Tense.PAST),
        ("By Thursday, the river had fallen.", Tense.PAST),
        ("A hundred Manx cats need homes; Thursday market hours", None),
        ("The deadline is Oct. 13, he said.", Tense.FUTURE),
    ],
)
def test_tense_is_that_of_the_governing_verb(text: str, tense: Tense | None) -> None:
    (timex,) = find_timexes(text, "en")
    assert timex.tense is tense


@pytest.mark.parametrize(
    ("text", "tense"),
    [
        ("She will speak at 1:30 p.m. EST on Thursday, he said.", Tense.FUTURE),
        ("She spoke at 1:30 p.m. on Thursday; it will rain.", Tense.PAST),
    ],
)
def test_marks_within_a_time_of_day_end_no_clause(text: str, tense: Tense | None) -> None:
    assert [timex.tense for timex in find_timexes(text, "en")] == [tense, tense]


@pytest.mark.parametrize(
    "text",
    [
        "WASHINGTON, Oct. 13 (Reuters) - The president spoke.",
        "BEIJING, Oct. 13, 2022 -- The president spoke.",
        "October 5, 2007 \u2013 Rain fell on the city.",
        "A title\nNEW YORK, N.Y., Oct. 13 \u2014 Rain fell on the city.",
        "Posted on October 5, 2007 by Jo",
        "A title\nOctober 5, 2007\nRain fell on the city.",
        "A title\nPublished: 2007-10-05",
        "ST. PAUL, Minn., Oct. 13, 2022 /Newswire/ -- Rain fell on the city.",
    ],
)
def test_dateline_is_marked(text: str) -> None:
    assert [timex.is_dateline for timex in find_timexes(text, "en")] == [True]


@pytest.mark.parametrize(
    ("text", "is_dateline"),
    [
        ("新华社北京10月13日电（记者 王明）暴雨袭击港口。", True),  # noqa: RUF001 -- Chinese marks
        ("大雨\n中新网10月13日电 暴雨袭击港口。", True),
        ("发布时间：2022年10月13日", True),  # noqa: RUF001 -- as above
        ("暴雨袭击港口。据新华社10月13日电力部门的消息，全城停电。", False),  # noqa: RUF001 -- as above
        ("暴雨于10月13日袭击港口。", False),
    ],
)
def test_chinese_dateline_is_marked(text: str, is_dateline: bool) -> None:  # noqa: FBT001 -- a column of the table
    assert [timex.is_dateline for timex in find_timexes(text, "zh")] == [is_dateline]


@pytest.mark.parametrize(
    "text",
    [
        "Rain fell on the city on Oct. 13 - The heaviest in years, they said.",
        "On Oct. 13, 2022, rain fell.",
        "Released on Oct. 13, 2022, it sold well.",
    ],
)
def test_day_within_a_sentence_is_no_dateline(text: str) -> None:
    assert [timex.is_dateline for timex in find_timexes(text, "en")] == [False]


def test_a_language_tag_with_a_region_is_that_language() -> None:
    assert language("en-GB") is language("en") is not None


def test_unknown_language_has_dates_in_figures_only() -> None:
    assert language("xx") is None
    assert [timex.text for timex in find_timexes("Thursday 2022-10-13 or Oct. 4", "xx")] == ["2022-10-13"]
