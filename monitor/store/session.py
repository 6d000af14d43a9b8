"""The ground every part of a transaction stands on: one connection, and rows by position."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Table, insert

from monitor.store.dialect import Dialect, Row
from monitor.store.sealed import places, sealer_of


class Session:
    """An open transaction on one connection to one kind of database."""

    def __init__(self, connection: Connection, dialect: Dialect) -> None:
        self._connection = connection
        self._dialect = dialect

    def _put(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert *rows*, given in the order of the columns, over those of the same primary key."""
        if rows:
            self._connection.execute(self._dialect.upsert(table), self._named(table, rows))

    def _insert(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert *rows*, given in the order of the columns; one whose key there is already is an error."""
        if rows:
            self._connection.execute(insert(table), self._named(table, rows))

    def _add(
        self, table: Table, rows: Sequence[Row], names: tuple[str, ...] = (), key: tuple[str, ...] = ()
    ) -> list[Row]:
        """Insert those *rows* that break no unique key, and return the *key* of each that was inserted.

        They are of the columns *names*, all in their order unless given; *key* is the primary key unless given.
        """
        if not rows:
            return []
        names, key = names or tuple(table.columns.keys()), key or tuple(table.primary_key.columns.keys())
        return self._dialect.insert_unseen(self._connection, table, names, self._sealed(table, names, rows), key)

    def _named(self, table: Table, rows: Sequence[Row]) -> list[dict[str, Any]]:
        names = tuple(table.columns.keys())
        return [dict(zip(names, row, strict=True)) for row in self._sealed(table, names, rows)]

    def _sealed(self, table: Table, names: tuple[str, ...], rows: Sequence[Row]) -> Sequence[Row]:
        """Return *rows* with their bodies sealed, where the database needs it."""
        sealer = sealer_of(self._connection.dialect)
        return list(sealer.rows(places(table, names), rows)) if sealer else rows
