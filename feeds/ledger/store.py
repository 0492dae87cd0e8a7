"""The ledger as its users see it, and every statement that it makes; SQLite and PostgreSQL understand the same ones.

A `?` stands for a value. Who writes holds the ledger's lock from the first look to the end of the transaction, so
what was read is still true when it is written.
"""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, nullcontext
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from feeds.errors import LedgerError
from feeds.ledger.database import Database, Row, transaction
from feeds.ledger.exchange import (
    CategoryState,
    Chapter,
    dump_lines,
    parse_lines,
    publication_of,
    publication_record,
    to_json,
)
from feeds.ledger.schema import copy_tables, migrate
from feeds.ledger.sqlite import Sqlite, copy_file
from feeds.model import Publication

POSTGRES_SCHEMES = ("postgresql://", "postgres://")


def open_ledger(location: str | Path) -> "Ledger":
    """Open the ledger at a path (SQLite), or at a `postgresql://` URL; a new one is made, an older one brought up.

    Raises `LedgerError` if it cannot be opened, is none, or was written by a newer release.
    """
    return _brought_up(_connect(location))


@contextmanager
def read_ledger(location: str | Path) -> "Iterator[Ledger]":
    """A copy of a ledger as it is now; what is written into it is forgotten at the end of the block.

    The ledger itself is only read: none is made where there is none, and an older one is brought up in the copy alone.
    Raises `LedgerError` as `open_ledger` does.
    """
    with TemporaryDirectory(prefix="feeds-") as folder:
        if _is_path(location):
            # Even to read a ledger in its own place SQLite may write files beside it.
            ledger = _brought_up(Sqlite(copy_file(Path(location), Path(folder)), place=str(location)))
        else:
            with closing(_connect(location)) as source:
                ledger = _brought_up(Sqlite(Path(":memory:"), source.place), source)
        with ledger:
            yield ledger


def _is_path(location: str | Path) -> bool:
    return isinstance(location, Path) or not location.startswith(POSTGRES_SCHEMES)


def _connect(location: str | Path) -> Database:
    if _is_path(location):
        return Sqlite(Path(location))
    from feeds.ledger.postgres import Postgres  # noqa: PLC0415 -- only its users have psycopg

    return Postgres(str(location))


def _brought_up(database: Database, source: Database | None = None) -> "Ledger":
    """A ledger in the present schema, with what another database holds if that is given."""
    try:
        if source:
            copy_tables(source, database)
        migrate(database)
    except BaseException:
        database.close()
        raise
    return Ledger(database)


class Ledger:
    """What has been promised, of all categories. A context manager; one thread at a time uses it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._is_ours = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self._database.close()

    @contextmanager
    def publishing(self) -> Iterator[None]:
        """Have the ledger for oneself: no other publisher reads or writes it until the block ends.

        What the block writes is kept at its end, or, if it raises, not at all. Blocks do not nest.
        """
        with transaction(self._database):
            self._database.lock()
            self._is_ours = True
            try:
                yield
            finally:
                self._is_ours = False

    @contextmanager
    def category(self, slug: str) -> "Iterator[CategoryLedger]":
        """The part of one category; by itself, a block of publishing of its own."""
        with nullcontext() if self._is_ours else self.publishing():
            yield CategoryLedger(self._database, slug)

    def categories(self) -> dict[str, CategoryState]:
        """Every category by its slug, in their order, removed ones too.

        A slug that a category has now is never an address to redirect, though another one may have had it before.
        """
        with nullcontext() if self._is_ours else transaction(self._database, is_reading=True):
            return _states(self._database)

    def holders(self) -> dict[str, str]:
        """The slug of the category that has each id that was ever given, withdrawn ones too."""
        with nullcontext() if self._is_ours else transaction(self._database, is_reading=True):
            return dict(self._database.execute(SELECT_HOLDERS))

    def export(self) -> Iterator[str]:
        """The lines of the ledger's export, as of one moment: see `feeds.ledger.exchange`."""
        with transaction(self._database, is_reading=True):
            chapters = [
                Chapter(slug, state, _publications(self._database, slug))
                for slug, state in _states(self._database).items()
            ]
        return dump_lines(chapters)

    def load(self, lines: Iterable[str]) -> int:
        """Take in an export, all of it or nothing, and count the publications that were not there yet.

        Raises `LedgerError` for a line that is none of an export, or that says otherwise than the ledger.
        """
        chapters = parse_lines(lines)
        with transaction(self._database):
            self._database.lock()
            return sum(_load_chapter(self._database, chapter) for chapter in chapters)


