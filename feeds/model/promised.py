"""What is promised to subscribers."""

from dataclasses import dataclass
from datetime import date, datetime

from feeds.model.dated import Dating
from feeds.model.listed import ListedEntry


@dataclass(frozen=True, slots=True)
class Publication:
    """What the ledger remembers of an entry: all that a feed needs, so that it outlives its place in the listing.

    `entry` is what was last published of it (its `line` is 0). `id` and `dating` are promised and stay; `updated`
    moves with the digest alone. An entry that was taken out of the listing is `withdrawn` from that moment on;
    `last_on` is then the last capture that has it still, None if none has.
    """

    id: str
    entry: ListedEntry
    dating: Dating
    updated: datetime
    first_seen: datetime
    withdrawn: datetime | None = None
    last_on: date | None = None

    @property
    def published(self) -> datetime:
        """The moment of publication that subscribers were told."""
        return self.dating.published

    @property
    def digest(self) -> str:
        """The digest of the content as it was last published."""
        return self.entry.digest
