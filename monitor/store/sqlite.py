"""Everything that is SQLite's own: how a database is opened, upserted into, truncated, and what its errors mean."""

import os
import sqlite3
from collections.abc import Generator, Sequence
from contextlib import closing, contextmanager, suppress
from functools import cache
from typing import Any

from sqlalchemy import Connection, Engine, Insert, Table, create_engine, event
from sqlalchemy.dialects.sqlite import dialect, insert
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.store.errors import StoreError

Row = tuple[Any, ...]

_BUSY_TIMEOUT_MS = 5_000
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


def connect(url: str, *, durable: bool) -> Engine:
    """Return an engine whose transactions begin as writers, or as readers under the option `read_only`.

    Raises:
        StoreError: *url* does not name an SQLite file.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError(f"{url!r} is not a database URL; expected sqlite:///path/to/file") from None
    if parsed.get_backend_name() != "sqlite" or parsed.database in {None, "", ":memory:"}:
        raise StoreError(f"{parsed.render_as_string()} is not supported; expected sqlite:///path/to/file")
    _claim(str(parsed.database))
    engine = create_engine(parsed)
    synchronous, cache_kib = ("FULL", _CACHE_KIB) if durable else ("OFF", _SPILL_CACHE_KIB)

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _entry: ConnectionPoolEntry) -> None:  # pyright: ignore[reportUnusedFunction] - called by the engine
        connection.isolation_level = None  # the driver would begin late and commit before DDL
        connection.execute(f"PRAGMA busy_timeout = {_BUSY_TIMEOUT_MS}")
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute(f"PRAGMA synchronous = {synchronous}")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute(f"PRAGMA cache_size = -{cache_kib}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction] - called by the engine
        read_only = connection.get_execution_options().get("read_only", False)
        # A writer that began as a reader could be refused half-way, when somebody else wrote in between.
        connection.exec_driver_sql("BEGIN" if read_only else "BEGIN IMMEDIATE")

    return engine


def _claim(path: str) -> None:
    """Make the file for its owner alone; SQLite gives its log the same rights. Opening tells what is wrong."""
    with suppress(OSError):
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


@cache
def upsert(table: Table) -> Insert:
    """Return an insert that replaces the row of the same primary key; building one costs more than running it."""
    statement = insert(table)
    rest = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)


def insert_unseen(connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Row]) -> int:
    """Insert those *rows* of the columns *names* that break no unique key, and return how many that were.

    It goes past the statement layer, which costs as much as the database itself (measured with 1,000 rows).
    """
    if not rows:
        return 0
    return connection.exec_driver_sql(_insert_unseen(table, names), list(rows)).rowcount


@cache
def _insert_unseen(table: Table, names: tuple[str, ...]) -> str:
    statement = insert(table).on_conflict_do_nothing()
    return str(statement.compile(dialect=dialect(), column_keys=names))


def truncate_log(engine: Engine) -> None:
    """Move the write-ahead log into the database and empty it, so that no erased text stays in it."""
    with closing(engine.raw_connection()) as connection:
        busy, *_ = connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    if busy:
        raise StoreError(f"store {engine.url.database}: somebody is reading the log that should be emptied; try again")


@contextmanager
def faults(engine: Engine) -> Generator[None]:
    """Turn errors of the database into errors that say what to do."""
    try:
        yield
    except DBAPIError as error:
        name = getattr(error.orig, "sqlite_errorname", "")
        known = next((text for prefix, text in _FAULTS.items() if name.startswith(prefix)), str(error.orig))
        raise StoreError(f"store {engine.url.database}: {known}") from error
