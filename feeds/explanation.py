"""What `feeds explain` shows: how each entry of a listing got its date, as a table for people or as JSON Lines."""

import json
from collections.abc import Iterator, Sequence
from datetime import date

from feeds import phrases
from feeds.model import Basis, Dating, Evidence, ListedEntry, Listing

_ROW = "{date:<10}  {interval:<24}  {basis:<9}  {sure:>4}  {text}"


def as_table(listing: Listing, datings: Sequence[Dating]) -> Iterator[str]:
    """The lines of a table: two an entry, the second of which says in words how the date was found."""
    captured = f"captured on {listing.captured}" if listing.captured else "capture day unknown, so the year is assumed"
    entries = "1 entry" if len(datings) == 1 else f"{len(datings)} entries"
    yield f"{listing.category}: {entries}, {captured}"
    yield ""
    yield _ROW.format(date="Date", interval="80 % interval", basis="Basis", sure="Sure", text="Title, and why")
    for index, (entry, dating) in enumerate(zip(listing.entries, datings, strict=True)):
        interval = sorted({str(dating.earliest), str(dating.latest)})
        yield _ROW.format(
            date=str(dating.published.date()),
            interval=" to ".join(interval),
            basis=dating.basis,
            sure=f"{min(99, round(dating.confidence * 100))}%",  # nothing here is certain
            text=entry.title,
        )
        yield _ROW.format(date="", interval="", basis="", sure="", text=f"  {reason(datings, index)}")


def reason(datings: Sequence[Dating], index: int) -> str:
    """How an entry of a listing got its date, in words a newspaper reader understands."""
    dating = datings[index]
    if dating.basis is Basis.STATED or not (dating.absent_on and dating.seen_on):
        return _found(datings, index)
    return f"{_found(datings, index)}; {phrases.appearance(dating.absent_on, dating.seen_on)}"


def _found(datings: Sequence[Dating], index: int) -> str:
    dating = datings[index]
    match dating.basis:
        case Basis.STATED:
            return "its Date field says so"
        case Basis.MENTIONED:
            readings = "; ".join(_reading(found, dating.published.date()) for found in dating.evidence)
            rests_on_neighbours = all(_is_weekday(found) for found in dating.evidence)
            return f"{readings}; {_neighbours(datings, index)}" if rests_on_neighbours else readings
        case Basis.ORDER:
            return f"placed by its neighbours: {_neighbours(datings, index)}"


def _reading(found: Evidence, published: date) -> str:
    words = f'"{" ".join(found.text.split())}"'
    try:
        day = date.fromisoformat(found.value[:10])
    except ValueError:  # a month, an hour of no day…
        return f"{words} read as {found.value}"
    how = ", with its neighbours, as" if _is_weekday(found) else " as"
    lag = "" if day == published else f", and published {phrases.distance(published, day)}"
    return f"{words} read{how} {phrases.full_date(day)}{lag}"


def _is_weekday(found: Evidence) -> bool:
    return found.rule.startswith("weekday")


def _neighbours(datings: Sequence[Dating], index: int) -> str:
    """The dates of the stories above and below."""
    around = [
        f"the story {where} is from {phrases.full_date(datings[place].published.date())}"
        for where, place in (("above", index - 1), ("below", index + 1))
        if 0 <= place < len(datings)
    ]
    return ", ".join(around) or "it has none"


def as_json_lines(listing: Listing, datings: Sequence[Dating]) -> Iterator[str]:
    """One JSON object an entry; evidence offsets count in `ListedEntry.text`, in code points."""
    for index, (entry, dating) in enumerate(zip(listing.entries, datings, strict=True)):
        yield json.dumps(_fields(listing, index, entry, dating), ensure_ascii=False)


def _fields(listing: Listing, index: int, entry: ListedEntry, dating: Dating) -> dict[str, object]:
    bounds = {"absent_on": dating.absent_on, "seen_on": dating.seen_on}
    return {
        "listing": str(listing.path),
        "index": index,
        "title": entry.title,
        "published": dating.published.isoformat(),
        "earliest": dating.earliest.isoformat(),
        "latest": dating.latest.isoformat(),
        "basis": dating.basis.value,
        "confidence": dating.confidence,
        "evidence": [
            {"text": found.text, "start": found.start, "end": found.end, "value": found.value, "rule": found.rule}
            for found in dating.evidence
        ],
        **{name: day.isoformat() for name, day in bounds.items() if day},
    }
