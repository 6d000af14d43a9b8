"""What a figure counts in. People are shown basis points and per mille as percent; packs compare them as they are."""

from collections.abc import Mapping
from typing import Final

from rules.facts import Value
from rules.pack.condition import shown
from rules.pack.window import WindowDeclaration

PARTS_OF_PERCENT: Final[Mapping[str, int]] = {"percent": 100, "share": 10}
"""how many basis points, how many per mille make one percent"""
_OF_FIELDS: Final[Mapping[str, str]] = {"bp": "percent", "pm": "share"}
_SHARES = frozenset({"share", "member_share", "ratio"})


def unit(field: str, windows: Mapping[str, WindowDeclaration]) -> str:
    """Return what *field* of a rule with *windows* counts in: `percent`, `share`, or nothing for a plain figure."""
    if window := windows.get(field):
        return "share" if window.measure in _SHARES else ""
    return next((_OF_FIELDS[part] for part in field.split("_") if part in _OF_FIELDS), "")


def percent(value: int, unit: str) -> str:
    """Return *value*, which counts in *unit*, in percent.

    >>> percent(1250, "percent"), percent(4, "share")
    ('12.5', '0.4')
    """
    return f"{value / PARTS_OF_PERCENT[unit]:g}"


def in_unit(value: Value, unit: str) -> str:
    """Return *value* as people are shown it; less than nothing stands for what is not known, and stays a number."""
    return f"{percent(value, unit)}%" if unit and isinstance(value, int) and value >= 0 else shown(value)
