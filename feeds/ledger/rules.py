"""What becomes of what was promised when a page is looked at again: ids stay, dates stay, and edits are told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum

from feeds.ledger.identity import entry_ids
from feeds.ledger.matching import match
from feeds.model import Dating, Known, ListedEntry, Listing, Order, Publication, Sighting

Matches = Sequence[int | None]
"""For each entry of a page, the index of the former publication that it is; None if it is new."""


# ── What is known before an entry is dated ───────────────────────────────────────────────────────────────


def view_of(page: Listing, now: datetime) -> date:
    """The day on which the page was looked at: that of its copy, or today."""
    today = now.astimezone(page.timezone).date()
    return min(page.captured, today) if page.captured else today


def known_of(
    former: Sequence[Publication], page: Listing, matches: Matches, last_view: date | None, view: date
) -> list[Known]:
    """What is known of each entry of a page: the dating that was promised, or when it appeared.

    Captures tell when an entry appeared. Where there is one alone, `last_view` does, the day of the look before: an
    entry that is new at `view` was not there yet, unless it stands below all that was, as pages may grow at their end.
    What was written into a copy of the same day later on says nothing of when it was published.
    """
    if page.sightings:
        appeared = [Known(absent_on=sighting.absent_on, seen_on=sighting.seen_on) for sighting in page.sightings]
    elif last_view and last_view <= view and page.captured != last_view:
        was_in_reach = _within_reach(former, page, matches)
        appeared = [Known(absent_on=last_view, seen_on=view) if within else Known() for within in was_in_reach]
    else:
        appeared = [Known()] * len(page.entries)
    return [
        known if index is None else _promised(former[index].dating)
        for index, known in zip(matches, appeared, strict=True)
    ]


def _promised(dating: Dating) -> Known:
    return Known(dating, dating.absent_on, dating.seen_on)


def _within_reach(former: Sequence[Publication], page: Listing, matches: Matches) -> list[bool]:
    """For each entry of a page, whether one that was there before stands on its older side."""
    places = [place for place, index in enumerate(matches) if index is not None]
    if not places:
        return [False] * len(matches)
    if page.order is Order.NONE:
        return [True] * len(matches)
    if _is_oldest_first(page, [former[index].published for index in matches if index is not None]):
        return [place > places[0] for place in range(len(matches))]
    return [place < places[-1] for place in range(len(matches))]


def _is_oldest_first(page: Listing, published: Sequence[datetime]) -> bool:
    """Whether the page begins with its oldest entry: as its header says, or as moments down the page do."""
    if page.order is None:
        return len(published) > 1 and published[0] < published[-1]
    return page.order is Order.OLDEST_FIRST


# ── What is promised from now on ─────────────────────────────────────────────────────────────────────────


def advance(  # noqa: PLR0913, PLR0917 -- all that bears upon a promise
    former: Sequence[Publication],
    page: Listing,
    matches: Matches,
    datings: Sequence[Dating],
    now: datetime,
    edited: datetime | None = None,
    taken: Collection[str] = (),
) -> tuple[Publication, ...]:
    """The publications of a category when its page has been looked at: those on the page in its order, then the others.

    - An id never changes, and none is given twice, nor one that is `taken` in other categories.
    - `published` never moves, unless a `Date:` field states it; a stated date counts from its day on. A new entry
      that is dated after `now` is not published yet.
    - `updated` moves when the digest of the content does, and then always: to `edited` (`now`, if it is not told),
      but forward at any rate. Until the first edit it is the moment of publication. A `Date:` that states a later one
      takes it along, as nothing was updated before it was published; one that states an earlier one leaves it where it
      is, as it never goes back and nothing was edited.
    - What has vanished from within the page, or from a later capture of it, is withdrawn from `edited` on. It comes
      back as it was when a capture has it that had it not at the last look. So an older capture that had it all along
      does not bring it back when the newest one, edited or copied anew, no longer reaches down to it. What has fallen
      off the page's old end stays published.
    """
    edited = (edited or now).astimezone(page.timezone).replace(microsecond=0)
    reach = _reach(former, page, matches)
    ranges = _ranges(page, datings)
    added = iter(_added(former, page, matches, datings, now, taken))
    publications: list[Publication] = []
    for index, entry, dating, sighting in zip(matches, page.entries, datings, _sightings(page), strict=True):
        if index is not None:
            publication = _renewed(former[index], entry, dating, now, edited)
        elif dating.published <= now:
            publication = next(added)
        else:
            continue
        has_vanished = sighting.vanished_on is not None or (
            reach is not None and _is_older(sighting, page.captured) and publication.published >= reach
        )
        before = former[index] if index is not None else publication
        publications.append(_seen(publication, before, sighting, edited, has_vanished=has_vanished))
    matched = set(matches)
    for index, publication in enumerate(former):
        if index not in matched:
            has_vanished = any(oldest <= publication.published <= newest for oldest, newest in ranges)
            withdrawn = publication.withdrawn or (edited if has_vanished else None)
            publications.append(replace(publication, withdrawn=withdrawn, last_on=None))
    return tuple(publications)


def edited_on(page: Listing, last_view: date | None, now: datetime) -> datetime:
    """When what is new in the wording of a page was written: by the noon of its copy, if that is a new one, or now."""
    if page.captured is None or (last_view and page.captured <= last_view):
        return now
    return min(now, datetime.combine(page.captured, time(12), page.timezone))


def _seen(
    publication: Publication, before: Publication, sighting: Sighting, edited: datetime, *, has_vanished: bool
) -> Publication:
    """A publication that some capture has: withdrawn if it has vanished since, or if it had, and has not returned."""
    has_stayed_away = before.last_on is not None and before.last_on == sighting.last_on
    if has_vanished or has_stayed_away:
        return replace(publication, withdrawn=before.withdrawn or edited, last_on=sighting.last_on)
    return replace(publication, withdrawn=None, last_on=None)


def _reach(former: Sequence[Publication], page: Listing, matches: Matches) -> datetime | None:
    """The moment down to which the newest capture of a page surely reaches, by what was promised of its last entry.

    The captures alone do not tell whether an entry at its end is older than what only they have, but the ledger may.
    None if it does not, or if the entry states a date: one that is mended by hand must not withdraw others.
    """
    places = [place for place, sighting in enumerate(page.sightings) if not _is_older(sighting, page.captured)]
    if not places or page.order is Order.NONE:
        return None
    published = [former[index].published for index in matches if index is not None]
    last = places[0] if _is_oldest_first(page, published) else places[-1]
    index = matches[last]
    return None if index is None or page.entries[last].fields.date else former[index].published


def _is_older(sighting: Sighting, captured: date | None) -> bool:
    """Whether only captures before that one have what was sighted."""
    return captured is not None and sighting.last_on is not None and sighting.last_on < captured


def _sightings(page: Listing) -> Sequence[Sighting]:
    return page.sightings or (Sighting(),) * len(page.entries)


def _ranges(page: Listing, datings: Sequence[Dating]) -> list[tuple[datetime, datetime]]:
    """From when to when a page holds all that was published: what no capture has any more has vanished from it.

    The newest capture does so down to its end, each of those before it from the newest of its entries to the oldest.
    Between two of them something may have come and gone off the end, if no file of that time was kept.
    """
    sighted = list(zip(_sightings(page), datings, strict=True))
    reach = _oldest(page, [dating for sighting, dating in sighted if not _is_older(sighting, page.captured)])
    ranges = [] if reach is None else [(reach, _EVER)]
    kept: defaultdict[date, list[datetime]] = defaultdict(list)
    for sighting, dating in sighted:
        for day in {sighting.seen_on, sighting.last_on}:
            if day and page.captured and day < page.captured:
                kept[day].append(dating.published)
    return [*ranges, *((min(published), max(published)) for published in kept.values())]


def _oldest(page: Listing, datings: Sequence[Dating]) -> datetime | None:
    """The moment down to which a page reaches; None for an empty one, which reaches nowhere."""
    if not datings:
        return None
    if page.order is Order.NONE:  # it has no end that an entry could fall off
        return datetime.min.replace(tzinfo=UTC)
    published = [dating.published for dating in datings]
    return published[0] if _is_oldest_first(page, published) else published[-1]


def _renewed(former: Publication, entry: ListedEntry, dating: Dating, now: datetime, edited: datetime) -> Publication:
    stated = entry.fields.date
    # A field that repeats the moment that was promised, as `feeds pin` writes it, says nothing new.
    is_restated = stated is not None and stated != former.published and dating.published <= now
    dating = dating if is_restated else former.dating
    updated = former.updated
    if entry.digest != former.digest:
        updated = max(edited, former.updated + timedelta(seconds=1))
    # An id that was stated once still finds its entry when it is stated again.
    fields = replace(entry.fields, id=entry.fields.id or former.entry.fields.id)
    return replace(
        former,
        entry=replace(entry, fields=fields, line=0),
        dating=dating,
        updated=max(updated, dating.published),
        withdrawn=None,
    )


def _added(
    former: Sequence[Publication],
    page: Listing,
    matches: Matches,
    datings: Sequence[Dating],
    now: datetime,
    taken: Collection[str],
) -> list[Publication]:
    """The publications of the entries that are new and not dated after now."""
    new = [
        (entry, dating)
        for index, entry, dating in zip(matches, page.entries, datings, strict=True)
        if index is None and dating.published <= now
    ]
    entries, dates = [entry for entry, _ in new], [dating for _, dating in new]
    ids = entry_ids(
        replace(page, entries=tuple(entries)), dates, {publication.id for publication in former}.union(taken)
    )
    return [
        Publication(entry_id, replace(entry, line=0), dating, dating.published, now)
        for entry_id, (entry, dating) in zip(ids, new, strict=True)
    ]


def last_change(
    before: datetime | None, former: Sequence[Publication], publications: Sequence[Publication], edited: datetime
) -> datetime | None:
    """When something last changed in a feed that no entry's `updated` tells: entries went, came back, or moved.

    The `updated` of a feed (RFC 4287, section 4.2.15) is that of its newest entry or this, whichever is later. So it
    moves whenever what the feed shows does, and never goes back. `before` is what it was; None if there was no such
    change.
    """
    newest, former_newest = _newest(publications), max(_newest(former), before or _NEVER)
    if newest > former_newest or _shown(former) == _shown(publications):
        return before
    return max(edited.replace(microsecond=0), former_newest + timedelta(seconds=1))


_EVER = datetime.max.replace(tzinfo=UTC)
_NEVER = datetime.min.replace(tzinfo=UTC)


def _newest(publications: Iterable[Publication]) -> datetime:
    return max((each.updated for each in publications if not each.withdrawn), default=_NEVER)


def _shown(publications: Iterable[Publication]) -> set[tuple[str, str, datetime]]:
    """What subscribers see of a category."""
    return {(each.id, each.digest, each.published) for each in publications if not each.withdrawn}


# ── What subscribers would notice ────────────────────────────────────────────────────────────────────────


class Change(StrEnum):
    """What a build does to an entry, in the eyes of its subscribers."""

    NEW = "new"
    RETURNED = "returned"
    MOVED = "moved"
    """It has gone from one category to another."""
    EDITED = "edited"
    REDATED = "re-dated"
    WITHDRAWN = "withdrawn"
    UNREAD = "unread"
    """It has been read under another id, and comes back as unread."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change of one publication: what it was, if it was there before, and what it is."""

    change: Change
    former: Publication | None
    publication: Publication


