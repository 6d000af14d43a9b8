"""A rule met by facts, with everything needed to say why."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from rules.facts import Fact, Value
from rules.pack.alternative import Alternative, Part
from rules.pack.exemption import Exemption
from rules.pack.rule import Rule
from rules.severity import Severity


@dataclass(frozen=True, slots=True)
class Checked:
    """One condition held against a fact.

    `field` is prefixed with the alias for correlations; "b.at - a.at" is a distance in seconds.
    """

    field: str
    operator: str
    threshold: Value
    value: Value
    holds: bool


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that matched: by which alternative, how grave after exemptions, over which facts by alias."""

    alternative: Alternative
    severity: Severity
    facts: Mapping[str, Fact]

    @property
    def rule(self) -> Rule:
        """Return the rule that matched."""
        return self.alternative.rule

    @property
    def conditions(self) -> tuple[Checked, ...]:
        """Return the conditions that were met, with thresholds and values."""
        return check_parts(self.alternative, self.facts)


def check_parts(alternative: Alternative, facts: Mapping[str, Fact]) -> tuple[Checked, ...]:
    """Return every condition of *alternative*, held against the facts under the aliases of its parts."""
    return tuple(checked for part in alternative.parts for checked in _check(part, alternative, facts))


def _check(part: Part, alternative: Alternative, facts: Mapping[str, Fact]) -> list[Checked]:
    fact = facts[part.alias]
    prefix = f"{part.alias}." if len(alternative.parts) > 1 else ""
    constants = [
        Checked(prefix + each.field, each.operator, each.threshold, fact[each.field], each.holds(fact[each.field]))
        for each in part.conditions
    ]
    distances = {alias: abs(int(fact["at"]) - int(facts[alias]["at"])) for alias in part.near}
    return constants + [
        Checked(f"{part.alias}.at - {alias}.at", "lte", part.near[alias], distance, distance <= part.near[alias])
        for alias, distance in distances.items()
    ]


def capped(alternative: Alternative, exemptions: Mapping[str, Exemption], facts: Collection[Fact]) -> Severity:
    """Return the severity, held down by the exemptions of the rule that one of *facts* calls for."""
    caps = (exemptions[name].cap for name in alternative.rule.exemptions)
    holding = [cap.severity for cap in caps if cap and any(_has(fact, cap.when) for fact in facts)]
    return min([alternative.severity, *holding])


def _has(fact: Fact, values: Mapping[str, Value]) -> bool:
    return all(fact[field] == value for field, value in values.items())
