"""What is published of several captures of one page, look after look: the table of cases/ledger/captures.toml."""

import random
import re
import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from feeds.ledger import recognise
from feeds.listing import merged_by_capture
from feeds.model import EntryFields, ListedEntry, Listing, Order
from feeds.promise import Memory, look

CASES = tomllib.loads((Path(__file__).parent / "cases/ledger/captures.toml").read_text(encoding="utf-8"))["cases"]
ENTRY = re.compile(r"(?P<letter>[A-Z])(?P<edits>['\"]*)(?P<id>#?)(?:@(?P<day>\d+))?")
NOW = datetime(2024, 5, 20, 9, 30, tzinfo=UTC)


def entry_of(name: str, ids: Mapping[str, str]) -> ListedEntry:
    """An entry; `ids` are those that were given, by letter."""
    found = ENTRY.fullmatch(name)
    assert found
    chance = random.Random(found["letter"])  # noqa: S311 -- it makes words, not secrets
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=6)) for _ in range(34)]
    if '"' in found["edits"]:
        words[20] = "changed"
    title = " ".join([*words[:4], *(["as", "told", "again"] if "'" in found["edits"] else [])])
    stated = date(2024, 5, int(found["day"])) if found["day"] else None
    return ListedEntry(
        title, (" ".join(words[4:]),), EntryFields(date=stated, id=ids[name[0]] if found["id"] else None)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["why"])
def test_what_becomes_of_entries_of_several_captures(case: dict[str, Any]) -> None:
    order = Order(case["order"]) if "order" in case else None
    memory = Memory()
    ids: dict[str, str] = {}
    names: dict[tuple[str, str], str] = {}
    for number, step in enumerate(case["looks"]):
        captures = []
        for day, said in step["files"].items():
            entries = {name: entry_of(name, ids) for name in said.split()}
            names |= {(entry.title, entry.text): name.rstrip("#@0123456789") for name, entry in entries.items()}
            captured = date(2024, 5, int(day))
            captures.append(Listing(Path("quays.txt"), "Quays", tuple(entries.values()), captured, order=order))
        memory, _ = look(memory, list(merged_by_capture(captures, recognise)), NOW + timedelta(hours=number))
        newest_first = sorted(memory.publications, key=lambda each: each.published, reverse=True)
        name_of = {each.id: names[each.entry.title, each.entry.text] for each in newest_first}
        assert [name_of[each.id] for each in newest_first if not each.withdrawn] == step["feed"].split()
        assert [name_of[each.id] for each in newest_first if each.withdrawn] == step.get("withdrawn", "").split()
        for entry_id, name in name_of.items():
            assert ids.setdefault(name[0], entry_id) == entry_id
