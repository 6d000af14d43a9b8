"""A rule unfolded into plain alternatives, each of which alone makes a match."""

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from math import inf

from rules.facts import Value
from rules.pack.condition import Condition, Conjunction, alternatives
from rules.pack.exemption import Exemption
from rules.pack.rule import Level, Pattern, Rule
from rules.severity import Severity

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One fact of an alternative: its conditions, and how far in seconds its `at` may lie from that of earlier ones."""

    alias: str
    conditions: Conjunction
    near: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Alternative:
    """One way to match a rule at one severity; `path` is where the pack file says so."""

    rule: Rule
    severity: Severity
    path: Path
    parts: tuple[Part, ...]


def unfold(rule: Rule, exemptions: Mapping[str, Exemption]) -> tuple[Alternative, ...]:
    """Return the alternatives of *rule*, gravest first, with its `unless` exemptions as further conditions."""
    spared = tuple(
        Condition(field, "ne", value)
        for name in rule.exemptions
        if name in exemptions
        for field, value in (exemptions[name].unless or {}).items()
    )
    found = [
        alternative for index, level in enumerate(rule.levels) for alternative in _of_level(rule, index, level, spared)
    ]
    return tuple(sorted(found, key=lambda alternative: -alternative.severity))


def _of_level(rule: Rule, index: int, level: Level, spared: Conjunction) -> list[Alternative]:
    if level.patterns is not None:
        choices = product(*(_parts(pattern, spared) for pattern in level.patterns))
        return [Alternative(rule, level.severity, ("levels", index, "patterns"), parts) for parts in choices]
    return [
        Alternative(rule, level.severity, path, (Part(rule.fact, conditions + spared, {}),))
        for number, clause in enumerate(level.clauses)
        for path in [("levels", index, "any", number) if level.any_ else ("levels", index, "all")]
        for conditions in alternatives(clause)
    ]


def _parts(pattern: Pattern, spared: Conjunction) -> list[Part]:
    return [Part(pattern.as_, conditions + spared, pattern.near) for conditions in alternatives(pattern.match)]


def satisfiable(conditions: Conjunction) -> bool:
    """Return whether some fact satisfies *conditions*.

    Complexity: the square of the number of conditions on one field.
    """
    fields = {condition.field for condition in conditions}
    return all(_values(_on(field, conditions), _on(field, conditions)) for field in fields)


def implies(narrow: Conjunction, wide: Conjunction) -> bool:
    """Return whether every fact that satisfies *narrow* satisfies *wide*."""
    return all(
        condition.holds(value)
        for condition in wide
        for value in _values(_on(condition.field, narrow), (*_on(condition.field, narrow), condition))
    )


def covers(wide: Alternative, narrow: Alternative) -> bool:
    """Return whether facts that match *narrow* are sure to match *wide*, which may ask for fewer of them."""
    parts = {part.alias: part for part in narrow.parts}
    return all(
        part.alias in parts
        and implies(parts[part.alias].conditions, part.conditions)
        and all(parts[part.alias].near.get(alias, inf) <= seconds for alias, seconds in part.near.items())
        for part in wide.parts
    )


def _on(field: str, conditions: Conjunction) -> Conjunction:
    return tuple(condition for condition in conditions if condition.field == field)


def _values(conditions: Conjunction, edges: Conjunction) -> list[Value]:
    """Return those values next to the thresholds of *edges* that satisfy *conditions*; between them nothing changes."""
    candidates = [value for condition in edges for value in _around(condition.threshold)]
    return [value for value in candidates if all(condition.holds(value) for condition in conditions)]


def _around(threshold: Value) -> tuple[Value, ...]:
    if isinstance(threshold, bool):
        return (False, True)
    if isinstance(threshold, int):
        return (threshold - 1, threshold, threshold + 1)
    return (threshold, f"not {threshold}")
