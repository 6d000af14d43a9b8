"""Everything that is PostgreSQL's own: how to connect, who writes, what its errors mean."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, ClassVar

import psycopg
from sqlalchemy import URL, Connection, Engine, Insert, Table, create_engine, event
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from monitor.store.dialect import PATIENT, Row, replacing
from monitor.store.errors import StoreError

_LOCK_TIMEOUT_MS = 5_000
_CONNECTIONS = 50  # more than the HTTP interface has threads
_NOTICE = "-ctcp_keepalives_idle=10 -ctcp_keepalives_interval=5 -ctcp_keepalives_count=3"
"""the server soon notices that a machine is gone, and with it who was alone with the store"""
_CONNECTION = {
    "connect_timeout": "5",
    "keepalives_idle": "10",
    "keepalives_interval": "5",
    "keepalives_count": "3",
    "tcp_user_timeout": "30000",
    "client_encoding": "utf8",
    "application_name": "groupwarden",
}
_ARRAYS = {str: "text[]", int: "bigint[]", bytes: "bytea[]"}
_FAULTS = {
    "08": "the server cannot be reached; what was not answered is sent again once it is back",
    "57P": "the server is stopping or starting; what was not answered is sent again once it is back",
    "28": "the server refuses the user or the password",
    "3D000": "there is no such database; create it with createdb -E UTF8",
    "42501": "the user may not do this; the user must own the database",
    "25006": "the server only lets read; expected the primary",
    "53100": "the server's disk is full; nothing of the last batch was kept",
    "53": "the server has no room for more connections or work",
    "55P03": f"another process has been writing to it for {_LOCK_TIMEOUT_MS // 1000} s; one writer at a time",
    "58": "the server's disk failed to read or write",
    "XX": "the database is damaged; restore it from a backup",
}
SCHEMA = "schema"
"""the part of a URL's query that names the schema of the tables, where it is not the user's own"""


class PostgreSql:
    """A database on a server, `postgresql://user:password@host/database`."""

    read_only: ClassVar[Mapping[str, Any]] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}

    def connect(self, url: URL, *, durable: bool) -> Engine:
        """Return an engine on the database; a connection that was lost is replaced by the next transaction."""
        schema = str(url.query.get(SCHEMA, ""))
        lock = f"SELECT pg_advisory_xact_lock(hashtext('groupwarden {schema}'))"
        engine = create_engine(
            url.difference_update_query([SCHEMA]).set(drivername="postgresql+psycopg"),
            connect_args=_arguments(url, schema, durable=durable),
            isolation_level="READ COMMITTED",
            pool_pre_ping=True,
            max_overflow=_CONNECTIONS - 5,
            hide_parameters=True,
        )

        @event.listens_for(engine, "connect")
        def prepare(connection: psycopg.Connection, _entry: ConnectionPoolEntry) -> None:  # pyright: ignore[reportUnusedFunction] - called by the engine
            encoding = connection.info.parameter_status("server_encoding")
            if encoding != "UTF8":
                raise StoreError(f"store {url.database} is encoded in {encoding}; create it with createdb -E UTF8")
            if schema and connection.execute("SELECT to_regnamespace(%s)", [schema]).fetchone() == (None,):
                connection.execute(lock.encode())
                connection.execute(f'CREATE SCHEMA IF NOT EXISTS "{schema}"'.encode())
            connection.commit()

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:  # pyright: ignore[reportUnusedFunction] - called by the engine
            options = connection.get_execution_options()
            if options.get(PATIENT):
                connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
            if not options.get("postgresql_readonly"):
                connection.exec_driver_sql(lock)

        return engine

    def upsert(self, table: Table) -> Insert:
        """Return a statement that was made once: building it costs more than running it."""
        return _upsert(table)

    def insert_unseen(
        self, connection: Connection, table: Table, names: tuple[str, ...], rows: Sequence[Row], key: tuple[str, ...]
    ) -> list[Row]:
        """Insert all rows by one statement, a parameter for each column."""
        columns = tuple(map(list, zip(*rows, strict=True)))
        inserted = connection.exec_driver_sql(_insert_unseen(table, names, key), columns)
        return [tuple(row) for row in inserted]

    def forget(self, engine: Engine) -> None:
        """Do nothing: what was erased is sealed wherever the server has it."""

    def fault(self, error: DBAPIError) -> str:
        """Return what the state that the server reports means; without one, nobody answered."""
        state = getattr(error.orig, "sqlstate", None)
        if state is None:
            why = str(error.orig).strip().splitlines()
            return f"{_FAULTS['08']} ({why[0] if why else 'connection lost'})"
        known = (text for prefix, text in _FAULTS.items() if state.startswith(prefix))
        # What the server says of anything else may repeat the row, which is about people.
        return next(known, f"the server answered {type(error.orig).__name__} ({state})")


def _arguments(url: URL, schema: str, *, durable: bool) -> dict[str, str]:
    """Return what the driver is told beside the URL, which wins."""
    options = [_NOTICE, str(url.query.get("options", "")), f"-clock_timeout={_LOCK_TIMEOUT_MS}"]
    options += [] if durable else ["-csynchronous_commit=off"]
    options += [f"-csearch_path={schema}"] if schema else []
    told = {name: value for name, value in _CONNECTION.items() if name not in url.query}
    return {**told, "options": " ".join(options).strip()}


@cache
def _upsert(table: Table) -> Insert:
    return replacing(insert(table), table)


@cache
def _insert_unseen(table: Table, names: tuple[str, ...], key: tuple[str, ...]) -> str:
    arrays = ", ".join(f"%s::{_ARRAYS[table.c[name].type.python_type]}" for name in names)
    return (
        f'INSERT INTO "{table.name}" ({_quoted(names)}) SELECT * FROM unnest({arrays}) '  # noqa: S608 - our own names
        f"ON CONFLICT DO NOTHING RETURNING {_quoted(key)}"
    )


def _quoted(names: tuple[str, ...]) -> str:
    return ", ".join(f'"{name}"' for name in names)
