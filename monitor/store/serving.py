"""One process at a time remembers what a store says: a server, or who rewrites it while none runs."""

import sqlite3
from collections.abc import Generator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from sqlalchemy import Engine

from monitor.store.dialect import Dialect, faults
from monitor.store.errors import StoreError
from monitor.store.postgresql import SCHEMA
from monitor.store.store import connect

_TAKEN = "a server works on it; there is one at a time, and what it remembers is rewritten over HTTP"


@contextmanager
def alone(url: str) -> Generator[None]:
    """Be the only one that remembers what the store at *url* says, as long as the block lasts.

    A process that dies is it no more. On PostgreSQL neither is one whose connection was lost, until it starts anew.

    Raises:
        StoreError: another process is, or the store cannot be used.
    """
    dialect, engine = connect(url, durable=True)
    try:
        with _file(Path(engine.url.database or "")) if engine.name == "sqlite" else _session(dialect, engine):
            yield
    finally:
        engine.dispose()


@contextmanager
def _file(database: Path) -> Generator[None]:
    """Lock a file beside *database*."""
    beside = database.with_name(f"{database.name}.serving")
    with ExitStack() as opened:
        try:
            lock = opened.enter_context(closing(sqlite3.connect(beside, timeout=0, isolation_level=None)))
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            is_taken = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
            why = _TAKEN if is_taken else "its folder is missing or may not be written"
            raise StoreError(f"store {database}: {why}") from error
        try:
            yield
        finally:
            beside.unlink(missing_ok=True)  # while it is locked: who comes now makes another


@contextmanager
def _session(dialect: Dialect, engine: Engine) -> Generator[None]:
    """Keep a connection that holds a lock of the server's."""
    schema = str(engine.url.query.get(SCHEMA, ""))
    take = f"SELECT pg_try_advisory_lock(hashtext('groupwarden serving {schema}'))"
    with faults(engine, dialect):
        connection = engine.execution_options(isolation_level="AUTOCOMMIT", postgresql_readonly=True).connect()
    with closing(connection):
        with faults(engine, dialect):
            is_taken = not connection.exec_driver_sql(take).scalar()
        if is_taken:
            raise StoreError(f"store {engine.url.database}: {_TAKEN}")
        yield
