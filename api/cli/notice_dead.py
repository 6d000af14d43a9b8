"""`notices dead` and `notices retry`: what was given up, and once more."""

from pathlib import Path

import msgspec
import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.live_store import live_store
from api.cli.options import Lang, ListFormat
from api.cli.surroundings import language_for, settings_at
from monitor.language import Language
from monitor.notices.desk import NoticeDesk
from monitor.service import DeadLetter
from monitor.wall_clock import WallClock


def show(form: ListFormat, config: Path | None, lang: Lang | None) -> None:
    """Print the notices that were given up.

    Raises:
        MonitorError: the store cannot be read.
    """
    settings = settings_at(config)
    with live_store(settings) as store:
        letters = NoticeDesk(store, WallClock().now).dead().letters
    if form == "json":
        typer.echo(msgspec.json.format(msgspec.json.encode(letters), indent=2).decode())
    else:
        Console().print(_table(letters, language_for(lang, settings)))


def retry(key: str | None, recipient: str | None, config: Path | None, lang: Lang | None) -> None:
    """Put notices that were given up back into the line, all or those named.

    Raises:
        MonitorError: the store cannot be written.
    """
    settings = settings_at(config)
    with live_store(settings) as store:
        count = NoticeDesk(store, WallClock().now).retry_all(recipient, key)
    say = language_for(lang, settings)
    typer.echo(say.plural("%(count)s notice will be sent once more", "%(count)s notices will be sent once more", count))


def _table(letters: tuple[DeadLetter, ...], say: Language) -> Table:
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    for heading in (say.text("Recipient"), say.text("Since"), say.text("Attempts"), say.text("Why"), say.text("Key")):
        table.add_column(heading)
    for letter in letters:
        table.add_row(
            *map(Text, (letter.recipient, letter.created_time, str(letter.attempts), letter.error, letter.key))
        )
    return table
