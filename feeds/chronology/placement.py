"""Entries placed on days, all together: what each says of its day, the listing's order, and its cadence."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import log

import numpy as np

from feeds.chronology.chain import Days, Table, Walk
from feeds.chronology.clues import Clue
from feeds.chronology.decision import Decision, decide
from feeds.chronology.lags import Lags
from feeds.chronology.likelihood import Calendar, clue_ratio, likelihoods, named_with_year, nearest_day
from feeds.model import Order

HORIZON, FARTHEST = 256, 1 << 14
"""How many days back are looked at: at first, and at the most. Between them, as many as the listing may reach."""

NEGLIGIBLE = 3e-3
"""A probability beyond the horizon that does not call for a farther one."""

OLD_NEWS = 12 * 365
"""Days beyond which a year that is named is taken for history, and no reason to look that far back."""

BLOCK, OVERLAP = 96, 32
"""A listing is solved as a whole up to their sum; a longer one in blocks, each with a look at what overlaps."""

OUT_OF_BOUNDS = 1e-9
"""How likely a day is on which an entry cannot have been published, unless the captures' own dates are wrong."""

FRESH_DAYS, STALE_DAYS = 3, 60
"""A page is mostly copied within so many days of its newest entry, seldom as late as the second number."""

LATEST = 12
"""How many entries from the top may tell by a day that they name when the page was copied."""

NEWEST_FIRST_ODDS = 1000.0
"""How much more common it is that a listing begins with its newest entry."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What is told of one entry's day: the day that is stated or promised, or else the clues of its text.

    The page was seen without the entry on `absent_on`, and with it on `seen_on`, where these are known.
    """

    stated: date | None
    clues: Sequence[Clue]
    absent_on: date | None = None
    seen_on: date | None = None


@dataclass(frozen=True, slots=True)
class Reference:
    """The day up to which all was published; `is_capture` if it is that of the copy, not of the first reading."""

    day: date
    is_capture: bool


@dataclass(frozen=True, slots=True)
class Place:
    """The day of one entry, its interval and confidence, and the clues that speak for it."""

    day: date
    earliest: date
    latest: date
    confidence: float
    clues: tuple[Clue, ...] = ()


@dataclass(frozen=True, slots=True)
class Placement:
    """The places of all entries, in the listing's order; what that order is; and how well the model explains them."""

    places: Sequence[Place]
    order: Order
    log_evidence: float


def place(readings: Sequence[Reading], reference: Reference, order: Order | None, lags: Lags) -> Placement:
    """Place the entries of a listing. Where its order is not known, the one that explains it better is taken."""
    if order is Order.NONE:
        places = [spot for reading in readings for spot in _place_newest_first([reading], reference, lags).places]
        return Placement(places, Order.NONE, 0.0)
    if order is Order.OLDEST_FIRST:
        turned = _place_newest_first(readings[::-1], reference, lags)
        return Placement(turned.places[::-1], Order.OLDEST_FIRST, turned.log_evidence)
    placement = _place_newest_first(readings, reference, lags)
    if order is None and _seems_oldest_first(readings, reference):
        turned = place(readings, reference, Order.OLDEST_FIRST, lags)
        if turned.log_evidence > placement.log_evidence + log(NEWEST_FIRST_ODDS):
            return turned
    return placement


def _seems_oldest_first(readings: Sequence[Reading], reference: Reference) -> bool:
    """Whether more of the days that are named or stated go up than down the listing: a cheap first look."""
    days = [_named_day(reading, reference.day) for reading in readings]
    steps = [lower - upper for upper, lower in pairwise(day.toordinal() for day in days if day)]
    return sum(step > 0 for step in steps) > sum(step < 0 for step in steps)


def _named_day(reading: Reading, reference: date) -> date | None:
    if reading.stated:
        return reading.stated
    days = (nearest_day(clue, reference) for clue in reading.clues if clue.kind.startswith("day-"))
    return next((day for day in days if day), None)


def _place_newest_first(readings: Sequence[Reading], reference: Reference, lags: Lags) -> Placement:
    in_order = _in_order(readings, reference.day)
    stated = {index: reading.stated for index, reading in enumerate(readings) if reading.stated}
    walked = [index for index in range(len(readings)) if index in in_order or index not in stated]
    chain = [readings[index] for index in walked]
    walks = [_walk(chain, day, lags) for day in _captures(chain, reference)]
    spots, log_evidence = max(walks, key=lambda walk: walk[1])
    places = dict(zip(walked, spots, strict=True))
    places |= {index: Place(day, day, day, 1.0) for index, day in stated.items()}
    return Placement([places[index] for index in range(len(readings))], Order.NEWEST_FIRST, log_evidence)


def _captures(readings: Sequence[Reading], reference: Reference) -> list[date]:
    """The days on which the page may have been copied: if that is not told, soon after a day that it names, or lately.

    A page that is first read long after its last entry must not be taken for one that has gone slow.
    """
    if reference.is_capture:
        return [reference.day]
    named = {day for reading in readings[:LATEST] if (day := _named_day(reading, reference.day))}
    latest_stated = max((reading.stated for reading in readings if reading.stated), default=date.min)
    copied = {max(min(day + timedelta(days=1), reference.day), latest_stated) for day in named if day <= reference.day}
    return sorted({reference.day, *copied}, reverse=True)


