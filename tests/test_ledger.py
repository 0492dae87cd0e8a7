"""Ids: which entry has which, and that none moves. The ids of the table were given once and may never change."""

import json
import tomllib
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.ledger import entry_ids, mint_id
from feeds.listing import parse_listing
from feeds.model import Basis, Dating, EntryFields, ListedEntry, Listing

ROOT = Path(__file__).parent.parent
SEEN = datetime(2024, 6, 1, 9, 30, tzinfo=UTC)
NOON = datetime(2024, 5, 9, 12, tzinfo=UTC)
GIVEN = tomllib.loads((Path(__file__).parent / "cases/ledger/ids.toml").read_text(encoding="utf-8"))


def listing_of(entries: Sequence[ListedEntry], category: str = "Quays") -> Listing:
    return Listing(Path("quays.txt"), category, tuple(entries))


def entry(title: str, stated: str | None = None) -> ListedEntry:
    return ListedEntry(title, fields=EntryFields(id=stated))


def datings(count: int, *, newest_first: bool = True) -> list[Dating]:
    """A dating for each of `count` entries, a second apart."""
    ranks = range(count, 0, -1) if newest_first else range(count)
    moments = [NOON + timedelta(seconds=rank) for rank in ranks]
    return [Dating(moment, moment.date(), moment.date(), Basis.ORDER, 0.5) for moment in moments]


def ids_of(entries: Sequence[ListedEntry], category: str = "Quays") -> list[str]:
    return entry_ids(listing_of(entries, category), datings(len(entries)))


@pytest.mark.parametrize("listing", GIVEN["listings"], ids=lambda listing: listing["why"])
def test_ids_are_those_given_once(listing: dict[str, Any]) -> None:
    entries = [entry(row["title"], row.get("stated")) for row in listing["entries"]]
    assert ids_of(entries, listing["category"]) == [row["id"] for row in listing["entries"]]


@pytest.mark.parametrize("category", GIVEN["categories"], ids=lambda category: category["title"])
def test_ids_of_categories_are_those_given_once(category: dict[str, str]) -> None:
    assert mint_id(category["title"]) == category["id"]


def test_ids_of_the_sample_content_are_those_given_once() -> None:
    path = ROOT / "content/grassroots-resistance.txt"
    listing = parse_listing(path.read_bytes(), path, today=SEEN.date())
    given = json.loads((Path(__file__).parent / "cases/ledger/grassroots-resistance.json").read_text(encoding="utf-8"))
    ids = entry_ids(listing, datings(len(listing.entries)))
    assert {listed.title: entry_id for listed, entry_id in zip(listing.entries, ids, strict=True)} == given


# Few titles and ids, so that many are repeated; among the ids is what is minted of a title.
NAMES = ["Shut", "Open", "Eels"]
entries_of_any_kind = st.lists(
    st.builds(
        entry,
        st.sampled_from(NAMES),
        st.sampled_from([None, None, None, "1", "urn:x:1", mint_id("Quays", "Shut"), mint_id("Quays", "id", "1")]),
    ),
    max_size=12,
)


@given(entries_of_any_kind)
def test_no_two_entries_share_an_id(entries: list[ListedEntry]) -> None:
    ids = ids_of(entries)
    assert len(set(ids)) == len(entries)


@given(entries_of_any_kind)
def test_the_first_to_state_a_uri_has_it(entries: list[ListedEntry]) -> None:
    ids = ids_of(entries)
    for stated in {listed.fields.id for listed in entries if listed.fields.id and ":" in listed.fields.id}:
        oldest = max(index for index, listed in enumerate(entries) if listed.fields.id == stated)
        assert ids[oldest] == stated


@given(st.lists(st.sampled_from(NAMES).map(entry), max_size=12), st.sampled_from(NAMES).map(entry))
def test_a_new_entry_on_top_changes_no_id(entries: list[ListedEntry], new: ListedEntry) -> None:
    assert ids_of([new, *entries])[1:] == ids_of(entries)


@given(entries_of_any_kind)
def test_a_listing_that_is_turned_over_has_the_same_ids(entries: list[ListedEntry]) -> None:
    turned = entry_ids(listing_of(entries[::-1]), datings(len(entries), newest_first=False))
    assert turned == ids_of(entries)[::-1]


def test_of_one_moment_the_lower_entry_is_older() -> None:
    same = Dating(NOON, date(2024, 5, 9), date(2024, 5, 9), Basis.STATED, 1.0)
    assert entry_ids(listing_of([entry("Shut"), entry("Shut")]), [same, same]) == ids_of([entry("Shut"), entry("Shut")])


def test_repeated_titles_cost_no_more_than_others() -> None:
    ids = ids_of([entry("Untitled")] * 5000)  # with a cost that grows with the square, this would take minutes
    assert len(set(ids)) == 5000


def test_ids_that_are_taken_are_not_given_again() -> None:
    first = ids_of([entry("Shut")])
    (second,) = entry_ids(listing_of([entry("Shut")]), datings(1), taken=first)
    assert entry_ids(listing_of([entry("Shut")] * 2), datings(2)) == [second, *first]
