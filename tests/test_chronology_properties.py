"""What holds for every listing, whatever its entries say and state."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path

import pytest
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from feeds.chronology import date_listing
from feeds.model import Basis, Dating, EntryFields, ListedEntry, Listing, Order

TODAY = date(2024, 5, 17)

SNIPPETS = (
    "The bridge has two lanes.",
    "Nobody was hurt.",
    "A 24-inch main broke on Third Avenue.",
    "Version 4.2.1 may march on, 400 million strong.",
    "The vote was held on May 3.",
    "The fair will open on Saturday, June 1, 2024.",
    "The union said Thursday that it would go on.",
    "They met on Monday and will meet again on Friday.",
    "It happened yesterday, three days ago or last week.",
    "In 2019 they moved; in February they came back.",
    "On 29 February all was well, on February 30 nothing.",
    "LISBON, Oct. 13 (Desk) - The chamber voted.",
    "Signed on 13 October 1024, to end on 31 December 9999.",
    "Noted on 2024-05-16.",
    "Memorial Day is near.",
    "Il aura lieu le 20 mai.",
    "Am Montag, 13. Mai, war Ruhe.",
    "雨。",
)

ZONES = ("UTC", "Pacific/Kiritimati", "America/New_York", "Asia/Kathmandu", "Pacific/Pago_Pago")

zones: st.SearchStrategy[tzinfo] = st.sampled_from([zone for name in ZONES if (zone := tz.gettz(name))])

days = st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=40)) | st.dates(date(1970, 1, 1), date(2100, 1, 1))


@st.composite
def stated(draw: st.DrawFn) -> date | datetime:
    """A day, or a moment; some moments at the ends of a day and some at noon, where computed ones stand too."""
    day = draw(days)
    if draw(st.booleans()):
        return day
    hour = draw(st.sampled_from([(0, 0, 0), (12, 0, 0), (12, 0, 2), (23, 59, 59)]))
    return datetime(day.year, day.month, day.day, *hour, tzinfo=timezone(timedelta(hours=draw(st.integers(-12, 14)))))


def entries(dates: st.SearchStrategy[date | datetime | None]) -> st.SearchStrategy[ListedEntry]:
    return st.builds(
        ListedEntry,
        title=st.sampled_from(SNIPPETS),
        paragraphs=st.lists(st.sampled_from(SNIPPETS), max_size=3).map(tuple),
        fields=st.builds(EntryFields, date=dates),
    )


@st.composite
def listings(draw: st.DrawFn, least: int = 0, most: int = 40) -> Listing:
    dates = draw(st.sampled_from([st.none(), st.none() | stated(), stated()]))
    return Listing(
        path=Path("made.txt"),
        category="Made",
        entries=tuple(draw(st.lists(entries(dates), min_size=least, max_size=most))),
        captured=draw(st.none() | st.dates(TODAY - timedelta(days=60), TODAY)),
        language=draw(st.sampled_from(["en", "fr", "de-AT", "tlh"])),
        timezone=draw(zones),
        order=draw(st.sampled_from([None, *Order])),
    )


moments = st.datetimes(datetime(2024, 5, 16), datetime(2024, 5, 19), timezones=zones)  # noqa: DTZ001 -- the strategy adds the zone


def check(listing: Listing, seen: datetime) -> None:
    datings = date_listing(listing, seen)
    assert len(datings) == len(listing.entries)
    for entry, dating in zip(listing.entries, datings, strict=True):
        check_dating(entry, dating, listing.timezone)
        assert entry.fields.date is not None or dating.published <= seen
    inferred = [dating.published for dating in unstated(listing, datings)]
    if listing.order is not Order.NONE:
        upwards, downwards = sorted(inferred), sorted(inferred, reverse=True)
        allowed = {Order.NEWEST_FIRST: [downwards], Order.OLDEST_FIRST: [upwards], None: [downwards, upwards]}
        assert inferred in allowed[listing.order]
    assert len(set(inferred)) == len(inferred)
    told = {entry.fields.date for entry in listing.entries if isinstance(entry.fields.date, datetime)}
    others = [
        dating.published
        for entry, dating in zip(listing.entries, datings, strict=True)
        if not isinstance(entry.fields.date, datetime)
    ]
    assert len(told | set(others)) == len(told) + len(others), "only moments that are stated alike may be alike"
    assert date_listing(listing, seen) == datings


def unstated(listing: Listing, datings: tuple[Dating, ...]) -> Iterator[Dating]:
    return (dating for entry, dating in zip(listing.entries, datings, strict=True) if entry.fields.date is None)


def check_dating(entry: ListedEntry, dating: Dating, zone: tzinfo) -> None:
    day = dating.published.astimezone(zone).date()
    assert dating.earliest <= day <= dating.latest
    assert 0 <= dating.confidence <= 1
    for found in dating.evidence:
        assert entry.text[found.start : found.end] == found.text != ""
        assert found.value
        assert found.rule
    match entry.fields.date:
        case None:
            assert dating.basis is (Basis.MENTIONED if dating.evidence else Basis.ORDER)
        case datetime() as moment:
            assert (dating.basis, dating.published) == (Basis.STATED, moment)
        case stated_day:
            assert (dating.basis, day) == (Basis.STATED, stated_day)


@given(listings(), moments)
def test_datings_keep_their_contract(listing: Listing, seen: datetime) -> None:
    check(listing, seen)


@settings(max_examples=5)
@given(listings(least=8, most=12), moments)
def test_datings_of_long_listings_keep_their_contract(listing: Listing, seen: datetime) -> None:
    check(replace(listing, entries=listing.entries * 30), seen)


@given(listings(), moments)
def test_an_entry_of_the_capture_day_can_always_be_added_on_top(listing: Listing, seen: datetime) -> None:
    day = listing.captured or seen.astimezone(listing.timezone).date()
    fresh = ListedEntry("Fresh", fields=EntryFields(date=day))
    added = replace(listing, order=Order.NEWEST_FIRST, entries=(fresh, *listing.entries))
    datings = date_listing(added, seen)
    assert datings[0].published.date() == day
    assert all(dating.published < datings[0].published for dating in unstated(listing, datings[1:]))


@pytest.mark.parametrize("order", [None, *Order])
def test_contradictory_statements_are_all_kept(order: Order | None) -> None:
    days = [TODAY - timedelta(days=back) for back in (3, 90, 1, 40, -5, 2)]
    entries = [ListedEntry(SNIPPETS[index], fields=EntryFields(date=day)) for index, day in enumerate(days)]
    silent = [ListedEntry(snippet) for snippet in SNIPPETS[: len(days)]]
    mixed = tuple(entry for pair in zip(entries, silent, strict=True) for entry in pair)
    check(Listing(Path("made.txt"), "Made", mixed, order=order), datetime(2024, 5, 17, 9, tzinfo=UTC))


MIDNIGHT, NOON = datetime(2024, 5, 16, tzinfo=UTC), datetime(2024, 5, 16, 12, tzinfo=UTC)


@pytest.mark.parametrize("order", [None, *Order])
@pytest.mark.parametrize(
    ("dates", "seen"),
    [
        ([MIDNIGHT, MIDNIGHT.date()], None),  # no second of the day is left below the first
        ([MIDNIGHT, None, None], None),
        ([None, NOON + timedelta(seconds=2), None], None),  # where the first would stand
        ([NOON, NOON + timedelta(seconds=1), MIDNIGHT.date(), None], None),
        ([None, None, MIDNIGHT.date(), MIDNIGHT.date()], MIDNIGHT),  # the day has just begun
    ],
)
def test_entries_of_one_day_keep_apart_and_within_it(
    dates: list[date | datetime | None], seen: datetime | None, order: Order | None
) -> None:
    entries = tuple(ListedEntry("A vote", ("Noted on 2024-05-16.",), EntryFields(date=day)) for day in dates)
    listing = Listing(Path("made.txt"), "Made", entries, order=order)
    check(listing, seen or datetime(2024, 5, 17, 9, tzinfo=UTC))


def test_a_moment_beside_one_of_another_zone_is_told_in_the_listing_s_own() -> None:
    zone = tz.gettz("America/New_York")
    assert zone is not None
    stated = datetime(2024, 4, 13, 12, 0, tzinfo=timezone(timedelta(hours=8)))
    entries = (
        *[ListedEntry("The bridge has two lanes.")] * 300,
        ListedEntry("A vote", fields=EntryFields(date=stated)),
    )
    listing = Listing(Path("made.txt"), "Made", entries, timezone=zone)
    seen = datetime(2024, 5, 16, tzinfo=UTC)
    check(listing, seen)
    assert all(dating.published.tzinfo == zone for dating in date_listing(listing, seen)[:-1])
