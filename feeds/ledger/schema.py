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
)
"""What leads from each version of the schema to the next, the first from nothing. Steps are added, never changed."""

LOCK = ""
"""The name of the lock of the schema itself; no category has an empty slug."""


def migrate(database: Database) -> None:
    """Bring the schema up, all the way or not at all. Raises `LedgerError` for one that a newer release has made."""
    version = _version(database)
    if version < len(MIGRATIONS):
        with transaction(database):
            database.lock(LOCK)
            version = _version(database)  # another publisher may have been first
            if not version:
                database.execute("CREATE TABLE feeds_schema (version INTEGER NOT NULL)")
                database.execute("INSERT INTO feeds_schema (version) VALUES (0)")
            for step in MIGRATIONS[version:]:
                for statement in step:
                    database.execute(statement)
            version = max(version, len(MIGRATIONS))
            database.execute("UPDATE feeds_schema SET version = ?", version)
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
