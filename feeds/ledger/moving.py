"""Stories that go from one category to another: cut out of one file, pasted into another one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from feeds.ledger.identity import is_uri, without_repeated_ids
from feeds.ledger.matching import match
from feeds.model import ListedEntry, Listing, Publication

PAUSE = timedelta(days=1)
"""How long ago a story may have been taken out of a category to be looked for in others; later, it is another one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is promised of a category, and its page; None if it has none any more."""

    publications: Sequence[Publication]
    page: Listing | None = None


@dataclass(frozen=True, slots=True)
class Move:
    """The entry at a place of the page of `target` is the publication `id` of `source`."""

    id: str
    source: str
    target: str
    place: int


@dataclass(frozen=True, slots=True)
class Contest:
    """The entry at a place of a page states the id of what is still `holder`'s: of the entry at that place there."""

    id: str
    slug: str
    place: int
    holder: str
    holder_place: int | None


def find_moves(
    standings: Mapping[str, Standing], now: datetime, fixed: Collection[str] = ()
) -> tuple[list[Move], list[Contest]]:
    """Which stories have gone from one category to another since they were promised; none into those that are `fixed`.

    - An entry that states an id which is a publication's of another category is that publication, if no page of that
      category has it any more. If one has, both claim it: then it stays where it is.
    - An entry without such an id is a publication of another category if it is new in its own, alike as `match` says,
      and if that one has just gone: from within its page, or no more than a day ago.
    """
    if len(standings) < 2:  # noqa: PLR2004 -- from one to another takes two
        return [], []
    matches = {slug: _matches(standing) for slug, standing in standings.items()}
    by_statement, contests = _stated(standings, matches, fixed)
    moved = {move.id for move in by_statement}
    gone = {
        slug: [publication for publication in _gone(standing, matches[slug], now) if publication.id not in moved]
        for slug, standing in standings.items()
    }
    moves = list(by_statement)
    for slug, standing in standings.items():
        new = [] if slug in fixed or not standing.page else _new(standing.page, matches[slug])
        left = [(source, each) for source in gone if source != slug for each in gone[source] if each.id not in moved]
        if new and left:
            entries = [entry for _, entry in new]
            found = match([_anonymous(each) for _, each in left], [_unnamed(entry) for entry in entries])
            for (place, entry), index in zip(new, found, strict=True):
                if index is not None and entry.fields.id in (None, left[index][1].entry.fields.id):
                    source, publication = left[index]
                    moves.append(Move(publication.id, source, slug, place))
                    moved.add(publication.id)
    return moves, contests


def _matches(standing: Standing) -> list[int | None]:
    return match(standing.publications, without_repeated_ids(standing.page).entries) if standing.page else []


def _stated(
    standings: Mapping[str, Standing], matches: Mapping[str, Sequence[int | None]], fixed: Collection[str]
) -> tuple[list[Move], list[Contest]]:
    """The moves that entries state, and those that they cannot make."""
    holders = {each.id: slug for slug, standing in standings.items() for each in standing.publications}
    places = {
        slug: {standing.publications[index].id: at for at, index in enumerate(matches[slug]) if index is not None}
        for slug, standing in standings.items()
    }
    moves: dict[str, Move] = {}
    contests = []
    for slug, standing in standings.items():
        for place, entry in enumerate(standing.page.entries if standing.page else ()):
            stated = entry.fields.id
            holder = holders.get(stated or "", slug)
            if stated is None or not is_uri(stated) or holder == slug or moves.get(stated, slug) != slug:
                continue
            if stated in places[holder] or slug in fixed:
                contests.append(Contest(stated, slug, place, holder, places[holder].get(stated)))
            elif stated not in moves:
                moves[stated] = Move(stated, holder, slug, place)
    return list(moves.values()), contests


def _gone(standing: Standing, matches: Sequence[int | None], now: datetime) -> Iterator[Publication]:
    """What is no more on a page from within which it has gone, or has been withdrawn a short while ago."""
    if not standing.page:  # a category that is gone as a whole has a new name, or none
        return
    found = {index for index in matches if index is not None}
    oldest = min((standing.publications[index].published for index in found), default=None)
    for index, publication in enumerate(standing.publications):
        if index in found:
            continue
        if publication.withdrawn:
            has_gone = publication.withdrawn >= now - PAUSE
        else:
            has_gone = oldest is not None and publication.published >= oldest
        if has_gone:
            yield publication


def _new(page: Listing, matches: Sequence[int | None]) -> list[tuple[int, ListedEntry]]:
    """Places and entries of what is new on a page and states no id that is one everywhere."""
    return [
        (place, entry)
        for place, (entry, index) in enumerate(zip(page.entries, matches, strict=True))
        if index is None and not (entry.fields.id and is_uri(entry.fields.id))
    ]


def _anonymous(publication: Publication) -> Publication:
    return replace(publication, entry=_unnamed(publication.entry))


def _unnamed(entry: ListedEntry) -> ListedEntry:
    return replace(entry, fields=replace(entry.fields, id=None))
