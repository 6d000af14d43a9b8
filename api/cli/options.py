"""The options that several commands take."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

Lang = Literal["zh", "en"]
Audience = Literal["owner", "moderator"]
ReportFormat = Literal["text", "json", "html"]
ListFormat = Literal["text", "json"]


class GraphFormat(StrEnum):
    """A file for other graph tools; an enum, for an option that may be repeated."""

    graphml = "graphml"
    gexf = "gexf"
    csv = "csv"
    json = "json"


ConfigOption = Annotated[
    Path | None, typer.Option("--config", help="Settings; default: groupwarden.yaml in this folder, if there.")
]
LangOption = Annotated[
    Lang | None, typer.Option("--lang", help="Language; default: the settings', else the system's, else zh.")
]
ListFormatOption = Annotated[ListFormat, typer.Option("--format", help="How to print.")]
PacksArgument = Annotated[
    list[Path] | None, typer.Argument(metavar="[DIR]...", help="Rule packs over the built-in ones and the settings'.")
]
PortOption = Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)]
StrictOption = Annotated[bool, typer.Option("--strict", help="Let advice count like what is wrong.")]
ByOption = Annotated[str, typer.Option("--by", help="Who does this, for the history.")]
NoteOption = Annotated[str, typer.Option("--note", help="Why, for the history.")]
