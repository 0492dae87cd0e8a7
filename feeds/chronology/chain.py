"""From what each entry says of its day to when all of them were published: the exact posterior over the listing.

The model is a walk back in time from the reference. On every day the walk either comes upon the next older entry,
with a probability q that depends on the listing's cadence and on whether it publishes on days of rest, or goes on to
the day before. So the number of entries a day, and the days between neighbours, are geometrically distributed, and the
gaps are normalised by construction. What the entries themselves say enters as a likelihood of every day.

A path that ends `d` days back has the prior weight q^n (1-q)^d whatever way it took, so the cadence touches the last
entry alone and is integrated out there; the way itself is summed over with one cumulative sum an entry, forward and
backward (the forward-backward algorithm of hidden Markov models). Days of rest scale q by a habit's factor.
"""

from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.float64]
"""A value for every day back from the reference: element 0 is the reference day, element 1 the day before it."""

Table = NDArray[np.float64]
"""Values whose last axis is days back from the reference, and whose first may be entries, newest first."""

HABITS = ((0.6, 0.5), (0.04, 0.5))
"""How busy a day of rest is beside a working day, and how common that habit is among listings."""

CADENCES = np.exp(np.linspace(np.log(0.1), np.log(250), 16))
"""Days per entry: the grid over which the unknown cadence is summed, even on a logarithmic scale."""

USUAL_CADENCE, CADENCE_SPREAD = 4.0, 1.5
"""The prior of the cadence: log-normal, with this median in days and this deviation of the logarithm."""

RESCALED_EVERY = 8
"""Entries after which the sums over paths are scaled, lest they leave the range of floating-point numbers."""

LEAST, LARGEST = 1e-200, 400.0
"""The least weight, and the largest exponent of one, that leave floating-point numbers room to go on."""

UNREACHED = 1e-9
"""The least lead: a day may turn out to be right, however little spoke for it before."""


class Walk:
    """The walk down one listing, newest entry first, after its forward pass.

    `likelihood[entry, style, day]` is that of what the entry says, for each style in which the whole listing may be
    written, all being equally common; `lead` the weight of each day for the newest entry before it says anything;
    `is_restful` tells the days of rest, such as weekends.
    """

    def __init__(self, likelihood: Table, lead: Days, is_restful: NDArray[np.bool_]) -> None:
        self._is_restful = is_restful
        factors = np.where(is_restful, np.array([[factor] for factor, _ in HABITS]), 1.0)
        count, self._styles, horizon = likelihood.shape
        self._steps: Table = (likelihood[:, :, None, :] * factors).reshape(count, -1, horizon)
        self._log_scales = np.zeros(count)
        self._messages = self._forward(lead)
        self._ending, _ = self._ending_after(count)

    def _ending_after(self, count: int) -> tuple[Table, float]:
        """The weight of each style, habit and day for the last of `count` entries, and the logarithm of its scale."""
        log_weights, log_scale, weights = ending(count, self._is_restful)
        weights = np.tile(weights, (self._styles, 1))
        messages = self._messages[count - 1]
        if not _reaches(messages, weights):
            log_weights = np.tile(log_weights, (self._styles, 1))
            log_scale = _log_at_peak(messages, log_weights)
            weights = np.exp(np.minimum(log_weights - log_scale, LARGEST))
        return weights, log_scale

    def _forward(self, lead: Days) -> Table:
        """For each entry, habit and day: the scaled sum over the paths down to there."""
        messages = np.empty_like(self._steps)
        np.multiply(self._steps[0], lead, out=messages[0])
        for entry in range(1, len(messages)):
            messages[entry - 1].cumsum(axis=1, out=messages[entry])
            messages[entry] *= self._steps[entry]
            if entry % RESCALED_EVERY == 0:
                scale = float(messages[entry].max())
                messages[entry] /= scale
                self._log_scales[entry:] += log(scale)
        return messages

    def _backward(self) -> Table:
        """For each entry, habit and day: the scaled sum over the paths from there to the end."""
        messages = np.empty_like(self._steps)
        messages[-1] = self._ending
        for entry in range(len(messages) - 1, 0, -1):
            weighted = messages[entry] * self._steps[entry]
            weighted[:, ::-1].cumsum(axis=1, out=messages[entry - 1, :, ::-1])
            if entry % RESCALED_EVERY == 0:
                messages[entry - 1] /= messages[entry - 1].max()
                if not _reaches(self._messages[entry - 1], messages[entry - 1]):
                    with np.errstate(divide="ignore"):
                        logs = np.log(messages[entry - 1])
                    logs -= _log_at_peak(self._messages[entry - 1], logs)
                    messages[entry - 1] = np.exp(np.minimum(logs, LARGEST))
        return messages

    def log_evidence(self, count: int) -> float:
        """The logarithm of how well the model explains the first `count` entries, for comparing readings of them."""
        ending_weight, log_ending = self._ending_after(count)
        weight = float((self._messages[count - 1] * ending_weight).sum())
        return float(self._log_scales[count - 1]) + log_ending + log(weight)

    def last_day(self) -> Days:
        """The probability of each day for the last entry."""
        weight: Days = (self._messages[-1] * self._ending).sum(axis=0)
        weight /= weight.sum()
        return weight

    def posterior(self) -> Table:
        """The probability of each day for each entry, exact under the model: `days[entry, day]`, rows sum to 1."""
        joint = self._backward()
        joint *= self._messages
        days: Table = joint.sum(axis=1)
        days /= days.sum(axis=1, keepdims=True)
        return days

    def lead_after(self, count: int, day: int) -> Days:
        """How likely the first `count` entries alone were met by each day, from `day` on: the lead of what follows."""
        weight = (self._messages[count - 1] * self._ending_after(count)[0]).sum(axis=0)
        reached: Days = np.maximum(np.cumsum(weight / weight.sum()), UNREACHED)
        return reached[day:]


def _reaches(messages: Table, weights: Table) -> bool:
    """Whether the scale of `weights` is such that their product is within floating-point numbers where it matters."""
    return bool((messages * weights).max() > LEAST)


def _log_at_peak(messages: Table, log_weights: Table) -> float:
    """The log-weight on the day on which the product with `messages` is greatest."""
    with np.errstate(divide="ignore"):
        return float(log_weights.flat[np.argmax(np.log(messages) + log_weights)])


def ending(count: int, is_restful: NDArray[np.bool_]) -> tuple[Table, float, Table]:
    """The weight of each habit and day for the last of `count` entries, summed over cadences: q^n (1-q)^d.

    Given as logarithms, and as numbers beside the largest, whose logarithm stands between.
    """
    return _ending(count, is_restful.tobytes())


@lru_cache(maxsize=64)
def _ending(count: int, days: bytes) -> tuple[Table, float, Table]:
    is_restful = np.frombuffer(days, dtype=np.bool_)
    resting: Days = np.cumsum(is_restful) - is_restful  # strictly before each day
    working = np.arange(len(is_restful)) - resting
    prior = -0.5 * (np.log(CADENCES / USUAL_CADENCE) / CADENCE_SPREAD) ** 2
    weights = []
    for factor, share in HABITS:
        per_day = 7 / (5 + 2 * factor) / CADENCES[:, None]
        q = per_day / (1 + per_day)
        paths = (prior[:, None] + count * np.log(q)) + np.log1p(-q) * working + np.log1p(-q * factor) * resting
        best = paths.max(axis=0)
        weights.append(np.log(np.exp(paths - best).sum(axis=0)) + best + log(share))
    log_weights = np.array(weights)
    largest = float(log_weights.max())
    return log_weights, largest, np.exp(log_weights - largest)
