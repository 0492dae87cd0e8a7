"""The beginning of a text that feeds may hold instead of all of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.excerpt import LONGEST, SHORTEST, excerpt

FILL = "the harbour office counts the boats that lie along the inner quay at noon"  # 73 characters, no sentence
MORE = (FILL + " ") * 9

CASES = [  # paragraphs → the excerpt
    (["Short."], None),
    (["x" * LONGEST], None),
    ([], None),
    ([f"First: {FILL} and {FILL}.", f"Second: {MORE}."], f"First: {FILL} and {FILL}. …"),
    ([f"One {FILL}. Two {FILL}. Three {MORE}."], f"One {FILL}. Two {FILL}. …"),
    ([f"Is it true? One {FILL}! “Two {FILL}.” Three {MORE}"], f"Is it true? One {FILL}! “Two {FILL}.” …"),
    ([f"One {FILL}; {FILL}. On 3. October, Mr. J. Smith {MORE}"], f"One {FILL}; {FILL}. …"),
    ([f"One {FILL}; {FILL}. Then approx. 300 of e.g. the best {MORE}"], f"One {FILL}; {FILL}. …"),
    ([f"Two {FILL} v. 2.5 vs. {FILL}. It cost 4.50 euros and {MORE}"], f"Two {FILL} v. 2.5 vs. {FILL}. …"),
    (["Yes.", f"{FILL} {FILL} {FILL} {FILL}, {'x' * 40} {FILL}"], f"Yes. {FILL} {FILL} {FILL} {FILL}…"),
    (["港" * 200 + "。" + "船" * 300], "港" * 200 + "。 …"),
    (["港" * 400], "港" * (LONGEST - 1) + "…"),
    (["e\u0301" * 400], "e\u0301" * ((LONGEST - 1) // 2) + "…"),
    (["👩\u200d👧" * 400], "👩\u200d👧" * ((LONGEST - 1) // 3) + "…"),
]


@pytest.mark.parametrize(("paragraphs", "expected"), CASES)
def test_excerpt(paragraphs: list[str], expected: str | None) -> None:
    assert excerpt(paragraphs) == expected


@given(st.lists(st.text()))
def test_an_excerpt_is_the_beginning_of_the_text_and_neither_long_nor_of_a_few_words(paragraphs: list[str]) -> None:
    text = " ".join(" ".join(paragraphs).split())
    cut = excerpt(paragraphs)
    assert (cut is None) == (len(text) <= LONGEST)
    if cut is not None:
        assert len(cut) <= LONGEST
        assert text.startswith(cut.removesuffix("…").rstrip())


@given(st.text(st.sampled_from("aA .!?1,…'\"。")).map(lambda text: text * 99))
def test_an_excerpt_says_enough_where_there_are_words(text: str) -> None:
    cut = excerpt([text])
    assert cut is None or len(cut) >= SHORTEST
