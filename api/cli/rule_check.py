"""`rules check`: everything that is wrong in rule packs."""

from collections.abc import Sequence
from pathlib import Path

import typer

from api.cli.surroundings import packs_of, settings_at
from rules import check_packs


def run(packs: Sequence[Path], config: Path | None) -> int:
    """Print each issue with a caret under its place; return the exit code."""
    issues = check_packs(packs_of(settings_at(config), packs))
    for issue in issues:
        typer.echo(f"{issue}\n")
    count = len(issues)
    typer.echo(f"{count} {'issue' if count == 1 else 'issues'}" if count else "rule packs are in order", err=True)
    return 1 if issues else 0