class CategoryLedger:
    """The publications of one category, withdrawn ones too, in the order in which they came, and when it was looked at.

    `last_view` is the last day on which the page was looked at, None for a new category; `feed_id` is the id of
    its feed, and `changed` the moment of the `last_change` in it, each None if it is not known.
    """

    publications: tuple[Publication, ...]
    last_view: date | None
    feed_id: str | None
    changed: datetime | None

    def __init__(self, database: Database, slug: str) -> None:
        self._database = database
        self._slug = slug
        self._state = _states(database, slug).get(slug)
        self.publications = _publications(database, slug)
        self.last_view = self._state.last_view if self._state else None
        self.feed_id = self._state.feed_id if self._state else None
        self.changed = self._state.changed if self._state else None
        self._former = self._state.former if self._state else ()
        self._kept = {publication.id: publication for publication in self.publications}
        self._adopted: list[str] = []
        self._taken: list[str] = []

    @property
    def is_new(self) -> bool:
        """Whether the ledger does not know the category yet."""
        return self._state is None

    @property
    def is_removed(self) -> bool:
        """Whether the category had no listings when the ledger was last written."""
        return self._state is not None and self._state.removed is not None

    def adopt(self, former_slug: str) -> bool:
        """Make the publications of the category that had this slug ours, behind our own; `write` keeps it so.

        It is done once, and whether it was is told: a category that takes the slug later is another one, and left
        alone.
        """
        if former_slug in (self._slug, *self._former):
            return False
        former = CategoryLedger(self._database, former_slug)
        self._adopted.append(former_slug)
        self._former += (former_slug, *former._former)
        self.publications += former.publications
        self.last_view = self.last_view or former.last_view
        self.feed_id, self.changed = self.feed_id or former.feed_id, self.changed or former.changed
        self._kept |= former._kept
        return True

    def take(self, entry_id: str, other: "CategoryLedger") -> None:
        """Make a publication of another category ours, behind our own; `write` keeps it so."""
        self._kept[entry_id] = other.release(entry_id)
        self.publications += (self._kept[entry_id],)
        self._taken.append(entry_id)

    def release(self, entry_id: str) -> Publication:
        """Know nothing more of a publication, and give it away."""
        self.publications = tuple(publication for publication in self.publications if publication.id != entry_id)
        return self._kept.pop(entry_id)

    def write(
        self,
        publications: Sequence[Publication],
        view: date,
        name: str,
        feed_id: str | None = None,
        changed: datetime | None = None,
    ) -> None:
        """Keep the publications as they are now, the new ones in the order given, and that the page was looked at.

        Those that are not among them stay as they were: nothing is ever forgotten. So do `feed_id` and `changed` if
        they are not given. Raises `LedgerError` for an id that was given to an entry of another category.
        """
        database = self._database
        [(commonest, count)] = Counter(new.id for new in publications).most_common(1) or [("", 0)]
        if count > 1:
            raise LedgerError(f"{database.place}: {count} entries of {self._slug!r} would have the id {commonest!r}")
        self.feed_id, self.changed = feed_id or self.feed_id, changed or self.changed
        state = CategoryState(name, self._former, last_view=view, feed_id=self.feed_id, changed=self.changed)
        if state != self._state:
            _write_category(database, self._slug, state)
        for former_slug in self._adopted:
            database.execute(ADOPT_PUBLICATIONS, self._slug, _end(database, self._slug), former_slug)
            database.execute(ADOPT_FORMER, self._slug, former_slug)
            database.execute(DELETE_CATEGORY, former_slug)
            database.execute(INSERT_FORMER, former_slug, self._slug)
        self._adopted.clear()
        for entry_id in self._taken:
            database.execute(TAKE_PUBLICATION, self._slug, _end(database, self._slug), entry_id)
        self._taken.clear()
        edited = [new for new in publications if self._kept.get(new.id, new) != new]
        database.execute_many(UPDATE_PUBLICATION, [(*_columns(new)[1:], new.id) for new in edited])
        fresh = [new for new in publications if new.id not in self._kept]
        _insert(database, self._slug, fresh)
        self._kept |= {new.id: new for new in publications}

    def remove(self, moment: datetime) -> None:
        """Remember since when the category has no listings; `write` takes it back."""
        self._database.execute(REMOVE_CATEGORY, moment.isoformat(), moment.isoformat(), self._slug)


