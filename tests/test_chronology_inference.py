"""The posterior and the decision, each against an enumeration of everything that a tiny listing allows."""

from collections.abc import Iterator, Sequence
from itertools import combinations, combinations_with_replacement, product
from math import exp, log, prod
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from feeds.chronology.chain import CADENCE_SPREAD, CADENCES, HABITS, USUAL_CADENCE, Walk
from feeds.chronology.decision import COST, GAINS, INTERVAL, NARROW, decide

Table = NDArray[np.float64]

EXACT = 1e-9

weights = st.floats(0.02, 50)


class Case(NamedTuple):
    """What a walk is made of: `likelihood[entry, style, day]`, and for each day its lead and its kind."""

    likelihood: Table
    lead: Table
    is_restful: NDArray[np.bool_]


def said(shape: tuple[int, ...]) -> st.SearchStrategy[Table]:
    size = int(np.prod(shape))
    return st.lists(weights, min_size=size, max_size=size).map(lambda numbers: np.array(numbers).reshape(shape))


@st.composite
def walks(draw: st.DrawFn) -> Case:
    """One to three entries over two to ten days, in one or two styles."""
    entries, styles, days = draw(st.integers(1, 3)), draw(st.integers(1, 2)), draw(st.integers(2, 10))
    newest_weekday = draw(st.integers(0, 6))
    is_restful = (newest_weekday - np.arange(days)) % 7 >= 5
    return Case(draw(said((entries, styles, days))), draw(said((days,))), is_restful)


def walk_probability(path: Sequence[int], q: Sequence[float]) -> float:
    """That a walk back meets its entries on these days: `q[day]` is the chance to meet the next one before going on."""
    return prod(q[day] for day in path) * prod(1 - q[day] for day in range(path[-1]))


def all_walks(case: Case) -> Iterator[tuple[tuple[int, ...], float]]:
    """Every path, style, cadence and habit with its weight, straight from the definition of the model."""
    entries, styles, days = case.likelihood.shape
    for style, cadence, (factor, share) in product(range(styles), CADENCES, HABITS):
        prior = exp(-0.5 * (log(cadence / USUAL_CADENCE) / CADENCE_SPREAD) ** 2) * share
        per_weekday = 7 / (5 + 2 * factor) / cadence
        busy = per_weekday / (1 + per_weekday)
        q = [busy * factor if case.is_restful[day] else busy for day in range(days)]
        for path in combinations_with_replacement(range(days), entries):
            told = case.lead[path[0]] * prod(case.likelihood[entry, style, day] for entry, day in enumerate(path))
            yield path, prior * told * walk_probability(path, q)


@given(walks())
def test_posterior_is_that_of_all_walks_enumerated(case: Case) -> None:
    expected = np.zeros((len(case.likelihood), len(case.lead)))
    for path, weight in all_walks(case):
        for entry, day in enumerate(path):
            expected[entry, day] += weight
    expected /= expected.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(Walk(*case).posterior(), expected, rtol=EXACT, atol=EXACT)
    np.testing.assert_allclose(Walk(*case).last_day(), expected[-1], rtol=EXACT, atol=EXACT)


@given(walks(), st.data())
def test_walking_on_goes_from_where_the_first_entries_led(case: Case, data: st.DataObject) -> None:
    """The lead of what follows is the probability that the first entries, taken alone, were all met by that day."""
    count = data.draw(st.integers(1, len(case.likelihood)))
    reached = np.zeros(len(case.lead))
    for path, weight in all_walks(case._replace(likelihood=case.likelihood[:count])):
        reached[path[-1] :] += weight
    day = data.draw(st.integers(0, len(case.lead) - 1))
    lead = Walk(*case).lead_after(count, day)
    np.testing.assert_allclose(lead, (reached / reached[-1])[day:], rtol=EXACT, atol=2 * EXACT)


@given(walks(), st.data())
def test_evidence_compares_readings_as_all_walks_do(case: Case, data: st.DataObject) -> None:
    other = case._replace(likelihood=data.draw(said(case.likelihood.shape)))
    expected = [log(sum(weight for _, weight in all_walks(reading))) for reading in (case, other)]
    found = Walk(*case).log_evidence(len(case.likelihood)) - Walk(*other).log_evidence(len(case.likelihood))
    assert found == pytest.approx(expected[0] - expected[1], abs=EXACT)


