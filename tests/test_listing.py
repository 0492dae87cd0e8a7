"""Reading, writing and merging listings; the cases stand in `cases/listings` and `cases/broken`."""

import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from dateutil import tz
from hypothesis import example, given
from hypothesis import strategies as st

from feeds.errors import ListingError
from feeds.listing import category_slug, merge_captures, parse_listing, read_listing, render_listing
from feeds.listing.fields import HEADER_FIELDS
from feeds.model import Diagnostic, Listing

CASES = Path(__file__).parent / "cases"
TODAY = date(2024, 6, 1)
PATH = Path("quays.txt")


def cases(folder: str, suffix: str) -> list[Path]:
    """The expectation files of a folder. Beside each stands its input: text, or JSON where bytes matter."""
    found = sorted((CASES / folder).glob(f"*{suffix}"))
    assert found, f"no cases in {folder}"
    inputs = {path.stem for path in (CASES / folder).iterdir()}
    assert inputs == {path.stem for path in found}, "every input needs an expectation"
    return found


def source_of(expectation: Path) -> bytes:
    """The bytes of a case: those of the `.txt` file, or `source` in the encoding that the `.json` file names."""
    text = expectation.with_suffix(".txt")
    if text.exists():
        return text.read_bytes()
    case = json.loads(expectation.with_suffix(".json").read_text(encoding="utf-8"))
    if case.get("encoding") == "surrogates":
        return str(case["source"]).encode("utf-8", "surrogatepass")
    return str(case["source"]).encode(case.get("encoding", "utf-8"))


def parse(text: str | bytes, path: Path = PATH) -> Listing:
    return parse_listing(text if isinstance(text, bytes) else text.encode(), path, today=TODAY)


def described(diagnostics: Sequence[Diagnostic]) -> list[str]:
    return [str(diagnostic) for diagnostic in diagnostics]


def as_json(listing: Listing) -> dict[str, Any]:
    """What a listing says, without what it leaves out; the shape of the expectations."""
    header = {
        field.attribute: str(getattr(listing, field.attribute))
        for field in HEADER_FIELDS.values()
        if getattr(listing, field.attribute, None) is not None
    }
    entries = [
        {
            "line": entry.line,
            "title": entry.title,
            "paragraphs": list(entry.paragraphs),
            "fields": {name: str(value) for name, value in asdict(entry.fields).items() if value is not None},
        }
        for entry in listing.entries
    ]
    return {"header": header, "entries": entries, "warnings": described(listing.warnings)}


@pytest.mark.parametrize("expectation", cases("listings", ".json"), ids=lambda path: path.stem)
def test_listings_read_as_expected(expectation: Path) -> None:
    expected = json.loads(expectation.read_text(encoding="utf-8"))
    listing = parse(source_of(expectation), Path(expectation.stem + ".txt"))
    assert as_json(listing) == {key: expected[key] for key in ("header", "entries", "warnings")}


@pytest.mark.parametrize("expectation", cases("broken", ".expected"), ids=lambda path: path.stem)
def test_broken_listings_are_refused_with_advice(expectation: Path) -> None:
    with pytest.raises(ListingError) as raised:
        parse(source_of(expectation), Path(expectation.stem + ".txt"))
    assert described(raised.value.diagnostics) == expectation.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("expectation", cases("listings", ".json"), ids=lambda path: path.stem)
def test_a_rendered_listing_reads_as_itself(expectation: Path) -> None:
    assert_renders(parse(source_of(expectation)))


def without_places(listing: Listing) -> Listing:
    entries = tuple(replace(entry, line=0) for entry in listing.entries)
    return replace(listing, entries=entries, sightings=(), warnings=())


def assert_renders(listing: Listing) -> None:
    text = render_listing(listing)
    again = parse(text, listing.path)
    assert without_places(again) == without_places(listing)
    assert render_listing(again) == text


