"""Everything a store holds, in a form that two runs can be compared by."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any, cast

from sqlalchemy import Connection, select

from monitor.store import Store
from monitor.store.tables import metadata

_NOT_COMPARED = {
    "snapshot": "when a state is saved depends on restarts; what is saved follows from the rest",
}
_VARYING = {
    "community": {"cursor_late"},  # what is sent again uses numbers up, too
    "event": {"number"},  # a transaction that is rolled back uses numbers up
    "ledger": {"salt", "commitment", "hash"},  # salts are random
    "outbox": {"attempts", "next_at", "sent_at", "error"},  # a notice whose acknowledgement is lost is sent again
}


def dump(store: Store) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of every table that may neither be lost nor doubled, in order."""
    return {
        table.name: sorted(_rows(store, table.name), key=repr)
        for table in metadata.sorted_tables
        if table.name not in _NOT_COMPARED
    }


def _rows(store: Store, name: str) -> list[tuple[Any, ...]]:
    table = metadata.tables[name]
    columns = [column for column in table.c if column.name not in _VARYING.get(name, set())]
    with store.read() as transaction:
        connection: Connection = transaction._connection  # pyright: ignore[reportPrivateUsage] - all of it
        rows = cast("Iterable[tuple[Any, ...]]", connection.execute(select(*columns)))
        return [tuple(row) for row in rows]


def told(folder: Path) -> list[str]:
    """Return the keys of the notices that the receiver took, in order."""
    taken = folder / "taken"
    return taken.read_text().splitlines() if taken.exists() else []
