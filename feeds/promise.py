"""What a look at the pages makes of what was promised: a build keeps it, `feeds diff` does so in a copy."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from itertools import count
from pathlib import Path

from feeds.chronology import date_listing
from feeds.content import Content, id_contested
from feeds.errors import LedgerError, UnreadError
from feeds.ledger import (
    CategoryLedger,
    Change,
    Changed,
    Contest,
    Ledger,
    Standing,
    advance,
    changes,
    edited_on,
    find_moves,
    known_of,
    last_change,
    match,
    mint_id,
    recognise,
    unread,
    view_of,
    without_repeated_ids,
)
from feeds.listing import category_slug, merged_by_capture
from feeds.model import Diagnostic, ListedEntry, Listing, Publication


@dataclass(frozen=True, slots=True)
class Promise:
    """A category: its page as it is now, what was promised of it, and what is promised from now on.

    `feed_id` is the id of its feed, and `changed` the moment of the `last_change` in it. `moved` are the names of the
    categories that entries have come from, by their ids; `unread` is what subscribers would get as new though they have
    read it.
    """

    page: Listing
    former: tuple[Publication, ...]
    publications: tuple[Publication, ...]
    feed_id: str
    changed: datetime | None
    moved: Mapping[str, str] = field(default_factory=dict)
    unread: tuple[Changed, ...] = ()

    @property
    def changes(self) -> list[Changed]:
        """What changes in the eyes of subscribers."""
        former = {publication.id: publication for publication in self.former}
        came = [Changed(Change.MOVED, former[new.id], new) for new in self.publications if new.id in self.moved]
        return came + changes(self.former, self.publications)

    def withheld(self, now: datetime) -> list[datetime]:
        """When those entries of the page come due that are not published at `now`, as their `Date:` is still to come.

        A day begins a minute late, so that its entries find room a second apart.
        """
        published = {publication.entry.text for publication in self.publications}
        moments = [
            stated if isinstance(stated, datetime) else datetime.combine(stated, time(0, 1), self.page.timezone)
            for stated, text in ((entry.fields.date, entry.text) for entry in self.page.entries)
            if stated is not None and text not in published
        ]
        return [moment for moment in moments if moment > now]


@dataclass(frozen=True, slots=True)
class Promises:
    """What is promised of all categories, and what is wrong with ids; `removed` are the names of those just gone."""

    found: tuple[Promise, ...]
    removed: tuple[str, ...]
    complaints: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Memory:
    """What is known of a category: its publications, the last day on which it was looked at, and `last_change`."""

    publications: tuple[Publication, ...] = ()
    last_view: date | None = None
    changed: datetime | None = None


def keep_promises(
    ledger: Ledger, content: Content, now: datetime, progress: Callable[[str], None] = lambda _: None
) -> Promises:
    """Look at all categories, and write into the ledger what is promised of them from now on.

    The ledger must be ours, by `Ledger.publishing`. What was promised of a page that is read as it was when it was last
    good stays as it is. `progress` is told each category before it is looked at.
    """
    known = ledger.categories()
    with ExitStack() as stack:
        parts = {slug: stack.enter_context(ledger.category(slug)) for slug in known.keys() | content.captures.keys()}
        pages = {slug: list(merged_by_capture(listings, recognise)) for slug, listings in content.captures.items()}
        _adopt(parts, pages)
        orphans = _orphans(parts, content)
        desk = _Desk(content, parts, pages, {slug: state.name for slug, state in known.items()})
        desk.follow_moves(now)
        taken = {publication.id for part in parts.values() for publication in part.publications}
        feed_ids = {part.feed_id for part in parts.values() if part.feed_id}
        found = []
        for slug, captures in content.captures.items():
            progress(captures[0].category)
            promise, view = desk.look(slug, now, taken, feed_ids)
            promise = replace(promise, unread=tuple(unread(promise.former, promise.publications, orphans)))
            if view:
                parts[slug].write(promise.publications, view, promise.page.category, promise.feed_id, promise.changed)
            taken.update(publication.id for publication in promise.publications)
            feed_ids.add(promise.feed_id)
            found.append(promise)
        gone = sorted(parts.keys() - content.captures.keys()) if content.is_whole else []
        removed = tuple(known[slug].name for slug in gone if not parts[slug].is_removed)
    return Promises(tuple(found), removed, tuple(desk.complaints))


def look(memory: Memory, pages: Sequence[Listing], now: datetime, taken: Collection[str] = ()) -> tuple[Memory, date]:
    """What is known of a category once its page has been looked at, and the day of the look.

    `pages` are the page as it was known at each capture. Those since the last view are looked at one by one, as if each
    had been published in its time: so a lost ledger comes out as it was. Ids that are `taken` are given to nobody.
    """
    former, last_view, changed = memory.publications, memory.last_view, memory.changed
    missed = {page.captured: page for page in pages if page.captured and (not last_view or page.captured > last_view)}
    before = dict(zip((id(page) for page in pages[1:]), pages, strict=False))
    for known in [*(page for page in missed.values() if page is not pages[-1]), pages[-1]]:
        page = without_repeated_ids(known)
        view = view_of(page, now)
        matches = _match(former, page, before.get(id(known)))
        datings = date_listing(page, now, known_of(former, page, matches, last_view, view))
        edited = edited_on(page, last_view, now)
        publications = advance(former, page, matches, datings, now, edited, taken)
        changed = last_change(changed, former, publications, edited)
        former, last_view = publications, max(view, last_view or view)
    return Memory(former, last_view, changed), last_view or view


def _match(former: Sequence[Publication], page: Listing, before: Listing | None) -> list[int | None]:
    """Which publication each entry of a page is, as `match` says; `before` is the page without its newest capture.

    What was withdrawn is remembered in the words of the captures that have it still. If it returns to the newest one in
    others, it is found by those of the older ones, which are known to be of the same entry.
    """
    matches = match(former, page.entries)
    left = {index for index, publication in enumerate(former) if publication.withdrawn}.difference(matches)
    if before is None or not left or None not in matches:
        return matches
    by_older_words = match(former, before.entries)
    for older, newer in recognise(page.entries, before.entries).items():
        index = by_older_words[older]
        if matches[newer] is None and index in left and not page.entries[newer].fields.id:
            matches[newer] = index
            left.remove(index)
    return matches


class _Desk:
    """All categories side by side: their pages, the ledger's parts, and what goes from one to another."""

    def __init__(
        self,
        content: Content,
        parts: Mapping[str, CategoryLedger],
        pages: dict[str, list[Listing]],
        names: Mapping[str, str],
    ) -> None:
        self._content, self._parts, self._pages = content, parts, pages
        self._names = {**names, **{slug: captures[-1].category for slug, captures in pages.items()}}
        self._shown = {slug: () if part.is_removed else part.publications for slug, part in parts.items()}
        self._moved: defaultdict[str, dict[str, str]] = defaultdict(dict)
        self.complaints: list[Diagnostic] = []

    def follow_moves(self, now: datetime) -> None:
        """Let stories that were moved to another category go there with their ids, unless two claim one."""
        fixed = {slug for slug in self._content.recovered if self._parts[slug].publications}
        standings = {
            slug: Standing(part.publications, self._pages[slug][-1] if slug in self._pages else None)
            for slug, part in self._parts.items()
        }
        moves, contests = find_moves(standings, now, fixed)
        contested = set(self._content.contested)
        for contest in contests:
            if (contest.slug, contest.id) not in contested:
                contested.add((contest.slug, contest.id))
                self.complaints.append(self._complaint(contest))
        for move in moves:
            entry = self._pages[move.target][-1].entries[move.place]
            is_sure = self._content.is_whole or move.source in self._pages
            if (move.target, move.id) in contested:
                continue
            if not is_sure:
                contested.add((move.target, move.id))
                self.complaints.append(
                    self._complaint(Contest(move.id, move.target, move.place, move.source, holder_place=None))
                )
            elif entry.fields.id or len(self._pages[move.target]) == 1:
                self._stamp(move.target, move.place, entry, move.id)
                self._parts[move.target].take(move.id, self._parts[move.source])
                self._moved[move.target][move.id] = self._names[move.source]
        for slug in {slug for slug, _ in contested}:
            ids = {entry_id for holder, entry_id in contested if holder == slug}
            self._pages[slug] = _without(ids, self._pages[slug], self._parts[slug].publications)

    def look(
        self, slug: str, now: datetime, taken: Collection[str], feed_ids: Collection[str]
    ) -> tuple[Promise, date | None]:
        """What is promised of a category from now on, and the day of the look; None if it is left as it is."""
        part, pages = self._parts[slug], self._pages[slug]
        former = part.publications
        feed_id = part.feed_id or self._new_feed_id(pages[-1], feed_ids, is_new=part.is_new)
        if former and slug in self._content.recovered:
            return Promise(pages[-1], former, former, feed_id, part.changed), None
        memory, view = look(Memory(former, part.last_view, part.changed), pages, now, taken)
        changed = memory.changed
        if self._shown[slug] != former:  # entries have come or gone, or all of them returned
            changed = last_change(part.changed, self._shown[slug], memory.publications, now)
        return Promise(pages[-1], former, memory.publications, feed_id, changed, self._moved[slug]), view

    def _new_feed_id(self, page: Listing, feed_ids: Collection[str], *, is_new: bool) -> str:
        """The id of a feed: minted of the first name that is known, and the feed's for ever."""
        # A new category does not take the name of another one that is still there; one that did stays as it was.
        formerly = None if is_new and category_slug(page.formerly or "") in self._pages else page.formerly
        minted = mint_id(formerly or page.category)
        numbered = (mint_id(minted, str(number)) for number in count(2))
        return minted if minted not in feed_ids else next(each for each in numbered if each not in feed_ids)

    def _stamp(self, slug: str, place: int, entry: ListedEntry, entry_id: str) -> None:
        """Let an entry that states no id state this one, so that it is found by it."""
        page = self._pages[slug][-1]
        stamped = replace(entry, fields=replace(entry.fields, id=entry.fields.id or entry_id))
        entries = (*page.entries[:place], stamped, *page.entries[place + 1 :])
        self._pages[slug][-1] = replace(page, entries=entries)

    def _complaint(self, contest: Contest) -> Diagnostic:
        path, line = self._place(contest.slug, self._pages[contest.slug][-1].entries[contest.place])
        if contest.holder_place is None:
            name = self._names[contest.holder]
            advice = f"Id {contest.id!r} belongs to category {name!r}, of which a file cannot be read: mend that first"
            return Diagnostic(path, line, advice, is_error=True)
        other, other_line = self._place(contest.holder, self._pages[contest.holder][-1].entries[contest.holder_place])
        return id_contested(path, line, contest.id, f"{other}:{other_line}")

    def _place(self, slug: str, entry: ListedEntry) -> tuple[Path, int]:
        """Path and line of the entry in the captures of a category."""
        captures = self._content.captures[slug]
        having = [
            capture
            for capture in captures
            if any(each.line == entry.line and each.title == entry.title for each in capture.entries)
        ]
        return (having or captures)[0].path, entry.line


