"""How long it takes to find entries again after edits, beside comparing all with all by difflib.

    python tests/benchmarks/matching.py [ENTRIES...]

Listings of made-up entries (2,000 unless told otherwise, 25 words each) are edited: one entry in twenty has a word
changed in its title and three in its text, and five new ones stand on top. Prints seconds, and how many entries were
found, missed, and taken for another. difflib compares title and text of every entry that is not equal to the letter
with every publication that is left, takes the most similar at a ratio of 0.6 or more, and is spared over 2,000 entries.
"""

import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from difflib import SequenceMatcher
from time import perf_counter

from feeds.ledger.matching import match
from feeds.model import Basis, Dating, ListedEntry, Publication

Matcher = Callable[[Sequence[Publication], Sequence[ListedEntry]], list[int | None]]
NEWEST = datetime(2024, 5, 17, 12, tzinfo=UTC)
NEW, EDITED = 5, 0.05
SYLLABLES = [first + vowel for first in "bdfgklmnprstvz" for vowel in "aeiou"]
MOST_FOR_DIFFLIB = 2000


def main() -> None:
    """Print a line for each number of entries and each way of finding them."""
    counts = [int(argument) for argument in sys.argv[1:]] or [500, 1000, 2000, 4000, 8000]
    print(f"{'entries':>8} {'by':>8} {'seconds':>8} {'found':>7} {'missed':>7} {'wrong':>6}")
    for count in counts:
        former, entries, expected = page(count)
        report(count, "match", match, former, entries, expected)
        if count <= MOST_FOR_DIFFLIB:
            report(count, "difflib", by_difflib, former, entries, expected)


def page(count: int) -> tuple[list[Publication], list[ListedEntry], list[int | None]]:
    """What was published, the page after the edits, and which publication each of its entries is."""
    chance = random.Random(count)  # noqa: S311 - it makes words, not secrets
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 4))) for _ in range(20_000)]
    weights = [1 / rank for rank in range(1, len(vocabulary) + 1)]  # words are spread as in any language (Zipf)

    def words(number: int) -> list[str]:
        return chance.choices(vocabulary, weights, k=number)

    def edited(text: str, changes: int) -> str:
        parts = text.split()
        for place in chance.sample(range(len(parts)), changes):
            parts[place] = words(1)[0]
        return " ".join(parts)

    listed = [ListedEntry(" ".join(words(7)), (" ".join(words(25)),)) for _ in range(count + NEW)]
    former = [publication(entry, place) for place, entry in enumerate(listed[NEW:])]
    entries = [
        replace(entry, title=edited(entry.title, 1), paragraphs=(edited(entry.paragraphs[0], 3),))
        if chance.random() < EDITED
        else entry
        for entry in listed
    ]
    return former, entries, [None] * NEW + list(range(count))


def publication(entry: ListedEntry, place: int) -> Publication:
    """An entry that came out an hour before the one above it."""
    moment = NEWEST - timedelta(hours=place)
    dating = Dating(moment, moment.date(), moment.date(), Basis.ORDER, 0.5)
    return Publication(f"urn:example:{place}", entry, dating, moment, NEWEST)


def by_difflib(former: Sequence[Publication], entries: Sequence[ListedEntry]) -> list[int | None]:
    """The obvious way: equal ones first, then the most similar of all that are left."""
    left = {publication.entry.text: index for index, publication in enumerate(former)}
    found = [left.pop(entry.text, None) for entry in entries]
    for place, entry in enumerate(entries):
        if found[place] is None and left:
            ratio, text = max((SequenceMatcher(None, entry.text, text).ratio(), text) for text in left)
            found[place] = left.pop(text) if ratio >= 0.6 else None
    return found


def report(
    count: int,
    name: str,
    find: Matcher,
    former: Sequence[Publication],
    entries: Sequence[ListedEntry],
    expected: Sequence[int | None],
) -> None:
    """Time one way of finding the entries, and say how well it did."""
    start = perf_counter()
    found = find(former, entries)
    seconds = perf_counter() - start
    pairs = list(zip(found, expected, strict=True))
    right = sum(index == truth for index, truth in pairs if truth is not None)
    missed = sum(index is None and truth is not None for index, truth in pairs)
    wrong = sum(index is not None and index != truth for index, truth in pairs)
    print(f"{count:8} {name:>8} {seconds:8.3f} {right:7} {missed:7} {wrong:6}")


if __name__ == "__main__":
    main()
