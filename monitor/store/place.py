"""Where a store is: beside another one, not there yet, or no more."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, make_url

from monitor.store.dialect import faults
from monitor.store.postgresql import SCHEMA
from monitor.store.store import POSTGRESQL, connect


def beside(url: str, name: str) -> str:
    """Return the URL of another store beside the one at *url*: a file, or a schema of the same database."""
    parsed = make_url(url)
    if parsed.drivername != POSTGRESQL:
        return f"{url}.{name}"
    return parsed.update_query_dict({SCHEMA: name}).render_as_string(hide_password=False)


def exists(url: str) -> bool:
    """Return whether there is a store at *url*.

    Raises:
        StoreError: the database is away, or is none that can hold a store.
    """
    parsed = make_url(url)
    if parsed.drivername != POSTGRESQL:
        return bool(parsed.database) and Path(str(parsed.database)).is_file()
    with _database(url) as connection:
        return _has_tables(connection, _schema(url))


def discard(url: str, key_file: Path) -> None:
    """Delete the store at *url*, a file or the schema that it names, if there is one, and the keys it was sealed under.

    Raises:
        StoreError: as `exists`.
    """
    parsed = make_url(url)
    if parsed.drivername == POSTGRESQL:
        _drop(url)
        _unlink(key_file)
    elif parsed.database:
        _unlink(Path(parsed.database))


def _drop(url: str) -> None:
    schema = _schema(url)
    with _database(url) as connection:
        if schema and _has_tables(connection, schema):  # another one of that name is not ours
            connection.exec_driver_sql(f'DROP SCHEMA "{schema}" CASCADE')


def _unlink(file: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        file.with_name(f"{file.name}{ending}").unlink(missing_ok=True)


def _has_tables(connection: Connection, schema: str | None) -> bool:
    return inspect(connection).has_table("alembic_version", schema=schema)


def _schema(url: str) -> str | None:
    schema = make_url(url).query.get(SCHEMA)
    return str(schema) if schema else None


@contextmanager
def _database(url: str) -> Generator[Connection]:
    """Open a transaction on the whole database; one on a schema would make it."""
    whole = make_url(url).difference_update_query([SCHEMA]).render_as_string(hide_password=False)
    dialect, engine = connect(whole, durable=True)
    try:
        with faults(engine, dialect), engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()
