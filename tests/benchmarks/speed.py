"""How long dating takes beside the tools that search prose for dates, in one run.

    python tests/benchmarks/speed.py LISTING...

dateutil is always there; dateparser and datefinder are timed where they are installed. What the peers find is not
looked at here; `dates.py` tells how good our own dates are.
"""

import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from importlib import import_module
from pathlib import Path
from time import perf_counter
from warnings import simplefilter

from dateutil import parser

from feeds.chronology import date_listing
from feeds.listing import read_listing
from feeds.model import Listing
from feeds.timex import find_timexes

SEEN = datetime(2100, 1, 1, tzinfo=UTC)
ROUNDS = 3


def main() -> None:
    """Print microseconds an entry, and the ratio to finding and inferring together."""
    listings = [read_listing(Path(name), today=SEEN.date()) for name in sys.argv[1:]]
    entries = sum(len(listing.entries) for listing in listings)
    texts = [(entry.text, listing.language) for listing in listings for entry in listing.entries]
    simplefilter("ignore")  # peers warn of every time zone that they do not know
    rows = [("feeds: find and infer", fastest(lambda: date_all(listings)))]
    rows.append(("feeds: find alone", fastest(lambda: [find_timexes(*text) for text in texts])))
    rows += [(name, fastest(partial(search_all, search, texts), rounds=1)) for name, search in peers()]
    words = sum(len(text.split()) for text, _ in texts) / entries
    print(f"{entries} entries in {len(listings)} listings, {words:.0f} words each")
    for name, seconds in rows:
        print(f"{name:24} {seconds / entries * 1e6:10.1f} us an entry   {seconds / rows[0][1]:8.2f} x")


def fastest(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """The seconds of the fastest of some rounds, after one that only warms up."""
    if rounds > 1:
        work()
    times = []
    for _ in range(rounds):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return min(times)


def date_all(listings: list[Listing]) -> None:
    """Date every listing."""
    for listing in listings:
        date_listing(listing, SEEN)


def search_all(search: Callable[[str], object], texts: list[tuple[str, str]]) -> None:
    """Search every text; peers raise on texts without a date."""
    for text, _ in texts:
        with suppress(ValueError, OverflowError, TypeError):
            search(text)


def peers() -> Iterator[tuple[str, Callable[[str], object]]]:
    """The tools that are installed, by name."""
    yield "dateutil, fuzzy", lambda text: parser.parse(text, fuzzy=True)
    with suppress(ImportError):
        find_dates = import_module("datefinder").find_dates
        yield "datefinder", lambda text: list(find_dates(text))
    with suppress(ImportError):
        search_dates = import_module("dateparser.search").search_dates
        yield "dateparser", lambda text: search_dates(text, languages=["en"])


if __name__ == "__main__":
    main()
