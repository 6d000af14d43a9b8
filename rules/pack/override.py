"""Thresholds that a deployment sets differently, without editing a pack."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, cast

from pydantic import Field

from rules.errors import RulesError
from rules.pack.catalogue import Catalogue
from rules.pack.condition import ORDERINGS, Clause, Comparison
from rules.pack.document import Document
from rules.pack.issue import did_you_mean
from rules.pack.lint import lint
from rules.pack.record import FieldName, Record, RuleId
from rules.pack.rule import Level, Rule


class Bound(Record):
    """A number for one way to compare: the threshold of `gte` stays one of `gte`."""

    gte: int | None = None
    gt: int | None = None
    lte: int | None = None
    lt: int | None = None


LevelThresholds = Annotated[dict[FieldName, int | Bound], Field(min_length=1)]
Thresholds = dict[RuleId, Annotated[dict[str, LevelThresholds], Field(min_length=1)]]
"""new numbers by rule, name of a severity, and field"""


class OverrideError(RulesError):
    """Thresholds cannot be set like that; a line for each problem says where and why."""


def overridden(catalogue: Catalogue, thresholds: Thresholds, where: str = "thresholds") -> Catalogue:
    """Return *catalogue* with *thresholds* in place of those of its rules; *where* is what messages call them.

    Raises:
        OverrideError: an unknown rule, level or field, a threshold that is law, or a rule that makes no sense then.
    """
    rules, problems = dict(catalogue.rules), list[str]()
    for rule_id, levels in thresholds.items():
        place = f"{where}.{rule_id}"
        rule = rules.get(rule_id)
        if rule is None:
            problems.append(_said(place, "no such rule", did_you_mean(rule_id, rules)))
            continue
        changed = _Change(rule, levels, place)
        problems += changed.problems
        rules[rule_id] = changed.rule
    changed_catalogue = replace(catalogue, rules=rules)
    for rule_id in () if problems else thresholds:
        document = Document(where, [])
        lint(rules[rule_id], document, changed_catalogue)
        problems += [f"{where}.{rule_id}: {issue.message}" for issue in document.issues]
    if problems:
        raise OverrideError("\n".join(problems))
    return changed_catalogue


class _Change:
    """One rule with other thresholds, and what is wrong with them."""

    def __init__(self, rule: Rule, levels: Mapping[str, Mapping[str, int | Bound]], place: str) -> None:
        self._rule = rule
        self.problems: list[str] = []
        names = [level.severity.name for level in rule.levels]
        for name in [name for name in levels if name not in names]:
            self.problems.append(_said(f"{place}.{name}", "the rule has no such level", did_you_mean(name, names)))
        self.rule = rule.model_copy(
            update={
                "levels": tuple(
                    self._level(level, levels.get(level.severity.name, {}), f"{place}.{level.severity.name}")
                    for level in rule.levels
                )
            }
        )

    def _level(self, level: Level, numbers: Mapping[str, int | Bound], place: str) -> Level:
        for field, number in numbers.items():
            problem = self._problem(level, field, number)
            if problem:
                self.problems.append(f"{place}.{field}: {problem}")
        if self.problems or not numbers:
            return level
        return level.model_copy(
            update={
                "all_": _moved(level.all_, numbers) if level.all_ else None,
                "any_": tuple(_moved(clause, numbers) for clause in level.any_) if level.any_ else None,
                "patterns": tuple(
                    pattern.model_copy(update={"match": _moved(pattern.match, numbers)}) for pattern in level.patterns
                )
                if level.patterns
                else None,
            }
        )

    def _problem(self, level: Level, field: str, number: int | Bound) -> str:
        if field in self._rule.law:
            return f"is law ({self._rule.law[field]}) and cannot be set"
        clauses = list(_clauses(level))
        used = {name for clause in clauses if field in clause for name in _operators(clause[field])}
        if not used:
            numbers = [name for clause in clauses for name, comparison in clause.items() if _operators(comparison)]
            return _joined("the level compares no such number", did_you_mean(field, numbers))
        if isinstance(number, int):
            return (
                "" if len(used) == 1 else f"is compared in several ways; say which: {{{', '.join(sorted(used))}: ...}}"
            )
        wrong = sorted(number.model_fields_set - used)
        return f"is not compared by {', '.join(wrong)}, but by {', '.join(sorted(used))}" if wrong else ""


def _clauses(level: Level) -> Iterator[Clause]:
    yield from level.clauses
    yield from (pattern.match for pattern in level.patterns or ())


def _operators(comparison: Comparison) -> list[str]:
    return [name for name in ORDERINGS if name in comparison.model_fields_set]


def _moved(clause: Clause, numbers: Mapping[str, int | Bound]) -> Clause:
    return {
        field: _compared(comparison, numbers[field]) if field in numbers else comparison
        for field, comparison in clause.items()
    }


def _compared(comparison: Comparison, number: int | Bound) -> Comparison:
    given = (
        dict.fromkeys(_operators(comparison), number)
        if isinstance(number, int)
        else cast("dict[str, int]", number.model_dump(exclude_unset=True))
    )
    return comparison.model_copy(
        update={name: value for name, value in given.items() if name in _operators(comparison)}
    )


def _said(place: str, what: str, hint: str) -> str:
    return f"{place}: {_joined(what, hint)}"


def _joined(what: str, hint: str) -> str:
    return f"{what}; {hint}" if hint else what
