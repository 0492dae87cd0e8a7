"""Ids and dates written into a file: the fields come, and nothing else in it changes by a byte."""

import codecs
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feeds.errors import ListingError
from feeds.listing import parse_listing, pin_fields
from feeds.model import EntryFields

PATH = Path("quays.txt")
PARSE = partial(parse_listing, today=date(2024, 6, 1))
NOON = datetime(2024, 5, 14, 12, tzinfo=UTC)

HEADER = "Category: Quays\nCaptured: 2024-05-17\n\n"


def pins(count: int) -> list[EntryFields]:
    return [EntryFields(date=NOON.replace(second=place), id=f"tag:example.org,2024:{place}") for place in range(count)]


def pinned(text: str, count: int = 1) -> str:
    return pin_fields(text.encode(), PATH, pins(count), PARSE).decode()


DATE_0, ID_0 = "Date: 2024-05-14T12:00:00+00:00", "Id: tag:example.org,2024:0"

PINNED = [
    # what it shows, the body of the file, what it is then
    ("an entry", "North quay\n\nIt is shut.\n", f"North quay\n{DATE_0}\n{ID_0}\n\nIt is shut.\n"),
    ("a title alone, without a line end", "North quay", f"North quay\n{DATE_0}\n{ID_0}"),
    ("a wrapped title", "The north quay, which is\nlong\n\nIt is shut.\n",
     f"The north quay, which is\nlong\n{DATE_0}\n{ID_0}\n\nIt is shut.\n"),
    ("other fields", "North quay\nLink: https://example.org/\n\nIt is shut.\n",
     f"North quay\n{DATE_0}\n{ID_0}\nLink: https://example.org/\n\nIt is shut.\n"),
    ("a date that is stated", "North quay\nDate: 2024-05-14\n\nIt is shut.\n",
     f"North quay\n{ID_0}\nDate: 2024-05-14\n\nIt is shut.\n"),
    ("an id that is stated", "North quay\nId: n\n\nIt is shut.\n", f"North quay\n{DATE_0}\nId: n\n\nIt is shut.\n"),
    ("everything that is stated", "North quay\nId: n\nDate: 2024-05-14\n\nShut.\n",
     "North quay\nId: n\nDate: 2024-05-14\n\nShut.\n"),
    ("blanks at line ends", "North quay \t\n \nIt is shut.  \n",
     f"North quay \t\n{DATE_0}\n{ID_0}\n \nIt is shut.  \n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after"), [case[1:] for case in PINNED], ids=[case[0] for case in PINNED])
def test_fields_stand_under_the_title(before: str, after: str) -> None:
    assert pinned(HEADER + before) == HEADER + after


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
    ],
)
def test_encoding_mark_and_line_ends_are_kept(mark: bytes, encoding: str, newline: str) -> None:
    before = f"{HEADER}Nørre kai 庭\n\nIt is shut.\n\n\nFerry\n\nIt sails.\n"
    after = pin_fields(mark + before.replace("\n", newline).encode(encoding), PATH, pins(2), PARSE)
    expected = pinned(before, 2).replace("\n", newline)
    assert after == mark + expected.encode(encoding)
    assert expected.count("Id: ") == 2


def test_a_second_time_changes_nothing() -> None:
    once = pinned(f"{HEADER}North quay\n\nIt is shut.\n")
    assert pinned(once) == once


TITLES = st.sampled_from(["North quay", "A long title that\nis wrapped", "庭の鳥", "Date: soon", "May 14", "Q&A: why"])
TEXTS = st.sampled_from(
    ["", "\n\nIt is shut.", "\n\nIt is shut,\nand wet.\n\nStill.", "\nNo blank line.", "\nId: n\n\nX."]
)


@given(st.lists(st.tuples(TITLES, TEXTS), max_size=4), st.sampled_from(["\n\n", "\n\n\n"]))
def test_all_else_is_as_it_was_or_the_file_is_refused(entries: list[tuple[str, str]], gap: str) -> None:
    data = (HEADER + gap.join(title + text for title, text in entries) + "\n").encode()
    before = PARSE(data, PATH)
    fields = pins(len(before.entries))
    try:
        pinned = pin_fields(data, PATH, fields, PARSE)
    except ListingError:
        return
    after = PARSE(pinned, PATH)
    assert [(entry.title, entry.paragraphs) for entry in after.entries] == [
        (entry.title, entry.paragraphs) for entry in before.entries
    ]
    assert all(entry.fields.date and entry.fields.id for entry in after.entries)
    assert [replace(entry.fields, date=None, id=None) for entry in after.entries] == [
        replace(entry.fields, date=None, id=None) for entry in before.entries
    ]
    lines = iter(pinned.splitlines())
    assert all(line in lines for line in data.splitlines())


def test_a_file_that_would_be_read_otherwise_is_refused() -> None:
    body = "North quay\u2029It is shut."  # one line of the file, title and text of the listing
    with pytest.raises(ListingError, match=r"quays\.txt:1: error: with more fields this file would be read otherwise"):
        pinned(f"{HEADER}{body}\n")
