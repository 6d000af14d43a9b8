"""Comparisons of a field with a constant, and the clauses authors write them in."""

import operator
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Annotated, Any, Literal, cast

from pydantic import BeforeValidator, Field, model_validator

from rules.facts import MAX_INTEGER, MAX_STRING, Fact, Value
from rules.pack.record import FieldName, Record

Operator = Literal["eq", "ne", "lt", "lte", "gt", "gte"]
ORDERINGS: tuple[Operator, ...] = ("gte", "gt", "lte", "lt")
SIGNS: Mapping[str, str] = {"eq": "=", "ne": "≠", "lt": "<", "lte": "≤", "gt": ">", "gte": "≥"}

_HOLDS: Mapping[Operator, Callable[[Any, Any], bool]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "lte": operator.le,
    "gt": operator.gt,
    "gte": operator.ge,
}


@dataclass(frozen=True, slots=True)
class Condition:
    """A field of a fact compared with a constant."""

    field: str
    operator: Operator
    threshold: Value

    def __str__(self) -> str:
        """Return the condition as people write it."""
        return f"{self.field} {SIGNS[self.operator]} {shown(self.threshold)}"

    def holds(self, value: Value) -> bool:
        """Return whether *value*, of the threshold's type, satisfies the condition."""
        return _HOLDS[self.operator](value, self.threshold)


Conjunction = tuple[Condition, ...]


def shown(value: Value) -> str:
    """Return *value* as pack files write it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def all_hold(conditions: Iterable[Condition], fact: Fact) -> bool:
    """Return whether *fact* satisfies every condition."""
    return all(condition.holds(fact[condition.field]) for condition in conditions)


def _constant(value: object) -> object:
    """Refuse what the engine would compare wrongly: floats, huge numbers, long or broken strings."""
    if isinstance(value, str):
        if len(value) > MAX_STRING or not value.isprintable():
            raise ValueError(f"a string here is printable and at most {MAX_STRING} characters long")
    elif not isinstance(value, int):
        raise ValueError(f"takes true, false, a whole number or a string, not {value!r}")
    elif abs(value) > MAX_INTEGER:
        raise ValueError(f"a whole number here is within 2^53, not {value}")
    return value


Constant = Annotated[bool | int | str, BeforeValidator(_constant)]


class Comparison(Record):
    """What one field is compared with; a bare value in the file means `eq`."""

    eq: Constant | None = None
    ne: Constant | None = None
    lt: Constant | None = None
    lte: Constant | None = None
    gt: Constant | None = None
    gte: Constant | None = None
    in_: tuple[Constant, ...] | None = Field(default=None, alias="in", min_length=1, max_length=16)

    @model_validator(mode="before")
    @classmethod
    def _bare_value_is_equality(cls, value: object) -> object:
        return cast(object, value) if isinstance(value, dict) else {"eq": value}

    @model_validator(mode="after")
    def _compares(self) -> "Comparison":
        if not self.model_fields_set:
            raise ValueError("compares with nothing; give a value or one of eq, ne, lt, lte, gt, gte, in")
        return self

    def alternatives(self, field: str) -> list[Conjunction]:
        """Return the comparison of *field* as alternatives without `in`; any one of them suffices."""
        bounds = tuple(
            Condition(field, name, threshold) for name in _HOLDS if (threshold := getattr(self, name)) is not None
        )
        if self.in_ is None:
            return [bounds]
        return [(*bounds, Condition(field, "eq", value)) for value in self.in_]


Clause = Annotated[dict[FieldName, Comparison], Field(min_length=1, max_length=24)]


def alternatives(clause: Mapping[str, Comparison]) -> list[Conjunction]:
    """Return *clause* as alternatives, each a conjunction; `in` is expanded because the engine's `$or` fires twice."""
    choices = (comparison.alternatives(field) for field, comparison in clause.items())
    return [tuple(condition for part in parts for condition in part) for parts in product(*choices)]
