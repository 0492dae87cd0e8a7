"""Ten days of editing the sample content, built each day: what moves, and that nothing else does.

    python tests/benchmarks/ten_days.py

Prints the ids and dates of every category after each build, as its JSON feed has them: `+` marks a new entry, `*` one
whose title, text or dates are others than the day before; entries that are gone are listed below. Each day's changes
must be those that are foreseen here, and no others. At the end the ledger is lost: what was never edited must come out
again to the byte.
"""

import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from feeds.publish import publish

CONTENT = Path(__file__).parents[2] / "content"
FIRST = datetime(2024, 10, 1, 9, 30, tzinfo=UTC)
ALLOTMENTS, RESISTANCE, HARBOUR = "allotment-society", "grassroots-resistance", "harbour-notices"

Page = list[str]
"""A listing in parts: the header, and each entry."""


@dataclass(frozen=True)
class Day:
    """What an editor does to one listing, and what readers may notice, by titles as they are after it."""

    what: str
    slug: str = RESISTANCE
    edit: Callable[[Page], Page] = lambda page: page
    new: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    edited: set[str] = field(default_factory=set)
    dated: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Seen:
    """An entry as a feed reader has it."""

    title: str
    text: str
    published: str
    updated: str


def replaced(old: str, new: str) -> Callable[[Page], Page]:
    """An edit of the one place where these words stand."""

    def edit(page: Page) -> Page:
        text = "\n\n\n".join(page)
        assert text.count(old) == 1, old
        return text.replace(old, new).split("\n\n\n")

    return edit


def add(captured: str, *entries: str) -> Callable[[Page], Page]:
    """The page is copied again: entries stand on top, and the header names the day."""

    def edit(page: Page) -> Page:
        header, first = page[0].split("\n\n", 1)
        lines = [f"Captured: {captured}" if line.startswith("Captured:") else line for line in header.split("\n")]
        first_new, *others = entries
        return ["\n".join(lines) + "\n\n" + first_new, *others, first, *page[1:]]

    return edit


def at(page: Page, title: str) -> int:
    """Where the entry of that title stands."""
    return next(place for place, part in enumerate(page) if f"\n\n{part}".count(f"\n\n{title}\n") == 1)


def without(page: Page, title: str) -> Page:
    """The page without one of its entries, which is not the first."""
    place = at(page, title)
    assert place
    return page[:place] + page[place + 1 :]


def swapped(page: Page, title: str) -> Page:
    """The page with the entry of that title and the one above it in each other's place."""
    place = at(page, title)
    assert place > 1
    return [*page[: place - 1], page[place], page[place - 1], *page[place + 1 :]]


CASTLE = "The hut has a new roof\n\nNine of us carried the felt up the ladder on Wednesday, and eight came down by it."
FROST = (
    "First frost\n\nThe dahlias on the upper plots went black last night. Lift the tubers once the stems have dried."
)
SWAP = "Seed swap in the hut\n\nBring what you have saved, in envelopes with names on them, and take home as many."
FOX, URN = "A visitor on plot 9", "The tea urn is found"
TWIN = "New York legislator praises the “quit the party” movement"
LAWYER = "Lawyer turns to Twitter on behalf of people jailed for politics in China"
YUNNAN = "Armed police kept travellers off their flights in Yunnan, videos suggest"