def _without(ids: Collection[str], pages: Sequence[Listing], former: Sequence[Publication]) -> list[Listing]:
    """The pages without the entries that state these ids; but what was published without them stays."""

    def unnamed(entry: ListedEntry) -> ListedEntry:
        return replace(entry, fields=replace(entry.fields, id=None)) if entry.fields.id in ids else entry

    entries = pages[-1].entries
    matches = match(former, [unnamed(entry) for entry in entries])
    stay = {entry.fields.id for entry, index in zip(entries, matches, strict=True) if index is not None}
    left = []
    for page in pages:
        places = [at for at, entry in enumerate(page.entries) if entry.fields.id not in ids or entry.fields.id in stay]
        sightings = tuple(page.sightings[at] for at in places) if page.sightings else ()
        left.append(replace(page, entries=tuple(unnamed(page.entries[at]) for at in places), sightings=sightings))
    return left


def _adopt(parts: dict[str, CategoryLedger], pages: Mapping[str, Sequence[Listing]]) -> None:
    """Let categories with new names have what was promised under the old ones; those are no more."""
    for slug, captures in pages.items():
        formerly = captures[-1].formerly
        old = category_slug(formerly) if formerly else slug
        if old not in pages and parts[slug].adopt(old):
            parts.pop(old, None)


