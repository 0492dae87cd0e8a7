"""What `feeds diff` prints: what a build would change in the eyes of subscribers."""

from collections import Counter
from collections.abc import Iterator

from feeds.ledger import Change, Changed
from feeds.promise import Promise, Promises

_ROW = "{change:<9}  {date}  {category}: {title}"


def as_lines(promises: Promises) -> Iterator[str]:
    """A line for each change, and one that counts them."""
    told = [(promise, changed) for promise in promises.found for changed in (*promise.changes, *promise.unread)]
    for promise, changed in told:
        publication = changed.publication
        yield _ROW.format(
            change=changed.change,
            date=publication.published.date(),
            category=promise.page.category,
            title=publication.entry.title + _before(changed, promise),
        )
    for name in promises.removed:
        yield f"removed    {name}, with all its entries"
    counts = Counter(changed.change for _, changed in told)
    kinds = ", ".join(f"{counts[kind]} {kind}" for kind in Change if kind is not Change.UNREAD)
    yield f"{kinds}; would come back as unread: {counts[Change.UNREAD]}"


def _before(changed: Changed, promise: Promise) -> str:
    former = changed.former
    if former is None:
        return ""
    if changed.change is Change.MOVED:
        return f" (was in {promise.moved[changed.publication.id]})"
    if changed.change is Change.REDATED:
        return f" (was {former.published.date()})"
    if changed.change in (Change.EDITED, Change.UNREAD) and former.entry.title != changed.publication.entry.title:
        return f" (was {former.entry.title!r})"
    return ""
