"""From what each entry says of its day to when all of them were published: the exact posterior over the listing.

The model is a walk back in time from the reference. On every day the walk either comes upon the next older entry,
with a probability q that depends on the listing's cadence and on whether it publishes at weekends, or goes on to the
day before. So the number of entries a day, and the days between neighbours, are geometrically distributed, and the
gaps are normalised by construction. What the entries themselves say enters as a likelihood of every day.

A path that ends `d` days back has the prior weight q^n (1-q)^d whatever way it took, so the cadence touches the last
entry alone and is integrated out there; the way itself is summed over with one cumulative sum an entry, forward and
backward (the forward-backward algorithm of hidden Markov models). Weekends scale q by a habit's factor on these days.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import log

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.float64]
"""A value for every day back from the reference: element 0 is the reference day, element 1 the day before it."""

Table = NDArray[np.float64]
"""Values whose last axis is days back from the reference, and whose first may be entries, newest first."""

HABITS = ((0.6, 0.5), (0.04, 0.5))
"""How busy a weekend day is beside a weekday, and how common that habit is among listings."""

CADENCES = np.exp(np.linspace(np.log(0.1), np.log(250), 16))
"""Days per entry: the grid over which the unknown cadence is summed, even on a logarithmic scale."""

USUAL_CADENCE, CADENCE_SPREAD = 2.5, 1.4
"""The prior of the cadence: log-normal, with this median in days and this deviation of the logarithm."""

RESCALED_EVERY = 8
"""Entries after which the sums over paths are scaled, lest they leave the range of floating-point numbers."""

UNREACHED = 1e-9
"""A probability so small that a walk need not be taken up before the day that has it."""


@dataclass(frozen=True, slots=True)
class Posterior:
    """The probability of each day for each entry, newest entry first: `days[entry, day]`, rows sum to 1.

    `log_evidence` is the logarithm of how well the model explains the listing, for comparing readings of it.
    `messages[entry, habit, day]` is what the entries down to this one tell of its day (see `lead_after`).
    """

    days: Table
    log_evidence: float
    messages: Table


def posterior(likelihood: Table, lead: Days, is_weekend: NDArray[np.bool_]) -> Posterior:
    """The posterior over the days of a listing's entries, exact under the model.

    `likelihood[entry, day]` is that of what the entry says, newest entry first; `lead` the weight of each day for the
    newest entry before it says anything; `is_weekend` tells each day's kind.
    """
    step = likelihood[:, None, :] * np.where(is_weekend, np.array([[factor] for factor, _ in HABITS]), 1.0)
    forward, log_scale = _forward(step, lead)
    joint = _backward(step, ending(len(step), is_weekend))
    joint *= forward
    days: Table = joint.sum(axis=1)
    total = days.sum(axis=1)
    days /= total[:, None]
    return Posterior(days, log_scale + log(float(total[-1])), forward)


def _forward(step: Table, lead: Days) -> tuple[Table, float]:
    """For each entry, habit and day: the scaled sum over the paths down to there; and the logarithm of the scales."""
    messages = np.empty_like(step)
    message = step[0] * lead
    log_scale = 0.0
    for entry in range(len(step)):
        if entry:
            np.cumsum(messages[entry - 1], axis=1, out=message)
            message *= step[entry]
        messages[entry] = message
        if entry % RESCALED_EVERY == 0 or entry == len(step) - 1:
            scale = float(message.max())
            log_scale += log(scale)
            messages[entry] /= scale
    return messages, log_scale


def _backward(step: Table, end: Table) -> Table:
    """For each entry, habit and day: the scaled sum over the paths from there to the end."""
    messages = np.empty_like(step)
    messages[-1] = end
    weighted = np.empty_like(end)
    for entry in range(len(step) - 1, 0, -1):
        np.multiply(messages[entry], step[entry], out=weighted)
        np.cumsum(weighted[:, ::-1], axis=1, out=messages[entry - 1, :, ::-1])
        if entry % RESCALED_EVERY == 0:
            messages[entry - 1] /= messages[entry - 1].max()
    return messages


def lead_after(solved: Posterior, count: int, is_weekend: NDArray[np.bool_]) -> tuple[int, Days]:
    """How to take the walk up again below the first `count` entries: a day, and the next entry's lead from there."""
    weight = (solved.messages[count - 1] * ending(count, is_weekend)).sum(axis=0)
    reached = np.cumsum(weight / weight.sum())
    first = int(np.searchsorted(reached, UNREACHED))
    return first, reached[first:]


def ending(count: int, is_weekend: NDArray[np.bool_]) -> Table:
    """The weight of each habit and day for the last of `count` entries, summed over cadences: q^n (1-q)^d."""
    return _ending(count, len(is_weekend), is_weekend[:7].tobytes())


@lru_cache(maxsize=64)
def _ending(count: int, horizon: int, week: bytes) -> Table:
    is_weekend = np.resize(np.frombuffer(week, dtype=np.bool_), horizon)
    weekends: Days = np.cumsum(is_weekend) - is_weekend  # strictly before each day
    weekdays = np.arange(horizon) - weekends
    prior = -0.5 * (np.log(CADENCES / USUAL_CADENCE) / CADENCE_SPREAD) ** 2
    weights = []
    for factor, share in HABITS:
        per_weekday = 7 / (5 + 2 * factor) / CADENCES[:, None]
        q = per_weekday / (1 + per_weekday)
        paths = (prior[:, None] + count * np.log(q)) + np.log1p(-q) * weekdays + np.log1p(-q * factor) * weekends
        best = paths.max(axis=0)
        weights.append(np.log(np.exp(paths - best).sum(axis=0)) + best + log(share))
    weight = np.array(weights)
    scaled: Table = np.exp(weight - weight.max())
    return scaled
