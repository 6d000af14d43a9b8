"""The commands about people and their options; what a command needs is imported when it runs."""
# ruff: noqa: PLC0415 - see above

from typing import Annotated

import typer

from api.cli.evidence_app import CommunityArgument, ReasonOption
from api.cli.options import ByOption, ConfigOption

privacy_app = typer.Typer(no_args_is_help=True, help="What is kept of people.")


@privacy_app.callback()
def privacy() -> None:
    """What is kept of people."""


@privacy_app.command()
def erase(
    community: CommunityArgument,
    member: Annotated[
        str, typer.Argument(metavar="MEMBER", help="Pseudonym as reports show it, or the platform's id.")
    ],
    *,
    by: ByOption,
    reason: ReasonOption,
    config: ConfigOption = None,
) -> None:
    """Forget a member, in the store of a server that does not run; a running one does it over HTTP.

    Exit 0: nothing of the member is left, 2: a hold keeps it, a server runs, or the store cannot be used.
    """
    from api.cli import privacy_erase

    privacy_erase.run(community, member, by, reason, config)
