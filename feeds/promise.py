"""What a look at the pages makes of what was promised: for a build, which keeps it, and for `feeds diff`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from feeds.chronology import date_listing
from feeds.content import Content
from feeds.errors import UnreadError
from feeds.ledger import (
    Changed,
    Ledger,
    advance,
    changes,
    edited_on,
    known_of,
    match,
    recognise,
    unread,
    view_of,
    without_repeated_ids,
)
from feeds.listing import category_slug, merged_by_capture
from feeds.model import Listing, Publication


@dataclass(frozen=True, slots=True)
class Promise:
    """A category: its page as it is now, what was promised of it, and what is promised from now on.

    `unread` is what subscribers would get as new though they have read it.
    """

    page: Listing
    former: tuple[Publication, ...]
    publications: tuple[Publication, ...]
    unread: tuple[Changed, ...] = ()

    @property
    def changes(self) -> list[Changed]:
        """What changes in the eyes of subscribers."""
        return changes(self.former, self.publications)

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


def promises(
    ledger: Ledger,
    content: Content,
    now: datetime,
    is_kept: Callable[[Promise], bool],
    progress: Callable[[str], None] = lambda _: None,
) -> Iterator[Promise]:
    """Look at all categories, one after the other; if a promise `is_kept`, the ledger has it before it is given.

    Meanwhile no other publisher has the category. What was promised of a page that is read as it was when it was last
    good stays as it is. `progress` is told each category before it is looked at.
    """
    orphans = _orphans(ledger, content)
    for slug, captures in content.captures.items():
        progress(captures[0].category)
        *_, page = pages = list(merged_by_capture(captures, recognise))
        with ledger.category(slug) as remembered:
            if page.formerly and category_slug(page.formerly) not in content.captures:
                remembered.adopt(category_slug(page.formerly))
            former = remembered.publications
            if former and slug in content.recovered:
                found = Promise(page, former, former)
            else:
                publications, view = look(former, remembered.last_view, pages, now)
                found = Promise(page, former, publications, tuple(unread(former, publications, orphans)))
                if is_kept(found):
                    remembered.write(publications, view, page.category)
        yield found


def look(
    former: tuple[Publication, ...], last_view: date | None, pages: Sequence[Listing], now: datetime
) -> tuple[tuple[Publication, ...], date]:
    """The publications of a category once its page has been looked at, and the day of the look.

    `pages` are the page as it was known at each capture. Those since the last view are looked at one by one, as if each
    had been published in its time: so a lost ledger comes out as it was.
    """
    missed = {page.captured: page for page in pages if page.captured and (not last_view or page.captured > last_view)}
    for known in [*(page for page in missed.values() if page is not pages[-1]), pages[-1]]:
        page = without_repeated_ids(known)
        view = view_of(page, now)
        matches = match(former, page.entries)
        datings = date_listing(page, now, known_of(former, page, matches, last_view, view))
        former = advance(former, page, matches, datings, now, edited_on(page, last_view, now))
        last_view = max(view, last_view or view)
    return former, last_view or view


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
    is_whole = not any(diagnostic.is_error for diagnostic in content.diagnostics)
    for slug in sorted(states.keys() - content.captures.keys()) if is_whole else ():
        if not states[slug].removed:
            with ledger.category(slug) as remembered:
                remembered.remove(now)
    moved: dict[str, str | None] = {}
    for slug, state in states.items():
        if slug in content.captures:
            moved |= dict.fromkeys(state.former, slug)
        elif is_whole or state.removed:
            moved |= dict.fromkeys((slug, *state.former))
    return {slug: new for slug, new in moved.items() if slug not in content.captures}


def _orphans(ledger: Ledger, content: Content) -> list[Publication]:
    """What is published of categories that have no listing any more, if there are new ones that may be theirs."""
    known = ledger.categories()
    if known.keys() >= content.captures.keys():
        return []
    taken_over = {
        category_slug(page.formerly) for pages in content.captures.values() for page in pages if page.formerly
    }
    found: list[Publication] = []
    for slug in sorted(known.keys() - content.captures.keys() - taken_over):
        with ledger.category(slug) as remembered:
            found += [publication for publication in remembered.publications if not publication.withdrawn]
    return found
