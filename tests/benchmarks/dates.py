"""How good the dates are on listings that the table of lags has not seen.

    python tests/benchmarks/dates.py TRUTH.jsonl...

Sources (the folders of the truth files) are of one family if their names agree up to the first hyphen. Each family is
dated with a table that was learned from all the others. Prints how far off the days are, source by source, whether the
intervals hold four truths in five, and how well confidence keeps its word.
"""

import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean, median
from typing import NamedTuple

from fit_lags import DatedListing, fit, read_truths

from feeds.chronology.dating import date_listing
from feeds.chronology.lags import lags_from
from feeds.model import Dating

SEEN = datetime(9000, 1, 1, tzinfo=UTC)
"""Later than any capture: what bounds the dates is the capture alone."""


class Score(NamedTuple):
    """One entry's error in days (late is positive), whether the interval holds the truth, its width, and so on."""

    error: int
    is_covered: bool
    width: int
    confidence: float
    violates_order: bool


def main() -> None:
    """Score all families, each left out in turn."""
    listings = list(read_truths(map(Path, sys.argv[1:])))
    families = {listing.source.partition("-")[0] for listing in listings}
    scores: dict[str, list[Score]] = defaultdict(list)
    for family in sorted(families):
        lags = lags_from(fit(listing for listing in listings if listing.source.partition("-")[0] != family))
        for dated in listings:
            if dated.source.partition("-")[0] == family:
                datings = date_listing(dated.listing, SEEN, lags=lags)
                scores[dated.source] += score(dated, datings)
    print(f"{'source':18} {'n':>5} {'exact':>6} {'<=1':>6} {'<=3':>6} {'median':>6} {'mean':>6} {'bias':>6} "
          f"{'cover':>6} {'width':>6} {'order':>6}")  # fmt: skip
    for source, rows in sorted(scores.items()):
        print_row(source, rows)
    everything = [row for rows in scores.values() for row in rows]
    print_row("all", everything)
    print_calibration(everything)


def score(dated: DatedListing, datings: Sequence[Dating]) -> list[Score]:
    """The scores of one listing's entries."""
    told = [(dating.published.date(), dating.earliest, dating.latest, dating.confidence) for dating in datings]
    upper = [None, *(day for day, *_ in told)]
    return [
        Score((day - truth).days, earliest <= truth <= latest, (latest - earliest).days, confidence,
              above is not None and day > above)
        for (day, earliest, latest, confidence), truth, above in zip(told, dated.published, upper, strict=False)
    ]  # fmt: skip


def print_row(name: str, rows: Iterable[Score]) -> None:
    """One line of the table."""
    rows = list(rows)
    errors = [abs(row.error) for row in rows]
    within = [100 * mean(error <= limit for error in errors) for limit in (0, 1, 3)]
    covered, bias = 100 * mean(row.is_covered for row in rows), mean(row.error for row in rows)
    print(f"{name:18} {len(rows):5} {within[0]:6.1f} {within[1]:6.1f} {within[2]:6.1f} {median(errors):6.0f} "
          f"{mean(errors):6.1f} {bias:6.1f} {covered:6.1f} {median(row.width for row in rows):6.0f} "
          f"{sum(row.violates_order for row in rows):6}")  # fmt: skip


def print_calibration(rows: list[Score]) -> None:
    """What entries of each tenth of confidence say, and how many of them are right to the day before or after."""
    print("\nconfidence  says  holds      n")
    for tenth in range(10):
        inside = [row for row in rows if min(int(row.confidence * 10), 9) == tenth]
        if inside:
            says, holds = mean(row.confidence for row in inside), mean(abs(row.error) <= 1 for row in inside)
            print(f"{tenth / 10:.1f}-{tenth / 10 + 0.1:.1f}   {100 * says:5.1f}  {100 * holds:5.1f} {len(inside):6}")


if __name__ == "__main__":
    main()