# ── Statements ───────────────────────────────────────────────────────────────────────────────────────────

SELECT_CATEGORIES = "SELECT slug, name, removed, last_view, feed_id, changed FROM feeds_category"
SELECT_FORMER = "SELECT slug, category FROM feeds_former"
WRITE_CATEGORY = """
    INSERT INTO feeds_category (slug, name, removed, last_view, feed_id, changed) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT (slug) DO UPDATE
    SET name = excluded.name, removed = excluded.removed, last_view = excluded.last_view,
        feed_id = excluded.feed_id, changed = excluded.changed
"""
REMOVE_CATEGORY = "UPDATE feeds_category SET removed = ?, changed = ? WHERE slug = ?"
DELETE_CATEGORY = "DELETE FROM feeds_category WHERE slug = ?"
INSERT_FORMER = "INSERT INTO feeds_former (slug, category) VALUES (?, ?) ON CONFLICT (slug) DO NOTHING"
ADOPT_FORMER = "UPDATE feeds_former SET category = ? WHERE category = ?"
ADOPT_PUBLICATIONS = "UPDATE feeds_publication SET category = ?, position = position + ? WHERE category = ?"
SELECT_PUBLICATIONS = """
    SELECT id, title, paragraphs, fields, dating, updated, first_seen, withdrawn, last_on
    FROM feeds_publication WHERE category = ? ORDER BY position
"""
TAKE_PUBLICATION = "UPDATE feeds_publication SET category = ?, position = ? WHERE id = ?"
SELECT_END = "SELECT COALESCE(MAX(position) + 1, 0) FROM feeds_publication WHERE category = ?"
SELECT_HOLDERS = "SELECT id, category FROM feeds_publication"
SELECT_CATEGORY_OF = "SELECT category FROM feeds_publication WHERE id = ?"
INSERT_PUBLICATION = """
    INSERT INTO feeds_publication
    (id, title, paragraphs, fields, dating, updated, first_seen, withdrawn, last_on, category, position)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO NOTHING
"""
UPDATE_PUBLICATION = """
    UPDATE feeds_publication
    SET title = ?, paragraphs = ?, fields = ?, dating = ?, updated = ?, first_seen = ?, withdrawn = ?,
        last_on = ?
    WHERE id = ?
"""


