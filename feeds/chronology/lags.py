"""The learned table of lags: how far the day of publication lies from a day that the text mentions.

A lag is the publication day minus the first day of what is mentioned, in days; for a weekday, modulo 7. The table
holds likelihood ratios: 2 means that such a lag is twice as common as chance has it, 1 that it tells nothing.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ratios = NDArray[np.float64]

REACH = {"day": 183, "month": 200, "year": 1500}
"""The longest lag, in days to either side, that tells more than the floor; half a year where no year is given."""

STRICTNESS = 1.3
"""The power of a weekday's ratios: a house is stricter in its style than the houses of that style together."""


@dataclass(frozen=True, slots=True)
class Lags:
    """Likelihood ratios by kind of clue.

    For a weekday there are seven in a row, one a lag, and a row for each of the `styles` in which a house may use
    weekdays: `prompt`, of the day of publication; `loose`; `late`, of some days before. Otherwise there is one ratio
    for each lag from `-REACH` to `REACH` of the kind's family.
    """

    ratios: Mapping[str, Ratios]
    styles: int

    def of(self, kind: str) -> Ratios:
        """The ratios of a kind, or of its family as a whole where the kind was not met in learning."""
        row = self.ratios.get(kind)
        return self.ratios[kind.partition("-")[0] + "-any"] if row is None else row


def lags_from(tables: Mapping[str, Mapping[str, Any]]) -> Lags:
    """The table as `lags.toml` writes it.

    A section a family, whose `from` row names the first lag of each column; of weekdays, a section a style.
    """
    styles = list(tables["weekday"].values())
    ratios = {f"weekday-{kind}": _styled(styles, kind) for kind in {kind for style in styles for kind in style}}
    for family, reach in REACH.items():
        section = dict(tables[family])
        starts = np.array(section.pop("from"))
        columns = np.searchsorted(starts, np.arange(-reach, reach + 1), side="right") - 1
        for kind, row in section.items():
            ratios[f"{family}-{kind}"] = np.array(row)[columns]
    return Lags(ratios, len(styles))


def _styled(styles: Sequence[Mapping[str, Sequence[float]]], kind: str) -> Ratios:
    """A weekday's ratios in each style, scaled so that no style is likelier for want of a weekday to tell."""
    rows = np.array([style.get(kind, style["any"]) for style in styles]) ** STRICTNESS
    scaled: Ratios = rows * 7 / rows.sum(axis=1, keepdims=True)
    return scaled


@cache
def learned() -> Lags:
    """The table that comes with the package."""
    return lags_from(tomllib.loads((files("feeds.chronology") / "lags.toml").read_text(encoding="utf-8")))