def test_scaling_of_long_listings_leaves_the_posterior_whole() -> None:
    """Three entries a week over 300 entries: the sums over paths would leave the range of floating-point numbers."""
    likelihood = np.full((300, 1, 1024), 1e-3)
    likelihood[np.arange(300), 0, np.arange(300) * 7 // 3] = 1e3
    days = Walk(likelihood, np.ones(1024), np.arange(1024) % 7 >= 5).posterior()
    assert np.isfinite(days).all()
    np.testing.assert_allclose(days.sum(axis=1), 1, atol=EXACT)
    assert (days.argmax(axis=1) == np.arange(300) * 7 // 3).all()


def test_a_listing_that_says_nothing_spreads_out_downwards() -> None:
    days = Walk(np.ones((8, 1, 512)), np.eye(512)[0], np.zeros(512, dtype=np.bool_)).posterior()
    reach = (days * np.arange(512)).sum(axis=1)
    spread = np.sqrt((days * np.arange(512) ** 2).sum(axis=1) - reach**2)
    assert (np.diff(reach) > 0).all()
    assert (np.diff(spread) > 0).all()


@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Rows of probabilities of one to four entries over one to seven days, each entry older than those above it.

    Some days are impossible; no run of days holds the truth exactly as often as an interval must, lest rounding decide.
    """
    entries, days = draw(st.integers(1, 4)), draw(st.integers(1, 7))
    shares = st.lists(st.integers(0, 20), min_size=days, max_size=days).filter(any)
    rows = np.array(draw(st.lists(shares, min_size=entries, max_size=entries)), dtype=np.float64)
    reached = np.minimum.accumulate(np.cumsum(rows / rows.sum(axis=1, keepdims=True), axis=1), axis=0)
    table: Table = np.diff(reached, axis=1, prepend=0)
    sums = [row[first:last].sum() for row in table for first, last in combinations(range(days + 1), 2)]
    assume(all(abs(total - INTERVAL) > EXACT for total in sums))
    return table


def within(row: Table, day: int, reach: int) -> float:
    """The probability that the truth lies within `reach` days of `day`."""
    return float(row[max(day - reach, 0) : day + reach + 1].sum())


def shortest(row: Table) -> int:
    """By how many days the ends of the shortest run that is an interval lie apart."""
    runs = combinations_with_replacement(range(len(row)), 2)
    return min(last - first for first, last in runs if row[first : last + 1].sum() >= INTERVAL)


def gain(row: Table, day: int) -> float:
    """What a day gains by being near the truth, less what it costs to be far, as it is to be expected."""
    expected_error = sum(float(share) * abs(truth - day) for truth, share in enumerate(row))
    near = sum(weight * within(row, day, reach) for reach, weight in GAINS)
    return near - COST * expected_error / max(shortest(row), NARROW)


def total_gain(table: Table, path: Sequence[int]) -> float:
    return sum(gain(row, day) for row, day in zip(table, path, strict=True))


@given(tables(), st.data())
def test_decision_gains_as_much_as_the_best_of_all_orderly_paths(table: Table, data: st.DataObject) -> None:
    least = data.draw(st.integers(0, table.shape[1] - 1))
    best = decide(table, least).best
    assert best == sorted(best)
    assert best[0] >= least
    paths = combinations_with_replacement(range(least, table.shape[1]), len(table))
    assert total_gain(table, best) == pytest.approx(max(total_gain(table, path) for path in paths), abs=EXACT)


@given(tables())
def test_interval_is_the_shortest_that_holds_the_truth_and_is_stretched_to_the_day(table: Table) -> None:
    decision = decide(table)
    for row, best, first, last in zip(table, decision.best, decision.first, decision.last, strict=True):
        assert first <= best <= last
        length = shortest(row)
        unstretched = {last - length} if best == first else {first} if best == last else {first, last - length}
        assert any(row[start : start + length + 1].sum() >= INTERVAL for start in unstretched | {first} if start >= 0)
        assert last - first == length or best in (first, last)


@given(tables())
def test_confidence_is_the_probability_of_a_day_around(table: Table) -> None:
    decision = decide(table)
    for row, best, confidence in zip(table, decision.best, decision.confidence, strict=True):
        assert confidence == pytest.approx(within(row, best, 1), abs=EXACT)
