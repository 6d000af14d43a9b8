"""The commands about notices and their options; what a command needs is imported when it runs."""
# ruff: noqa: PLC0415 - see above

from typing import Annotated

import typer

from api.cli.options import ConfigOption, LangOption, ListFormatOption

notices_app = typer.Typer(no_args_is_help=True, help="Notices of alerts on their way out.")


@notices_app.command("test")
def send_test(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A recipient of the settings.")],
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Send a test to a recipient now. Exit 1 if it was not taken; says what the other side answered."""
    from api.cli import notice_test

    raise typer.Exit(notice_test.run(name, config, lang))


@notices_app.command()
def dead(form: ListFormatOption = "text", config: ConfigOption = None, lang: LangOption = None) -> None:
    """List the notices that were given up, and why."""
    from api.cli import notice_dead

    notice_dead.show(form, config, lang)


@notices_app.command()
def retry(
    key: Annotated[str | None, typer.Argument(metavar="[KEY]", help="Key of one notice; default: all.")] = None,
    *,
    recipient: Annotated[str | None, typer.Option("--to", help="Those to this recipient only.")] = None,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Send notices once more that were given up, under the keys they had; the running server does it."""
    from api.cli import notice_dead

    notice_dead.retry(key, recipient, config, lang)
