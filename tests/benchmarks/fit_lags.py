"""Learns the table of lags from listings with known dates, and writes it as `lags.toml`.

    python tests/benchmarks/fit_lags.py TRUTH.jsonl... > feeds/chronology/lags.toml

Each `TRUTH.jsonl` lies beside its listings and has an object a line: `listing` (the file's name without `.txt`),
`index` (from 0, newest first) and `published` (a day). A source is the folder that holds them.
"""

import json
import sys
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from feeds.chronology.clues import Clue, entry_clues
from feeds.chronology.lags import REACH
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


def fit(listings: Iterable[DatedListing]) -> dict[str, dict[str, list[float]]]:
    """The table of lags, as `lags.toml` holds it: sections by family, rows of likelihood ratios by kind."""
    habits: dict[str, Counter[int]] = defaultdict(Counter)
    cases = []
    for source, listing, published in listings:
        habits[source].update(day.weekday() for day in published)
        for entry, day in zip(listing.entries, published, strict=True):
            cases += [_Case(clue, day, habits[source]) for clue in entry_clues(entry.text, listing.language)]
    return {"weekday": _fit_weekdays(cases), **{family: _fit_spans(cases, family) for family in STARTS}}


def _fit_weekdays(cases: Iterable[_Case]) -> dict[str, list[float]]:
    """Counted lags over those expected if the weekdays on which the source publishes were all that mattered."""
    counted: dict[str, list[float]] = defaultdict(lambda: [0.0] * 7)
    expected: dict[str, list[float]] = defaultdict(lambda: [0.0] * 7)
    for clue, published, habit in cases:
        meaning = clue.timex.meaning
        if isinstance(meaning, Weekday):
            counted[clue.kind][(published.weekday() + clue.offset - meaning.weekday) % 7] += 1
            for lag in range(7):
                expected[clue.kind][lag] += habit[(meaning.weekday - clue.offset + lag) % 7] / habit.total()
    pooled = [
        sum(row[lag] for row in counted.values()) / sum(row[lag] for row in expected.values()) for lag in range(7)
    ]
    for kind, lag, clues in _asserted("weekday"):
        counted[kind][lag] += clues
        expected[kind] = [even + clues / 7 for even in expected[kind]]
    rows = {
        kind.removeprefix("weekday-"): [
            _rounded((row[lag] + PRIOR_WEIGHT * pooled[lag] / 7) / (expected[kind][lag] + PRIOR_WEIGHT / 7))
            for lag in range(7)
        ]
        for kind, row in sorted(counted.items())
    }
    return {"any": [_rounded(ratio) for ratio in pooled], **rows}


def _fit_spans(cases: Iterable[_Case], family: str) -> dict[str, list[float]]:
    """Counted lags by column, over those of a publication day that is spread evenly over the family's reach."""
    starts, reach = STARTS[family], REACH[family]
    ends = (*starts[1:], reach + 1)
    chance = [(end - start) / (2 * reach + 1) for start, end in zip(starts, ends, strict=True)]
    counted: dict[str, Counter[int]] = defaultdict(Counter)
    for clue, published, _ in cases:
        lag = _lag(clue, published, reach) if clue.kind.startswith(f"{family}-") else None
        if lag is not None:
            counted[clue.kind][bisect_right(starts, lag) - 1] += 1
    pooled = _shares(sum(counted.values(), Counter()), chance, PRIOR_WEIGHT)
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


def _shares(row: Counter[int], prior: Sequence[float], weight: float) -> list[float]:
    return [(row[column] + weight * share) / (row.total() + weight) for column, share in enumerate(prior)]


def _lag(clue: Clue, published: date, reach: int) -> int | None:
    """The lag of a clue, in days; None beyond the reach."""
    day = nearest_day(clue, published)
    lag = (published - day).days if day else None
    return lag if lag is not None and abs(lag) <= reach else None


def toml(tables: dict[str, dict[str, list[float]]]) -> str:
    """The table as text."""
    sections = (
        "\n".join(
            [f"[{family}]", *(f"{kind} = [{', '.join(f'{ratio:g}' for ratio in row)}]" for kind, row in rows.items())]
        )
        for family, rows in tables.items()
    )
    return (
        "\n\n".join(("# Written by `tests/benchmarks/fit_lags.py`; what it means is said in lags.py.", *sections))
        + "\n"
    )


if __name__ == "__main__":
    sys.stdout.write(toml(fit(read_truths(map(Path, sys.argv[1:])))))
