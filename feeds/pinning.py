"""What was promised of a listing, written into its file."""

import os
import secrets
import shutil
from collections.abc import Callable
from pathlib import Path

from feeds.errors import ListingError
from feeds.ledger import match, read_ledger, without_repeated_ids
from feeds.listing import category_slug, pin_fields
from feeds.model import Diagnostic, EntryFields, Listing


def pin_listing(path: Path, ledger: str | Path, parse: Callable[[bytes, Path], Listing]) -> int:
    """Write the published id and date of every entry of a listing under its title, and count those that have them.

    The file is replaced in one step. Raises `ListingError` if it cannot be read, was never published, or would be read
    otherwise; `LedgerError`; and `OSError`.
    """
    path = path.resolve() if path.is_symlink() else path
    data = path.read_bytes()
    listing = parse(data, path)
    with read_ledger(ledger) as remembered, remembered.category(category_slug(listing.category)) as category:
        publications = category.publications
    if not publications:
        advice = f"nothing of {listing.category!r} was published: run `feeds build` first"
        raise ListingError((Diagnostic(path, 0, advice, is_error=True),))
    found = [
        None if index is None else publications[index]
        for index in match(publications, without_repeated_ids(listing).entries)
    ]
    pins = [EntryFields(date=each.published, id=each.id) if each else EntryFields() for each in found]
    pinned = pin_fields(data, path, pins, parse)
    if pinned != data:
        _replace(path, pinned)
    return sum(each is not None for each in found)


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_name(f".{path.name}-{secrets.token_hex(8)}.tmp")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        shutil.copymode(path, temporary)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
