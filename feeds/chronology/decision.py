"""From the posterior over days to what is said of each entry: a day, an interval, a confidence."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Table = NDArray[np.float64]

GAINS = ((0, 1.0), (1, 1.0), (3, 1.0), (7, 0.7), (14, 0.7), (30, 0.7), (90, 0.7))
"""What a published day earns by being within so many days of the truth; the negative of the loss that we minimise.

The near reaches make it a likely day, the far ones keep it in the middle where nothing tells the day.
"""

INTERVAL = 0.8
"""The probability that the truth lies between `earliest` and `latest`."""


class Decision(NamedTuple):
    """Columns of the calendar, one an entry: `best` never decreases down the listing; `first` <= `best` <= `last`."""

    best: list[int]
    first: list[int]
    last: list[int]
    confidence: list[float]


def decide(days: Table, least: int = 0) -> Decision:
    """The days (rows of probabilities, newest entry first) that earn most together, in order, from column `least` on."""
    cumulative = np.cumsum(days, axis=1)
    farthest = max(reach for reach, _ in GAINS)
    padded = np.pad(cumulative, ((0, 0), (farthest + 1, farthest)), mode="edge")
    padded[:, : farthest + 1] = 0
    gain = sum((weight * _within(padded, reach, farthest) for reach, weight in GAINS), start=np.zeros_like(days))
    gain[:, :least] = -1
    best = _best_path(gain)
    tail = (1 - INTERVAL) / 2
    confidence = _within(padded, 1, farthest)[np.arange(len(days)), best]
    return Decision(
        best.tolist(),
        np.minimum((cumulative < tail).sum(axis=1), best).tolist(),
        np.maximum((cumulative < 1 - tail).sum(axis=1), best).tolist(),
        np.minimum(confidence, 1.0).tolist(),
    )


def _within(padded: Table, reach: int, farthest: int) -> Table:
    """The probability that the truth lies within `reach` days of each day, from padded cumulative probabilities."""
    size = padded.shape[1] - 2 * farthest - 1
    after = padded[:, farthest + reach + 1 : farthest + reach + 1 + size]
    before = padded[:, farthest - reach : farthest - reach + size]
    return after - before


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
