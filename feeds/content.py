"""A folder of listings, read: one listing a category, and every complaint about what stands in it."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType

from feeds.config import Config
from feeds.errors import ContentError, ListingError
from feeds.ledger import is_uri
from feeds.listing import category_slug, field_line
from feeds.media import examine
from feeds.model import EVERYTHING, Diagnostic, Listing


@dataclass(frozen=True, slots=True)
class Content:
    """What a folder holds: its categories in the order of their slugs, the complaints in that of files and lines.

    `captures` are the listings of each category, by its slug; those in `recovered` were, at least in part, read as they
    were when they were last good. `sources` are the bytes, by file name, that all of them were read from. `contested`
    are the slugs and ids of entries that state an id of another category's entry. Unless it `is_whole`, a category may
    be missing that is in a file.
    """

    captures: dict[str, list[Listing]]
    diagnostics: tuple[Diagnostic, ...]
    sources: dict[str, bytes]
    recovered: frozenset[str] = frozenset()
    contested: frozenset[tuple[str, str]] = frozenset()
    is_whole: bool = True


Parse = Callable[[bytes, Path], Listing]


def read_content(
    folder: Path,
    parse: Parse,
    last_good: Callable[[str], bytes | None] | None = None,
    holders: Mapping[str, str] = MappingProxyType({}),
) -> Content:
    """Read every `*.txt` of `folder`, one category from all the files that name it.

    A file that cannot be read is complained about. It is then read as it was when it was last good, if `last_good`
    knows its bytes by its name. `holders` are the slugs of the categories to which ids belong, so far as that is known.
    Raises `ContentError` where there is no folder, or no listing in it.
    """
    by_category: dict[str, list[Listing]] = defaultdict(list)
    diagnostics: list[Diagnostic] = []
    sources = {}
    recovered_from = set()
    for path in listing_files(folder):
        try:
            data = path.read_bytes()
            listing = _examined(parse(data, path), data)
        except (ListingError, OSError) as error:
            diagnostics.extend(_complaints(path, error))
            recovered = _recover(path, parse, last_good) if last_good else None
            if recovered is None:
                continue
            data, listing = recovered
            recovered_from.add(category_slug(listing.category))
        else:
            diagnostics.extend(listing.warnings)
        sources[path.name] = data
        by_category[listing.category].append(listing)
    captures_by_slug, clashes = _by_slug(by_category)
    contested, doubles = _contested(captures_by_slug, holders)
    complaints = (*diagnostics, *clashes, *doubles, *_live_formers(captures_by_slug))
    is_whole = not clashes and not any(diagnostic.is_error for diagnostic in diagnostics)
    return Content(captures_by_slug, complaints, sources, frozenset(recovered_from), contested, is_whole)


def unknown_categories(config: Config, content: Content) -> list[Diagnostic]:
    """A complaint about each category that settings are for and no listing names.

    None while there are files that cannot be read: one of them may be of it.
    """
    if any(diagnostic.is_error for diagnostic in content.diagnostics):
        return []
    known = [captures[0].category for captures in content.captures.values()]
    complaints = []
    for name, settings in config.category.items():
        if category_slug(name) not in content.captures:
            nearest = get_close_matches(name, known, n=1, cutoff=0)
            advice = f": did you mean {nearest[0]!r}?" if nearest else ""
            complaints.append(Diagnostic(settings.path, settings.line, f"there is no category {name!r}{advice}"))
    return complaints


def _examined(listing: Listing, data: bytes) -> Listing:
    """The listing with what is to be said of the files that it names. Raises `ListingError` if one is no good."""
    found = [
        Diagnostic(
            listing.path,
            field_line(
                data, listing.entries[complaint.index].line if complaint.index is not None else 1, complaint.field
            ),
            f"{complaint.field}: {complaint.message}",
            complaint.is_error,
        )
        for complaint in examine(listing)
    ]
    told = tuple(sorted((*listing.warnings, *found), key=lambda diagnostic: diagnostic.line))
    if any(diagnostic.is_error for diagnostic in found):
        raise ListingError(told)
    return replace(listing, warnings=told)


def listing_files(folder: Path) -> list[Path]:
    """The listings of `folder` in the order of their names. Raises `ContentError` if there are none."""
    try:
        files = sorted(path for path in folder.iterdir() if path.suffix == ".txt" and not path.name.startswith("."))
    except OSError as error:
        raise ContentError(f"{folder}: cannot read this folder of listings: {error.strerror}") from error
    if not files:
        raise ContentError(f"{folder}: no listings (*.txt) here; name the folder that holds them with --content")
    return files


def _complaints(path: Path, error: ListingError | OSError) -> tuple[Diagnostic, ...]:
    if isinstance(error, ListingError):
        return error.diagnostics
    return (Diagnostic(path, 0, f"cannot be read: {error.strerror}", is_error=True),)


def _recover(path: Path, parse: Parse, last_good: Callable[[str], bytes | None]) -> tuple[bytes, Listing] | None:
    data = last_good(path.name)
    if data is None:
        return None
    try:
        return data, parse(data, path)
    except ListingError:  # it was good for an earlier release
        return None


Captures = dict[str, list[Listing]]
"""The captures of every category: as it is called, or by its slug."""


def _by_slug(by_category: Captures) -> tuple[Captures, list[Diagnostic]]:
    """The categories in the order of their slugs; one whose addresses are taken is left out, with a complaint."""
    by_slug: Captures = {}
    clashes = []
    for category, captures in by_category.items():
        slug = category_slug(category)
        if slug == EVERYTHING or slug in by_slug:
            holder = "the feed of all categories" if slug == EVERYTHING else f"category {by_slug[slug][0].category!r}"
            clashes.append(
                Diagnostic(captures[0].path, 0, f"category {category!r} would be published at /{slug}, which is the "
                           f"address of {holder}; give it another name", is_error=True)
            )  # fmt: skip
        else:
            by_slug[slug] = captures
    return dict(sorted(by_slug.items())), clashes


def _live_formers(by_slug: Captures) -> list[Diagnostic]:
    """Complaints about categories that say they were called as another one is."""
    return [
        Diagnostic(page.path, 0, f"Formerly {page.formerly!r} is a category of its own here: delete one of the two")
        for pages in by_slug.values()
        for page in pages
        if page.formerly and category_slug(page.formerly) in by_slug
    ]


def _contested(by_slug: Captures, holders: Mapping[str, str]) -> tuple[frozenset[tuple[str, str]], list[Diagnostic]]:
    """The slugs and ids of entries that state what another category's entry states too, and a complaint of each.

    The category to which an id belongs keeps it, or else the first that states it.
    """
    stated: dict[str, dict[str, str]] = {}
    for slug, captures in by_slug.items():
        for capture in captures:
            for entry in capture.entries:
                if entry.fields.id and is_uri(entry.fields.id):
                    stated.setdefault(entry.fields.id, {}).setdefault(slug, f"{capture.path}:{entry.line}")
    contested: dict[tuple[str, str], str] = {}
    for entry_id, slugs in stated.items():
        keeper = next((slug for slug in slugs if slug == holders.get(entry_id)), next(iter(slugs)))
        contested |= {(slug, entry_id): slugs[keeper] for slug in slugs if slug != keeper}
    complaints = [
        id_contested(capture.path, entry.line, own, contested[slug, own])
        for slug, captures in by_slug.items()
        for capture in captures
        for entry in capture.entries
        if (own := entry.fields.id or "") and (slug, own) in contested
    ]
    return frozenset(contested), complaints


def id_contested(path: Path, line: int, entry_id: str, holder: str) -> Diagnostic:
    """The complaint about an entry which states an id that is the entry's at the place `holder`."""
    advice = "take one of the two out, or give this one another Id"
    return Diagnostic(path, line, f"Id {entry_id!r} belongs to the entry at {holder}: {advice}", is_error=True)
