"""`serve`: the live monitor behind its HTTP interface."""

import signal
from contextlib import suppress
from pathlib import Path
from threading import Thread

import typer

from api.cli.listener import answer, listen
from api.cli.pseudonym_key import with_pseudonym_key
from api.cli.surroundings import settings_at
from api.http import HttpSettings, create_app
from graph.forest.warm import warm
from monitor.build import build_monitor
from monitor.errors import MonitorError
from monitor.keys import Scope
from monitor.live import Monitor
from monitor.settings import Settings
from rules import RulesError


def run(config: Path | None, host: str, port: int) -> None:
    """Serve until asked to stop. On the first start, make an API key and print it once."""
    settings = settings_at(config)
    with (
        listen(host, port) as listener,
        build_monitor(with_pseudonym_key(settings), current=lambda: settings_at(config)) as monitor,
    ):
        if not monitor.keys.has_keys():
            typer.echo(f"API key, shown only now: {first_key(monitor)}", err=True)
        typer.echo(f"listening on http://{host}:{listener.getsockname()[1]}", err=True)
        Thread(target=warm, name="warm").start()  # or the first deep tree would hold a commit up
        signal.signal(signal.SIGHUP, lambda _signal, _frame: reload_aside(monitor))
        answer(listener, create_app(monitor, http_settings(settings)))


def reload_aside(monitor: Monitor) -> None:
    """Read the rules anew in a thread of its own: requests go on, and what is wrong with the rules is logged."""

    def read() -> None:
        with suppress(RulesError, MonitorError):  # logged where it happened; the rules before stay in force
            monitor.reload("SIGHUP")

    Thread(target=read, name="reload").start()


def first_key(monitor: Monitor) -> str:
    """Make a key that may do everything."""
    return monitor.keys.add("first", frozenset(Scope))


def http_settings(settings: Settings) -> HttpSettings:
    """Return what *settings* say about HTTP."""
    return HttpSettings(**settings.http.model_dump(), metrics_token=settings.secrets.metrics_token)
