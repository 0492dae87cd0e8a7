"""Publications as JSON: the columns of the ledger, and the lines of its export.

An export is JSON Lines (one object a line, UTF-8). The first line names the form, then each category, in the order of
their slugs, has a line of its own and one for each of its publications, oldest in the ledger first. So a new
publication adds a line, and an edited one changes a line.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from feeds.errors import LedgerError
from feeds.model import Basis, Dating, EntryFields, Evidence, ListedEntry, Publication

FORM = {"feeds ledger": 3}
"""The first line of an export; the number grows when older programs could not read what follows."""

READABLE = (FORM, {"feeds ledger": 2}, {"feeds ledger": 1})
"""What an import may begin with. The first form lacked `feed_id` and `changed`, and both of these `last_on`."""


@dataclass(frozen=True, slots=True)
class CategoryState:
    """A category as the ledger knows it.

    `former` are the slugs that it had before; `removed` is the moment at which its listings were gone, `last_view` the
    last day on which its page was looked at. `feed_id` is the id of its feed, and `changed` the moment of the
    `last_change` in it; ledgers of older releases know neither.
    """

    name: str
    former: tuple[str, ...] = ()
    removed: datetime | None = None
    last_view: date | None = None
    feed_id: str | None = None
    changed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A category with all its publications; `lines` are the numbers of theirs in the export, its own first."""

    slug: str
    state: CategoryState
    publications: tuple[Publication, ...]
    lines: tuple[int, ...] = ()


# ── The export ───────────────────────────────────────────────────────────────────────────────────────────


def dump_lines(chapters: Iterable[Chapter]) -> Iterator[str]:
    """The lines of an export of these categories, without line ends."""
    yield to_json(FORM)
    for chapter in sorted(chapters, key=lambda chapter: chapter.slug):
        yield to_json({"category": chapter.slug, **_state_record(chapter.state)})
        for publication in chapter.publications:
            yield to_json(publication_record(publication))


def parse_lines(lines: Iterable[str]) -> list[Chapter]:
    """The categories of an export. Raises `LedgerError` with the number of the first line that is none of an export."""
    chapters: list[tuple[str, CategoryState, list[Publication], list[int]]] = []
    number = 0
    for number, line in enumerate(lines, 1):
        try:
            record = _typed(json.loads(line), dict)
            to_json(record).encode()  # half a character, written as an escape, is no text
            if number == 1:
                _expect_form(record)
            elif "category" in record:
                slug = _take(record, "category", str)
                chapters.append((slug, _state_of(record), [], [number]))
            else:
                chapters[-1][2].append(publication_of(record))
                chapters[-1][3].append(number)
        except IndexError:
            raise LedgerError(f"line {number}: a publication stands before any category") from None
        except (ValueError, RecursionError) as error:
            raise LedgerError(f"line {number}: is no line of a ledger's export: {error}") from None
    if not number:
        raise LedgerError("line 1: is missing: an export is never empty")
    return [Chapter(slug, state, tuple(found), tuple(numbers)) for slug, state, found, numbers in chapters]


def _expect_form(record: dict[str, Any]) -> None:
    if record not in READABLE:
        raise ValueError(f"the first one must be {to_json(FORM)}; a newer release of feeds may have written it")


def _state_record(state: CategoryState) -> dict[str, Any]:
    return {
        "name": state.name,
        "former": list(state.former),
        "removed": _iso(state.removed),
        "last_view": _iso(state.last_view),
        "feed_id": state.feed_id,
        "changed": _iso(state.changed),
    }


def _state_of(record: dict[str, Any]) -> CategoryState:
    state = CategoryState(
        name=_take(record, "name", str),
        former=tuple(_typed(slug, str) for slug in _take(record, "former", list)),
        removed=_moment(_take(record, "removed", str, type(None))),
        last_view=_day(_take(record, "last_view", str, type(None))),
        feed_id=_take(record, "feed_id", str, type(None)) if "feed_id" in record else None,
        changed=_moment(_take(record, "changed", str, type(None))) if "changed" in record else None,
    )
    _expect_end(record)
    return state


# ── A publication ────────────────────────────────────────────────────────────────────────────────────────