def _states(database: Database, slug: str | None = None) -> dict[str, CategoryState]:
    """The state of every category, or of one, by slug."""
    former: defaultdict[str, list[str]] = defaultdict(list)
    for old, new in sorted(database.execute(SELECT_FORMER)):
        former[new].append(old)
    is_wanted, values = (" WHERE slug = ?", [slug]) if slug else ("", [])
    rows = database.execute(SELECT_CATEGORIES + is_wanted, *values)
    return {
        slug: CategoryState(
            name=name,
            former=tuple(former[slug]),
            removed=datetime.fromisoformat(removed) if removed else None,
            last_view=date.fromisoformat(last_view) if last_view else None,
            feed_id=feed_id,
            changed=datetime.fromisoformat(changed) if changed else None,
        )
        for slug, name, removed, last_view, feed_id, changed in sorted(rows, key=lambda row: row[0])
    }


def _write_category(database: Database, slug: str, state: CategoryState) -> None:
    removed = state.removed and state.removed.isoformat()
    last_view = state.last_view and state.last_view.isoformat()
    changed = state.changed and state.changed.isoformat()
    database.execute(WRITE_CATEGORY, slug, state.name, removed, last_view, state.feed_id, changed)


def _publications(database: Database, slug: str) -> tuple[Publication, ...]:
    return tuple(map(_publication, database.execute(SELECT_PUBLICATIONS, slug)))


def _publication(row: Row) -> Publication:
    entry_id, title, paragraphs, fields, dating, updated, first_seen, withdrawn, last_on = row
    try:
        return publication_of(
            {
                "id": entry_id,
                "title": title,
                "paragraphs": json.loads(paragraphs),
                "fields": json.loads(fields),
                "dating": json.loads(dating),
                "updated": updated,
                "first_seen": first_seen,
                "withdrawn": withdrawn,
                "last_on": last_on,
            }
        )
    except ValueError as error:
        raise LedgerError(f"the ledger's row of the id {entry_id!r} was changed by another program: {error}") from None


def _columns(publication: Publication) -> Row:
    """The values of a row, in the order of `INSERT_PUBLICATION`; lists and objects as JSON."""
    return tuple(
        to_json(value) if isinstance(value, list | dict) else value
        for value in publication_record(publication).values()
    )


def _end(database: Database, slug: str) -> int:
    """The position behind all publications of a category; some before it may have been left."""
    [(end,)] = database.execute(SELECT_END, slug)
    return int(end)


def _insert(database: Database, slug: str, publications: Sequence[Publication]) -> None:
    """Add publications to a category, behind its own."""
    end = _end(database, slug) if publications else 0
    rows = [(*_columns(new), slug, place) for place, new in enumerate(publications, end)]
    if database.execute_many(INSERT_PUBLICATION, rows) == len(rows):
        return
    for new in publications:
        [(holder,)] = database.execute(SELECT_CATEGORY_OF, new.id)
        if holder != slug:
            raise LedgerError(
                f"{database.place}: the id {new.id!r} was given to an entry of {holder!r} and cannot be that of one of "
                f"{slug!r}; state another Id"
            )


def _load_chapter(database: Database, chapter: Chapter) -> int:
    """Take in one category of an export; what is there already must be the same."""
    slug, state = chapter.slug, chapter.state
    present = _states(database, slug).get(slug)
    if present not in (None, state):
        raise _contradiction(database, chapter.lines[0], f"category {slug!r}")
    if present is None:
        _write_category(database, slug, state)
        database.execute_many(INSERT_FORMER, [(former, slug) for former in state.former])
        if _states(database, slug)[slug] != state:
            raise _contradiction(database, chapter.lines[0], f"a former name of category {slug!r}")
    kept = {publication.id: publication for publication in _publications(database, slug)}
    fresh = []
    for number, publication in zip(chapter.lines[1:], chapter.publications, strict=True):
        if publication.id not in kept:
            kept[publication.id] = publication
            fresh.append(publication)
        elif kept[publication.id] != publication:
            raise _contradiction(database, number, f"the entry with the id {publication.id!r}")
    _insert(database, slug, fresh)
    return len(fresh)


def _contradiction(database: Database, number: int, what: str) -> LedgerError:
    return LedgerError(f"line {number}: {database.place} knows {what} otherwise; import into a new ledger")
