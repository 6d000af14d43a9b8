"""Bring a database to the schema of this version."""

from pathlib import Path

from sqlalchemy import Connection, Engine, MetaData, Table, inspect, select

from monitor.store.dialect import PATIENT, Dialect
from monitor.store.errors import StoreError
from monitor.store.tables import REVISION

_SCRIPTS = Path(__file__).with_name("migrations")


def migrate(engine: Engine, dialect: Dialect) -> None:
    """Run the migrations that are missing; a database that is current is only read.

    Of several processes that do so at once, one runs them and the others wait for it.

    Raises:
        StoreError: the database was written by a newer version.
    """
    with engine.connect().execution_options(**dialect.read_only) as connection:
        if _revision(connection) == REVISION:
            return
    with engine.execution_options(**{PATIENT: True}).begin() as connection:
        _upgrade(connection)


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    version = Table("alembic_version", MetaData(), autoload_with=connection)
    return connection.scalar(select(version.c.version_num))


def _upgrade(connection: Connection) -> None:
    # Imported here because a current database, the usual case, does not need it, and it doubles the start-up time.
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415 - see above
    from alembic.util import CommandError  # noqa: PLC0415 - see above

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(_SCRIPTS).replace("%", "%%"))
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        found = _revision(connection)
        raise StoreError(
            f"store {connection.engine.url.database} has schema {found}, this version knows up to {REVISION}; "
            "use the version that wrote it, or a newer one"
        ) from error
