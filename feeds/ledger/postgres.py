"""A ledger in a PostgreSQL database, through psycopg: for publishers on several machines."""

import logging
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from feeds.errors import LedgerError

try:
    import psycopg
    from psycopg.pq import TransactionStatus
except ImportError as missing:
    raise LedgerError(
        "a ledger in PostgreSQL needs psycopg: install feeds with its extra, as in `pip install 'feeds[postgres]'`"
    ) from missing

if TYPE_CHECKING:
    from psycopg import Connection

# Of a connection that is lost it would tell a second time, and not in one line.
logging.getLogger("psycopg").addHandler(logging.NullHandler())

PATIENCE = 300
"""Seconds to wait for another publisher: longer than a build takes, shorter than people do."""

CONNECT_PATIENCE = 10
"""Seconds to wait for the server to answer at all."""


class Postgres:
    """A connection to the database of a URL. Raises `LedgerError` for all that the server refuses."""

    def __init__(self, url: str) -> None:
        self.place = _without_secrets(url)
        with self._naming():
            self._connection: Connection[tuple[Any, ...]] = psycopg.connect(
                url,
                autocommit=True,  # transactions begin and end by our own statements, as on SQLite
                connect_timeout=CONNECT_PATIENCE,
                client_encoding="utf-8",
                prepare_threshold=None,  # a pooler may give every transaction another server process
            )
        [(encoding,)] = self.execute("SHOW server_encoding")
        if encoding != "UTF8":
            self.close()
            raise LedgerError(f"{self.place}: the database is in {encoding}; make one with ENCODING 'UTF8'")

    def close(self) -> None:
        """Let go of the connection."""
        self._connection.close()

    def begin(self) -> None:
        """Begin to write. What is committed is on the server's disk, whatever its settings are."""
        self._begin("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE")
        self.execute("SET LOCAL synchronous_commit = on")
        self.execute(f"SET LOCAL lock_timeout = '{PATIENCE}s'")

    def begin_reading(self) -> None:
        """Begin to read one state."""
        self._begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")

    def lock(self) -> None:
        """Wait for the transactions that have locked the ledger of this schema, and lock it."""
        self.execute("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || '/feeds/', 0))")

    def commit(self) -> None:
        """Make what was written last."""
        self.execute("COMMIT")

    def rollback(self) -> None:
        """Forget what was written."""
        self.execute("ROLLBACK")

    def has_table(self, name: str) -> bool:
        """Whether there is a table of this name."""
        # `to_regclass` may still answer as of the transaction's beginning, before a lock was waited for.
        return bool(self.execute("SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?", name))

    def execute(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that one statement gives."""
        with self._naming():
            cursor = self._connection.execute(_translated(statement), values)
            return cursor.fetchall() if cursor.description else []

    def execute_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> int:
        """Write every row by the same statement, and count those that it wrote."""
        with self._naming(), self._connection.cursor() as cursor:
            cursor.executemany(_translated(statement), rows)
            return max(cursor.rowcount, 0)

    def _begin(self, statement: str) -> None:
        """Begin; PostgreSQL would only warn of a transaction in another, and the inner one's end be that of both."""
        if self._connection.info.transaction_status is not TransactionStatus.IDLE and not self._connection.closed:
            raise LedgerError(f"{self.place}: cannot start a transaction within a transaction")
        self.execute(statement)

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except psycopg.errors.LockNotAvailable as error:
            reason = f"another publisher has kept the ledger for {PATIENCE} seconds; try again when it is done"
            raise LedgerError(f"{self.place}: {reason}") from error
        except psycopg.Error as error:
            reason = " ".join(str(error).split()) or type(error).__name__
            raise LedgerError(f"{self.place}: the ledger cannot be used: {reason}") from error


def _translated(statement: str) -> bytes:
    """The statement with psycopg's placeholders. None of ours holds a `?` or a `%` of its own."""
    return statement.replace("?", "%s").encode()


def _without_secrets(url: str) -> str:
    """The URL as far as messages may show it: without password and parameters."""
    try:
        parts = urlsplit(url)
    except ValueError as error:
        raise LedgerError(f"the ledger's address is no URL of a PostgreSQL database: {error}") from None
    user, _, host = parts.netloc.rpartition("@")
    name = user.partition(":")[0]
    return f"{parts.scheme}://{name and name + '@'}{host}{parts.path}"
