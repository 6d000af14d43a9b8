"""The kinds of fact a rule can be written about, and their fields.

A fact is flat: a kind and named booleans, integers and short strings. The monitor composes facts, rule
packs name their fields, and the engine refuses a fact that does not keep to this schema - durable-rules
answers a missing or mistyped field with a wrong match, not with an error.

Rates are basis points (1 % = 100), shares are per mille, so that no float reaches the engine.
"""

from collections.abc import Mapping

from rules.errors import RulesError
from rules.kinds.behaviour import BEHAVIOUR_KINDS
from rules.kinds.duties import DUTY_KINDS
from rules.kinds.health import HEALTH_KINDS
from rules.kinds.kind import Kinds, Value
from rules.kinds.message import MESSAGE_KINDS
from rules.kinds.operations import OPERATION_KINDS
from rules.kinds.outlook import OUTLOOK_KINDS
from rules.kinds.schemes import SCHEME_KINDS

__all__ = ["FACT_KINDS", "MAX_INTEGER", "MAX_STRING", "Fact", "FactError", "Value", "complete"]

Fact = Mapping[str, Value]

MAX_INTEGER = 2**53 - 1  # durable-rules saturates beyond (measured)
MAX_STRING = 256

FACT_KINDS: Kinds = {
    **MESSAGE_KINDS,
    **DUTY_KINDS,
    **BEHAVIOUR_KINDS,
    **SCHEME_KINDS,
    **OUTLOOK_KINDS,
    **HEALTH_KINDS,
    **OPERATION_KINDS,
}

_DEFAULTS: Mapping[str, Mapping[str, Value]] = {
    kind: {name: field.default for name, field in spec.fields.items()} for kind, spec in FACT_KINDS.items()
}


class FactError(RulesError):
    """A fact does not keep to the schema of its kind."""


def complete(kind: str, values: Mapping[str, Value], windows: Mapping[str, int] | None = None) -> dict[str, Value]:
    """Return a full fact of *kind*: defaults, *values* over them, and the values of declared windows.

    Raises:
        FactError: unknown kind or field, wrong type, or a value the engine cannot hold.
    """
    try:
        fields = FACT_KINDS[kind].fields
    except KeyError:
        raise FactError(f"unknown kind of fact {kind!r}; known: {', '.join(FACT_KINDS)}") from None
    fact: dict[str, Value] = {"kind": kind, **_DEFAULTS[kind]}
    for name, value in values.items():
        if name not in fields:
            raise FactError(f"{kind} has no field {name!r}")
        expected = type(fields[name].default)
        if type(value) is not expected:
            raise FactError(f"{kind}.{name} takes {expected.__name__}, not {value!r}")
        if isinstance(value, str):
            if len(value) > MAX_STRING:
                raise FactError(f"{kind}.{name} is longer than {MAX_STRING} characters")
        elif abs(value) > MAX_INTEGER:
            raise FactError(f"{kind}.{name} is beyond 2^53: {value}")
        fact[name] = value
    if windows:
        fact.update(windows)
    return fact
