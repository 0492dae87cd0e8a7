"""A listing to one dating an entry: clues are read, placed together with their neighbours, and told as a moment."""

from collections import Counter
from datetime import datetime, time, timedelta

from feeds.chronology.clues import entry_clues
from feeds.chronology.lags import Lags, learned
from feeds.chronology.placement import Place, Placement, Reading, Reference, place
from feeds.model import Basis, Dating, Evidence, ListedEntry, Listing, Order

NOON = time(12)

BETWEEN = timedelta(seconds=1)
"""What parts the entries of one day."""


def date_listing(listing: Listing, seen: datetime, lags: Lags | None = None) -> tuple[Dating, ...]:
    """One dating an entry, in the listing's order; `seen` is the moment at which its entries are first seen.

    Down the listing no date contradicts its order, those stated in `Date:` fields aside, and only a stated one may lie
    after `seen`. The entries of one day are a second apart, from noon in the listing's time zone. `lags` is the table
    that comes with the package, unless another one is to be tried.
    """
    today = seen.astimezone(listing.timezone).date()
    reference = Reference(min(listing.captured or today, today), is_capture=listing.captured is not None)
    readings = [_read(entry, listing) for entry in listing.entries]
    placement = place(readings, reference, listing.order, lags or learned())
    moments = _moments(listing, placement, seen)
    return tuple(map(_dating, listing.entries, placement.places, moments))


def _read(entry: ListedEntry, listing: Listing) -> Reading:
    stated = entry.fields.date
    if stated is None:
        return Reading(None, entry_clues(entry.text, listing.language))
    return Reading(stated.astimezone(listing.timezone).date() if isinstance(stated, datetime) else stated, ())


def _moments(listing: Listing, placement: Placement, seen: datetime) -> list[datetime]:
    """The moment of each entry: what its `Date:` field states, else noon and a second for each older one of the day.

    An entry that stands above another gets a later moment, whatever time of the day the other one states, and none is
    later than `seen`.
    """
    days = [spot.day for spot in placement.places]
    newest_first = sorted(
        range(len(days)), key=lambda index: (days[index], _rank(index, placement.order)), reverse=True
    )
    older = Counter(days)
    bound = seen.astimezone(listing.timezone).replace(microsecond=0)
    seen_on = bound.date()
    moments = {}
    for index in newest_first:
        day = days[index]
        older[day] -= 1
        stated = listing.entries[index].fields.date
        if isinstance(stated, datetime):
            moments[index] = stated
        else:
            moment = datetime.combine(day, NOON, listing.timezone) + older[day] * BETWEEN
            moments[index] = moment if day > seen_on else min(moment, bound)
        bound = min(bound, moments[index] - BETWEEN)
    return [moments[index] for index in range(len(days))]


def _rank(index: int, order: Order) -> int:
    """Higher for what is newer among the entries of a day."""
    return index if order is Order.OLDEST_FIRST else -index


def _dating(entry: ListedEntry, spot: Place, moment: datetime) -> Dating:
    timexes = [clue.timex for clue in spot.clues if not clue.kind.startswith("year-")]
    basis = Basis.STATED if entry.fields.date else Basis.MENTIONED if timexes else Basis.ORDER
    evidence = tuple(
        Evidence(timex.text, timex.start, timex.end, timex.resolve(moment.date()).value, timex.rule)
        for timex in timexes
    )
    return Dating(moment, spot.earliest, spot.latest, basis, round(spot.confidence, 3), evidence)
