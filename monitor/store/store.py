"""The store: one database, opened, written in transactions, and pruned."""

from collections.abc import Generator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from pathlib import Path
from typing import Self

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import ArgumentError

from monitor.store.dialect import Dialect, faults
from monitor.store.errors import StoreError
from monitor.store.migrate import migrate
from monitor.store.postgresql import PostgreSql
from monitor.store.sealed import use
from monitor.store.sealer import Sealer, open_sealer
from monitor.store.serving import Guard, guard_of
from monitor.store.sqlite import Sqlite
from monitor.store.tables import metadata
from monitor.store.transaction import Transaction

_EXPECTED = "expected sqlite:///path/to/file or postgresql://user:password@host/database"
POSTGRESQL = "postgresql"


class Store:
    """An open database. Any thread may read; writers take turns."""

    def __init__(self, engine: Engine, dialect: Dialect, sealer: Sealer | None, guard: Guard) -> None:
        self._engine = engine
        self._dialect = dialect
        self._sealer = sealer
        self._guard = guard
        self._readers = engine.execution_options(**dialect.read_only)

    @classmethod
    def open(cls, url: str, *, durable: bool = True, key_file: Path | None = None, alone: bool = False) -> Self:
        """Open the database at *url*, creating or upgrading what is in it where needed.

        A `postgresql://` one needs a *key_file*, which is made where there is none: without it nobody can read what
        people wrote. With *durable* false a power cut may destroy a file, or lose the last commits on a server, and
        the tables are made at once instead of revision by revision: right for a temporary store only.

        Who remembers what a store says opens it *alone*: one process can at a time, until it closes it or ends. Others
        may open it beside him, to read, and to write what nobody remembers.

        Raises:
            StoreError: the database or the key file cannot be used, a newer version wrote it, or another process is
                alone with it.
        """
        with ExitStack() as opened:
            dialect, engine = connect(url, durable=durable)
            opened.callback(engine.dispose)
            guard = guard_of(engine, dialect) if alone else Guard()
            guard.take()
            opened.callback(guard.release)
            sealer = None
            if engine.dialect.name == POSTGRESQL:
                sealer = open_sealer(key_file)
                opened.callback(sealer.close)
            store = cls(engine, dialect, sealer, guard)
            store._prepare(durable=durable)
            opened.pop_all()
        return store

    def _prepare(self, *, durable: bool) -> None:
        if self._sealer:
            use(self._engine.dialect, self._sealer)
        with self._faults():
            if durable:
                migrate(self._engine, self._dialect)
            else:
                metadata.create_all(self._engine)
        with self.read() as transaction:
            transaction.try_to_open()

    @contextmanager
    def begin(self) -> Generator[Transaction]:
        """Open a transaction that writes: committed at the end of the block, rolled back on an exception.

        When the connection is lost while it is being committed, nobody knows whether it was: nothing is repeated.

        Raises:
            StoreError: the database is locked, full, damaged, not writable or away, or not ours alone any more.
        """
        with self._faults(), self._engine.begin() as connection:
            self._guard.check(connection)
            if self._sealer:
                self._sealer.refresh()
            yield Transaction(connection, self._dialect)

    @contextmanager
    def read(self) -> Generator[Transaction]:
        """Open a transaction that only reads, from one moment, without waiting for the writer."""
        with self._faults(), self._readers.connect() as connection:
            yield Transaction(connection, self._dialect)

    @property
    def is_lost(self) -> bool:
        """Whether another process may be alone with the store, which was opened so here."""
        return self._guard.is_lost

    def stay_alone(self) -> bool:
        """Be alone with the store again, if that was lost; return whether it was: what is remembered may be outdated.

        Raises:
            StoreError: another process is alone with it, or the database is away.
        """
        return self._guard.take()

    def prune(self, before: int) -> None:
        """Erase what retention no longer allows, wherever the database keeps it; see `Retention.erase`."""
        with self.begin() as transaction:
            transaction.erase(before)
            headers = transaction.reseal(before)
        if self._sealer:
            self._sealer.destroy(headers)
        with self._faults():
            self._dialect.forget(self._engine)

    def scrub(self) -> None:
        """Leave nothing of what was deleted or replaced wherever the database keeps it."""
        with self._faults():
            self._dialect.forget(self._engine)

    def close(self) -> None:
        """Close every connection, and let others be alone with the store."""
        self._guard.release()
        self._engine.dispose()
        if self._sealer:
            self._sealer.close()

    def _faults(self) -> AbstractContextManager[None]:
        return faults(self._engine, self._dialect)


def connect(url: str, *, durable: bool) -> tuple[Dialect, Engine]:
    """Return the kind of database that *url* names, and an engine on it.

    Raises:
        StoreError: it names none of those that can be a store.
    """
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError):  # not told: it may hold a password
        raise StoreError(f"the database is not a database URL; {_EXPECTED}") from None
    dialects: dict[str, Dialect] = {"sqlite": Sqlite(), POSTGRESQL: PostgreSql()}
    dialect = dialects.get(parsed.drivername)
    if dialect is None or not parsed.database:
        raise StoreError(f"{parsed.render_as_string()} is not supported; {_EXPECTED}")
    return dialect, dialect.connect(parsed, durable=durable)


def upgrade(url: str) -> None:
    """Bring the database at *url* to the schema of this version and close it.

    Raises:
        StoreError: as `Store.open`.
    """
    dialect, engine = connect(url, durable=True)
    try:
        with faults(engine, dialect):
            migrate(engine, dialect)
    finally:
        engine.dispose()
