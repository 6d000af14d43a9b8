"""`rules schema`: the form of a rule's file, for editors."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
import typer

from api.cli.surroundings import packs_of, settings_at
from rules import load_packs
from rules.pack.schema import rule_schema


def run(packs: Sequence[Path], config: Path | None) -> None:
    """Print the JSON Schema of a rule that may name the exemptions and actions of *packs*.

    Raises:
        PackError: some rule is wrong.
    """
    schema = rule_schema(load_packs(packs_of(settings_at(config), packs)))
    typer.echo(msgspec.json.format(msgspec.json.encode(schema), indent=2))