VISIBLE_WORDS = """
    Ferry harbour closed. closed Why? U.S. May 2024 2024-05-09 2024-10-27T02:30 2024-10-27T02:30+01:00 well- strict
    --- *** Page 1 of 3 © 中文 。 https://example.org/x Date Link Date: Dat: Author: Id: Video: Category: Captured:
    Layout: Timezone: Europe/Berlin
"""
WORDS = st.sampled_from([*VISIBLE_WORDS.split(), "\u200b", "\ufeff", "\x00"])
SEPARATORS = st.sampled_from(
    ["\n"] * 2 + ["\n\n"] * 2 + ["\n\n\n", "\n\n\n\n", "\r\n\r\n", "\u2029", "\f", "\n \u00a0\n"]
)
BODIES = st.lists(st.tuples(st.lists(WORDS, max_size=12).map(" ".join), SEPARATORS), max_size=14).map(
    lambda lines: "".join(text + separator for text, separator in lines)
)
HEADERS = st.sampled_from(["\n\n", "\nTimezone: Europe/Berlin\n\n", "\nLayout: strict\n\n", "\n", "\n\n\n"]).map(
    lambda end: "Category: Quays" + end
)


@given(HEADERS, BODIES)
@example("Category: Quays\n\n", "One.\n\n\nTwo.\n\n\nThree.\n")
@example("Category: Quays\nTimezone: Europe/Berlin\n\n", "Clocks go back\nDate: 2024-10-27T02:30+01:00\n")
def test_whatever_was_read_renders_and_reads_as_itself(header: str, body: str) -> None:
    try:
        listing = parse(header + body)
    except ListingError:
        return
    assert_renders(listing)


@given(
    st.binary(), st.sampled_from([b"", b"Category: X\n", b"Category: X\n\nTitle\nDate: ", b"\xff\xfe", b"\xef\xbb\xbf"])
)
def test_any_bytes_give_a_listing_or_a_listing_error(data: bytes, start: bytes) -> None:
    try:
        listing = parse(start + data)
    except ListingError as error:
        complaints = error.diagnostics
    else:
        complaints = listing.warnings
        assert listing.category
        assert not any(complaint.is_error for complaint in complaints)
        return
    assert any(complaint.is_error for complaint in complaints)
    assert all(complaint.line > 0 for complaint in complaints)


@given(BODIES)
def test_no_word_is_lost_without_a_warning(body: str) -> None:
    """Every word of the file stands in an entry, or on a line that a warning names."""
    text = "Category: Quays\nCaptured: 2024-05-17\n\n" + body.replace("\x00", "").replace("\ufeff", "").replace(
        "\u200b", ""
    )
    try:
        listing = parse(text)
    except ListingError:
        return
    stated = [str(value) for entry in listing.entries for value in asdict(entry.fields).values() if value is not None]
    kept = " ".join([entry.text for entry in listing.entries] + [*stated, str(listing.author)])
    warned = {diagnostic.line for diagnostic in listing.warnings}
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text)[2:], start=3):
        for word in re.findall(r"\w+", line) if number not in warned else []:
            is_part_of_date = bool(re.search(r"\d", word))  # a date is kept by its meaning
            is_name = re.search(rf"\b(?:{word})\s*:", line) and word in {"Date", "Author", "Id", "Timezone"}
            assert word in kept or is_part_of_date or is_name, (word, line)


def test_a_file_is_read_with_the_defaults_of_the_site(tmp_path: Path) -> None:
    path = tmp_path / "quays.txt"
    path.write_text("Category: Quays\n\nNorth quay\nDate: 2024-05-09 14:30\n", encoding="utf-8")
    zone = timezone(timedelta(hours=2))
    listing = read_listing(path, today=TODAY, timezone=zone, language="da")
    assert (listing.path, listing.language, listing.timezone, listing.timezone_name) == (path, "da", zone, None)
    assert listing.entries[0].fields.date == datetime(2024, 5, 9, 14, 30, tzinfo=zone)


def test_times_are_in_the_zone_of_the_header() -> None:
    berlin = tz.gettz("Europe/Berlin")
    listing = parse("Category: Quays\nTimezone: Europe/Berlin\n\nNorth quay\nDate: 2024-05-09T10:00-04:00\n")
    stated = listing.entries[0].fields.date
    assert isinstance(stated, datetime)
    assert (stated, stated.tzinfo) == (datetime(2024, 5, 9, 14, 0, tzinfo=UTC), berlin)


def test_tomorrow_may_have_begun_where_the_author_lives() -> None:
    assert parse("Category: Quays\nCaptured: 2024-06-02\n\nNorth quay\n").captured == date(2024, 6, 2)


# ── Merging captures ─────────────────────────────────────────────────────────────────────────────────────


