"""What the store asks of each kind of database in its own way; one module per kind answers."""

from collections.abc import Generator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any, ClassVar, Protocol

from sqlalchemy import URL, Connection, Engine, Insert, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from monitor.store.errors import StoreError

Row = tuple[Any, ...]
PATIENT = "patient"
"""the option under which a connection waits for another writer as long as that one takes"""


class Dialect(Protocol):
    """One kind of database."""

    read_only: ClassVar[Mapping[str, Any]]
    """options under which a connection only reads, all from one moment"""

    def connect(self, url: URL, *, durable: bool) -> Engine:
        """Return an engine whose transactions begin as the only writer, or as readers under `read_only`.

        Raises:
            StoreError: *url* names no database of this kind.
        """
        ...

    def upsert(self, table: Table) -> Insert:
        """Return an insert that replaces the row of the same primary key."""
        ...

    def insert_unseen(
        self, connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Row], key: tuple[str, ...]
    ) -> list[Row]:
        """Insert those *rows* of the columns *names* that break no unique key; return the *key* of each that was."""
        ...

    def forget(self, engine: Engine) -> None:
        """Remove what was erased from where the database keeps what it has just written."""
        ...

    def fault(self, error: DBAPIError) -> str:
        """Return what has gone wrong, and what its operator can do."""
        ...


@contextmanager
def faults(engine: Engine, dialect: Dialect) -> Generator[None]:
    """Turn errors of the database into errors that say what to do."""
    try:
        yield
    except DBAPIError as error:
        raise StoreError(f"store {engine.url.database}: {dialect.fault(error)}") from error


def replacing(statement: sqlite.Insert | postgresql.Insert, table: Table) -> Insert:
    """Return *statement*, an insert into *table*, as one that replaces the row of the same primary key."""
    rest = {column.name: statement.excluded[column.name] for column in table.c if not column.primary_key}
    if not rest:
        return statement.on_conflict_do_nothing()
    return statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest)
