"""Databases for tests: files, and a real PostgreSQL that the tests start, kill and stop themselves."""

import os
import shutil
import signal
import subprocess
from collections.abc import Generator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal, get_args

import psycopg
import pytest

from monitor.store import upgrade

Kind = Literal["sqlite", "postgresql"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PASSWORD = "password-of-the-tests"  # noqa: S105 - of a server that lives as long as they do
_DEBIAN = Path("/usr/lib/postgresql")
_TEMPLATE = "migrated"
_QUICK = "-cfsync=off -cfull_page_writes=off -cjit=off -cautovacuum=off -cmax_wal_size=4GB"


class Postgres:
    """A PostgreSQL server on a socket in its own folder."""

    def __init__(self, folder: Path, settings: str) -> None:
        """Make a cluster in *folder*, which is a new one with a short path, and start it with *settings*."""
        self.data = folder / "data"
        self._folder, self._settings = folder, settings
        self._binaries = _binaries()
        self._user = "postgres" if os.geteuid() == 0 else None  # it refuses to run as root
        if self._user:
            shutil.chown(folder, self._user)
        secret = folder / "password"
        secret.write_text(PASSWORD)
        made = ["initdb", "-D", str(self.data), "-U", "groupwarden", "-A", "scram-sha-256", "--pwfile", str(secret)]
        self._run([*made, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"])
        self.start()

    def start(self) -> None:
        """Start the server and wait until it answers."""
        arguments = [f"-cunix_socket_directories={self._folder}", "-clisten_addresses=", *self._settings.split()]
        with (self._folder / "log").open("a") as log:
            self._process = subprocess.Popen(  # noqa: S603 - as installed
                [str(self._binaries / "postgres"), "-D", str(self.data), *arguments],
                user=self._user,
                stdout=subprocess.DEVNULL,
                stderr=log,
                cwd=self._folder,
            )
        ready = [str(self._binaries / "pg_isready"), "-h", str(self._folder), "-q"]
        while subprocess.run(ready, check=False).returncode:  # noqa: S603 - as installed
            assert self._process.poll() is None, (self._folder / "log").read_text()

    def kill(self) -> None:
        """Kill the server with everything that it has running, as a power cut does."""
        parent = self._process.pid
        children = [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
        for process in (parent, *children):
            with suppress(ProcessLookupError):  # one that ended by itself
                os.kill(process, signal.SIGKILL)
        self._process.wait()
        while any(map(_is_running, children)):  # they hold the memory that the next start needs
            pass

    def stop(self) -> None:
        """Stop the server; whoever is connected is cut off."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGQUIT)  # at once: nobody needs what is in it
            self._process.wait()

    def url(self, database: str) -> str:
        """Return the URL of *database*."""
        return f"postgresql://groupwarden:{PASSWORD}@/{database}?host={self._folder}"

    def execute(self, statement: str, url: str = "") -> None:
        """Run *statement* for the whole server, or in the database at *url*."""
        with psycopg.connect(url or self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement.encode())

    def cut_off(self, url: str) -> None:
        """End the connections that keep others away from the database at *url*."""
        self.execute(
            "SELECT pg_terminate_backend(pid, 60000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state = 'idle'"
            " AND pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory')",
            url,
        )

    def somebody_waits(self, url: str) -> bool:
        """Return whether somebody waits in the database at *url* for who writes to it."""
        with psycopg.connect(url) as connection:
            waiting = connection.execute(
                "SELECT FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
            )
            return bool(waiting.fetchall())

    def _run(self, command: list[str]) -> None:
        program, *rest = command
        subprocess.run(  # noqa: S603 - as installed
            [str(self._binaries / program), *rest], user=self._user, check=True, capture_output=True, cwd=self._folder
        )


class Databases:
    """Fresh databases of both kinds, on a server that is started when the first one is asked for."""

    def __init__(self) -> None:
        self._numbers = count()
        self._running = ExitStack()
        self._server: Postgres | None = None

    def fresh(self, kind: Kind, folder: Path) -> str:
        """Return the URL of a new database: a file in *folder* that is not there yet, or a migrated one."""
        number = next(self._numbers)
        if kind == "sqlite":
            return f"sqlite:///{folder}/store-{number}.db"
        name = f"test_{number}"
        self.server.execute(f"CREATE DATABASE {name} TEMPLATE {_TEMPLATE} STRATEGY file_copy")
        return self.server.url(name)

    def empty(self, kind: Kind, folder: Path) -> str:
        """Return the URL of a new database without any tables."""
        if kind == "sqlite":
            return self.fresh(kind, folder)
        name = f"test_{next(self._numbers)}"
        self.server.execute(f"CREATE DATABASE {name} STRATEGY file_copy")
        return self.server.url(name)

    @property
    def server(self) -> Postgres:
        """Return the server that all tests share, which promises nothing after a power cut."""
        if self._server is None:
            self._server = self._running.enter_context(postgres(_QUICK))
            self._server.execute(f"CREATE DATABASE {_TEMPLATE}")
            upgrade(self._server.url(_TEMPLATE))
        return self._server

    def close(self) -> None:
        """Stop the server."""
        self._running.close()


@contextmanager
def postgres(settings: str = "") -> Generator[Postgres]:
    """Run a server for as long as the block runs; the test is skipped where none is installed."""
    with TemporaryDirectory(prefix="pg-", dir="/tmp") as folder:
        server = Postgres(Path(folder), settings)
        try:
            yield server
        finally:
            server.stop()


def _is_running(process: int) -> bool:
    """Return whether *process* is there and not only waiting to be asked how it ended."""
    with suppress(FileNotFoundError):
        return bool(Path(f"/proc/{process}/cmdline").read_bytes())
    return False


def _binaries() -> Path:
    """Return the folder of the newest PostgreSQL that is installed."""
    on_path = shutil.which("initdb")
    if on_path:
        return Path(on_path).resolve().parent
    found = sorted(_DEBIAN.glob("*/bin/initdb"), key=lambda program: float(program.parts[-3]))
    if not found:
        pytest.skip("no PostgreSQL server is installed (initdb is neither in PATH nor in /usr/lib/postgresql/*/bin)")
    return found[-1].parent
