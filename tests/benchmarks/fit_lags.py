"""Learns the table of lags from listings with known dates, and writes it as `lags.toml`.

    python tests/benchmarks/fit_lags.py TRUTH.jsonl... > feeds/chronology/lags.toml

Each `TRUTH.jsonl` lies beside its listings and has an object a line: `listing` (the file's name without `.txt`),
`index` (from 0, newest first) and `published` (a day). A source is the folder that holds them.
"""

import json
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from feeds.chronology.clues import Clue, entry_clues
from feeds.chronology.lags import REACH, Ratios
from feeds.chronology.likelihood import nearest_day
from feeds.listing import read_listing
from feeds.model import Listing
from feeds.timex.meaning import Weekday

STARTS = {
    "day": (-183, -120, -80, -60, -45, -30, -21, -14, -10, -7, -5, -3, -2, -1, 0, 1, 2, 3, 4, 6, 8, 11, 15, 22, 31, 46,
            61, 91, 121),
    "month": (-200, -150, -100, -60, -30, -15, 0, 8, 16, 24, 31, 38, 46, 61, 92, 123, 153),
    "year": (-1500, -730, -365, -180, -90, 0, 91, 182, 273, 365, 456, 548, 730, 913, 1096, 1300),
}  # fmt: skip
"""The first lag, in days, of each column of the table, by family."""

ASSERTED = {
    "weekday-equated": {0: 500},
    "day-equated": {0: 500},
    "day-dateline": {0: 350, 1: 100},
}
"""Lags that are known by what the words mean, in imagined clues: `tomorrow, Friday`; `PARIS, Oct. 13 (Agency) -`."""

LATEST_CAPTURE = date(9000, 1, 1)
"""Training listings may bear any date."""

PRIOR_WEIGHT = 10.0
"""How many clues of a kind its family's average counts for."""

LEAK = 0.15
"""How much of what is counted in a column counts for each of its neighbours: lags are learned from few clues."""

STYLES = {"prompt": (0.6, 1.0), "loose": (0.25, 0.6), "late": (0.0, 0.25)}
"""The ways of using weekdays, and which share of them is the day of publication where the sorting of sources begins."""

ROUNDS = 15
"""Of sorting sources into styles, and learning the styles anew (expectation maximisation)."""

FAINT = 1e-3
"""How much a source counts, at first, for a style that its share speaks against."""

FLOOR = 0.02
"""The least ratio: nothing that a text says makes a day impossible."""


class DatedListing(NamedTuple):
    """A listing of a source, and the day on which each of its entries was published."""

    source: str
    listing: Listing
    published: Sequence[date]


class _Case(NamedTuple):
    """One clue, its entry's day of publication, and the source's habit: how many entries it has on each weekday."""

    clue: Clue
    published: date
    source: str
    habit: Counter[int]


def read_truths(truths: Iterable[Path]) -> Iterator[DatedListing]:
    """All listings that the truth files know."""
    for truth in truths:
        published: dict[str, list[date]] = defaultdict(list)
        rows = [json.loads(line) for line in truth.read_text(encoding="utf-8").splitlines()]
        for row in sorted(rows, key=lambda row: (row["listing"], row["index"])):
            published[row["listing"]].append(date.fromisoformat(row["published"][:10]))
        for name, days in published.items():
            yield DatedListing(
                truth.parent.name, read_listing(truth.with_name(f"{name}.txt"), today=LATEST_CAPTURE), days
            )


def fit(listings: Iterable[DatedListing]) -> dict[str, dict[str, Any]]:
    """The table of lags, as `lags.toml` holds it: by family (weekdays by style, too), rows of ratios by kind."""
    habits: dict[str, Counter[int]] = defaultdict(Counter)
    cases = []
    for source, listing, published in listings:
        habits[source].update(day.weekday() for day in published)
        for entry, day in zip(listing.entries, published, strict=True):
            cases += [_Case(clue, day, source, habits[source]) for clue in entry_clues(entry.text, listing.language)]
    return {"weekday": _fit_weekdays(cases), **{family: _fit_spans(cases, family) for family in STARTS}}


@dataclass
class _Weekdays:
    """By kind of weekday, how often a source has each lag, and would if only its habit of publishing mattered."""

    counted: dict[str, Ratios]
    expected: dict[str, Ratios]

    def share(self) -> float:
        """Of the weekdays named, those that are the day of publication itself."""
        return float(sum(row[0] for row in self.counted.values()) / sum(row.sum() for row in self.counted.values()))

    def log_likelihood(self, table: Mapping[str, Ratios]) -> float:
        """Of what was counted, if the source were of the style that the table describes."""
        total = 0.0
        for kind, row in self.counted.items():
            chances = self.expected[kind] * table.get(kind, table["any"])
            total += float((row * np.log(chances / chances.sum())).sum())
        return total


def _fit_weekdays(cases: Iterable[_Case]) -> dict[str, dict[str, list[float]]]:
    """The tables of all styles. Sources are sorted into styles, and each style's table is learned from its own."""
    sources = _count_weekdays(cases)
    everywhere = _weekday_table(sources, dict.fromkeys(sources, 1.0), None)
    belongs = {
        name: np.array([1.0 if low < max(source.share(), 1e-9) <= high else FAINT for low, high in STYLES.values()])
        for name, source in sources.items()
    }
    tables: list[dict[str, Ratios]] = []
    for _ in range(ROUNDS):
        shares = {name: weights / weights.sum() for name, weights in belongs.items()}
        tables = [
            _weekday_table(sources, {name: weights[style] for name, weights in shares.items()}, everywhere["any"])
            for style in range(len(STYLES))
        ]
        for name, source in sources.items():
            likelihoods = np.array([source.log_likelihood(table) for table in tables])
            belongs[name] = np.exp(likelihoods - likelihoods.max())
    return {
        style: {kind: [_rounded(ratio) for ratio in row.tolist()] for kind, row in sorted(table.items())}
        for style, table in zip(STYLES, tables, strict=True)
    }


