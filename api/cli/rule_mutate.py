"""`rules test --mutate`: whether the tests of rules notice when the rules are changed."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import msgspec
import typer

from api.cli.options import ListFormat
from api.cli.rule_bench import Bench
from api.cli.surroundings import settings_at
from monitor.workbench.mutation import survivors
from monitor.workbench.trials import TrialRunner
from rules import Issue, Rule
from rules.pack.mutation import Mutant, What, mutants


class Survivor(msgspec.Struct, frozen=True):
    """A change that no test notices: what kind of change, where, and a test that would notice it."""

    what: What
    line: int
    change: str
    remedy: str


class Survey(msgspec.Struct, frozen=True):
    """How many changes of a rule were tried, and those that no test noticed."""

    mutants: int
    survivors: tuple[Survivor, ...]


def run(
    packs: Sequence[Path], form: ListFormat, config: Path | None, only: str | None, jobs: int | None, *, strict: bool
) -> int:
    """Print which changes of rules their tests do not notice; return the exit code.

    Advice, that is conditions left out and lengths of time halved or doubled, counts only if *strict*.

    Raises:
        PackError: some rule is wrong.
        UnknownRule: there is no rule called *only*.
    """
    bench = Bench.prepare(settings_at(config), packs, only)
    tried = {rule.id: len(list(mutants(rule))) for rule in bench.rules}
    tests = {rule.id: len(rule.tests) for rule in bench.rules}
    found = bench.each(_surviving, sum(tried[rule_id] * tests[rule_id] for rule_id in tried) // 2, jobs)
    issues = {rule_id: [_issue(bench, rule_id, mutant) for mutant in of_rule] for rule_id, of_rule in found.items()}
    if form == "json":
        typer.echo(msgspec.json.format(msgspec.json.encode(_surveys(tried, found, issues)), indent=2))
    else:
        for issue in (issue for of_rule in issues.values() for issue in of_rule):
            typer.echo(f"{issue}\n")
        left = sum(map(len, issues.values()))
        typer.echo(f"{sum(tried.values())} changes, {left} of them unnoticed", err=True)
    return 1 if any(strict or not issue.is_advice for of_rule in issues.values() for issue in of_rule) else 0


def _surviving(runner: TrialRunner, rule: Rule) -> list[Mutant]:
    return [replace(mutant, rule=rule) for mutant in survivors(runner, rule)]


def _issue(bench: Bench, rule_id: str, mutant: Mutant) -> Issue:
    issue = bench.packs.issue(
        rule_id, mutant.path, f"{rule_id}: no test notices: {mutant.change}", f"add {mutant.remedy}"
    )
    return replace(issue, is_advice=not mutant.is_sure)


def _surveys(
    tried: dict[str, int], found: dict[str, list[Mutant]], issues: dict[str, list[Issue]]
) -> dict[str, Survey]:
    return {
        rule_id: Survey(
            number,
            tuple(
                Survivor(mutant.what, issue.line, mutant.change, mutant.remedy)
                for mutant, issue in zip(found[rule_id], issues[rule_id], strict=True)
            ),
        )
        for rule_id, number in tried.items()
    }
