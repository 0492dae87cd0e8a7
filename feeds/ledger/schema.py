"""The tables of the ledger, version by version; the statements are the same on SQLite and PostgreSQL.

Their names begin with `feeds_`, since a PostgreSQL database may hold other programs' tables. Moments are ISO 8601
text with their offset, because feeds show the offset and PostgreSQL's own type forgets it.
"""

from feeds.errors import LedgerError
from feeds.ledger.database import Database, transaction

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    # 1: publications, in categories whose pages were looked at on a day
    (
        """
        CREATE TABLE feeds_category (
            slug TEXT NOT NULL PRIMARY KEY,
            name TEXT NOT NULL,
            last_view TEXT
        )
        """,
        """
        CREATE TABLE feeds_publication (
            id TEXT NOT NULL PRIMARY KEY,
            category TEXT NOT NULL REFERENCES feeds_category (slug),
            position INTEGER NOT NULL,
            title TEXT NOT NULL,
            paragraphs TEXT NOT NULL,
            fields TEXT NOT NULL,
            dating TEXT NOT NULL,
            updated TEXT NOT NULL,
            first_seen TEXT NOT NULL,
            withdrawn TEXT,
            UNIQUE (category, position)
        )
        """,
    ),
    # 2: categories can be removed, and renamed
    (
        "ALTER TABLE feeds_category ADD COLUMN removed TEXT",
        """
        CREATE TABLE feeds_former (
            slug TEXT NOT NULL PRIMARY KEY,
            category TEXT NOT NULL REFERENCES feeds_category (slug)
        )
        """,
    ),
    # 3: a category's feed has an id, which outlives its names, and a moment at which more changed than its entries tell
    (
        "ALTER TABLE feeds_category ADD COLUMN feed_id TEXT",
        "ALTER TABLE feeds_category ADD COLUMN changed TEXT",
    ),
    # 4: what is withdrawn may stand in an older capture still, which does not bring it back
    ("ALTER TABLE feeds_publication ADD COLUMN last_on TEXT",),
)
"""What leads from each version of the schema to the next, the first from nothing. Steps are added, never changed."""

TABLES = ("feeds_category", "feeds_former", "feeds_publication")
"""Those of the present schema but its version, in an order in which none refers to a later one."""


def migrate(database: Database) -> None:
    """Bring the schema up, all the way or not at all. Raises `LedgerError` for one that a newer release has made."""
    version = _version(database)
    if version < len(MIGRATIONS):
        with transaction(database):
            database.lock()
            version = _version(database)  # another publisher may have been first
            if version < len(MIGRATIONS):
                _raise_to(database, version, len(MIGRATIONS))
    _refuse_newer(database, version)


def copy_tables(database: Database, copy: Database) -> None:
    """Make an empty database hold what another one holds now, in the same version of the schema.

    Raises `LedgerError` for one that a newer release has made.
    """
    with transaction(database, is_reading=True):
        version = _version(database)
        _refuse_newer(database, version)
        with transaction(copy):
            if version:
                _raise_to(copy, 0, version)
            for table in filter(database.has_table, TABLES):
                rows = database.execute(f"SELECT * FROM {table}")  # noqa: S608 -- one of our own names
                if rows:
                    marks = ", ".join("?" * len(rows[0]))
                    copy.execute_many(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608 -- the same


def _raise_to(database: Database, version: int, wanted: int) -> None:
    if not version:
        database.execute("CREATE TABLE feeds_schema (version INTEGER NOT NULL)")
        database.execute("INSERT INTO feeds_schema (version) VALUES (0)")
    for step in MIGRATIONS[version:wanted]:
        for statement in step:
            database.execute(statement)
    database.execute("UPDATE feeds_schema SET version = ?", wanted)


def _refuse_newer(database: Database, version: int) -> None:
    """Raise `LedgerError` for a version that a newer release has made."""
    if version > len(MIGRATIONS):
        raise LedgerError(
            f"{database.place}: a newer release of feeds has written this ledger (schema {version}, this one knows "
            f"{len(MIGRATIONS)}); install that release"
        )


def _version(database: Database) -> int:
    """The version of the schema; 0 of a new database."""
    if not database.has_table("feeds_schema"):
        return 0
    version: int = database.execute("SELECT version FROM feeds_schema")[0][0]
    return version
