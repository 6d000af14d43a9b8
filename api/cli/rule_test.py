"""`rules test`: run the tests that rules bring along."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import typer

from api.cli.options import ListFormat
from api.cli.surroundings import panel_of, settings_at
from monitor.trials import Outcome, TrialRunner
from rules import Rule


class Tally(msgspec.Struct, frozen=True):
    """How many hits and near misses a rule tests, and how many of these tests fail."""

    hits: int
    near_misses: int
    failed: int


def run(packs: Sequence[Path], form: ListFormat, config: Path | None) -> int:
    """Print how the tests of each rule went; return the exit code.

    Raises:
        PackError: some rule is wrong.
    """
    panel = panel_of(settings_at(config), packs)
    runner = TrialRunner(panel)
    rules = panel.catalogue.rules
    outcomes = {rule.id: list(runner.run(rule)) for rule in rules.values()}
    tallies = {rule_id: _tally(of_rule) for rule_id, of_rule in outcomes.items()}
    if form == "json":
        typer.echo(msgspec.json.format(msgspec.json.encode(tallies), indent=2))
    else:
        _print_tallies(rules.values(), tallies)
        _print_failures(outcome for of_rule in outcomes.values() for outcome in of_rule if not outcome.passed)
    return 1 if any(tally.failed for tally in tallies.values()) else 0


def _tally(outcomes: Iterable[Outcome]) -> Tally:
    counts = Counter[str]()
    for outcome in outcomes:
        counts[outcome.trial.expect] += 1
        counts["failed"] += not outcome.passed
    return Tally(counts["hit"], counts["near_miss"], counts["failed"])


def _print_tallies(rules: Iterable[Rule], tallies: dict[str, Tally]) -> None:
    families: dict[str, list[Tally]] = {}
    for rule in rules:
        families.setdefault(rule.family, []).append(tallies[rule.id])
        typer.echo(_line(rule.id, [tallies[rule.id]]))
    typer.echo()
    for family in sorted(families):
        typer.echo(_line(family, families[family]))


def _line(name: str, tallies: Sequence[Tally]) -> str:
    hits, misses, failed = (sum(counts) for counts in zip(*map(msgspec.structs.astuple, tallies), strict=True))
    return f"{name:32} {hits:4} hits {misses:4} near misses {f'{failed} failed' if failed else 'ok':>10}"


def _print_failures(failures: Iterable[Outcome]) -> None:
    for outcome in failures:
        trial = outcome.trial
        expected = trial.severity.name if trial.severity is not None else "no finding"
        found = outcome.found.name if outcome.found is not None else "no finding"
        typer.echo(f"\n{outcome.rule}: {trial.name!r}: expected {expected}, got {found}")
