"""Several captures of one category page to one listing."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date

from feeds.listing.slug import category_slug
from feeds.model import EntryFields, ListedEntry, Listing, Order

_HEADER = ("order", "link", "description", "author", "image")


def merge_captures(listings: Sequence[Listing]) -> Listing:
    """Merge captures of one category into one listing, under the header of the newest one.

    The newest capture is the one with the latest `captured`; captures without it come last, in the order given. An
    entry of two captures is one entry if its `Id` is the same, or if its title is the same and the shorter text shares
    at least half of its words with the longer (an empty text shares all). The newest wording wins; fields that only an
    older capture states stay. Entries of one capture are never merged with each other.

    The order of each capture is kept, save where two contradict each other: then the newer one counts. Where nothing
    else decides, entries of the newer capture stand on the newer side. Raises `ValueError` without listings, or where
    the categories differ.
    """
    if not listings or len({category_slug(listing.category) for listing in listings}) != 1:
        raise ValueError("captures to merge must be of one category")
    newest, *older = sorted(listings, key=lambda listing: listing.captured or date.min, reverse=True)
    merged = newest
    for capture in older:
        missing = {name: getattr(merged, name) or getattr(capture, name) for name in _HEADER}
        merged = replace(
            merged,
            entries=_merge_entries(merged.entries, capture.entries, is_oldest_first=newest.order is Order.OLDEST_FIRST),
            warnings=merged.warnings + capture.warnings,
            **missing,
        )
    return merged


def _merge_entries(
    newer: Sequence[ListedEntry], older: Sequence[ListedEntry], *, is_oldest_first: bool
) -> tuple[ListedEntry, ...]:
    """Both lists as one: pairs in the newer one's order are landmarks, and what stands between them is kept between."""
    pairs = _pair(newer, older)
    joined = list(newer)
    for index, partner in pairs.items():
        joined[partner] = _join(newer[partner], older[index])
    merged: list[ListedEntry] = []
    start_newer = start_older = 0
    for end_newer, end_older in [*_landmarks(pairs), (len(newer), len(older))]:
        from_newer = joined[start_newer:end_newer]
        from_older = [older[at] for at in range(start_older, end_older) if at not in pairs]
        merged += from_older + from_newer if is_oldest_first else from_newer + from_older
        merged += joined[end_newer : end_newer + 1]
        start_newer, start_older = end_newer + 1, end_older + 1
    return tuple(merged)


def _pair(newer: Sequence[ListedEntry], older: Sequence[ListedEntry]) -> dict[int, int]:
    """For every entry of the older capture that the newer one holds, by index: its index there. Each is used once.

    Explicit ids come first, then entries that are the same to the letter, then those that are merely alike.
    """
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for key in (_id_key, _text_key, _title_key):
        places: defaultdict[Hashable, list[int]] = defaultdict(list)
        for at in reversed(range(len(newer))):
            if at not in taken:
                places[key(newer[at])].append(at)
        for index, entry in enumerate(older):
            if index in pairs or key(entry) is None:
                continue
            found = places[key(entry)]
            tried = range(-1, -min(len(found), _MOST_TRIED) - 1, -1)
            place = next((place for place in tried if _is_same(newer[found[place]], entry)), None)
            if place is not None:
                pairs[index] = found.pop(place)
                taken.add(pairs[index])
    return pairs


_MOST_TRIED = 20
"""How many entries of one title are compared with each: without a bound, a thousand "Untitled" cost a million."""


def _id_key(entry: ListedEntry) -> Hashable:
    return entry.fields.id


def _text_key(entry: ListedEntry) -> Hashable:
    return entry.text


def _title_key(entry: ListedEntry) -> Hashable:
    return entry.title.casefold()


def _is_same(newer: ListedEntry, older: ListedEntry) -> bool:
    if newer.fields.id and older.fields.id:
        return newer.fields.id == older.fields.id
    one, other = (set(re.findall(r"\w+", " ".join(entry.paragraphs).casefold())) for entry in (newer, older))
    return 2 * len(one & other) >= min(len(one), len(other))


def _join(newer: ListedEntry, older: ListedEntry) -> ListedEntry:
    stated = {
        field.name: getattr(newer.fields, field.name) or getattr(older.fields, field.name)
        for field in fields(EntryFields)
    }
    return replace(newer, fields=EntryFields(**stated))


def _landmarks(pairs: Mapping[int, int]) -> list[tuple[int, int]]:
    """The most pairs (newer index, older index) that stand in the same order in both captures.

    The longest increasing subsequence, by patience sorting.
    """
    ends: list[int] = []  # the smallest place at which a run of each length can end
    longest: list[tuple[int, int]] = []
    before: dict[int, tuple[int, int] | None] = {}
    for index in sorted(pairs):
        place = pairs[index]
        length = bisect_left(ends, place)
        before[place] = longest[length - 1] if length else None
        ends[length : length + 1] = [place]
        longest[length : length + 1] = [(place, index)]
    landmarks = []
    step = longest[-1] if longest else None
    while step:
        landmarks.append(step)
        step = before[step[0]]
    return landmarks[::-1]
