"""The columns that hold what people wrote: sealed in PostgreSQL, which keeps what was erased; as they are in SQLite."""

from collections.abc import Iterator
from functools import cache

from sqlalchemy import Column, LargeBinary, MetaData, Table
from sqlalchemy import Dialect as Driver
from sqlalchemy.types import TypeDecorator

from monitor.store.sealer import UNDATED, Box, Sealer

_SEALER = "sealer"
_TIME = "time"


class _Sealed(TypeDecorator[bytes]):
    """Bytes that are opened when they are read. Nothing is in nothing: emptied bodies stay empty."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Driver) -> bytes | None:
        sealer = sealer_of(dialect)
        return value if sealer is None or not value or isinstance(value, Box) else sealer.seal(UNDATED, value)

    def process_result_value(self, value: bytes | None, dialect: Driver) -> bytes | None:
        sealer = sealer_of(dialect)
        return value if sealer is None or not value else sealer.open(value)


def sealed(name: str, *, time: str = "", null: bool = False) -> Column[bytes]:
    """Return a column of bodies, each sealed under the day that the column *time* of its row says, if any."""
    kind = LargeBinary().with_variant(_Sealed(), "postgresql")
    return Column(name, kind, nullable=null, info={_TIME: time})


@cache
def places(table: Table, names: tuple[str, ...]) -> list[tuple[int, int | None]]:
    """Return where in rows of the columns *names* there is a body to be sealed, and where its time is."""
    times = {name: table.c[name].info[_TIME] for name in names if _TIME in table.c[name].info}
    return [(names.index(name), names.index(time) if time else None) for name, time in times.items()]


def sealed_columns(metadata: MetaData) -> Iterator[tuple[Column[bytes], Column[int] | None]]:
    """Yield every column of bodies in *metadata*, and where its time is."""
    for table in metadata.tables.values():
        for column in table.columns:
            if _TIME in column.info:
                time = column.info[_TIME]
                yield column, table.c[time] if time else None


def use(driver: Driver, sealer: Sealer) -> None:
    """Let the columns of an engine's *driver* be sealed by *sealer*; it is all that SQLAlchemy tells a column of."""
    vars(driver)[_SEALER] = sealer


def sealer_of(driver: Driver) -> Sealer | None:
    """Return what seals the columns of *driver*, None when nothing does."""
    sealer: Sealer | None = vars(driver).get(_SEALER)
    return sealer
