"""Tells cheaply whether a fact can match any rule at all, so that the ordinary message never reaches the engine."""

from collections import Counter
from collections.abc import Mapping, Sequence

from rules.facts import FACT_KINDS, Value
from rules.pack.alternative import Alternative
from rules.pack.condition import Condition


class Gate:
    """Open to a fact only if some trigger departs from its default.

    A trigger is a field that an alternative needs to depart from its default. An alternative without one - it rests
    on windows, or on defaults alone - keeps the gate open.
    """

    def __init__(self, kind: str, alternatives: Sequence[Alternative]) -> None:
        self._defaults = {name: field.default for name, field in FACT_KINDS[kind].fields.items()}
        choices = [self._choices(alternative) for alternative in alternatives]
        self.is_always_open = not all(choices)
        self.triggers = frozenset(_fewest(choices))
        self._watched = [(name, self._defaults[name]) for name in sorted(self.triggers)]

    def admits(self, values: Mapping[str, Value]) -> bool:
        """Return whether a fact with *values*, everything else at its default, can match.

        Complexity: the number of given values, plus the number of triggers when one of them is given.
        """
        if self.is_always_open:
            return True
        if self.triggers.isdisjoint(values):
            return False
        for name, default in self._watched:  # noqa: SIM110  # any() with a generator is twice as slow, per message
            if values.get(name, default) != default:
                return True
        return False

    def _choices(self, alternative: Alternative) -> set[str]:
        conditions = (condition for part in alternative.parts for condition in part.conditions)
        return {condition.field for condition in conditions if self._is_trigger(condition)}

    def _is_trigger(self, condition: Condition) -> bool:
        default = self._defaults.get(condition.field)  # windows have none
        return default is not None and not condition.holds(default)


def _fewest(choices: Sequence[set[str]]) -> set[str]:
    """Return a small set of fields that has one of each of *choices*, greedily; ties go to the first name."""
    chosen: set[str] = set()
    while left := [fields for fields in choices if fields and not fields & chosen]:
        counts = Counter(field for fields in left for field in fields)
        chosen.add(min(counts, key=lambda field: (-counts[field], field)))
    return chosen
