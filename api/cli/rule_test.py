"""`rules test`: run the tests that rules bring along."""

from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import typer

from api.cli.options import ListFormat
from api.cli.rule_bench import Bench
from api.cli.surroundings import settings_at
from monitor.workbench.trials import Outcome, TrialRunner
from rules import Rule, Severity


class Tally(msgspec.Struct, frozen=True):
    """How many hits and near misses a rule tests, and how many of these tests fail."""

    hits: int
    near_misses: int
    failed: int


def run(packs: Sequence[Path], form: ListFormat, config: Path | None, only: str | None, jobs: int | None) -> int:
    """Print how the tests of each rule went, or those of the rule *only*; return the exit code.

    What is printed does not depend on *jobs*, among how many processes the work is shared out.

    Raises:
        PackError: some rule is wrong.
        UnknownRule: there is no rule called *only*.
    """
    bench = Bench.prepare(settings_at(config), packs, only)
    outcomes = bench.each(_tried, sum(len(rule.tests) for rule in bench.rules), jobs)
    tallies = {rule_id: _tally(of_rule) for rule_id, of_rule in outcomes.items()}
    if form == "json":
        typer.echo(msgspec.json.format(msgspec.json.encode(tallies), indent=2))
    else:
        _print_tallies(bench.rules, tallies)
        _print_failures(bench, outcomes)
    return 1 if any(tally.failed for tally in tallies.values()) else 0


def _tried(runner: TrialRunner, rule: Rule) -> list[Outcome]:
    return list(runner.run(rule))


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
    typer.echo(_line(f"rules: {len(tallies)}", list(tallies.values())))


def _line(name: str, tallies: Sequence[Tally]) -> str:
    hits, misses, failed = (sum(counts) for counts in zip(*map(msgspec.structs.astuple, tallies), strict=True))
    return f"{name:32} {hits:4} hits {misses:4} near misses {f'{failed} failed' if failed else 'ok':>10}"


def _print_failures(bench: Bench, outcomes: dict[str, list[Outcome]]) -> None:
    for rule_id, of_rule in outcomes.items():
        for number, outcome in enumerate(of_rule):
            if not outcome.passed:
                trial = outcome.trial
                expected, got = _said(trial.severity, trial.findings), _said(outcome.found, outcome.count)
                message = f"{rule_id}: {trial.name!r}: expected {expected}, got {got}"
                typer.echo(f"\n{bench.packs.issue(rule_id, ('tests', number), message)}")


def _said(severity: Severity | None, count: int | None) -> str:
    if severity is None:
        return "no finding"
    return severity.name if count is None else f"{severity.name} in {count} finding{'s' * (count != 1)}"
