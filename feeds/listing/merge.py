"""Several captures of one category page to one listing."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from datetime import date
from typing import Any

from feeds.listing.slug import category_slug
from feeds.model import EntryFields, ListedEntry, Listing, Order, Sighting

_HEADER = (
    "order", "link", "description", "author", "image", "formerly", "explicit", "persons", "podcast_category",
    "podcast_type", "podcast_owner", "podcast_guid", "podcast_locked", "podcast_funding", "podcast_medium",
)  # fmt: skip


def merge_captures(listings: Sequence[Listing]) -> Listing:
    """Merge captures of one category into one listing, under the header of the newest one.

    The newest capture is the one with the latest `captured`; captures without it come last, in the order given. An
    entry of two captures is one entry if its `Id` is the same, or if its title is the same and the shorter text shares
    at least half of its words with the longer (an empty text shares all). The newest wording wins; fields that only an
    older capture states stay. Entries of one capture are never merged with each other.

    The order of each capture is kept, save where two contradict each other: then the newer one counts. Where nothing
    else decides, entries of the newer capture stand on the newer side. Where there are several captures, the listing
    has a sighting an entry. Raises `ValueError` without listings, or where the categories differ.
    """
    *_, merged = merged_by_capture(listings)
    return merged


Recognise = Callable[[Sequence[ListedEntry], Sequence[ListedEntry]], Mapping[int, int]]
"""Which entries of an older capture stand in a newer one: by index in the older one, the index in the newer one."""


def merged_by_capture(listings: Sequence[Listing], recognise: Recognise = lambda *_: {}) -> Iterator[Listing]:
    """The page as it was known at each capture, oldest first: merged of that one and those before, as above.

    `recognise` is asked first which entries are the same; it may know those whose title was edited as well.
    """
    if not listings or len({category_slug(listing.category) for listing in listings}) != 1:
        raise ValueError("captures to merge must be of one category")
    *later, oldest = sorted(listings, key=lambda listing: listing.captured or date.min, reverse=True)
    yield (merged := oldest)
    for capture in reversed(later):
        yield (merged := _merge(capture, merged, recognise))


def _merge(capture: Listing, before: Listing, recognise: Recognise) -> Listing:
    """A capture together with all that was known before."""
    is_oldest_first = capture.order is Order.OLDEST_FIRST
    pairs = dict(recognise(capture.entries, before.entries))
    taken = set(pairs.values())
    for index, place in _pair(capture.entries, before.entries).items():
        if place not in taken:
            pairs.setdefault(index, place)
    joined = _merge_entries(capture.entries, before.entries, pairs, is_oldest_first=is_oldest_first)
    sightings = before.sightings or (Sighting(before.captured, before.captured),) * len(before.entries)
    former = [None if index is None else sightings[index] for _, _, index in joined]
    is_there = [place is not None for _, place, _ in joined]
    day = capture.captured
    seen = _sight(former[::-1], is_there[::-1], day)[::-1] if is_oldest_first else _sight(former, is_there, day)
    header = {name: _first(getattr(capture, name), getattr(before, name)) for name in _HEADER}
    return replace(
        capture,
        entries=tuple(entry for entry, _, _ in joined),
        sightings=tuple(seen),
        warnings=capture.warnings + before.warnings,
        **header,
    )


def _sight(former: Sequence[Sighting | None], is_there: Sequence[bool], day: date | None) -> list[Sighting]:
    """The sightings of entries that stand newest first, once the capture of this day is known.

    `former` are those up to then, None for what is new. A capture reaches down to the lowest of its entries. Files of
    one day are parts of one page, and one without a day tells nothing about others.
    """
    end = max((place for place, there in enumerate(is_there) if there), default=-1)
    seen = []
    reaching: date | None = None  # the last capture before this day that reaches down to the entry
    for place in reversed(range(len(former))):
        sighting = former[place]
        if sighting is None:
            seen.append(Sighting(day, day, absent_on=reaching))
            continue
        is_earlier = day is not None and sighting.last_on is not None and sighting.last_on < day
        if is_earlier:
            reaching = _later(reaching, sighting.last_on)
        if is_there[place]:
            sighting = replace(sighting, last_on=_later(sighting.last_on, day), vanished_on=None)
        elif is_earlier and place < end:
            sighting = replace(sighting, vanished_on=sighting.vanished_on or day)
        seen.append(sighting)
    return seen[::-1]


def _first(one: Any, other: Any) -> Any:  # noqa: ANN401 -- values of any field
    return other if one is None else one


def _later(one: date | None, other: date | None) -> date | None:
    return max(one, other) if one and other else one or other


Joined = tuple[ListedEntry, int | None, int | None]
"""An entry of a merged listing, with its places in the newer and in the older one."""


def _merge_entries(
    newer: Sequence[ListedEntry], older: Sequence[ListedEntry], pairs: Mapping[int, int], *, is_oldest_first: bool
) -> list[Joined]:
    """Both lists as one: pairs in the newer one's order are landmarks, and what stands between them is kept between."""
    joined: list[Joined] = [(entry, place, None) for place, entry in enumerate(newer)]
    for index, partner in pairs.items():
        joined[partner] = (_join(newer[partner], older[index]), partner, index)
    merged: list[Joined] = []
    start_newer = start_older = 0
    for end_newer, end_older in [*_landmarks(pairs), (len(newer), len(older))]:
        from_newer = joined[start_newer:end_newer]
        from_older: list[Joined] = [(older[at], None, at) for at in range(start_older, end_older) if at not in pairs]
        merged += from_older + from_newer if is_oldest_first else from_newer + from_older
        merged += joined[end_newer : end_newer + 1]
        start_newer, start_older = end_newer + 1, end_older + 1
    return merged


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
        field.name: _first(getattr(newer.fields, field.name), getattr(older.fields, field.name))
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
