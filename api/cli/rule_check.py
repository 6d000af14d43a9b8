"""`rules check`: everything that is wrong in rule packs, and what could be better."""

from collections.abc import Sequence
from pathlib import Path

import typer

from api.cli.surroundings import packs_of, settings_at
from monitor.workbench.story import misfits
from rules import read_packs
from rules.pack.advice import advice


def run(packs: Sequence[Path], config: Path | None, *, strict: bool) -> int:
    """Print each issue and advice with a caret under its place; return the exit code.

    Advice counts only if *strict*.
    """
    read = read_packs(packs_of(settings_at(config), packs))
    issues = read.issues or tuple(misfits(read))
    given = [] if issues else advice(read)
    for issue in (*issues, *given):
        typer.echo(f"{issue}\n")
    typer.echo(_sum(len(issues), len(given)), err=True)
    return 1 if issues or (strict and given) else 0


def _sum(issues: int, advice: int) -> str:
    wrong = f"{issues} {'issue' if issues == 1 else 'issues'}" if issues else "rule packs are in order"
    return f"{wrong}; {advice} advice" if advice else wrong
