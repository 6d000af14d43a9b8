"""The store: one database, opened, written in transactions, and pruned."""

from collections.abc import Generator
from contextlib import contextmanager

from sqlalchemy import Engine

from monitor.store.migrate import migrate
from monitor.store.sqlite import connect, faults, truncate_log
from monitor.store.tables import metadata
from monitor.store.transaction import Transaction


class Store:
    """An open database. Any thread may read; writers take turns."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._readers = engine.execution_options(read_only=True)

    @classmethod
    def open(cls, url: str, *, durable: bool = True) -> "Store":
        """Open the database at *url* (`sqlite:///path`), creating or upgrading it where needed.

        With *durable* false a power cut may destroy it, and it is made at once instead of revision by revision:
        right for a temporary store only.

        Raises:
            StoreError: the path cannot be used, or a newer version wrote it.
        """
        engine = connect(url, durable=durable)
        try:
            with faults(engine):
                if durable:
                    migrate(engine)
                else:
                    metadata.create_all(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine)

    @contextmanager
    def begin(self) -> Generator[Transaction]:
        """Open a transaction that writes: committed at the end of the block, rolled back on an exception.

        Raises:
            StoreError: the database is locked, full, damaged or not writable.
        """
        with faults(self._engine), self._engine.begin() as connection:
            yield Transaction(connection)

    @contextmanager
    def read(self) -> Generator[Transaction]:
        """Open a transaction that only reads, from one moment, without waiting for the writer."""
        with faults(self._engine), self._readers.connect() as connection:
            yield Transaction(connection)

    def prune(self, before: int) -> None:
        """Erase what retention no longer allows, from the database and from its log; see `Retention.erase`."""
        with self.begin() as transaction:
            transaction.erase(before)
        with faults(self._engine):
            truncate_log(self._engine)

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()


def upgrade(url: str) -> None:
    """Bring the database at *url* to the schema of this version and close it.

    Raises:
        StoreError: as `Store.open`.
    """
    Store.open(url).close()
