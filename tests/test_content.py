"""A folder of files becomes categories: what is refused, what is merged, what is kept from before."""

from datetime import date
from functools import partial
from pathlib import Path

import pytest

from feeds.content import Content, read_content
from feeds.errors import ContentError
from feeds.listing import merge_captures, parse_listing
from feeds.model import Listing

PARSE = partial(parse_listing, today=date(2024, 6, 1))


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def listing(category: str, *entries: str) -> str:
    return f"Category: {category}\nCaptured: 2024-05-17\n\n" + "\n\n\n".join(entries) + "\n"


def pages(content: Content) -> list[Listing]:
    return [merge_captures(captures) for captures in content.captures.values()]


def titles(content: Content) -> dict[str, list[str]]:
    return {found.category: [entry.title for entry in found.entries] for found in pages(content)}


def complaints(content: Content, folder: Path) -> list[str]:
    return [str(diagnostic).removeprefix(f"{folder}/") for diagnostic in content.diagnostics]


def test_categories_come_in_the_order_of_their_addresses_and_complaints_in_that_of_the_files(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a=listing("Quays", "North quay\nIdd: 1\n\nShut."),
        b=listing("Ferries", "Timetable\nDat: 2024-05-09\n\nHourly."),
        c="Category: Ålesund\nCaptured: 2024-05-17\n",
    )
    content = read_content(folder, PARSE)
    assert [found.category for found in pages(content)] == ["Ålesund", "Ferries", "Quays"]
    assert complaints(content, folder) == [
        "a.txt:5: warning: Idd is no field of the lines under a title and was kept as text: did you mean Id?",
        "b.txt:5: warning: Dat is no field of the lines under a title and was kept as text: did you mean Date?",
        "c.txt:1: warning: there are no entries: the feed will be empty until you add some below the header",
    ]
    assert content.sources == {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_of_one_category_are_one_listing(tmp_path: Path) -> None:
    later = listing("Quays", "Crane mended\n\nIt lifts.", "North quay\n\nShut.").replace("-17", "-20")
    folder = write(tmp_path, a=listing("Quays", "North quay\n\nShut.", "Eel seen\n\nLong."), b=later)
    content = read_content(folder, PARSE)
    assert titles(content) == {"Quays": ["Crane mended", "North quay", "Eel seen"]}
    assert pages(content)[0].captured == date(2024, 5, 20)


@pytest.mark.parametrize(
    ("refused", "slug", "holder"),
    [
        ("All", "all", "the feed of all categories"),
        ("north QUAYS!", "north-quays", "category 'North Quays'"),
    ],
)
def test_a_category_whose_address_is_taken_is_refused(tmp_path: Path, refused: str, slug: str, holder: str) -> None:
    folder = write(
        tmp_path,
        a=listing("North Quays", "Shut\n\nBy storm."),
        b=listing(refused, "Lost\n\nA trumpet."),
        c=listing("Eels", "One\n\nLong."),
    )
    content = read_content(folder, PARSE)
    assert titles(content) == {"Eels": ["One"], "North Quays": ["Shut"]}
    (complaint,) = complaints(content, folder)
    assert complaint.startswith(f"b.txt: error: category {refused!r} would be published at /{slug}, which is the")
    assert complaint.endswith(f" address of {holder}; give it another name")


def test_a_file_that_cannot_be_read_is_named_and_does_not_harm_the_others(tmp_path: Path) -> None:
    folder = write(tmp_path, a="North quay\n\nShut.\n", b=listing("Eels", "One\n\nLong."))
    (folder / "c.txt").mkdir()
    content = read_content(folder, PARSE)
    assert titles(content) == {"Eels": ["One"]}
    assert content.sources.keys() == {"b.txt"}
    assert complaints(content, folder) == [
        "a.txt:1: error: there is no Category at the top: write `Category: NAME` on the first line",
        "c.txt: error: cannot be read: Is a directory",
    ]


@pytest.mark.parametrize(
    ("last_good", "expected"),
    [
        (listing("Quays", "North quay\n\nShut."), {"Eels": ["One"], "Quays": ["North quay"]}),
        ("what an earlier release could read", {"Eels": ["One"]}),
        (None, {"Eels": ["One"]}),
    ],
    ids=["known", "no longer good", "unknown"],
)
def test_a_broken_file_is_read_as_it_was_when_last_good(
    tmp_path: Path, last_good: str | None, expected: dict[str, list[str]]
) -> None:
    folder = write(
        tmp_path,
        a=listing("Quays", "New\n\nA broken file.").replace("2024-05-17", "soon"),
        b=listing("Eels", "One\n\nLong."),
    )
    known = {"a.txt": last_good.encode()} if last_good else {}
    content = read_content(folder, PARSE, known.get)
    assert titles(content) == expected
    assert [(found.path.name, found.line, found.is_error) for found in content.diagnostics] == [("a.txt", 2, True)]
    assert content.sources.get("a.txt") == (known["a.txt"] if "Quays" in expected else None)


@pytest.mark.parametrize(
    ("holders", "claimed", "kept"),
    [({}, "a.txt:4", "b.txt:4"), ({"tag:example.org,2024:1": "quays"}, "b.txt:4", "a.txt:4")],
    ids=["that of the first", "that to which it was promised"],
)
def test_an_id_belongs_to_one_category(tmp_path: Path, holders: dict[str, str], claimed: str, kept: str) -> None:
    folder = write(
        tmp_path,
        a=listing("Quays", "North quay\nId: tag:example.org,2024:1\n\nShut.", "South quay\nId: 2\n\nOpen."),
        b=listing("Eels", "One\nId: tag:example.org,2024:1\n\nLong.", "Two\nId: 2\n\nLonger."),
    )
    content = read_content(folder, PARSE, holders=holders)
    assert {slug for slug, _ in content.contested} == {"quays" if claimed == "a.txt:4" else "eels"}
    (complaint,) = complaints(content, folder)
    assert complaint == (
        f"{claimed}: error: Id 'tag:example.org,2024:1' belongs to the entry at {folder}/{kept}: take one of the two "
        "out, or give this one another Id"
    )
    assert content.is_whole


def test_captures_of_one_category_share_an_id(tmp_path: Path) -> None:
    entry = "North quay\nId: tag:example.org,2024:1\n\nShut."
    folder = write(tmp_path, a=listing("Quays", entry), b=listing("Quays", entry).replace("-17", "-20"))
    content = read_content(folder, PARSE)
    assert [entry.fields.id for entry in pages(content)[0].entries] == ["tag:example.org,2024:1"]
    assert content.diagnostics == ()


def test_hidden_files_and_other_kinds_are_left_alone(tmp_path: Path) -> None:
    folder = write(tmp_path, a=listing("Eels", "One\n\nLong."), **{".draft": "no listing"})
    (folder / "notes.md").write_text("no listing")
    content = read_content(folder, PARSE)
    assert content.sources.keys() == {"a.txt"}
    assert content.diagnostics == ()


@pytest.mark.parametrize(
    ("name", "complaint"),
    [
        ("nowhere", "nowhere: cannot read this folder of listings: No such file or directory"),
        ("empty", "empty: no listings (*.txt) here; name the folder that holds them with --content"),
        ("a-file", "a-file: cannot read this folder of listings: Not a directory"),
    ],
)
def test_a_folder_without_listings_is_an_error(tmp_path: Path, name: str, complaint: str) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "feeds.toml").touch()
    (tmp_path / "a-file").touch()
    with pytest.raises(ContentError) as raised:
        read_content(tmp_path / name, PARSE)
    assert str(raised.value) == f"{tmp_path}/{complaint}"


def test_a_former_name_is_not_that_of_another_category(tmp_path: Path) -> None:
    folder = write(
        tmp_path,
        a=listing("Eels", "One\n\nLong."),
        b=listing("Fish", "Two\n\nShort.").replace("Fish\n", "Fish\nFormerly: EELS\n"),
    )
    assert complaints(read_content(folder, PARSE), folder) == [
        "b.txt: warning: Formerly 'EELS' is a category of its own here: delete one of the two"
    ]
