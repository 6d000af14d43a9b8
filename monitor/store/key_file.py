"""The keys that bodies are sealed under, in a small file outside the database: a key for each day, until destroyed."""

import os
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock

from monitor.store.dialect import Row
from monitor.store.errors import StoreError

_TABLE = """
CREATE TABLE IF NOT EXISTS key (
    number INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice
    day INTEGER NOT NULL,                      -- since 1970 UTC
    secret BLOB NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0         -- opens what is sealed and seals no more
)
"""
_INDEX = "CREATE UNIQUE INDEX IF NOT EXISTS key_of_day ON key (day) WHERE NOT retired"
_LENGTH = 32  # AES-256


class KeyFile:
    """An SQLite file that overwrites what is deleted. Threads and processes may share it."""

    def __init__(self, path: Path) -> None:
        """Open the file at *path*; make it where there is none, for its owner alone.

        Raises:
            StoreError: it cannot be read or written.
        """
        self.path = path
        self._lock = Lock()
        with self._faults():
            os.close(os.open(path, os.O_CREAT | os.O_WRONLY, 0o600))
            self._file = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
            try:
                self._prepare()
            except BaseException:
                self._file.close()
                raise

    def _prepare(self) -> None:
        for pragma in ("busy_timeout = 5000", "journal_mode = WAL", "synchronous = FULL", "secure_delete = ON"):
            self._file.execute(f"PRAGMA {pragma}")
        self._file.execute(_TABLE)
        self._file.execute(_INDEX)

    def version(self) -> int:
        """Return a number that is another one after somebody else has written."""
        return int(self._rows("PRAGMA data_version")[0][0])

    def of_day(self, day: int) -> tuple[int, bytes]:
        """Return number and secret of the key of *day*; a new one is on the disk before it is returned."""
        wanted = "SELECT number, secret FROM key WHERE day = ? AND NOT retired"
        found = self._rows(wanted, (day,))
        if not found:
            self._rows("INSERT OR IGNORE INTO key (day, secret) VALUES (?, ?)", (day, os.urandom(_LENGTH)))
            found = self._rows(wanted, (day,))
        number, secret = found[0]
        return number, secret

    def secret(self, number: int) -> bytes | None:
        """Return the secret of the key with this *number*, None when it is not here."""
        found = self._rows("SELECT secret FROM key WHERE number = ?", (number,))
        return found[0][0] if found else None

    def retire(self, before: int) -> list[int]:
        """Let the keys of days before the day *before* seal no more; return the numbers of all that do not."""
        self._rows("UPDATE key SET retired = 1 WHERE day < ? AND NOT retired", (before,))
        return [number for (number,) in self._rows("SELECT number FROM key WHERE retired ORDER BY number")]

    def destroy(self, numbers: Sequence[int]) -> None:
        """Overwrite the keys with these *numbers* here and in the log.

        Raises:
            StoreError: somebody is reading the log; what is in it is overwritten the next time.
        """
        for number in numbers:
            self._rows("DELETE FROM key WHERE number = ?", (number,))
        ((busy, *_),) = self._rows("PRAGMA wal_checkpoint(TRUNCATE)")
        if busy:
            raise StoreError(f"key file {self.path}: somebody is reading the log that should be emptied; try again")

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _rows(self, statement: str, values: tuple[int | bytes, ...] = ()) -> list[Row]:
        with self._faults(), self._lock, closing(self._file.execute(statement, values)) as answer:
            return answer.fetchall()

    @contextmanager
    def _faults(self) -> Generator[None]:
        try:
            yield
        except (OSError, sqlite3.Error) as error:
            raise StoreError(f"key file {self.path}: {getattr(error, 'strerror', None) or error}") from error
