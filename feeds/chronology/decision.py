"""From the posterior over days to what is said of each entry: a day, an interval, a confidence."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

GAINS = ((0, 1.0), (1, 1.0), (3, 1.0), (7, 1.0))
"""What a published day earns by being within so many days of the truth. Its negative is the loss that we minimise."""

INTERVAL = 0.8
"""The probability that the truth lies between `earliest` and `latest`."""


class Decision(NamedTuple):
    """Columns of the calendar, one an entry: `best` never decreases down the listing; `first` <= `best` <= `last`."""

    best: list[int]
    first: list[int]
    last: list[int]
    confidence: list[float]


def decide(days: NDArray[np.float64], least: int = 0) -> Decision:
    """The days (rows of probabilities, newest entry first) that earn most together, in order, from column `least` on."""
    cumulative = np.concatenate((np.zeros((len(days), 1)), np.cumsum(days, axis=1)), axis=1)
    gain = np.zeros_like(days)
    for reach, weight in GAINS:
        gain += weight * _within(cumulative, reach)
    gain[:, :least] = -1
    best = _best_path(gain)
    tail = (1 - INTERVAL) / 2
    first = (cumulative[:, 1:] < tail).sum(axis=1)
    last = (cumulative[:, 1:] < 1 - tail).sum(axis=1)
    confidence = _within(cumulative, 1)[np.arange(len(days)), best]
    return Decision(
        best.tolist(),
        np.minimum(first, best).tolist(),
        np.maximum(last, best).tolist(),
        np.minimum(confidence, 1.0).tolist(),
    )


def _within(cumulative: NDArray[np.float64], reach: int) -> NDArray[np.float64]:
    """The probability that the truth lies within `reach` days of each day."""
    size = cumulative.shape[1] - 1
    columns = np.arange(size)
    return cumulative[:, np.minimum(columns + reach + 1, size)] - cumulative[:, np.maximum(columns - reach, 0)]


def _best_path(gain: NDArray[np.float64]) -> NDArray[np.intp]:
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
