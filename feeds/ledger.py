"""Ids and dates: once given, they stay.

Until entries are remembered from build to build, an id is minted anew each time from what does not change
(the category and the title), and so comes out the same each time.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID, uuid5

from feeds.model import Dating, ListedEntry, Listing, Order, Publication

NAMESPACE = UUID("6f0c1d0e-2f0a-5c1b-9d57-3b8f6f0f2a41")
"""The name space of all that we mint (RFC 9562, section 6.6). It never changes."""

URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def mint_id(*names: str) -> str:
    """The `urn:uuid:` of version 5 (RFC 9562, section 5.5) that the names determine, white space aside."""
    return uuid5(NAMESPACE, "\n".join(" ".join(name.split()) for name in names)).urn


def publications(listing: Listing, datings: Sequence[Dating], seen: datetime) -> tuple[Publication, ...]:
    """What is promised of each entry of a listing that is first seen at `seen`, in the listing's order."""
    return tuple(
        Publication(entry_id, dating.published, dating.published, seen)
        for entry_id, dating in zip(entry_ids(listing), datings, strict=True)
    )


def entry_ids(listing: Listing) -> list[str]:
    """An id for every entry, in the listing's order, no two alike.

    An `Id:` that is a URI is taken as it is; any other is a name of which an id is minted, and without one the
    title is. Of entries that share a name, the oldest has the id of the name alone, the next that of the name and
    2, and so on: a further one on top changes none of them.
    """
    oldest_first = listing.entries if listing.order is Order.OLDEST_FIRST else listing.entries[::-1]
    uses: Counter[str] = Counter()
    ids = []
    for entry in oldest_first:
        name = _name(listing.category, entry)
        uses[name] += 1
        ids.append(name if uses[name] == 1 else mint_id(name, str(uses[name])))
    return ids if listing.order is Order.OLDEST_FIRST else ids[::-1]


def _name(category: str, entry: ListedEntry) -> str:
    if entry.fields.id is None:
        return mint_id(category, entry.title)
    return entry.fields.id if URI.fullmatch(entry.fields.id) else mint_id(category, "id", entry.fields.id)
