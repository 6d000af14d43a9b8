"""The commands and their options. What a command needs is imported when it runs, so that --help is quick."""
# ruff: noqa: PLC0415 - see above

from pathlib import Path
from typing import Annotated

import typer

from api import __version__
from api.cli.evidence_app import evidence_app
from api.cli.group import Commands
from api.cli.key_app import key_app
from api.cli.notices_app import notices_app
from api.cli.options import (
    Audience,
    ConfigOption,
    GraphFormat,
    LangOption,
    PortOption,
    ReportFormat,
)
from api.cli.privacy_app import privacy_app
from api.cli.rules_app import rules_app
from monitor.document import SeverityName
from monitor.event import Platform

app = typer.Typer(
    cls=Commands, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False, rich_markup_mode=None
)
database_app = typer.Typer(no_args_is_help=True, help="The database.")
graph_app = typer.Typer(no_args_is_help=True, help="The referral graph.")
app.add_typer(rules_app, name="rules")
app.add_typer(graph_app, name="graph")
app.add_typer(database_app, name="db")
app.add_typer(evidence_app, name="evidence")
app.add_typer(privacy_app, name="privacy")
app.add_typer(notices_app, name="notices")
app.add_typer(key_app, name="key")


def _show_version(asked: bool) -> None:
    if asked:
        typer.echo(f"groupwarden {__version__}")
        raise typer.Exit


@app.callback()
def groupwarden(
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Rule engine and risk monitor for chat communities: suspicions with their reasons, never verdicts."""


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Chat exports or event files.")],
    *,
    form: Annotated[ReportFormat, typer.Option("--format", help="How to print the report.")] = "text",
    output: Annotated[Path | None, typer.Option(help="Write the report to this file.")] = None,
    fail_on: Annotated[SeverityName, typer.Option(help="Exit with 1 from this severity on.")] = "high",
    source: Annotated[str, typer.Option(help="Format of the files; an unknown one lists those there are.")] = "auto",
    config: ConfigOption = None,
    lang: LangOption = None,
    audience: Annotated[
        Audience | None, typer.Option("--for", help="Who will read it; default: owner for html, else moderator.")
    ] = None,
    time_zone: Annotated[str | None, typer.Option(help="Zone of times without one, like Asia/Shanghai.")] = None,
    platform: Annotated[
        Platform | None, typer.Option(help="Where the chat took place, if the file does not say.")
    ] = None,
    community_id: Annotated[str | None, typer.Option(help="The group's id, if the file does not say.")] = None,
    community_name: Annotated[str | None, typer.Option(help="The group's name, if the file does not say.")] = None,
    self_id: Annotated[str | None, typer.Option(help="Account that made the export.")] = None,
) -> None:
    """Judge chat exports offline. Exit 0: nothing grave, 1: something from --fail-on on, 2: input unusable."""
    from api.cli import check as command
    from api.cli.surroundings import zone_named
    from monitor.readers import ReadOptions

    options = ReadOptions(platform, community_id, community_name, zone_named(time_zone), self_id)
    found = command.run(
        paths, options, form=form, output=output, fail_on=fail_on, source=source, config=config, lang=lang,
        audience=audience or ("owner" if form == "html" else "moderator"),
    )  # fmt: skip
    raise typer.Exit(int(found))


@app.command()
def classify(
    file: Annotated[Path, typer.Argument(metavar="FILE.jsonl", help='Lines like {"text": "..."}; - reads the input.')],
    config: ConfigOption = None,
) -> None:
    """Print a label, a score and the signals of each line's text, one JSON object a line."""
    from api.cli import classify as command

    command.run(file, config)


@app.command()
def train(
    labels: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE.jsonl...", help='Lines like {"text": "...", "label": "ham", "by": "..."}.'),
    ] = None,
    *,
    into: Annotated[
        Path | None, typer.Option(help="The model to write; default: the settings' `scorer`, else scorer.model.")
    ] = None,
    roll_back: Annotated[bool, typer.Option("--roll-back", help="Instead: return to the model before.")] = False,
    config: ConfigOption = None,
    lang: LangOption = None,
) -> None:
    """Fit the scorer to labels of your own. Exit 1 if it would not become better; nothing is written then."""
    from api.cli import train as command

    if roll_back and not labels:
        command.roll_back(into, config, lang)
    elif labels and not roll_back:
        raise typer.Exit(not command.run(labels, into, config, lang))
    else:
        raise typer.BadParameter("expected FILE.jsonl, or --roll-back")


@graph_app.callback()
def graph() -> None:
    """Who brought whom."""


@graph_app.command()
def report(
    path: Annotated[Path, typer.Argument(help="Chat export, event file, or an edge list: CSV with inviter, member.")],
    *,
    output: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("referral-report"),
    also: Annotated[list[GraphFormat] | None, typer.Option(help="Write each tree in this format, too.")] = None,
    names: Annotated[bool, typer.Option("--names", help="Call members as the file does, not by numbers.")] = False,
    source: Annotated[str, typer.Option(help="Format of the file: auto, edges, or one that check takes.")] = "auto",
    config: ConfigOption = None,
    lang: LangOption = None,
    time_zone: Annotated[str | None, typer.Option(help="Zone of times without one, like Asia/Shanghai.")] = None,
) -> None:
    """Write figures and pictures of who brought whom: index.html, report.json and an SVG a tree."""
    from api.cli import graph_report
    from api.cli.surroundings import zone_named
    from monitor.readers import ReadOptions

    options = ReadOptions(time_zone=zone_named(time_zone))
    graph_report.run(
        path, options, output=output, also=also or [], named=names, source=source, config=config, lang=lang
    )


@app.command()
def serve(
    config: ConfigOption = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: PortOption = 8080,
) -> None:
    """Run the live monitor with its HTTP interface."""
    from api.cli import serve as command

    command.run(config, host, port)


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Print the summary and end.")] = False,
    export: Annotated[
        Path | None, typer.Option(help="Instead: write its events, and settings for them, into this folder.")
    ] = None,
    port: PortOption = 8080,
    lang: LangOption = None,
) -> None:
    """Judge nine invented communities; then serve what was found until Ctrl-C."""
    from api.cli import demo as command
    from api.cli import demo_export

    if export:
        demo_export.export(export)
    elif once:
        command.summarise(lang)
    else:
        command.serve(port, lang)


@database_app.command()
def upgrade(config: ConfigOption = None) -> None:
    """Bring the database to the schema of this version, creating it where needed."""
    from api.cli import database

    database.upgrade(config)
