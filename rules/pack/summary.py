"""The sentence a finding is shown with: a template over the fields of its fact."""

from collections.abc import Mapping
from string import Formatter
from typing import Any

from rules.facts import Value
from rules.pack.unit import PARTS_OF_PERCENT, percent


def placeholders(template: str) -> list[str]:
    """Return the names of the fields that *template* shows.

    Raises:
        ValueError: as `figures`.
    """
    return [name for name, _ in figures(template)]


def figures(template: str) -> list[tuple[str, str]]:
    """Return the fields that *template* shows, each with its format or nothing.

    Raises:
        ValueError: an unbalanced brace, or a format other than `percent` (of basis points), `share` (of per mille) and
            `member|members`, the word after one and after any other number.
    """
    parts = [(name, form or "") for _, name, form, _ in Formatter().parse(template) if name is not None]
    for _, form in parts:
        if form and form not in PARTS_OF_PERCENT and form.count("|") != 1:
            expected = ", ".join((*PARTS_OF_PERCENT, "one|many"))
            raise ValueError(f"a figure is shown as it is, or as {expected}, not as {form!r}")
    return parts


def render(template: str, fact: Mapping[str, Value]) -> str:
    """Return *template* with the values of *fact* filled in.

    >>> render("{ads_1h:ad|ads} for {yield_monthly_bp:percent}% a month", {"ads_1h": 1, "yield_monthly_bp": 1250})
    '1 ad for 12.5% a month'
    """
    return _Summary().vformat(template, (), fact)


class _Summary(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        one, is_plural, many = format_spec.partition("|")
        if is_plural:
            return f"{value} {one if value == 1 else many}"
        return percent(value, format_spec) if format_spec else str(value)
