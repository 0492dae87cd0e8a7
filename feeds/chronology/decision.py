"""From the posterior over days to what is said of each entry: a day, an interval, a confidence."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

GAINS = ((0, 1.0), (1, 1.0), (3, 2.0))
"""What a published day earns by being within so many days of the truth."""

COST = 3.0
"""What it costs to be as far off as the entry's interval is wide: where nothing tells the day, the middle is best."""

NARROW = 3
"""Days that count as an interval's width where it is narrower."""

INTERVAL = 0.8
"""The probability that the truth lies between `earliest` and `latest`."""

STEADY_DAYS, YOUNGER_SLACK, OLDER_SLACK = 14, 0.4, 0.6
"""How much wider an interval is, on either side and for each day beyond a fortnight, than a steady cadence has it.

Real pages are less steady than the model, which shows where nothing but their cadence tells.
"""

UNREACHED = 1e-4
"""A probability so small that the days beyond it need not be looked at."""

DECIMALS = 9
"""What is left of probabilities for a decision, so that no processor's last digits decide."""


class Decision(NamedTuple):
    """Columns of the calendar, one an entry: `best` never decreases down the listing; `first` <= `best` <= `last`."""

    best: list[int]
    first: list[int]
    last: list[int]
    confidence: list[float]


def decide(days: Table, least: int = 0) -> Decision:
    """The days that gain most together, in order, from column `least` on; `days[entry, day]` is a probability.

    The loss that is minimised, in expectation and summed over the entries, is `COST` times the error in days over the
    interval's width, less the `GAINS`.
    """
    cumulative = np.cumsum(days, axis=1).round(DECIMALS)
    reached = int(np.searchsorted(cumulative[-1], 1 - UNREACHED)) + 1  # no entry is older than the last
    cumulative = cumulative[:, : max(reached, least + 1)]
    first, last = _shortest(cumulative)
    slack = np.maximum(last - first - STEADY_DAYS, 0)
    width = np.maximum(last - first, NARROW)[:, None]
    gain = -COST / width * _expected_error(cumulative)
    for reach, weight in GAINS:
        gain += weight * _within(cumulative, reach)
    gain[:, :least] = -np.inf
    best = _best_path(gain.round(DECIMALS))
    confidence = _within(cumulative, 1)[np.arange(len(days)), best]
    return Decision(
        best.tolist(),
        np.maximum(np.minimum(first - (YOUNGER_SLACK * slack).astype(int), best), 0).tolist(),
        np.maximum(last + (OLDER_SLACK * slack).astype(int), best).tolist(),
        np.minimum(confidence, 1.0).tolist(),
    )


def _expected_error(cumulative: Table) -> Table:
    """How many days off each day is to be expected, as the truth is earlier or later."""
    younger = np.cumsum(cumulative, axis=1) - cumulative
    older = np.cumsum(1 - cumulative[:, ::-1], axis=1)[:, ::-1]
    total: Table = younger + older
    return total


def _shortest(cumulative: Table) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first and last column, a row, of the shortest run of days that holds the truth as often as it must."""
    count, size = cumulative.shape
    rows = np.arange(count)
    # A run begins at the first day, or after days that hold no more than it may leave out.
    starts = int((cumulative <= cumulative[:, -1:] - INTERVAL).sum(axis=1).max()) + 1
    goals = np.full((count, starts), INTERVAL)
    goals[:, 1:] += cumulative[:, : starts - 1]
    # Two more for each row make one rising sequence of all, which is searched at once.
    shift = 2.0 * rows[:, None]
    last = np.searchsorted((cumulative + shift).ravel(), (goals + shift).ravel()).reshape(count, starts)
    last -= size * rows[:, None]
    lengths = last - np.arange(starts) + size * (goals > cumulative[:, -1:])  # none is enough so late
    first = lengths.argmin(axis=1)
    return first, np.minimum(last[rows, first], size - 1)


def _within(cumulative: Table, reach: int) -> Table:
    """The probability that the truth lies within `reach` days of each day."""
    size = cumulative.shape[1]
    up_to = np.empty_like(cumulative)
    up_to[:, : max(size - reach, 0)] = cumulative[:, reach:]
    up_to[:, max(size - reach, 0) :] = cumulative[:, -1:]
    up_to[:, reach + 1 :] -= cumulative[:, : max(size - reach - 1, 0)]
    return up_to


def _best_path(gain: Table) -> NDArray[np.intp]:
    """The non-decreasing columns, one a row, with the greatest sum of gains."""
    columns = np.arange(gain.shape[1])
    total = gain[0]
    choices = []
    for row in gain[1:]:
        best = np.maximum.accumulate(total)
        choices.append(np.maximum.accumulate(np.where(total == best, columns, 0)))
        total = best + row
    path = [int(np.argmax(total))]
    for choice in reversed(choices):
        path.append(int(choice[path[-1]]))
    return np.array(path[::-1])
