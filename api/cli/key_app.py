"""The commands about API keys and their options; what a command needs is imported when it runs."""
# ruff: noqa: PLC0415 - see above

from typing import Annotated

import typer

from api.cli.options import ConfigOption
from monitor.keys import Scope

key_app = typer.Typer(no_args_is_help=True, help="API keys: one for each person and each connector.")

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="Who will use it; every audit line names him.")]


@key_app.command()
def add(
    name: NameArgument,
    scope: Annotated[list[Scope], typer.Option(help="What it allows; may be repeated.")],
    config: ConfigOption = None,
) -> None:
    """Make a key and print it; it is shown only now. A running server knows it at once."""
    from api.cli import keys

    keys.add(name, scope, config)


@key_app.command("list")
def show(config: ConfigOption = None) -> None:
    """List the keys there are: names, what they allow, and since when. The keys themselves are kept nowhere."""
    from api.cli import keys

    keys.show(config)


@key_app.command()
def remove(name: NameArgument, config: ConfigOption = None) -> None:
    """Withdraw a key. A running server refuses it at once."""
    from api.cli import keys

    keys.remove(name, config)