def refuse_unread(found: Iterable[Promise]) -> None:
    """Raise `UnreadError` if subscribers would get anything as new that they have read."""
    for promise in found:
        if promise.unread:
            title, others = promise.unread[0].publication.entry.title, len(promise.unread) - 1
            more = f" and {others} more" if others else ""
            raise UnreadError(
                f"{promise.page.path}: {title!r}{more} would come back as unread, under another id: take back the "
                "change of Id, write `Formerly: OLD NAME` under a new name of a category, or build with --allow-unread"
            )


def moved_categories(ledger: Ledger, content: Content, now: datetime) -> dict[str, str | None]:
    """The slugs that no category has any more, and the one that it has now, None if it was removed.

    A category without listings is removed at `now`, unless there are files that could not be read.
    """
    states = ledger.categories()
    for slug in sorted(states.keys() - content.captures.keys()) if content.is_whole else ():
        if not states[slug].removed:
            with ledger.category(slug) as remembered:
                remembered.remove(now)
    moved: dict[str, str | None] = {}
    for slug, state in states.items():
        if slug in content.captures:
            moved |= dict.fromkeys(state.former, slug)
        elif content.is_whole or state.removed:
            moved |= dict.fromkeys((slug, *state.former))
    return {slug: new for slug, new in moved.items() if slug not in content.captures}


def refuse_other_site(ledger: Ledger, content: Content, is_ours: Callable[[str], bool]) -> None:
    """Raise `LedgerError` if the ledger is another site's: none of its categories is here, nor in the site.

    `is_ours` tells whether the site has a category of that slug.
    """
    live = {slug: state for slug, state in ledger.categories().items() if not state.removed}
    names = content.captures.keys() | _former_slugs(content)
    known = {name for slug, state in live.items() for name in (slug, *state.former)}
    if live and content.is_whole and not known & names and not any(map(is_ours, live)):
        described = ", ".join(repr(state.name) for state in live.values())
        raise LedgerError(
            f"the ledger is another site's, with {described:.80}, and none of that is here: set another `ledger` in "
            "feeds.toml, or, if all categories were replaced, build with --allow-unread"
        )


def _former_slugs(content: Content) -> set[str]:
    """The slugs that categories say they had before."""
    return {category_slug(page.formerly) for pages in content.captures.values() for page in pages if page.formerly}


def _orphans(parts: Mapping[str, CategoryLedger], content: Content) -> list[Publication]:
    """What is published of categories that have no listing any more, if there are new ones that may be theirs."""
    if not any(parts[slug].is_new for slug in content.captures):
        return []
    gone = sorted(parts.keys() - content.captures.keys() - _former_slugs(content))
    return [publication for slug in gone for publication in parts[slug].publications if not publication.withdrawn]