DAYS = [
    Day("nothing: built again"),
    Day("one is added on top of a page that is copied again", ALLOTMENTS, add("2024-10-03", CASTLE),
        new={"The hut has a new roof"}),
    Day("a headline is mended", edit=replaced("on behalf of those jailed", "on behalf of people jailed"),
        edited={LAWYER}),
    Day("a headline of two near-twins is written anew",
        edit=replaced("New York legislator has praise for", "New York legislator praises"), edited={TWIN}),
    Day("a text gets a sentence more", ALLOTMENTS,
        replaced("make its return at the show.", "make its return at the show. The robin knows."), edited={URN}),
    Day("two near-twins change places", edit=lambda page: swapped(page, TWIN)),
    Day("one is taken out", ALLOTMENTS, lambda page: without(page, FOX), gone={FOX}),
    Day("it is put back", ALLOTMENTS,
        lambda page: [*page[: at(page, "What the committee decided")],
                      (CONTENT / f"{ALLOTMENTS}.txt").read_text(encoding="utf-8").split("\n\n\n")[3],
                      *page[at(page, "What the committee decided") :]], new={FOX}),
    Day("two are added, and three fall off the end", ALLOTMENTS,
        lambda page: add("2024-10-09", FROST, SWAP)(page)[:-3], new={"First frost", "Seed swap in the hut"}),
    Day("a date is found out", edit=replaced(f"{YUNNAN}\n", f"{YUNNAN}\nDate: 2022-10-06\n"), dated={YUNNAN}),
]  # fmt: skip


def main() -> None:
    """Build, edit, and build again, in a folder that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        content, out = Path(folder) / "content", Path(folder) / "site"
        shutil.copytree(CONTENT, content, ignore=shutil.ignore_patterns(".*"))
        before = build(content, out, FIRST)
        show("day 0: the first build", {}, before)
        for number, day in enumerate(DAYS, start=1):
            path = content / f"{day.slug}.txt"
            page = day.edit(path.read_text(encoding="utf-8").split("\n\n\n"))
            path.write_text("\n\n\n".join(page), encoding="utf-8")
            after = build(content, out, FIRST + timedelta(days=number))
            show(f"day {number}: {day.what} ({day.slug})", before, after)
            compare(day, before, after)
            before = after
        kept = {path.name: path.read_bytes() for path in sorted(out.glob(f"{HARBOUR}.*"))}
        (ledger,) = content.glob(".ledger.sqlite")
        ledger.unlink()
        build(content, out, FIRST + timedelta(days=len(DAYS) + 1))
        assert kept == {path.name: path.read_bytes() for path in sorted(out.glob(f"{HARBOUR}.*"))}
    print(
        f"{len(DAYS)} days, {len(before)} entries: nothing has moved that should not. "
        f"The ledger is lost, and {len(kept)} files of {HARBOUR} come out again to the byte."
    )


def build(content: Path, out: Path, now: datetime) -> dict[str, Seen]:
    """Build at that moment, and read the feeds: entries by their ids."""
    publish(content, out, now)
    seen = {}
    for slug in (ALLOTMENTS, RESISTANCE, HARBOUR):
        for item in json.loads((out / f"{slug}.json").read_bytes())["items"]:
            assert item["id"] not in seen
            updated = item.get("date_modified", item["date_published"])
            seen[item["id"]] = Seen(item["title"], item["content_html"], item["date_published"], updated)
    return seen


def compare(day: Day, before: dict[str, Seen], after: dict[str, Seen]) -> None:
    """Assert that what readers notice is what is foreseen."""
    stayed = before.keys() & after.keys()
    assert {after[key].title for key in after.keys() - before.keys()} == day.new
    assert {before[key].title for key in before.keys() - after.keys()} == day.gone
    assert {after[key].title for key in stayed if after[key].published != before[key].published} == day.dated
    is_other = {key for key in stayed if (after[key].title, after[key].text) != (before[key].title, before[key].text)}
    assert {after[key].title for key in is_other} == day.edited
    assert {after[key].title for key in stayed if after[key].updated != before[key].updated} == day.edited | day.dated


def show(heading: str, before: dict[str, Seen], after: dict[str, Seen]) -> None:
    """Print ids, dates and titles, newest first within each category."""
    print(f"\n{heading}")
    for key, entry in after.items():
        mark = "+" if key not in before else " " if before[key] == entry else "*"
        print(f"{mark} {key.removeprefix('urn:uuid:'):.36} {entry.published} {entry.updated} {entry.title:.48}")
    for key in before.keys() - after.keys():
        print(f"- {key} {before[key].title}")


if __name__ == "__main__":
    main()
