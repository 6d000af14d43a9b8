"""The group of all commands; it ends in a message and an exit code where they raise."""

import os
import sys
from typing import Any

import typer
from typer.core import TyperGroup

UNUSABLE = 2
BROKEN_PIPE = 141  # as a shell reports a program that its reader left


class Commands(TyperGroup):
    """Commands whose user errors are shown as they are worded, never as a traceback."""

    def invoke(self, ctx: Any) -> Any:
        """Run the command; say what the user gave that cannot be used."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # what is still buffered goes nowhere
            raise typer.Exit(BROKEN_PIPE) from None
        except (typer.Exit, typer.Abort):
            raise
        except Exception as error:
            if not _is_for_users(error):
                raise
            typer.echo(f"groupwarden: {error}", err=True)
            raise typer.Exit(UNUSABLE) from None


def _is_for_users(error: Exception) -> bool:
    # Imported here because --help needs none of it.
    from graph.errors import GraphError  # noqa: PLC0415 - see above
    from monitor.errors import MonitorError  # noqa: PLC0415 - see above
    from rules import RulesError  # noqa: PLC0415 - see above

    return isinstance(error, MonitorError | RulesError | GraphError)
