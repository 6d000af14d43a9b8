"""Conditions held against values, as the terminal shows them."""

from collections.abc import Iterable, Iterator

from rich.text import Text

from api.report.words import SEVERITIES
from monitor.assessment import SEVERITY_NAMES
from monitor.language import Language
from rules import Checked, Explained
from rules.pack.condition import SIGNS, shown


def explained_lines(explained: Iterable[Explained], language: Language) -> Iterator[Text]:
    """Yield each alternative, with its place in the pack file, and each of its conditions with its value."""
    for one in explained:
        severity = language.text(SEVERITIES[SEVERITY_NAMES[one.severity]])
        yield Text(f"  {_mark(one.holds)} {severity}  {'.'.join(map(str, one.path))}", style="bold")
        for condition in one.conditions:
            yield Text(f"    {_condition(condition)}")


def _condition(condition: Checked) -> str:
    sign = SIGNS[condition.operator]
    return f"{_mark(condition.holds)} {condition.field} {sign} {shown(condition.threshold)}  ({shown(condition.value)})"


def _mark(holds: bool) -> str:
    return "✓" if holds else "✗"
