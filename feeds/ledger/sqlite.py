"""A ledger in one file: SQLite, from the standard library."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import sleep
from typing import Any

from feeds.errors import LedgerError

PATIENCE = 300
"""Seconds to wait for another publisher: longer than a build takes, shorter than people do."""


MOST_TRIES, PAUSE = 600, 0.1
"""How often, and after how many seconds each, a file is read that changes while it is."""


def copy_file(ledger: Path, folder: Path) -> Path:
    """Copy the file of a ledger, and its log, into the folder; nothing, if it is not there. Gives the copy's place.

    Raises `LedgerError` if it cannot be read.
    """
    files = [ledger, ledger.with_name(f"{ledger.name}-wal")]
    found: list[bytes | None] = []
    for _ in range(MOST_TRIES):
        # A publisher may write between the two; what is read twice alike was there together.
        before, found = found, [_bytes_of(file) for file in files]
        if found == before:
            break
        sleep(PAUSE if before else 0)
    else:
        raise LedgerError(f"{ledger}: another publisher writes all the time; try again when it is done")
    for file, data in zip(files, found, strict=True):
        if data is not None:
            try:
                (folder / file.name).write_bytes(data)
            except OSError as error:
                raise LedgerError(f"{folder}: has no room for a copy of the ledger: {error.strerror}") from error
    return folder / ledger.name


def _bytes_of(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LedgerError(f"{file}: the ledger cannot be read: {error.strerror}") from error


class Sqlite:
    """A connection to the file, made if there is none. Raises `LedgerError` for all that the system refuses.

    `place` is what messages call it, where that is not its path.
    """

    def __init__(self, path: Path, place: str | None = None) -> None:
        self.place = place or str(path)
        with self._naming():
            self._connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
        try:
            with self._naming():
                # Readers never wait for the publisher, and what is committed is on the disk.
                self._connection.execute("PRAGMA journal_mode = WAL")
                self._connection.execute("PRAGMA synchronous = FULL")
                self._connection.execute("PRAGMA foreign_keys = ON")
        except LedgerError:
            self._connection.close()
            raise

    def close(self) -> None:
        """Let go of the file."""
        with self._naming():
            self._connection.close()

    def begin(self) -> None:
        """Begin to write; one publisher at a time does."""
        self.execute("BEGIN IMMEDIATE")

    def begin_reading(self) -> None:
        """Begin to read a state that nobody changes meanwhile."""
        self.execute("BEGIN")

    def lock(self) -> None:
        """Nothing: who has begun to write has the file."""

    def commit(self) -> None:
        """Make what was written last."""
        self.execute("COMMIT")

    def rollback(self) -> None:
        """Forget what was written. A full disk may have made SQLite do so already."""
        if self._connection.in_transaction:
            self.execute("ROLLBACK")

    def has_table(self, name: str) -> bool:
        """Whether there is a table of this name."""
        return bool(self.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", name))

    def execute(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows that one statement gives."""
        with self._naming():
            return self._connection.execute(statement, values).fetchall()

    def execute_many(self, statement: str, rows: Iterable[tuple[object, ...]]) -> int:
        """Write every row by the same statement, and count those that it wrote."""
        with self._naming():
            return max(self._connection.executemany(statement, rows).rowcount, 0)

    @contextmanager
    def _naming(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise LedgerError(f"{self.place}: {self._reason(error)}") from error

    def _reason(self, error: sqlite3.Error) -> str:
        match getattr(error, "sqlite_errorname", ""):
            case "SQLITE_BUSY":
                return f"another publisher has kept the ledger for {PATIENCE} seconds; try again when it is done"
            case "SQLITE_NOTADB" | "SQLITE_CORRUPT":
                return f"is no ledger, or a damaged one ({error}); move it away, and import its last export"
            case "SQLITE_CANTOPEN":
                return "the ledger cannot be opened; see that its folder is there, and that you may write to it"
            case _:
                return f"the ledger cannot be used: {error}"
