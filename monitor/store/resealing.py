"""Sealing anew what stays when the keys of its time are destroyed: what is held, and what is not judged or sent yet."""

from sqlalchemy import Column, LargeBinary, bindparam, func, select, type_coerce, update

from monitor.clock import DAY
from monitor.store import tables
from monitor.store.sealed import sealed_columns, sealer_of
from monitor.store.sealer import HEADER, Sealer, day_of
from monitor.store.session import Session

_EVENT = tables.event.c
_PAGE = 1_000


class Resealing(Session):
    """What a transaction can do with sealed bodies."""

    def reseal(self, before: int) -> list[bytes]:
        """Seal anew every body whose key is of a day that has ended at *before*, and let these keys seal no more.

        Return what boxes under them begin with: they can be destroyed once this is committed. Nothing in SQLite.
        """
        sealer = sealer_of(self._connection.dialect)
        if sealer is None:
            return []
        headers = sealer.retire_before(before)
        for column, time in sealed_columns(tables.metadata):
            self._reseal(sealer, column, time, headers, before // DAY)
        return headers

    def _reseal(
        self, sealer: Sealer, column: Column[bytes], time: Column[int] | None, headers: list[bytes], first_day: int
    ) -> None:
        key = list(column.table.primary_key)
        begins = func.substr(type_coerce(column, LargeBinary), 1, HEADER, type_=LargeBinary)
        chosen = select(column, *([] if time is None else [time]), *key).where(begins.in_(headers))
        anew = update(column.table).where(*(each == bindparam(f"key_{each.name}") for each in key))
        anew = anew.values({column: bindparam("box")})
        found = self._connection.execute(chosen.execution_options(yield_per=_PAGE))
        for page in found.mappings().partitions():
            rows = [
                {"box": sealer.seal(max(first_day, day_of(None if time is None else row[time])), row[column])}
                | {f"key_{each.name}": row[each] for each in key}
                for row in page
            ]
            self._connection.execute(anew, rows)

    def try_to_open(self) -> None:
        """Open the newest event that was not emptied, if there is one.

        Raises:
            StoreError: the key file is not that of this database.
        """
        filled = select(_EVENT.body).where(_EVENT.body != b"").order_by(_EVENT.number.desc()).limit(1)
        self._connection.execute(filled).all()