def _in_order(readings: Sequence[Reading], reference: date) -> set[int]:
    """The entries whose stated days agree with the order and the reference: as many as can be."""
    tails: list[tuple[int, int]] = []  # of the longest orderly run that ends on a column: the column, the entry
    before: dict[int, int | None] = {}
    for index, reading in enumerate(readings):
        if reading.stated is None or reading.stated > reference:
            continue
        column = (reference - reading.stated).days
        length = bisect_right(tails, column, key=lambda tail: tail[0])
        before[index] = tails[length - 1][1] if length else None
        tails[length : length + 1] = [(column, index)]
    kept = set()
    last = tails[-1][1] if tails else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def _walk(readings: Sequence[Reading], captured: date, lags: Lags) -> tuple[list[Place], float]:
    """The places of entries that stand newest first, block by block, each block taking up where the last one led."""
    places: list[Place] = []
    log_evidence = 0.0
    day, lead = captured, fresh_lead()
    while rest := readings[len(places) :]:
        count = len(rest) if len(rest) <= BLOCK + OVERLAP else BLOCK
        block = rest[: count + OVERLAP]
        below = max((reading.stated for reading in rest[len(block) :] if reading.stated), default=date.min)
        calendar, walk = solve(block, day, lead, lags, not_before=below)
        least = min(calendar.column(places[-1].day), calendar.horizon - 1) if places else 0
        decision = decide(walk.posterior(), least)
        places += [_place(reading, calendar, decision, row, lags) for row, reading in enumerate(block[:count])]
        log_evidence += walk.log_evidence(count)
        if count < len(rest):
            stated = [calendar.column(reading.stated) for reading in rest[count:] if reading.stated]
            column = min(decision.best[count - 1], *stated, calendar.horizon - 1)
            day, lead = calendar.day(column), walk.lead_after(count, column)
    return places, log_evidence


def solve(
    block: Sequence[Reading], day: date, lead: Days, lags: Lags, not_before: date = date.min
) -> tuple[Calendar, Walk]:
    """The walk down a block, over as many days as it may reach back; below it follows a day that is stated, if any."""
    farthest_stated = max(((day - reading.stated).days for reading in block if reading.stated), default=0)
    horizon = max(HORIZON, farthest_stated + 1)
    while True:
        calendar = Calendar(day, horizon)
        rows = likelihoods([reading.clues for reading in block], calendar, lags)
        for row, reading in zip(rows, block, strict=True):
            _bound(row, reading, calendar)
        rows[:, :, min(calendar.column(not_before), horizon) + 1 :] *= OUT_OF_BOUNDS
        walk = Walk(rows, _reaching(lead, horizon), calendar.is_restful)
        is_settled = walk.last_day()[horizon * 7 // 8 :].sum() < NEGLIGIBLE and not _names_older(block, calendar)
        if horizon >= FARTHEST or is_settled:
            return calendar, walk
        horizon *= 2


def _bound(row: Table, reading: Reading, calendar: Calendar) -> None:
    """Keep an entry to the day that is stated, and to those between the last view without it and the first with it."""
    if reading.stated:
        row[:] = 0
        row[:, calendar.column(reading.stated)] = 1
        return
    if reading.seen_on:
        row[:, : max(calendar.column(reading.seen_on), 0)] *= OUT_OF_BOUNDS
    if reading.absent_on:
        row[:, max(calendar.column(reading.absent_on) + 1, 0) :] *= OUT_OF_BOUNDS


def _names_older(block: Sequence[Reading], calendar: Calendar) -> bool:
    """Whether enough different days or months of years beyond the calendar are named for the listing to be as old."""
    beyond: set[int] = set()
    within = 0
    for reading in block:
        days = [named_with_year(clue) for clue in reading.clues if not clue.kind.startswith("year-")]
        columns = [calendar.column(day) for day in days if day is not None]
        within += any(column < calendar.horizon for column in columns)
        if columns and all(calendar.horizon <= column < OLD_NEWS for column in columns):
            beyond.add(columns[0])
    return len(beyond) > 1 and 2 * len(beyond) > within


def _reaching(lead: Days, horizon: int) -> Days:
    """The lead over all days: beyond what is told it stays as it is."""
    return np.pad(lead, (0, max(horizon - len(lead), 0)), mode="edge")[:horizon]


@cache
def fresh_lead() -> Days:
    """The weight of each number of days from the copying of the page back to its newest entry."""
    days = np.arange(FARTHEST)
    weights: Days = np.where(
        days <= FRESH_DAYS, 1.0, 0.98 * np.exp((FRESH_DAYS - days) / FRESH_DAYS) + 0.02 * np.exp(-days / STALE_DAYS)
    )
    return weights


def _place(reading: Reading, calendar: Calendar, decision: Decision, row: int, lags: Lags) -> Place:
    day = calendar.day(decision.best[row])
    return Place(
        day=day,
        earliest=calendar.day(decision.last[row]),
        latest=calendar.day(decision.first[row]),
        confidence=decision.confidence[row],
        clues=tuple(clue for clue in reading.clues if clue_ratio(clue, day, lags) > 1),
    )
