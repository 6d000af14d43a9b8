"""Rules changed in one small place each: a rule's own tests have to tell every one of them from the rule."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal, cast

from pydantic import BaseModel

from rules.pack.alternative import Path
from rules.pack.condition import SIGNS, Comparison, Condition, Operator
from rules.pack.duration import LONGEST, SHORTEST, written
from rules.pack.rule import Rule

FINE_STEP = 10
"""what per mille and basis points move by: one percent of a share, a tenth of a percent of a yield (design)"""
What = Literal["number", "condition", "way", "span"]
"""a threshold a step off; a condition, or a level or clause, left out; a length of time halved or doubled"""
_FINE_MEASURES = frozenset({"share", "member_share", "ratio"})


@dataclass(frozen=True, slots=True)
class Mutant:
    """A rule with one change: where the pack file says otherwise, what it says now, and a test that would notice."""

    rule: Rule
    what: What
    path: Path
    change: str
    remedy: str

    @property
    def is_sure(self) -> bool:
        """Return whether tests can tell it from the rule in any case; a condition may be there for speed alone."""
        return self.what in {"number", "way"}


_Change = tuple[What, Path, object, str, str]
"""what is changed, where, the new value (None: left out), what that is, and the test that would notice"""


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Yield *rule* with each number moved a step both ways, and each condition, way to match and level left out.

    Lengths of time (`after`, `over`, `before`, `half_life`, `near`) are halved and doubled.
    """
    for what, path, value, change, remedy in (*_of_levels(rule), *_of_windows(rule), *_of_spans(rule)):
        yield Mutant(cast("Rule", _edited(rule, path, value)), what, path, change, remedy)


def _of_levels(rule: Rule) -> Iterator[_Change]:
    for number, level in enumerate(rule.levels):
        path, severity = ("levels", number), level.severity.name
        if len(rule.levels) > 1:
            yield "way", path, None, f"without the level {severity}", f"a hit at {severity}"
        for way in range(len(level.any_ or ())) if len(level.any_ or ()) > 1 else ():
            yield (
                "way",
                (*path, "any", way),
                None,
                "without this way to match",
                f"a hit at {severity} by this way alone",
            )
        for place, clause in level.places():
            yield from _of_clause(rule, (*path, *place), clause, severity)


def _of_windows(rule: Rule) -> Iterator[_Change]:
    for name, window in rule.windows.items():
        yield from _of_clause(rule, ("windows", name, "where"), window.where or {}, f"what {name} counts")


def _of_spans(rule: Rule) -> Iterator[_Change]:
    for path, seconds in _spans(rule):
        for moved in (seconds // 2, seconds * 2):
            if SHORTEST <= moved <= LONGEST:
                yield (
                    "span",
                    path,
                    moved,
                    f"{written(moved)} instead of {written(seconds)}",
                    "a test where that matters",
                )


def _of_clause(rule: Rule, path: Path, clause: Mapping[str, Comparison], whither: str) -> Iterator[_Change]:
    for field, comparison in clause.items():
        alone = f"a test short of {whither} that only {field} keeps from it"
        yield "condition", (*path, field), None, f"without {field}", alone
        for name in SIGNS:
            threshold = cast("object", getattr(comparison, name))
            if type(threshold) is int:
                given = Condition(field, cast("Operator", name), threshold)
                step = FINE_STEP if _is_fine(rule, field) else 1
                for other in (replace(given, threshold=threshold + move) for move in (-step, step)):
                    said = f"{other} instead of {threshold}"
                    yield "number", (*path, field, name), other.threshold, said, _telling(given, other, whither)


def _telling(given: Condition, other: Condition, whither: str) -> str:
    """Return the test that tells the two conditions apart."""
    value = next(value for value in (given.threshold, other.threshold) if given.holds(value) != other.holds(value))
    return f"a {'hit at' if given.holds(value) else 'test short of'} {whither} with {given.field} = {value}"


def _is_fine(rule: Rule, field: str) -> bool:
    window = rule.windows.get(field)
    return window.measure in _FINE_MEASURES if window else field.endswith(("_pm", "_bp"))


def _spans(rule: Rule) -> Iterator[tuple[Path, int]]:
    if rule.after:
        yield ("after",), rule.after
    for name, window in rule.windows.items():
        for what in ("over", "before", "half_life"):
            if seconds := cast("int | None", getattr(window, what)):
                yield ("windows", name, what), seconds
    for number, level in enumerate(rule.levels):
        for place, pattern in enumerate(level.patterns or ()):
            for alias, seconds in pattern.near.items():
                yield ("levels", number, "patterns", place, "near", alias), seconds


def _edited(node: object, path: Path, value: object) -> object:
    """Return *node* with *value* at *path*, or without what is there when *value* is None; nothing is validated."""
    if not path:
        return value
    step, below = path[0], path[1:]
    if isinstance(node, BaseModel):
        name = next(name for name, info in type(node).model_fields.items() if step in {name, info.alias})
        return node.model_copy(update={name: _edited(getattr(node, name), below, value)})
    if isinstance(node, tuple):
        parts: dict[str | int, object] = dict(enumerate(cast("tuple[object, ...]", node)))
        return tuple(_put(parts, step, below, value).values())
    return _put(cast("dict[str | int, object]", node), step, below, value)


def _put(parts: Mapping[str | int, object], step: str | int, below: Path, value: object) -> dict[str | int, object]:
    edited = {**parts, step: _edited(parts[step], below, value)}
    return {name: part for name, part in edited.items() if name != step or part is not None}
