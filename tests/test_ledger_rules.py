"""What becomes of promises, look after look: the table of cases/ledger/rules.toml, and what subscribers notice."""

import re
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeds.ledger import Change, advance, changes, edited_on, known_of, match, mint_id, unread, view_of
from feeds.model import (
    Basis,
    Dating,
    EntryFields,
    Known,
    ListedEntry,
    Listing,
    Order,
    Publication,
    Sighting,
)

CASES = tomllib.loads((Path(__file__).parent / "cases/ledger/rules.toml").read_text(encoding="utf-8"))["cases"]
LINE = re.compile(r"(?P<title>.+?)(?: # (?P<id>\S+))? @ (?P<day>\d+)(?P<stated> stated)? \| (?P<text>.*)")


def noon(day: int) -> datetime:
    return datetime(2024, 5, day, 12, tzinfo=UTC)


def may(day: int) -> date:
    return date(2024, 5, day)


def dating(day: int) -> Dating:
    return Dating(noon(day), may(day), may(day), Basis.ORDER, 0.5)


def read(lines: Sequence[str], order: Order | None = None) -> tuple[Listing, list[Dating]]:
    """A page and its datings."""
    found = [match for line in lines if (match := LINE.fullmatch(line))]
    assert len(found) == len(lines)
    entries = tuple(
        ListedEntry(
            entry["title"], (entry["text"],),
            EntryFields(date=may(int(entry["day"])) if entry["stated"] else None, id=entry["id"]), line=number,
        )
        for number, entry in enumerate(found, 3)
    )  # fmt: skip
    return Listing(Path("quays.txt"), "Quays", entries, order=order), [dating(int(entry["day"])) for entry in found]


def look(former: Sequence[Publication], lines: Sequence[str], day: int) -> tuple[Publication, ...]:
    page, datings = read(lines)
    return advance(former, page, match(former, page.entries), datings, noon(day))


def told_known(title: str, known: Known) -> str:
    told = title
    told += f" {known.absent_on.day}-{known.seen_on.day}" if known.absent_on and known.seen_on else ""
    return told + (f" of {known.dating.published.day}" if known.dating else "")


def told(publication: Publication, names: dict[str, str]) -> str:
    title, published, updated = publication.entry.title, publication.published, publication.updated
    name = names.setdefault(publication.id, title)
    first = "" if name == title else f", first {name}"
    if publication.id == mint_id(mint_id("Quays", name), "2"):
        first = ", number 2"
    line = f"{title}{first} = {published.day}"
    if updated > published:
        line += f", edited on {updated.day}" if updated > publication.first_seen else f", updated on {updated.day}"
        line += ", and again" if updated.second else ""
    return line + (f", withdrawn on {publication.withdrawn.day}" if publication.withdrawn else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_becomes_of_promises(case: dict[str, Any]) -> None:
    former: tuple[Publication, ...] = ()
    last_view: date | None = None
    names: dict[str, str] = {}
    assert case["looks"]
    for step in case["looks"]:
        page, datings = read(step["page"], Order(case["order"]) if "order" in case else None)
        now = noon(step["on"])
        matches = match(former, page.entries)
        known = known_of(former, page, matches, last_view, view_of(page, now))
        if "known" in step:
            titles = [entry.title for entry in page.entries]
            assert [told_known(title, what) for title, what in zip(titles, known, strict=True)] == step["known"]
        publications = advance(former, page, matches, datings, now)
        assert [told(publication, names) for publication in publications] == step["is"]
        assert all(publication.entry.line == 0 for publication in publications)
        former, last_view = publications, view_of(page, now)


# ── Captures ─────────────────────────────────────────────────────────────────────────────────────────────


def test_captures_tell_when_an_entry_appeared_and_that_it_vanished() -> None:
    page, datings = read(["C @ 9 | cats", "B @ 7 | bees", "A @ 5 | ants"])
    page = replace(
        page,
        sightings=(Sighting(may(10), may(10), absent_on=may(8)), Sighting(may(7), may(7), vanished_on=may(10)),
                   Sighting(may(6), may(10))),
    )  # fmt: skip
    known = known_of((), page, [None] * 3, last_view=may(9), view=may(12))
    assert known == [Known(absent_on=may(8), seen_on=may(10)), Known(seen_on=may(7)), Known(seen_on=may(6))]
    publications = advance((), page, [None] * 3, datings, noon(12))
    assert [publication.withdrawn for publication in publications] == [None, noon(12), None]


@pytest.mark.parametrize(
    ("captured", "last_view", "expected"),
    [
        (None, 10, Known(absent_on=may(10), seen_on=may(12))),
        (None, 12, Known(absent_on=may(12), seen_on=may(12))),
        (11, 10, Known(absent_on=may(10), seen_on=may(11))),
        (10, 10, Known()),
        (9, 10, Known()),
        (11, None, Known()),
    ],
    ids=["later", "the same day", "a later copy", "a copy edited since", "an earlier copy", "the first look"],
)
def test_a_look_before_tells_when_an_entry_appeared(
    captured: int | None, last_view: int | None, expected: Known
) -> None:
    page = replace(read(["B @ 9 | bees", "A @ 5 | ants"])[0], captured=may(captured) if captured else None)
    former = look((), ["A @ 5 | ants"], 10)
    before = may(last_view) if last_view else None
    assert known_of(former, page, [None, 0], before, view_of(page, noon(12)))[0] == expected


@pytest.mark.parametrize(
    ("captured", "last_view", "expected"),
    [
        (None, None, noon(12)),
        (9, None, noon(9)),
        (9, 8, noon(9)),
        (9, 9, noon(12)),
        (13, 9, noon(12)),
    ],
    ids=["no capture", "first capture", "later capture", "edited by hand since", "captured later today"],
)
def test_an_edit_is_of_the_day_of_its_capture_or_of_now(
    captured: int | None, last_view: int | None, expected: datetime
) -> None:
    page = replace(read([])[0], captured=may(captured) if captured else None)
    assert edited_on(page, may(last_view) if last_view else None, noon(12)) == expected


# ── What counts as content ───────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        (EntryFields(), False),
        (EntryFields(date=may(3)), False),
        (EntryFields(id="tag:example.org,2024:1"), False),
        (EntryFields(link="https://example.org/"), True),
        (EntryFields(author="Ada"), True),
        (EntryFields(audio="a.mp3"), True),
        (EntryFields(image="a.png"), True),
    ],
    ids=["nothing", "date", "id", "link", "author", "audio", "image"],
)
def test_what_a_digest_is_of(fields: EntryFields, *, counts: bool) -> None:
    plain = ListedEntry("A", ("ants",))
    assert (replace(plain, fields=fields, line=7).digest != plain.digest) == counts
    assert plain.digest != replace(plain, paragraphs=("ants", "")).digest


