"""One process at a time remembers what a store says: a server, or who rewrites it while none runs."""

import secrets
import sqlite3
from contextlib import ExitStack, closing
from pathlib import Path

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from monitor.store.dialect import PATIENT, Dialect, faults
from monitor.store.errors import StoreError

_TAKEN = "a server works on it; there is one at a time, and what it remembers is rewritten over HTTP"
_LOST = "the connection that kept other servers away was lost; nothing was written, send it again"
_ALL_SERVE = "hashtext('groupwarden serving ' || current_schema())"


class Guard:
    """Keeps nobody away: for what several processes may do at once."""

    is_lost = False
    """whether somebody else may be alone with the store now, as far as is known"""

    def take(self) -> bool:
        """Keep every other process away; return whether none was kept away until now.

        Raises:
            StoreError: another process is alone with the store.
        """
        return False

    def check(self, connection: Connection) -> None:
        """Let the transaction on *connection* be committed only if nobody else can have been alone with the store.

        Raises:
            StoreError: somebody can; what is remembered has to be read anew.
        """

    def release(self) -> None:
        """Keep others away no longer."""


class FileGuard(Guard):
    """A lock on a file beside the database, which a process holds until it ends, however it does."""

    def __init__(self, database: Path) -> None:
        """Guard the file *database*."""
        self._database = database
        self._held: ExitStack | None = None

    def take(self) -> bool:
        if self._held:
            return False
        beside = self._database.with_name(f"{self._database.name}.serving")
        with ExitStack() as opened:
            try:
                lock = opened.enter_context(closing(sqlite3.connect(beside, timeout=0, isolation_level=None)))
                lock.execute("BEGIN EXCLUSIVE")
            except sqlite3.OperationalError as error:
                is_taken = error.sqlite_errorcode == sqlite3.SQLITE_BUSY
                why = _TAKEN if is_taken else "its folder is missing or may not be written"
                raise StoreError(f"store {self._database}: {why}") from error
            opened.callback(beside.unlink, missing_ok=True)  # while it is locked: who comes now makes another
            self._held = opened.pop_all()
        return True

    def release(self) -> None:
        if self._held:
            self._held.close()
            self._held = None


class SessionGuard(Guard):
    """A connection that holds two locks of the server's: one that all who serve ask for, and one of its own.

    The server drops both together when the connection is lost. As long as the second one is held, nobody else can have
    had the first: every transaction that writes asks for that, while it keeps all other writers waiting.
    """

    def __init__(self, engine: Engine, dialect: Dialect) -> None:
        """Guard the schema that connections of *engine* work on."""
        self._engine = engine
        self._dialect = dialect
        self._own = secrets.randbits(63)
        self._held: Connection | None = None

    def take(self) -> bool:
        if self._is_alive():
            self.is_lost = False
            return False
        with faults(self._engine, self._dialect):
            if self._held:
                with self._engine.execution_options(**self._dialect.read_only).connect() as connection:
                    if not self._is_free(connection):  # the server has not noticed yet, and keeps others away
                        return False
                self._note_loss()
                self.release()
            self._held = self._hold()
        if self.is_lost:
            structlog.get_logger().warning("alone with the store again", store=self._engine.url.database)
        self.is_lost = False
        return True

    def check(self, connection: Connection) -> None:
        if self._is_free(connection):
            self._note_loss()
            raise StoreError(f"store {self._engine.url.database}: {_LOST}")

    def release(self) -> None:
        if self._held:
            self._held.close()
            self._held = None

    def _is_alive(self) -> bool:
        if self._held is None or self._held.invalidated:
            return False
        try:
            self._held.exec_driver_sql("SELECT 1")
        except DBAPIError:
            return False
        return True

    def _is_free(self, connection: Connection) -> bool:
        return bool(connection.exec_driver_sql(f"SELECT pg_try_advisory_xact_lock_shared({self._own})").scalar())

    def _note_loss(self) -> None:
        if not self.is_lost:
            structlog.get_logger().error("another server may write to the store", store=self._engine.url.database)
        self.is_lost = True

    def _hold(self) -> Connection:
        alone = self._engine.execution_options(isolation_level="AUTOCOMMIT", postgresql_readonly=True)
        with ExitStack() as opened:
            connection = opened.enter_context(closing(alone.connect()))
            connection.detach()  # closed, it is to be closed indeed: the locks go with it
            if not connection.exec_driver_sql(f"SELECT pg_try_advisory_lock({_ALL_SERVE})").scalar():
                raise StoreError(f"store {self._engine.url.database}: {_TAKEN}")
            connection.exec_driver_sql(f"SELECT pg_advisory_lock({self._own})")
            with self._engine.execution_options(**{PATIENT: True}).begin():
                pass  # who was alone before and had begun to write has finished: what is read from now on has it in
            opened.pop_all()
        return connection


def guard_of(engine: Engine, dialect: Dialect) -> Guard:
    """Return what keeps others away from the database of *engine*."""
    if engine.name == "sqlite":
        return FileGuard(Path(engine.url.database or ""))
    return SessionGuard(engine, dialect)
