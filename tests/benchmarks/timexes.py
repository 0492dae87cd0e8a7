"""That finding time expressions takes time in proportion to the text, whatever the text.

    python tests/benchmarks/timexes.py

Each line repeats one piece of text and prints nanoseconds a character for texts of growing length: in a linear
search, the figures of a line stay alike.
"""

from time import perf_counter

from feeds.timex import find_timexes

LENGTHS = (10_000, 100_000, 1_000_000)
PIECES = (
    "The port authority shut the north quay after a storm and asked ships to wait. ",
    "The mayor said Thursday that it had rained three days ago, on Oct. 13 - as in the third quarter of 1989. ",
    "Oct. 5 - A ",
    "Thursday, ",
    "the end of the ",
    "last this next ",
    "more than two ",
    "two weeks later ",
    "10:30 p.m. ",
    "1989-",
    "1 ",
    "'",
    "\n",
    "a",
)


def main() -> None:
    """Time every piece at every length."""
    find_timexes("".join(PIECES), "en")
    print(f"{'nanoseconds a character':32}" + "".join(f"{length:>12,}" for length in LENGTHS))
    for piece in PIECES:
        figures = []
        for length in LENGTHS:
            text = piece * (length // len(piece))
            start = perf_counter()
            find_timexes(text, "en")
            figures.append((perf_counter() - start) * 1e9 / len(text))
        print(f"{piece[:28]!r:32}" + "".join(f"{figure:12.0f}" for figure in figures))


if __name__ == "__main__":
    main()
