"""`serve`: the live monitor behind its HTTP interface."""

from pathlib import Path

import typer

from api.cli.listener import answer, listen
from api.cli.pseudonym_key import with_pseudonym_key
from api.cli.surroundings import settings_at
from api.http import HttpSettings, create_app
from monitor.build import build_monitor
from monitor.keys import Scope
from monitor.live import Monitor
from monitor.settings import Settings


def run(config: Path | None, host: str, port: int) -> None:
    """Serve until asked to stop. On the first start, make an API key and print it once."""
    settings = settings_at(config)
    with listen(host, port) as listener, build_monitor(with_pseudonym_key(settings)) as monitor:
        if not monitor.has_keys():
            typer.echo(f"API key, shown only now: {first_key(monitor)}", err=True)
        typer.echo(f"listening on http://{host}:{listener.getsockname()[1]}", err=True)
        answer(listener, create_app(monitor, http_settings(settings)))


def first_key(monitor: Monitor) -> str:
    """Make a key that may send events and read everything."""
    return monitor.create_key("first", frozenset({Scope.ingest, Scope.read}))


def http_settings(settings: Settings) -> HttpSettings:
    """Return what *settings* say about HTTP."""
    return HttpSettings(**settings.http.model_dump(), metrics_token=settings.secrets.metrics_token)
