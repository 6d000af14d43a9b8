"""`demo --export FOLDER`: the demonstration as files that every command can read."""

from pathlib import Path

import typer
import yaml

from api.demo import demo_history, demo_profiles
from monitor.decode import encode_event
from monitor.errors import MonitorError

EVENTS = "events.ndjson"
SETTINGS = "groupwarden.yaml"


class FolderError(MonitorError):
    """The demonstration cannot be written where it was asked for."""


def export(folder: Path) -> None:
    """Write the events of the demonstration, and settings that say of its groups what is known of them.

    Raises:
        FolderError: the folder or a file in it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with (folder / EVENTS).open("wb") as file:
            file.writelines(map(encode_event, demo_history()))
        settings = yaml.safe_dump({"communities": demo_profiles()}, allow_unicode=True, sort_keys=False)
        (folder / SETTINGS).write_text(settings, encoding="utf-8")
    except OSError as error:
        raise FolderError(f"{folder}: {error.strerror}") from error
    for name in (EVENTS, SETTINGS):
        typer.echo(folder / name)