def capture(day: int, *entries: str, header: str = "") -> Listing:
    """A capture of May 2024; an entry is written `title | text`, or `title # id | text`."""
    blocks = []
    for entry in entries:
        head, _, text = entry.partition(" | ")
        blocks.append(head.replace(" # ", "\nId: ") + f"\n\n{text}")
    text = f"Category: Quays\nCaptured: 2024-05-{day:02}\nLayout: strict\n{header}\n" + "\n\n\n".join(blocks)
    return parse(text)


MERGES = [
    # what it shows, captures, titles of the merged listing
    ("one capture is itself", [[17, "A | a"]], ["A"]),
    ("the same entries", [[17, "A | a", "B | b"], [10, "A | a", "B | b"]], ["A", "B"]),
    ("newer entries above, older ones below", [[17, "A | a", "B | b"], [10, "B | b", "C | c"]], ["A", "B", "C"]),
    ("whatever order they are given in", [[10, "B | b", "C | c"], [17, "A | a", "B | b"]], ["A", "B", "C"]),
    ("nothing in common", [[17, "A | a"], [10, "B | b"]], ["A", "B"]),
    ("gone from within", [[17, "A | a", "C | c"], [10, "A | a", "B | b", "C | c"]], ["A", "B", "C"]),
    ("between the same", [[17, "A | a", "N | n", "C | c"], [10, "A | a", "O | o", "C | c"]], ["A", "N", "O", "C"]),
    ("the newer order counts", [[17, "B | b", "A | a", "C | c"], [10, "A | a", "B | b", "C | c"]], ["B", "A", "C"]),
    ("three captures", [[17, "A | a"], [10, "A | a", "B | b"], [3, "B | b", "C | c"]], ["A", "B", "C"]),
    ("twins of one capture", [[17, "A | a", "A | a"], [10, "A | a", "A | a"]], ["A", "A"]),
    ("a title used again", [[17, "A | new words here", "B | b"], [10, "A | quite another story"]], ["A", "B", "A"]),
    ("the id decides", [[17, "New # 1 | p q"], [10, "Old # 1 | r s"]], ["New"]),
    ("other ids, other entries", [[17, "A # 1 | a"], [10, "A # 2 | a"]], ["A", "A"]),
]  # fmt: skip


@pytest.mark.parametrize(("captures", "titles"), [case[1:] for case in MERGES], ids=[case[0] for case in MERGES])
def test_captures_merge(captures: list[tuple[int, str]], titles: list[str]) -> None:
    merged = merge_captures([capture(day, *entries) for day, *entries in captures])
    assert [entry.title for entry in merged.entries] == titles
    assert_renders(merged)


def test_the_newest_capture_has_the_last_word() -> None:
    older = capture(10, "A # 1 | The quay is shut", header="Author: Ada\nLink: https://example.org/old\n")
    newer = capture(17, "A | The quay is shut until May", header="Link: https://example.org/new\n")
    merged = merge_captures([older, newer])
    assert (merged.captured, merged.link, merged.author) == (date(2024, 5, 17), "https://example.org/new", "Ada")
    assert [(entry.paragraphs, entry.fields.id) for entry in merged.entries] == [(("The quay is shut until May",), "1")]


def test_an_oldest_first_listing_grows_at_its_end() -> None:
    older, newer = (capture(day, *entries, header="Order: oldest-first\n") for day, entries in [(10, "AB"), (17, "BC")])
    assert [entry.title for entry in merge_captures([newer, older]).entries] == ["A", "B", "C"]


