"""What `feeds explain` shows: how each entry of a listing got its date, as a table for people or as JSON Lines."""

import json
from collections.abc import Iterator, Sequence

from feeds.model import Basis, Dating, ListedEntry, Listing

_ROW = "{date:<10}  {interval:<24}  {basis:<9}  {sure:>4}  {text}"


def as_table(listing: Listing, datings: Sequence[Dating]) -> Iterator[str]:
    """The lines of a table: two an entry, the second of which holds the words that the date rests on."""
    captured = f"captured on {listing.captured}" if listing.captured else "capture day unknown, so the year is assumed"
    entries = "1 entry" if len(datings) == 1 else f"{len(datings)} entries"
    yield f"{listing.category}: {entries}, {captured}"
    yield ""
    yield _ROW.format(date="Date", interval="80 % interval", basis="Basis", sure="Sure", text="Title, and why")
    for entry, dating in zip(listing.entries, datings, strict=True):
        interval = sorted({str(dating.earliest), str(dating.latest)})
        yield _ROW.format(
            date=str(dating.published.date()),
            interval=" to ".join(interval),
            basis=dating.basis,
            sure=f"{min(99, round(dating.confidence * 100))}%",  # nothing here is certain
            text=entry.title,
        )
        yield _ROW.format(date="", interval="", basis="", sure="", text=f"  {_reason(dating)}")


def _reason(dating: Dating) -> str:
    words = "; ".join(f'"{" ".join(found.text.split())}" read as {found.value}' for found in dating.evidence)
    match dating.basis:
        case Basis.STATED:
            return "its Date field"
        case Basis.MENTIONED:
            return words
        case Basis.ORDER:
            return f"its place between its neighbours{f'; {words}' if words else ''}"


def as_json_lines(listing: Listing, datings: Sequence[Dating]) -> Iterator[str]:
    """One JSON object an entry; evidence offsets count in `ListedEntry.text`, in code points."""
    for index, (entry, dating) in enumerate(zip(listing.entries, datings, strict=True)):
        yield json.dumps(_fields(listing, index, entry, dating), ensure_ascii=False)


def _fields(listing: Listing, index: int, entry: ListedEntry, dating: Dating) -> dict[str, object]:
    return {
        "listing": str(listing.path),
        "index": index,
        "title": entry.title,
        "published": dating.published.isoformat(),
        "earliest": dating.earliest.isoformat(),
        "latest": dating.latest.isoformat(),
        "basis": dating.basis.value,
        "confidence": round(dating.confidence, 4),
        "evidence": [
            {"text": found.text, "start": found.start, "end": found.end, "value": found.value, "rule": found.rule}
            for found in dating.evidence
        ],
    }
