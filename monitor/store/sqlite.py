"""Everything that is SQLite's own: how a file is opened, inserted into, truncated, and what its errors mean."""

import os
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing, suppress
from functools import cache
from typing import Any, ClassVar

from sqlalchemy import URL, Connection, Engine, Insert, Table, create_engine, event
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.store.dialect import PATIENT, Row, replacing
from monitor.store.errors import StoreError

_BUSY_TIMEOUT_MS = 5_000
_PATIENCE_MS = 24 * 3_600_000
_CACHE_KIB = 64 * 1024
_SPILL_CACHE_KIB = 4 * 1024  # a temporary store is written and read once, in order
_FAULTS = {
    "SQLITE_CANTOPEN": "its folder is missing or may not be written",
    "SQLITE_READONLY": "the file or its folder may not be written",
    "SQLITE_BUSY": f"another process has been writing to it for {_BUSY_TIMEOUT_MS // 1000} s; one writer at a time",
    "SQLITE_FULL": "the disk is full; nothing of the last batch was kept",
    "SQLITE_IOERR": "the disk failed to read or write",
    "SQLITE_NOTADB": "the file is not a Groupwarden store",
    "SQLITE_CORRUPT": "the file is damaged; restore it from a backup",
}


class Sqlite:
    """A file, `sqlite:///path`."""

    read_only: ClassVar[Mapping[str, Any]] = {"read_only": True}

    def connect(self, url: URL, *, durable: bool) -> Engine:
        """Return an engine on the file."""
        if url.database in {None, "", ":memory:"}:
            raise StoreError(f"{url.render_as_string()} names no file; expected sqlite:///path/to/file")
        _claim(str(url.database))
        engine = create_engine(url, hide_parameters=True)
        synchronous, cache_kib = ("FULL", _CACHE_KIB) if durable else ("OFF", _SPILL_CACHE_KIB)

        @event.listens_for(engine, "connect")
        def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:  # pyright: ignore[reportUnusedFunction] - called by the engine
            connection.isolation_level = None  # the driver would begin late and commit before DDL
            connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")  # the next line may have to wait
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute(f"PRAGMA synchronous = {synchronous}")
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute(f"PRAGMA cache_size = -{cache_kib}")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction] - called by the engine
            options = connection.get_execution_options()
            patience = _PATIENCE_MS if options.get(PATIENT) else _BUSY_TIMEOUT_MS
            connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience}")
            # A writer that began as a reader could be refused half-way, when somebody else wrote in between.
            connection.exec_driver_sql("BEGIN" if options.get("read_only") else "BEGIN IMMEDIATE")

        return engine

    def upsert(self, table: Table) -> Insert:
        """Return a statement that was made once: building it costs more than running it."""
        return _upsert(table)

    def insert_unseen(
        self, connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Row], key: tuple[str, ...]
    ) -> list[Row]:
        """Insert past the statement layer, which costs as much as the database itself (measured with 1,000 rows)."""
        newest = connection.exec_driver_sql(f'SELECT max(rowid) FROM "{table.name}"').scalar() or 0  # noqa: S608 - our own name
        inserted = connection.exec_driver_sql(_insert_unseen(table, names), list(rows)).rowcount
        if inserted == len(rows):
            places = [names.index(name) for name in key]
            return [tuple(row[place] for place in places) for row in rows]
        columns = ", ".join(f'"{name}"' for name in key)
        fresh = f'SELECT {columns} FROM "{table.name}" WHERE rowid > ?'  # noqa: S608 - our own names
        return [tuple(row) for row in connection.exec_driver_sql(fresh, (newest,))]

    def forget(self, engine: Engine) -> None:
        """Move the write-ahead log into the database and empty it."""
        with closing(engine.raw_connection()) as connection:
            busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise StoreError(
                f"store {engine.url.database}: somebody is reading the log that should be emptied; try again"
            )

    def fault(self, error: DBAPIError) -> str:
        """Return what the name of the error means."""
        name = getattr(error.orig, "sqlite_errorname", "")
        return next((text for prefix, text in _FAULTS.items() if name.startswith(prefix)), str(error.orig))


def _claim(path: str) -> None:
    """Make the file for its owner alone; SQLite gives its log the same rights. Opening tells what is wrong."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@cache
def _upsert(table: Table) -> Insert:
    return replacing(insert(table), table)


@cache
def _insert_unseen(table: Table, names: tuple[str, ...]) -> str:
    statement = insert(table).on_conflict_do_nothing()
    return str(statement.compile(dialect=dialect(), column_keys=names))
