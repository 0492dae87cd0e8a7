"""A listing to one dating an entry: clues are read, placed together with their neighbours, and told as a moment."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, time, timedelta, tzinfo
from functools import partial

from feeds.chronology.clues import entry_clues
from feeds.chronology.lags import Lags, learned
from feeds.chronology.placement import Place, Placement, Reading, Reference, place
from feeds.model import UNKNOWN, Basis, Dating, Evidence, Known, ListedEntry, Listing, Order

NOON, MIDNIGHT = time(12), time(0)

BETWEEN = timedelta(seconds=1)
"""What parts the entries of one day."""

INSTANT, DAY = timedelta(microseconds=1), timedelta(days=1)


def date_listing(
    listing: Listing, seen: datetime, known: Sequence[Known] = (), lags: Lags | None = None
) -> tuple[Dating, ...]:
    """One dating an entry, in the listing's order; `seen` is the moment at which its entries are first seen.

    Down the listing no date contradicts its order, those stated in `Date:` fields aside, and only a stated one may lie
    after `seen`. The entries of one day are a second apart, from noon in the listing's time zone. `known` has an item
    an entry, or none at all; a dating that was promised before is given back as it is, unless a `Date:` field states
    another day or moment. `lags` is the table that comes with the package, unless another one is to be tried.
    """
    known = known or (UNKNOWN,) * len(listing.entries)
    promised = [what.dating for what in known if what.dating]
    if len(promised) == len(known) and not any(entry.fields.date for entry in listing.entries):
        return tuple(promised)
    today = seen.astimezone(listing.timezone).date()
    reference = Reference(min(listing.captured or today, today), is_capture=listing.captured is not None)
    readings = list(map(partial(_read, listing), listing.entries, known))
    placement = place(readings, reference, listing.order, lags or learned())
    fixed = list(map(partial(_fixed_moment, listing), listing.entries, known))
    moments = _moments(listing, placement, fixed, seen)
    return tuple(map(partial(_dating, listing.timezone), listing.entries, known, placement.places, moments))


def _read(listing: Listing, entry: ListedEntry, known: Known) -> Reading:
    stated = entry.fields.date
    if isinstance(stated, datetime):
        stated = stated.astimezone(listing.timezone).date()
    if stated is None and known.dating:
        stated = known.dating.published.astimezone(listing.timezone).date()
    clues = () if stated else entry_clues(entry.text, listing.language)
    return Reading(stated, clues, known.absent_on, known.seen_on)


def _fixed_moment(listing: Listing, entry: ListedEntry, known: Known) -> datetime | None:
    stated = entry.fields.date
    if isinstance(stated, datetime) or known.dating is None:
        return stated if isinstance(stated, datetime) else None
    promised = known.dating.published
    return promised if stated in (None, promised.astimezone(listing.timezone).date()) else None


def _moments(
    listing: Listing, placement: Placement, fixed: Sequence[datetime | None], seen: datetime
) -> list[datetime]:
    """The moment of each entry: the one it states or has, else noon and a second for each older one of the day.

    An entry that stands above another gets a later moment, whatever time of the day the other one has, and none is
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
    for position, index in enumerate(newest_first):
        day = days[index]
        older[day] -= 1
        moment = fixed[index]
        if moment is None:
            moment = datetime.combine(day, NOON, listing.timezone) + older[day] * BETWEEN
            moment = moment if day > seen_on else min(moment, bound)
            below = next((other for place in newest_first[position + 1 :] if (other := fixed[place])), None)
            if below and moment <= below < bound + BETWEEN:
                ceiling = min(bound + BETWEEN, seen, datetime.combine(day + DAY, MIDNIGHT, listing.timezone))
                moment = below + max(min(BETWEEN, (ceiling - below) / 2), INSTANT)
            if listing.entries[index].fields.date:  # a day that is stated is kept, however little is left of it
                moment = max(moment, datetime.combine(day, MIDNIGHT, listing.timezone) + (older[day] + 1) * INSTANT)
            moment = moment.astimezone(listing.timezone)  # it may lie beside one that is stated in another zone
        moments[index] = moment
        bound = min(bound, moment - BETWEEN)
    return [moments[index] for index in range(len(days))]


def _rank(index: int, order: Order) -> int:
    """Higher for what is newer among the entries of a day."""
    return index if order is Order.OLDEST_FIRST else -index


def _dating(timezone: tzinfo, entry: ListedEntry, known: Known, spot: Place, moment: datetime) -> Dating:
    if known.dating and entry.fields.date is None:
        return known.dating
    timexes = [clue.timex for clue in spot.clues if not clue.kind.startswith("year-")]
    basis = Basis.STATED if entry.fields.date else Basis.MENTIONED if timexes else Basis.ORDER
    day = moment.astimezone(
        timezone
    ).date()  # the day before the one that was found, if all that is left of that one is taken
    evidence = tuple(
        Evidence(timex.text, timex.start, timex.end, timex.resolve(day).value, timex.rule) for timex in timexes
    )
    return Dating(
        published=moment,
        earliest=min(spot.earliest, day),
        latest=max(spot.latest, day),
        basis=basis,
        confidence=round(spot.confidence, 3),
        evidence=evidence,
        absent_on=known.absent_on,
        seen_on=known.seen_on,
    )
