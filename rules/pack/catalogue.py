"""All rules in force, with the windows they need and the exemptions and actions they name."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from rules.pack.action import Action
from rules.pack.alternative import Alternative, unfold
from rules.pack.condition import Condition
from rules.pack.exemption import Exemption
from rules.pack.rule import Rule
from rules.pack.window import Window


@dataclass(frozen=True)
class Catalogue:
    """A checked, unchanging set of rules; mappings are in order of their ids.

    `beneath` are the rules over which one of the sandbox lies: it does not take them out of force.
    """

    rules: Mapping[str, Rule]
    exemptions: Mapping[str, Exemption]
    actions: Mapping[str, Action]
    beneath: Mapping[str, Rule] = field(default_factory=dict[str, Rule])

    @cached_property
    def windows(self) -> Mapping[str, tuple[Window, ...]]:
        """Return the windows that the facts of each kind carry, in order of their names."""
        named: dict[str, dict[str, Window]] = {}
        for rule in self.rules.values():
            windows = named.setdefault(rule.fact, {})
            windows.update({name: each.named(name, rule.fact) for name, each in rule.windows.items()})
        return {kind: tuple(windows[name] for name in sorted(windows)) for kind, windows in named.items()}

    @cached_property
    def delays(self) -> Mapping[str, tuple[int, ...]]:
        """Return after which seconds the facts of each kind are judged by some rule, ascending; 0 is at once."""
        found: dict[str, set[int]] = {}
        for rule in self.rules.values():
            found.setdefault(rule.fact, set()).add(rule.after or 0)
        return {kind: tuple(sorted(delays)) for kind, delays in found.items()}

    @cached_property
    def in_force(self) -> "Catalogue":
        """Return the rules that somebody is told of: none from the sandbox, none that are deprecated."""
        rules = {**self.rules, **self.beneath}
        told = {name: rule for name, rule in rules.items() if rule.maturity in {"incubating", "stable"}}
        return replace(self, rules=told, beneath={})

    def least(self, kind: str, field: str) -> list[int]:
        """Return the whole numbers of *field* from which on some rule about *kind* may hold, ascending."""
        return sorted(self._least.get((kind, field), ()))

    @cached_property
    def _least(self) -> Mapping[tuple[str, str], set[int]]:
        found: dict[tuple[str, str], set[int]] = {}
        for rule in self.rules.values():
            for condition in self._conditions(rule):
                if condition.operator in {"gte", "gt"}:
                    number = int(condition.threshold) + (condition.operator == "gt")
                    found.setdefault((rule.fact, condition.field), set()).add(number)
        return found

    def bound(self, rule_id: str, field: str) -> int | None:
        """Return the least whole number from which on, or else below which, a rule may hold; None for none."""
        return self._bounds.get((rule_id, field))

    @cached_property
    def _bounds(self) -> Mapping[tuple[str, str], int]:
        found: dict[tuple[str, str], int] = {}
        for rule in self.rules.values():
            for condition in self._conditions(rule):
                if condition.operator in {"gte", "gt", "lt"}:
                    number = int(condition.threshold) + (condition.operator == "gt")
                    key = rule.id, condition.field
                    found[key] = min(number, found.get(key, number))
        return found

    def _conditions(self, rule: Rule) -> Iterator[Condition]:
        for alternative in self.alternatives(rule):
            for part in alternative.parts:
                yield from part.conditions

    def alternatives(self, rule: Rule) -> tuple[Alternative, ...]:
        """Return every way to match *rule*, gravest first."""
        return unfold(rule, self.exemptions)