SIGHTINGS = [
    # what it shows, captures, and of each entry: on which days of May it was seen, not yet there, no longer there
    ("one capture tells nothing", [[17, "A | a"]], []),
    ("came on top", [[10, "B | b"], [17, "A | a", "B | b"]], ["A 17-17 not on 10", "B 10-17"]),
    ("fell off the end", [[10, "A | a", "B | b"], [17, "A | a"]], ["A 10-17", "B 10-10"]),
    ("came at the end", [[10, "A | a"], [17, "A | a", "B | b"]], ["A 10-17", "B 17-17"]),
    ("came within", [[10, "A | a", "C | c"], [17, "A | a", "B | b", "C | c"]],
     ["A 10-17", "B 17-17 not on 10", "C 10-17"]),
    ("went from within", [[10, "A | a", "B | b", "C | c"], [17, "A | a", "C | c"]],
     ["A 10-17", "B 10-10 gone on 17", "C 10-17"]),
    ("went from the top", [[10, "A | a", "B | b"], [17, "B | b"]], ["A 10-10 gone on 17", "B 10-17"]),
    ("came back", [[3, "A | a", "B | b"], [10, "B | b"], [17, "A | a", "B | b"]], ["A 3-17", "B 3-17"]),
    ("went long ago", [[3, "A | a", "B | b"], [10, "B | b"], [17, "B | b"]], ["A 3-3 gone on 10", "B 3-17"]),
    ("not in the last capture that reaches so far", [[3, "C | c", "D | d"], [10, "A | a", "C | c"], [12, "A | a"],
     [17, "A | a", "B | b", "C | c"]], ["A 10-17 not on 3", "B 17-17 not on 10", "C 3-17", "D 3-3"]),
    ("two parts of one day", [[17, "A | a", "B | b"], [17, "C | c", "D | d"]],
     ["A 17-17", "B 17-17", "C 17-17", "D 17-17"]),
    ("two parts, a week after", [[10, "B | b", "D | d"], [17, "A | a", "B | b"], [17, "C | c", "D | d"]],
     ["A 17-17 not on 10", "B 10-17", "C 17-17 not on 10", "D 10-17"]),
]  # fmt: skip


def sighted(listing: Listing) -> list[str]:
    lines = []
    for entry, sighting in zip(listing.entries, listing.sightings, strict=bool(listing.sightings)):
        assert sighting.seen_on
        assert sighting.last_on
        line = f"{entry.title} {sighting.seen_on.day}-{sighting.last_on.day}"
        line += f" not on {sighting.absent_on.day}" if sighting.absent_on else ""
        line += f" gone on {sighting.vanished_on.day}" if sighting.vanished_on else ""
        lines.append(line)
    return lines


@pytest.mark.parametrize("order", ["newest-first", "oldest-first"])
@pytest.mark.parametrize(("captures", "seen"), [case[1:] for case in SIGHTINGS], ids=[case[0] for case in SIGHTINGS])
def test_captures_tell_when_entries_came_and_went(captures: list[tuple[int, str]], seen: list[str], order: str) -> None:
    step = -1 if order == "oldest-first" else 1
    header = f"Order: {order}\n"
    merged = merge_captures([capture(day, *entries[::step], header=header) for day, *entries in captures])
    assert sorted(sighted(merged)) == sorted(seen)
    if len({day for day, *_ in captures}) == len(captures):
        assert sighted(merged)[::step] == seen


def test_captures_of_two_categories_are_not_merged() -> None:
    with pytest.raises(ValueError, match="one category"):
        merge_captures([parse("Category: Quays\n\nA\n"), parse("Category: Ferries\n\nA\n")])


@given(st.lists(st.sampled_from("ABCDEF"), max_size=8), st.lists(st.sampled_from("ABCDEF"), max_size=8))
def test_merging_keeps_every_entry_and_the_newer_order(newer: list[str], older: list[str]) -> None:
    merged = merge_captures([capture(17, *newer), capture(10, *older)])
    titles = [entry.title for entry in merged.entries]
    assert {letter: titles.count(letter) for letter in "ABCDEF"} == {
        letter: max(newer.count(letter), older.count(letter)) for letter in "ABCDEF"
    }
    remaining = iter(titles)
    assert all(letter in remaining for letter in newer)


# ── Slugs ────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("category", "slug"),
    [
        ("Grassroots Resistance", "grassroots-resistance"),
        ("  Food & Drink!  ", "food-drink"),
        ("Crème brûlée, Ærø & Straße", "creme-brulee-aero-strasse"),
        ("İstanbul’da ılık", "istanbul-da-ilik"),  # noqa: RUF001 - Turkish is the point
        ("Новости й ё", "новости-й-ё"),
        ("港口 通知", "港口-通知"),
        ("हिन्दी समाचार", "हिन्दी-समाचार"),
        ("C++ / C#", "c-c"),
        ("2024", "2024"),
        ("…", "category-b4935894c8"),
    ],
)
def test_slugs(category: str, slug: str) -> None:
    assert category_slug(category) == slug


@given(st.text())
def test_a_slug_is_a_stable_file_name(category: str) -> None:
    slug = category_slug(category)
    assert 0 < len(slug.encode()) <= 200
    assert not re.search(r"[\s/\\.:%?#]|^-|-$|--", slug)
    assert category_slug(slug) == slug