def publication_record(publication: Publication) -> dict[str, Any]:
    """A publication in JSON's types."""
    entry = publication.entry
    return {
        "id": publication.id,
        "title": entry.title,
        "paragraphs": list(entry.paragraphs),
        "fields": {
            field.name: _plain(getattr(entry.fields, field.name))
            for field in fields(EntryFields)
            if getattr(entry.fields, field.name) is not None
        },
        "dating": _dating_record(publication.dating),
        "updated": _iso(publication.updated),
        "first_seen": _iso(publication.first_seen),
        "withdrawn": _iso(publication.withdrawn),
        "last_on": _iso(publication.last_on),
    }


def publication_of(record: Mapping[str, Any]) -> Publication:
    """The publication of a record. Raises `ValueError` for what is missing, unknown or of the wrong type."""
    left = dict(record)
    publication = Publication(
        id=_take(left, "id", str),
        entry=ListedEntry(
            title=_take(left, "title", str),
            paragraphs=tuple(_typed(paragraph, str) for paragraph in _take(left, "paragraphs", list)),
            fields=_fields_of(_take(left, "fields", dict)),
        ),
        dating=_dating_of(_take(left, "dating", dict)),
        updated=_aware(_take(left, "updated", str)),
        first_seen=_aware(_take(left, "first_seen", str)),
        withdrawn=_moment(_take(left, "withdrawn", str, type(None))),
        last_on=_day(_take(left, "last_on", str, type(None))) if "last_on" in left else None,
    )
    _expect_end(left)
    return publication


_FIELD_TYPES: Mapping[str, tuple[type, ...]] = {
    "duration": (int,),
    "episode": (int,),
    "season": (int,),
    "explicit": (bool,),
}
"""The fields that are no text."""


def _fields_of(record: dict[str, Any]) -> EntryFields:
    left = dict(record)
    values: dict[str, Any] = {
        field.name: _take(left, field.name, *_FIELD_TYPES.get(field.name, (str,)))
        for field in fields(EntryFields)
        if field.name in left
    }
    _expect_end(left)
    if stated := values.get("date"):
        values["date"] = _aware(stated) if "T" in stated else date.fromisoformat(stated)
    return EntryFields(**values)


def _dating_record(dating: Dating) -> dict[str, Any]:
    return {
        "published": _iso(dating.published),
        "earliest": _iso(dating.earliest),
        "latest": _iso(dating.latest),
        "basis": dating.basis.value,
        "confidence": dating.confidence,
        "evidence": [
            {field.name: getattr(evidence, field.name) for field in fields(Evidence)} for evidence in dating.evidence
        ],
        "absent_on": _iso(dating.absent_on),
        "seen_on": _iso(dating.seen_on),
    }


def _dating_of(record: dict[str, Any]) -> Dating:
    left = dict(record)
    dating = Dating(
        published=_aware(_take(left, "published", str)),
        earliest=date.fromisoformat(_take(left, "earliest", str)),
        latest=date.fromisoformat(_take(left, "latest", str)),
        basis=Basis(_take(left, "basis", str)),
        confidence=float(_take(left, "confidence", float, int)),
        evidence=tuple(_evidence_of(_typed(item, dict)) for item in _take(left, "evidence", list)),
        absent_on=_day(_take(left, "absent_on", str, type(None))),
        seen_on=_day(_take(left, "seen_on", str, type(None))),
    )
    _expect_end(left)
    return dating


def _evidence_of(record: dict[str, Any]) -> Evidence:
    left = dict(record)
    evidence = Evidence(
        text=_take(left, "text", str),
        start=_take(left, "start", int),
        end=_take(left, "end", int),
        value=_take(left, "value", str),
        rule=_take(left, "rule", str),
    )
    _expect_end(left)
    return evidence


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────


def to_json(value: object) -> str:
    """One line of JSON that people can read."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def _iso(moment: date | None) -> str | None:
    return moment.isoformat() if moment else None


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _moment(text: str | None) -> datetime | None:
    return None if text is None else _aware(text)


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _aware(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"{text!r} has no offset from UTC")
    return moment


def _take(record: dict[str, Any], key: str, *types: type) -> Any:  # noqa: ANN401 -- of one of the types that are given
    if key not in record:
        raise ValueError(f"{key!r} is missing")
    return _typed(record.pop(key), *types)


def _typed(value: Any, *types: type) -> Any:  # noqa: ANN401 -- the same
    if type(value) not in types:  # `isinstance` would take True for a number
        raise ValueError(f"{value!r} is not a {' or '.join(known.__name__ for known in types)}")
    return value


def _expect_end(left: Mapping[str, Any]) -> None:
    if left:
        raise ValueError(f"{', '.join(map(repr, left))} is unknown")
