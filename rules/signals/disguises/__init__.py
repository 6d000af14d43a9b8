"""How people write past a filter, and what they mean: each step turns a text in even characters into edits."""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from rules.signals.disguises import digits, letters, scripts
from rules.signals.disguises.table import Table
from rules.signals.disguises.words import Words
from rules.signals.normal import Edit

BUILTIN = Path(__file__).parent / "disguises.yaml"


class Disguises:
    """The steps in their order, and the signs whose meaning does not depend on what stands beside them."""

    def __init__(self, table: Table) -> None:
        self.signs: Mapping[str, str] = table.signs
        self.steps: Iterable[Callable[[str], list[Edit]]] = (
            scripts.unmixed,
            letters.spelt,
            letters.Leet(table.leet),
            letters.dotted,
            letters.unglued,
            digits.gathered,
            digits.rounded,
            Words(table),
        )

    @classmethod
    def builtin(cls) -> "Disguises":
        """Return the disguises that come with the package."""
        return cls(Table.read(BUILTIN))
