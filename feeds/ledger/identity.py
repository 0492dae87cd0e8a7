"""Ids, minted from what an entry was called when it was first seen, so that a lost ledger mints the same ones."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid5

from feeds.model import Dating, ListedEntry, Listing, Order

NAMESPACE = UUID("6f0c1d0e-2f0a-5c1b-9d57-3b8f6f0f2a41")
"""The name space of all that we mint (RFC 9562, section 6.6). It never changes."""

_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")


def mint_id(*names: str) -> str:
    """The `urn:uuid:` of version 5 (RFC 9562, section 5.5) that the names determine, white space aside."""
    return uuid5(NAMESPACE, "\n".join(" ".join(name.split()) for name in names)).urn


def is_uri(stated: str) -> bool:
    """Whether an `Id:` is an id everywhere (RFC 4287, section 4.2.6), and not only a name within its category."""
    return _URI.fullmatch(stated) is not None


def entry_ids(listing: Listing, datings: Sequence[Dating], taken: Collection[str] = ()) -> list[str]:
    """An id for every entry, in the listing's order, no two alike, and none that is `taken`.

    An `Id:` that is a URI is taken as it is; any other is a name of which an id is minted, and without one the
    title is. Of entries that share a name, the oldest that states it has the id of the name alone, the next that of
    the name and 2, and so on: a further one on top changes none of them.
    """
    names = [_name(listing.category, entry) for entry in listing.entries]

    def claim(index: int) -> tuple[bool, datetime, int]:
        """Who comes first: a URI before what is minted, then the older; of one moment, what stands lower is that."""
        return names[index] != listing.entries[index].fields.id, datings[index].published, -index

    uses: Counter[str] = Counter()
    ids: dict[str, int] = {}
    for index in sorted(range(len(names)), key=claim):
        name = names[index]
        uses[name] += 1
        while (entry_id := _numbered(name, uses[name])) in ids or entry_id in taken:
            uses[name] += 1
        ids[entry_id] = index
    return sorted(ids, key=ids.__getitem__)


def without_repeated_ids(listing: Listing) -> Listing:
    """The listing with each `Id:` at the oldest entry that states it alone; the others are read as if they had none."""
    stated: set[str | None] = set()
    entries = []
    oldest_first = listing.entries if listing.order is Order.OLDEST_FIRST else listing.entries[::-1]
    for entry in oldest_first:
        is_repeated = entry.fields.id is not None and entry.fields.id in stated
        entries.append(replace(entry, fields=replace(entry.fields, id=None)) if is_repeated else entry)
        stated.add(entry.fields.id)
    return replace(listing, entries=tuple(entries if oldest_first is listing.entries else entries[::-1]))


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else mint_id(name, str(number))


def _name(category: str, entry: ListedEntry) -> str:
    stated = entry.fields.id
    if stated is None:
        return mint_id(category, entry.title)
    return stated if is_uri(stated) else mint_id(category, "id", stated)
