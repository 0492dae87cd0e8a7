"""Which listed entry is which publication of old: tables of cases, and what holds for all listings."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.ledger.matching import match
from feeds.model import Basis, Dating, EntryFields, ListedEntry, Publication

NEWEST = datetime(2024, 5, 17, 12, tzinfo=UTC)
SEEN = datetime(2024, 5, 18, 9, tzinfo=UTC)
Row = dict[str, Any]

FILES = sorted((Path(__file__).parent / "cases/matching").glob("*.toml"))
CASES = [
    pytest.param(case, table["stories"], id=f"{path.stem}: {case['why']}")
    for path in FILES
    for table in [tomllib.loads(path.read_text(encoding="utf-8"))]
    for case in table["cases"]
]


def rows_of(given: list[str | Row], stories: Row) -> list[Row]:
    """What is said of each entry, and for the rest its story's title, text and name."""
    rows = [{"as": row} if isinstance(row, str) else row for row in given]
    return [stories[row["as"]] | {"name": row["as"]} | row for row in rows]


def entry_of(row: Row) -> ListedEntry:
    text = row.get("text", "")
    stated = {name: row[name] for name in ("id", "date", "link", "author", "image") if name in row}
    return ListedEntry(row["title"], tuple(text.split("\n")) if text else (), EntryFields(**stated))


def published(
    entries: Sequence[ListedEntry], withdrawn: Sequence[bool] = (), urns: Mapping[int, str] | None = None
) -> list[Publication]:
    """Publications of entries, newest first, that came out a day apart."""
    return [
        Publication(
            id=(urns or {}).get(place, f"urn:example:{place}"),
            entry=entry,
            dating=Dating(moment, moment.date(), moment.date(), Basis.ORDER, 0.5),
            updated=moment,
            first_seen=SEEN,
            withdrawn=SEEN if withdrawn and withdrawn[place] else None,
        )
        for place, entry in enumerate(entries)
        for moment in [NEWEST - timedelta(days=place)]
    ]


def test_there_are_tables_of_cases() -> None:
    assert len(FILES) == 7


@pytest.mark.parametrize("is_turned", [False, True], ids=["", "insertion order"])
@pytest.mark.parametrize(("case", "stories"), CASES)
def test_each_entry_is_the_story_that_it_was(case: Row, stories: Row, *, is_turned: bool) -> None:
    former, listed = rows_of(case["former"], stories), rows_of(case["listed"], stories)
    publications = published(
        [entry_of(row) for row in former],
        [row.get("withdrawn", False) for row in former],
        {place: row["urn"] for place, row in enumerate(former) if "urn" in row},
    )
    names = [row["name"] for row in former]
    if is_turned:
        publications.reverse()
        names.reverse()
    found = match(publications, [entry_of(row) for row in listed])
    expected = [row.get("was", row["as"]) for row in listed]
    assert [names[index] if index is not None else "" for index in found] == expected


# Few words, so that many entries are alike or equal.
words = st.sampled_from(["quay", "eels", "ferry", "shut", "open", "7", "8"])
entries_of_any_kind = st.lists(
    st.builds(
        ListedEntry,
        st.lists(words, min_size=1, max_size=3).map(" ".join),
        st.lists(st.lists(words, min_size=1, max_size=14).map(" ".join), max_size=2).map(tuple),
        st.builds(EntryFields, id=st.sampled_from([None, None, None, "one", "urn:example:0"])),
    ),
    max_size=9,
)


@given(entries_of_any_kind, entries_of_any_kind, st.data())
def test_no_publication_is_found_twice(old: list[ListedEntry], new: list[ListedEntry], data: st.DataObject) -> None:
    withdrawn = data.draw(st.lists(st.booleans(), min_size=len(old), max_size=len(old)))
    found = match(published(old, withdrawn), new)
    assert len(found) == len(new)
    indices = [index for index in found if index is not None]
    assert len(indices) == len(set(indices))
    assert set(indices) <= set(range(len(old)))


@given(entries_of_any_kind)
def test_what_stays_is_found_where_it_was(entries: list[ListedEntry]) -> None:
    unstated = [ListedEntry(entry.title, entry.paragraphs) for entry in entries]
    assert match(published(unstated), unstated) == list(range(len(unstated)))


@given(entries_of_any_kind, st.randoms(use_true_random=False))
def test_the_order_of_the_publications_does_not_matter(entries: list[ListedEntry], random: Random) -> None:
    former = published(entries)
    shuffled = random.sample(former, len(former))
    listed = [ListedEntry(entry.title, entry.paragraphs[:1]) for entry in entries]
    found, found_again = (
        [rows[index].id if index is not None else None for index in match(rows, listed)] for rows in (former, shuffled)
    )
    assert found == found_again
