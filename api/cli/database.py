"""`db upgrade`: bring the database to this version."""

from pathlib import Path

import typer

from api.cli.surroundings import settings_at
from monitor import store


def upgrade(config: Path | None) -> None:
    """Run the migrations that are missing.

    Raises:
        StoreError: the database cannot be used, or a newer version wrote it.
    """
    settings = settings_at(config)
    store.upgrade(settings.database)
    typer.echo("the database is up to date")
