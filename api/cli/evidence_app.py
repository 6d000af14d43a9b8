"""The commands about evidence and their options; what a command needs is imported when it runs."""
# ruff: noqa: PLC0415 - see above

from pathlib import Path
from typing import Annotated

import typer

from api.cli.options import Audience, ByOption, ConfigOption, LangOption

evidence_app = typer.Typer(no_args_is_help=True, help="What was found and done, in chains that show every change.")

CommunityArgument = Annotated[str, typer.Argument(metavar="COMMUNITY", help="Id of a group, like wechat:12345.")]
CaseOption = Annotated[str, typer.Option("--case", help="Number of the case that asks for it.")]
ReasonOption = Annotated[str, typer.Option("--reason", help="Why.")]


@evidence_app.command()
def export(
    community: CommunityArgument,
    *,
    output: Annotated[Path, typer.Option(help="Write the pack, a ZIP, to this file.")] = Path("evidence.zip"),
    since: Annotated[str | None, typer.Option("--from", help="First day, like 2024-03-01.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last day.")] = None,
    audience: Annotated[Audience, typer.Option("--for", help="Who will read it.")] = "owner",
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Write the evidence of a group, from the store of `serve`, as a ZIP with JSON, CSV, pages to print and digests."""
    from api.cli import evidence_export

    evidence_export.run(community, output, (since, until), audience=audience, config=config, lang=lang)


@evidence_app.command()
def verify(
    subject: Annotated[
        str | None,
        typer.Argument(metavar="[PACK|COMMUNITY]", help="A pack that export has written; with --store a group's id."),
    ] = None,
    *,
    store: Annotated[bool, typer.Option("--store", help="Verify the settings' store: all, or one group.")] = False,
    head: Annotated[
        list[str] | None, typer.Option("--head", help="A head noted earlier: shows whether lines were cut off.")
    ] = None,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Name every line that was changed, left out or moved. Exit 0 when there is none, 1 when there is, 2 if unreadable.

    Lines cut off at the end show only against a head that was noted before.
    """
    from api.cli import evidence_verify

    if store:
        raise typer.Exit(evidence_verify.verify_store(subject, head or [], config, lang))
    if subject is None:
        raise typer.BadParameter("expected a PACK, or --store")
    raise typer.Exit(evidence_verify.verify_file(Path(subject), head or [], config, lang))


@evidence_app.command()
def hold(
    community: CommunityArgument, case: CaseOption, by: ByOption, reason: ReasonOption, config: ConfigOption = None
) -> None:
    """Keep what there is of a group for a case, whatever retention says."""
    from api.cli import evidence_hold

    evidence_hold.hold(community, case, by, reason, config)


@evidence_app.command()
def release(
    community: CommunityArgument, case: CaseOption, by: ByOption, reason: ReasonOption, config: ConfigOption = None
) -> None:
    """Keep it no longer for this case."""
    from api.cli import evidence_hold

    evidence_hold.release(community, case, by, reason, config)