# ── What subscribers would notice ────────────────────────────────────────────────────────────────────────

ANTS = "six ants walk home at night under a full moon"


def test_changes_are_told_by_kind() -> None:
    former = look((), ["C @ 9 | cats", "B @ 7 | bees", f"A @ 5 | {ANTS}"], 10)
    later = look(former, ["D @ 11 | dogs", "C @ 8 stated | cats", f"A @ 5 | {ANTS} and stars"], 11)
    found = [(changed.change, changed.publication.entry.title) for changed in changes(former, later)]
    assert found == [(Change.NEW, "D"), (Change.REDATED, "C"), (Change.EDITED, "A"), (Change.WITHDRAWN, "B")]
    again = look(later, ["D @ 11 | dogs", "C @ 8 stated | cats", "B @ 7 | bees", f"A @ 5 | {ANTS} and stars"], 12)
    assert [(changed.change, changed.publication.entry.title) for changed in changes(later, again)] == [
        (Change.RETURNED, "B")
    ]
    assert changes(again, again) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"A @ 5 | {ANTS}", []),
        (f"A # tag:example.org,2024:1 @ 5 | {ANTS}", ["A"]),
        (f"A # tag:example.org,2024:1 @ 5 | {ANTS}, and stars", ["A"]),
        ("A # tag:example.org,2024:1 @ 5 | quite another story of a stone in somebody's left shoe", []),
        (f"A # {mint_id('Quays', 'A')} @ 5 | {ANTS}", []),
    ],
    ids=["no id", "an id is added", "an id is added to an edited entry", "another story", "the id that it has"],
)
def test_an_entry_under_a_new_id_would_come_back_as_unread(line: str, expected: list[str]) -> None:
    former = look((), ["B @ 7 | bees", f"A @ 5 | {ANTS}", "Z @ 1 | zebras"], 10)
    later = look(former, ["B @ 7 | bees", line, "Z @ 1 | zebras"], 11)
    assert [changed.publication.entry.title for changed in unread(former, later)] == expected


def test_a_renamed_category_would_come_back_as_unread() -> None:
    former = look((), ["B @ 7 | bees", f"A @ 5 | {ANTS}"], 10)
    page, datings = read(["B @ 7 | bees", f"A @ 5 | {ANTS}"])
    renamed = advance((), replace(page, category="Docks"), [None, None], datings, noon(11))
    assert [changed.publication.entry.title for changed in unread((), renamed, orphans=former)] == ["B", "A"]


def test_ids_are_those_minted_of_category_and_title() -> None:
    assert [publication.id for publication in look((), ["B @ 7 | bees"], 10)] == [mint_id("Quays", "B")]


def test_an_edit_within_the_second_of_another_is_told() -> None:
    first = look((), [f"A @ 5 | {ANTS}"], 10)
    second = look(first, [f"A @ 5 | {ANTS}, and stars"], 11)
    third = look(second, [f"A @ 5 | {ANTS}, and a star"], 11)
    assert third[0].updated - second[0].updated == timedelta(seconds=1)
