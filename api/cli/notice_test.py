"""`notices test`: whether notices reach a recipient."""

from pathlib import Path

import typer

from api.cli.options import Lang
from api.cli.surroundings import language_for, settings_at
from monitor.clock import iso
from monitor.digest import digest
from monitor.notices.notice import Notice
from monitor.notices.recipients import recipients_of
from monitor.notices.sink import NoticeError
from monitor.wall_clock import WallClock


def run(name: str, config: Path | None, lang: Lang | None) -> bool:
    """Send a test to the recipient *name* now, say what became of it, and return whether it failed.

    Raises:
        MonitorError: there is no such recipient, or its settings are wrong.
    """
    settings = settings_at(config)
    say = language_for(lang, settings)
    ((recipient, sink),) = recipients_of(settings, only=name)
    at = WallClock().now()
    notice = Notice(digest("test", name, str(at)), name, "test", "test", iso(at), recipient.language, ())
    try:
        sink.send(notice, at)
    except NoticeError as error:
        typer.echo(say.text("%(name)s did not take it: %(why)s", name=name, why=error), err=True)
        return True
    typer.echo(say.text("%(name)s took it.", name=name))
    return False
