"""Archived feeds (RFC 5005, section 4): a feed of many entries becomes several documents that refer to each other."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from feeds.model import Feed, Limits, Place


def divide(feed: Feed, sizes: Sequence[int], limits: Limits) -> list[Feed]:
    """The documents of a feed: the one to subscribe to, then its archive from the oldest on; together they hold it all.

    The first one holds the newest entries. The archive's are filled from the oldest entry on, each until the next entry
    would be one too many. When that one is published, a document is closed: it is marked as an archive, refers to the
    next one, and stays as it is to the byte while nothing in it, and nothing in the head of its feed, is edited,
    re-dated or withdrawn, and nothing is published as older than its newest entry. Such a change moves entries on to
    the documents that follow. The last one is not closed; the subscription refers to the one before it, and holds all
    that is newer. A feed that needs one document alone has no archive.

    `sizes` are those of the entries, in their order; `limits.size` is what all entries of one document may take.
    An entry that is larger than that has a document to itself.
    """
    oldest_first = list(reversed(sizes))
    starts = [0]
    while (end := _fill(oldest_first, starts[-1], limits)) < len(sizes):
        starts.append(end)
    if len(starts) == 1:
        return [feed]
    stems = [f"{feed.slug}/archive-{number}" for number in range(1, len(starts) + 1)]
    archive = [
        _document(
            feed,
            range(len(sizes) - end, len(sizes) - start),
            Place(stem, previous, following, is_archive=following is not None),
        )
        for (start, end), stem, previous, following in zip(
            pairwise([*starts, len(sizes)]), stems, [None, *stems], [*stems[1:], None], strict=False
        )
    ]
    subscription = _document(feed, range(_fill(sizes, 0, limits)), Place(feed.slug, previous=stems[-2]))
    return [subscription, *archive]


def _fill(sizes: Sequence[int], start: int, limits: Limits) -> int:
    """Where the document that begins at `start` ends: it takes one entry at least, if there are any."""
    room = limits.size
    for index in range(start, len(sizes)):
        room = None if room is None else room - sizes[index]
        if index > start and (index - start == limits.entries or (room is not None and room < 0)):
            return index
    return len(sizes)


def _document(feed: Feed, entries: range, place: Place) -> Feed:
    held = feed.entries[entries.start : entries.stop]
    updated = max(entry.updated for entry in held)
    # An archive was closed by the entry that came after; what else changes in the feed leaves it as it is.
    also = feed.entries[entries.start - 1].published if place.is_archive else feed.changed
    return replace(feed, entries=held, updated=max(updated, also), place=place)
