"""`key add`, `key list` and `key remove`: who may ask over HTTP, and for what."""

from collections.abc import Generator, Iterable
from contextlib import closing, contextmanager
from pathlib import Path

import typer

from api.cli.surroundings import settings_at
from monitor.clock import iso
from monitor.key_ring import KeyRing
from monitor.keys import Scope
from monitor.store import Store
from monitor.wall_clock import WallClock


def add(name: str, scopes: Iterable[Scope], config: Path | None) -> None:
    """Make a key for *name* and print it.

    Raises:
        MonitorError: the name has a key, or the store cannot be written.
    """
    with _ring(config) as ring:
        typer.echo(ring.add(name, frozenset(scopes)))


def show(config: Path | None) -> None:
    """Print a line for each key: name, scopes and when it was made.

    Raises:
        MonitorError: the store cannot be read.
    """
    with _ring(config) as ring:
        for row in ring.all_keys():
            typer.echo(f"{row.name:24} {' '.join(sorted(row.scopes)):40} {iso(row.created_at)}")


def remove(name: str, config: Path | None) -> None:
    """Withdraw the key of *name*.

    Raises:
        MonitorError: that name has none, or the store cannot be written.
    """
    with _ring(config) as ring:
        ring.remove(name)


@contextmanager
def _ring(config: Path | None) -> Generator[KeyRing]:
    settings = settings_at(config)
    with closing(Store.open(settings.database, key_file=settings.key_file)) as store:
        yield KeyRing(store, WallClock().now)
