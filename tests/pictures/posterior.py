"""Draws the posterior down a listing of the sample content, for the README's page on how dates are found.

    python tests/pictures/posterior.py [PICTURE.svg]

Writes `posterior.svg` beside this script, or the file named.
"""

import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from html import escape
from math import sqrt
from pathlib import Path

from feeds.chronology import date_listing
from feeds.chronology.clues import entry_clues
from feeds.chronology.lags import learned
from feeds.chronology.placement import Reading, fresh_lead, solve
from feeds.listing import read_listing
from feeds.model import Dating, ListedEntry, Listing

LISTING = Path(__file__).parents[2] / "content" / "grassroots-resistance.txt"

WIDTH, LEFT, RIGHT, TOP, ROW = 960, 392, 872, 84, 50
"""In pixels: the picture, the two ends of the axis of days, the first row's upper edge, a row."""

RIDGE = 30
"""The height of a day that is certain; heights go with the square root of the probability, to show small ones."""

LONGEST_TITLE = 50

STYLE = """
svg { --paper: #fbfaf7; --ink: #1f2427; --muted: #596169; --line: #dfdbd2; --ridge: #6fa8b3; --mark: #0b5c6b; }
@media (prefers-color-scheme: dark) {
  svg { --paper: #15181b; --ink: #e7e4dd; --muted: #a5adb5; --line: #33393f; --ridge: #3f7f8c; --mark: #9ad7e3; }
}
text { font: 13px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; fill: var(--ink); }
.paper { fill: var(--paper); }
.head { font-size: 17px; font-weight: 600; }
.note { fill: var(--muted); font-size: 12px; }
.tick { stroke: var(--line); }
.ridge { fill: var(--ridge); opacity: .75; }
.interval { stroke: var(--mark); stroke-width: 2; stroke-linecap: round; }
.published { fill: var(--mark); stroke: var(--paper); stroke-width: 1.5; }
.date { font-weight: 600; }
"""


def main() -> None:
    """Write the picture."""
    target = Path(sys.argv[1]) if sys.argv[1:] else Path(__file__).with_suffix(".svg")
    target.write_text(picture(), encoding="utf-8", newline="\n")


def picture() -> str:
    """The whole SVG."""
    seen = datetime(2030, 1, 1, tzinfo=UTC)  # long after the capture, which alone bounds the dates
    listing = read_listing(LISTING, today=seen.date())
    if listing.captured is None:
        raise SystemExit(f"{LISTING}: the picture needs a Captured field")
    datings = date_listing(listing, seen)
    first = min(dating.earliest for dating in datings) - timedelta(days=3)
    axis = Axis(first, listing.captured)
    rows = "".join(
        "\n".join(row(index, entry, dating, days, axis)) + "\n"
        for index, (entry, dating, days) in enumerate(
            zip(listing.entries, datings, posterior(listing, listing.captured), strict=True)
        )
    )
    height = TOP + ROW * len(datings) + 64
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-labelledby="title desc">\n'
        f'<title id="title">When each entry of “{escape(listing.category)}” was published</title>\n'
        f'<desc id="desc">{escape(description(listing, datings))}</desc>\n'
        f"<style>{STYLE}</style>\n"
        f'<rect class="paper" width="{WIDTH}" height="{height}" rx="8"/>\n'
        f'<text class="head" x="24" y="36">{escape(listing.category)}</text>\n'
        f'<text class="note" x="24" y="56">the listing, newest first, and the words that tell</text>\n'
        f"{''.join(ticks(axis, height - 56))}{rows}{legend(height - 22)}</svg>\n"
    )


class Axis:
    """Days from left to right, as pixels."""

    def __init__(self, first: date, last: date) -> None:
        self.first = first
        self.last = last
        self.step = (RIGHT - LEFT) / ((last - first).days + 1)

    def left(self, day: date) -> float:
        """The left edge of a day."""
        return LEFT + (day - self.first).days * self.step

    def middle(self, day: date) -> float:
        """The middle of a day."""
        return self.left(day) + self.step / 2


def posterior(listing: Listing, captured: date) -> list[dict[date, float]]:
    """The probability of each day, entry by entry."""
    readings = [Reading(None, entry_clues(entry.text, listing.language)) for entry in listing.entries]
    calendar, walk = solve(readings, captured, fresh_lead(), learned())
    return [{calendar.day(column): float(share) for column, share in enumerate(days)} for days in walk.posterior()]


