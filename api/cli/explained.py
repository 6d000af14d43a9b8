"""Conditions held against values, as the terminal shows them."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from api.report.words import SEVERITIES
from monitor.assessment import SEVERITY_NAMES
from monitor.language import Language
from rules import Checked, Explained, Rule
from rules.pack.condition import SIGNS
from rules.pack.unit import in_unit, unit


def explained_lines(explained: Iterable[Explained], rule: Rule, language: Language) -> Iterator[Text]:
    """Yield each alternative of *rule*, with its place in the pack file, and each of its conditions with its value."""
    for one in explained:
        severity = language.text(SEVERITIES[SEVERITY_NAMES[one.severity]])
        yield Text(f"  {_mark(one.holds)} {severity}  {'.'.join(map(str, one.path))}", style="bold")
        for condition in one.conditions:
            yield Text(f"    {_condition(condition, unit(condition.field, rule.windows))}")


def _condition(condition: Checked, unit: str) -> str:
    sign = SIGNS[condition.operator]
    threshold, value = in_unit(condition.threshold, unit), in_unit(condition.value, unit)
    return f"{_mark(condition.holds)} {condition.field} {sign} {threshold}  ({value})"


def _mark(holds: bool) -> str:
    return "✓" if holds else "✗"