def changes(former: Iterable[Publication], publications: Iterable[Publication]) -> list[Changed]:
    """What has changed between two states of a category, in the order of the later one."""
    by_id = {publication.id: publication for publication in former}
    return [
        Changed(change, by_id.get(publication.id), publication)
        for publication in publications
        for change in _changes_of(by_id.get(publication.id), publication)
    ]


def _changes_of(former: Publication | None, publication: Publication) -> list[Change]:
    if former is None:
        return [] if publication.withdrawn else [Change.NEW]
    if publication.withdrawn:
        return [] if former.withdrawn else [Change.WITHDRAWN]
    happened = {
        Change.RETURNED: former.withdrawn is not None,
        Change.EDITED: former.digest != publication.digest,
        Change.REDATED: former.published != publication.published,
    }
    return [change for change, has_happened in happened.items() if has_happened]


def unread(
    former: Sequence[Publication], publications: Sequence[Publication], orphans: Sequence[Publication] = ()
) -> list[Changed]:
    """The new publications that subscribers have read before under an id that is now gone.

    Either an `Id:` field was added or changed, so that an entry left with its old id and came with a new one; or it is
    one of `orphans`, the live publications of categories that are there no more.
    """
    by_id = {publication.id: publication for publication in former}
    new = [publication for publication in publications if publication.id not in by_id and not publication.withdrawn]
    left = [
        before
        for publication in publications
        if publication.withdrawn and (before := by_id.get(publication.id)) and not before.withdrawn
    ]
    renamed = [publication for publication in new if publication.entry.fields.id is not None]
    return _as_before(left, renamed) + _as_before(orphans, new)


def _as_before(former: Iterable[Publication], publications: Sequence[Publication]) -> list[Changed]:
    """Which publications are former ones, whatever ids they state."""
    before = [replace(publication, entry=_anonymous(publication.entry)) for publication in former]
    matches = match(before, [_anonymous(publication.entry) for publication in publications])
    return [
        Changed(Change.UNREAD, before[index], publication)
        for publication, index in zip(publications, matches, strict=True)
        if index is not None
    ]


def _anonymous(entry: ListedEntry) -> ListedEntry:
    return replace(entry, fields=replace(entry.fields, id=None))