def row(index: int, entry: ListedEntry, dating: Dating, days: dict[date, float], axis: Axis) -> Iterator[str]:
    """One entry: its title and words, the probability of its days, the interval, the published day."""
    top = TOP + ROW * index
    base = top + ROW - 12
    published = dating.published.date()
    yield f'<text x="24" y="{base - 14}">{escape(shortened(entry.title))}</text>'
    yield f'<text class="note" x="24" y="{base + 2}">{escape(words(dating))}</text>'
    yield f'<path class="ridge" d="{ridge(days, axis, base)}"/>'
    ends = f'x1="{axis.middle(dating.earliest):.1f}" x2="{axis.middle(dating.latest):.1f}"'
    yield f'<line class="interval" {ends} y1="{base + 3}" y2="{base + 3}"/>'
    yield f'<circle class="published" cx="{axis.middle(published):.1f}" cy="{base + 3}" r="5"/>'
    yield f'<text class="date" x="{RIGHT + 16}" y="{base + 2}">{short(published)}</text>'


def ridge(days: dict[date, float], axis: Axis, base: int) -> str:
    """The outline of a histogram of the days on the axis."""
    day, path = axis.first, [f"M{LEFT} {base}"]
    while day <= axis.last:
        path.append(f"V{base - RIDGE * sqrt(days[day]):.1f}H{axis.left(day) + axis.step:.1f}")
        day += timedelta(days=1)
    return "".join([*path, f"V{base}Z"])


def ticks(axis: Axis, bottom: int) -> Iterator[str]:
    """A line and a date at each Monday, and at the end the day of the copy."""
    day = axis.first + timedelta(days=-axis.first.weekday() % 7)
    while day <= axis.last:
        x = axis.left(day)
        yield f'<line class="tick" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 4}" y2="{bottom}"/>\n'
        yield f'<text class="note" x="{x:.1f}" y="{TOP - 12}" text-anchor="middle">{short(day)}</text>\n'
        day += timedelta(days=7)
    yield f'<line class="tick" x1="{RIGHT}" x2="{RIGHT}" y1="{TOP - 4}" y2="{bottom}"/>\n'
    yield f'<text class="note" x="{RIGHT + 16}" y="{TOP - 12}">published</text>\n'
    copied = f"page copied on {short(axis.last)} {axis.last.year}"
    yield f'<text class="note" x="{RIGHT}" y="36" text-anchor="end">{copied}</text>\n'


def legend(y: int) -> str:
    """What the three marks of a row are."""
    return (
        f'<path class="ridge" d="M{LEFT} {y}v-6h8v-6h8v12z"/>'
        f'<text class="note" x="{LEFT + 24}" y="{y}">how likely each day is</text>\n'
        f'<line class="interval" x1="{LEFT + 172}" x2="{LEFT + 200}" y1="{y - 4}" y2="{y - 4}"/>'
        f'<text class="note" x="{LEFT + 208}" y="{y}">holds the truth 4 times in 5</text>\n'
        f'<circle class="published" cx="{LEFT + 388}" cy="{y - 4}" r="5"/>'
        f'<text class="note" x="{LEFT + 400}" y="{y}">published</text>\n'
    )


def shortened(title: str) -> str:
    """A title of one line, cut at a word."""
    if len(title) <= LONGEST_TITLE:
        return title
    return title[: title.rindex(" ", 0, LONGEST_TITLE)].rstrip(",:") + " …"


def words(dating: Dating) -> str:
    """The words that a date rests on."""
    return " · ".join(f"“{found.text}”" for found in dating.evidence) or "its place between its neighbours"


def short(day: date) -> str:
    """A day in a few letters, whatever the locale."""
    months = ("Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")
    return f"{day.day} {months[day.month - 1]}"


def description(listing: Listing, datings: Sequence[Dating]) -> str:
    """The picture in words."""
    told = (
        f"{entry.title}: {short(dating.published.date())}, "
        f"between {short(dating.earliest)} and {short(dating.latest)}, by {words(dating)}."
        for entry, dating in zip(listing.entries, datings, strict=True)
    )
    return " ".join(["A row for each entry shows how likely each day of its publication is.", *told])


if __name__ == "__main__":
    main()
