"""The page about the rules in force, docs/rules.md, made from the packs."""

from collections.abc import Iterable, Iterator, Mapping

from rules import Catalogue, Rule, Severity, Value
from rules.pack.condition import Comparison
from rules.pack.rule import Level
from rules.pack.window import WindowDeclaration

HEAD = """# Rules in force

Generated from the packs by `pytest tests/test_docs.py --refresh-golden`. The fields of facts are explained in
`rules/kinds/`; a field named like a window holds that window's figure. A finding is a suspicion with its reasons,
never a verdict. bp: basis points (100 are 1%); pm: per mille."""
SIGNS = {"eq": "=", "ne": "≠", "lt": "<", "lte": "≤", "gt": ">", "gte": "≥"}
UNITS = (("d", 86_400), ("h", 3_600), ("min", 60))


def rules_page(catalogue: Catalogue) -> str:
    """Return the page about *catalogue*."""
    return "\n".join([HEAD, *(line for rule in catalogue.rules.values() for line in _section(rule, catalogue))]) + "\n"


def _section(rule: Rule, catalogue: Catalogue) -> Iterator[str]:
    yield f"\n## {rule.id}\n\n{rule.name.zh} · {rule.name.en}\n"
    told = " and ".join(rule.audience)
    yield f"- {rule.family}, version {rule.version}, {rule.maturity}; told to {told}; about `{rule.fact}`"
    for level in rule.levels:
        yield f"- **{Severity(level.severity).name}**: {_condition(level)}"
    for name, window in rule.windows.items():
        yield f"- window `{name}`: {_window(window)}"
    yield f"- matches for one subject within {_span(rule.dedupe)} are one finding{'; urgent' * rule.urgent}"
    if rule.exemptions:
        yield f"- spared: {_list(f'{key} {catalogue.exemptions[key].name.en}' for key in rule.exemptions)}"
    if rule.owner_actions:
        yield f"- open to the owner: {_list(f'{key} {catalogue.actions[key].text.en}' for key in rule.owner_actions)}"
    yield f"- thresholds: {rule.threshold_basis}. Basis: {_list(rule.basis)}"
    yield f"- may be mistaken for it: {rule.false_positives.zh} · {rule.false_positives.en}"


def _condition(level: Level) -> str:
    if level.patterns is None:
        return "; or ".join(map(_clause, level.clauses))
    return "; and ".join(
        f"{pattern.as_}: {_clause(pattern.match)}"
        + "".join(f", within {_span(span)} of {alias}" for alias, span in pattern.near.items())
        for pattern in level.patterns
    )


def _clause(clause: Mapping[str, Comparison]) -> str:
    return " and ".join(f"`{field}` {part}" for field, comparison in clause.items() for part in _parts(comparison))


def _parts(comparison: Comparison) -> Iterator[str]:
    for name, sign in SIGNS.items():
        value: Value | None = getattr(comparison, name)
        if value is not None:
            yield f"{sign} {value if not isinstance(value, bool) else 'yes' if value else 'no'}"
    if comparison.in_ is not None:
        yield f"is {' or '.join(map(str, comparison.in_))}"


def _window(window: WindowDeclaration) -> str:
    if window.ratio:
        return "`{}` per mille of `{}`".format(*window.ratio)
    where = f" with {_clause(window.where)}" if window.where else ""
    field = f" of `{window.field}`" if window.field else ""
    half_life = f", half-life {_span(window.half_life)}" if window.half_life else ""
    before = f", ending {_span(window.before)} before" if window.before else ""
    over = f"per {window.per}, over {_span(window.over or 0)}"
    return f"{window.measure}{field} of `{window.kind}`{where}, {over}{before}{half_life}"


def _span(seconds: int) -> str:
    unit, size = next((name, size) for name, size in UNITS if seconds % size == 0)
    return f"{seconds // size} {unit}"


def _list(parts: Iterable[str]) -> str:
    return "; ".join(parts)
