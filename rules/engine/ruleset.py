"""Alternatives as the JSON rules of durable-rules, kept to the subset that is exact."""

from collections.abc import Mapping, Sequence

from rules.pack.alternative import Alternative, Part
from rules.pack.condition import Condition

BOOT = "boot"
ONE = "z"  # a field that every fact carries with the value 1
_OPERATORS = {"ne": "$neq", "lt": "$lt", "lte": "$lte", "gt": "$gt", "gte": "$gte"}

Term = Mapping[str, object]


def compile_ruleset(alternatives: Sequence[Alternative]) -> dict[str, object]:
    """Return the ruleset in which rule number n, as a string, is `alternatives[n]`.

    The boot rule must fire once before a state may be deleted: until then its slot holds an unset pointer.
    """
    rules: dict[str, object] = {BOOT: {"all": [{"m": {BOOT: 1}}]}}
    for number, alternative in enumerate(alternatives):
        first = alternative.parts[0].alias
        rules[str(number)] = {"all": [{part.alias: _pattern(part, first)} for part in alternative.parts]}
    return rules


def _pattern(part: Part, first: str) -> Term:
    """Constants first, then joins; the last join always holds - a last one that fails overruns a buffer."""
    terms = [{ONE: 1}, *map(_constant, _in_order(part))]
    for alias, seconds in part.near.items():
        bounded = {"$l": {alias: "at"}, "$r": seconds}
        terms += [{"$gte": {"at": {"$sub": bounded}}}, {"$lte": {"at": {"$add": bounded}}}]
    if part.alias != first:
        terms.append({ONE: {first: ONE}})
    return {"$and": terms}


def _in_order(part: Part) -> list[Condition]:
    """Equalities before the rest and fields in order, so that rules share the engine's condition nodes."""
    return sorted(dict.fromkeys(part.conditions), key=lambda each: (each.operator != "eq", each.field, each.operator))


def _constant(condition: Condition) -> Term:
    equality = {condition.field: condition.threshold}
    return equality if condition.operator == "eq" else {_OPERATORS[condition.operator]: equality}
