"""The ground every part of a transaction stands on: one connection, and rows by position."""

from collections.abc import Sequence

from sqlalchemy import Connection, Table

from monitor.store.sqlite import Row, upsert


class Session:
    """An open transaction on one connection."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _put(self, table: Table, rows: Sequence[Row]) -> None:
        """Insert *rows*, given in the order of the columns, over those of the same primary key."""
        if rows:
            names = table.columns.keys()
            self._connection.execute(upsert(table), [dict(zip(names, row, strict=True)) for row in rows])