def _count_weekdays(cases: Iterable[_Case]) -> dict[str, _Weekdays]:
    sources: dict[str, _Weekdays] = {}
    for clue, published, source, habit in cases:
        meaning = clue.timex.meaning
        if isinstance(meaning, Weekday):
            kind = clue.kind.removeprefix("weekday-")
            of_source = sources.setdefault(source, _Weekdays({}, {}))
            counted = of_source.counted.setdefault(kind, np.zeros(7))
            counted[(published.weekday() + clue.offset - meaning.weekday) % 7] += 1
            expected = of_source.expected.setdefault(kind, np.zeros(7))
            expected += [habit[(meaning.weekday - clue.offset + lag) % 7] / habit.total() for lag in range(7)]
    return sources


def _weekday_table(
    sources: Mapping[str, _Weekdays], weights: Mapping[str, float], prior: Ratios | None
) -> dict[str, Ratios]:
    """Counted lags over those expected if the weekdays on which a source publishes were all that mattered."""
    counted: dict[str, Ratios] = defaultdict(lambda: np.zeros(7))
    expected: dict[str, Ratios] = defaultdict(lambda: np.zeros(7))
    for name, source in sources.items():
        for kind, row in source.counted.items():
            counted[kind] += weights[name] * row
            expected[kind] += weights[name] * source.expected[kind]
    base = np.ones(7) if prior is None else prior
    pooled = _ratio(np.sum([*counted.values()], axis=0), np.sum([*expected.values()], axis=0), base)
    for kind, lag, clues in _asserted("weekday"):
        counted[kind.removeprefix("weekday-")][lag] += clues
        expected[kind.removeprefix("weekday-")] += clues / 7
    return {"any": pooled, **{kind: _ratio(row, expected[kind], pooled) for kind, row in counted.items()}}


def _ratio(counted: Ratios, expected: Ratios, prior: Ratios) -> Ratios:
    ratio: Ratios = (counted + PRIOR_WEIGHT / 7 * prior) / (expected + PRIOR_WEIGHT / 7)
    return np.maximum(ratio, FLOOR)


def _fit_spans(cases: Iterable[_Case], family: str) -> dict[str, list[float]]:
    """Counted lags by column, over those of a publication day that is spread evenly over the family's reach."""
    starts, reach = STARTS[family], REACH[family]
    ends = (*starts[1:], reach + 1)
    chance = [(end - start) / (2 * reach + 1) for start, end in zip(starts, ends, strict=True)]
    counted: dict[str, dict[int, float]] = defaultdict(lambda: defaultdict(float))
    for clue, published, _, _ in cases:
        lag = _lag(clue, published, reach) if clue.kind.startswith(f"{family}-") else None
        if lag is not None:
            column = bisect_right(starts, lag) - 1
            counted[clue.kind][column] += 1 - 2 * LEAK
            counted[clue.kind][max(column - 1, 0)] += LEAK
            counted[clue.kind][min(column + 1, len(starts) - 1)] += LEAK
    pooled = _shares(_summed(counted.values()), chance, PRIOR_WEIGHT)
    for kind, lag, clues in _asserted(family):
        counted[kind][bisect_right(starts, lag) - 1] += clues
    rows = {
        kind.removeprefix(f"{family}-"): [
            _rounded(share / even) for share, even in zip(_shares(row, pooled, PRIOR_WEIGHT), chance, strict=True)
        ]
        for kind, row in sorted(counted.items())
    }
    whole = [_rounded(share / even) for share, even in zip(pooled, chance, strict=True)]
    return {"from": [*map(float, starts)], "any": whole, **rows}


def _asserted(family: str) -> Iterator[tuple[str, int, int]]:
    for kind, lags in ASSERTED.items():
        if kind.startswith(f"{family}-"):
            yield from ((kind, lag, clues) for lag, clues in lags.items())


def _rounded(ratio: float) -> float:
    return max(round(ratio, 2), FLOOR)


def _shares(row: Mapping[int, float], prior: Sequence[float], weight: float) -> list[float]:
    total = sum(row.values()) + weight
    return [(row.get(column, 0) + weight * share) / total for column, share in enumerate(prior)]


def _summed(rows: Iterable[Mapping[int, float]]) -> dict[int, float]:
    total: dict[int, float] = defaultdict(float)
    for row in rows:
        for column, count in row.items():
            total[column] += count
    return total


def _lag(clue: Clue, published: date, reach: int) -> int | None:
    """The lag of a clue, in days; None beyond the reach."""
    day = nearest_day(clue, published)
    lag = (published - day).days if day else None
    return lag if lag is not None and abs(lag) <= reach else None


def toml(tables: Mapping[str, Mapping[str, Any]]) -> str:
    """The table as text."""
    styles = {f"weekday.{style}": table for style, table in tables["weekday"].items()}
    sections = (
        "\n".join(
            [f"[{name}]", *(f"{kind} = [{', '.join(f'{ratio:g}' for ratio in row)}]" for kind, row in rows.items())]
        )
        for name, rows in {**styles, **{name: rows for name, rows in tables.items() if name != "weekday"}}.items()
    )
    return (
        "\n\n".join(("# Written by `tests/benchmarks/fit_lags.py`; what it means is said in lags.py.", *sections))
        + "\n"
    )


if __name__ == "__main__":
    sys.stdout.write(toml(fit(read_truths(map(Path, sys.argv[1:])))))
