"""What the ledger asks of a database, and its transactions."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any, Protocol

from feeds.errors import LedgerError

Row = tuple[Any, ...]


class Database(Protocol):
    """What each kind of database does in its own way; everything raises `LedgerError`, with `place` in the message."""

    @property
    def place(self) -> str:
        """Where the database is, without a password."""

    def close(self) -> None:
        """Let go of it, and forget what was not committed."""

    def begin(self) -> None:
        """Begin a transaction that writes."""

    def begin_reading(self) -> None:
        """Begin a transaction that reads one state, whatever others write meanwhile."""

    def lock(self) -> None:
        """Wait for other transactions that have locked the ledger, and let further ones wait for the end of ours."""

    def commit(self) -> None:
        """End the transaction; what it wrote is on the disk."""

    def rollback(self) -> None:
        """End the transaction as if it had not been."""

    def has_table(self, name: str) -> bool:
        """Whether there is a table of this name."""

    def execute(self, statement: str, *values: object) -> list[Row]:
        """The rows that a statement gives; each `?` in it stands for a value."""

    def execute_many(self, statement: str, rows: Iterable[Row]) -> int:
        """Execute a statement that writes once for every row of values; how many rows it wrote in all."""


@contextmanager
def transaction(database: Database, *, is_reading: bool = False) -> Iterator[None]:
    """What the block writes is kept at its end, or, if it raises, not at all."""
    if is_reading:
        database.begin_reading()
    else:
        database.begin()
    try:
        yield
        database.commit()
    except BaseException:
        with suppress(LedgerError):  # of a database that is gone; why, has been raised already
            database.rollback()
        raise
