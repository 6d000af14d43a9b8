"""How people write past a filter, and what they mean: each step turns a text in even characters into edits."""

import re
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from rules.signals.disguises import digits, letters, scripts
from rules.signals.disguises.table import Table
from rules.signals.disguises.words import Words
from rules.signals.normal import Edit

Step = Callable[[str], list[Edit]]
BUILTIN = Path(__file__).parent / "disguises.yaml"


_LATIN = re.compile(r"[a-z0-9\u0370-\u04ff]")  # and Greek and Cyrillic letters


class Disguises:
    """The steps in their order, and the signs whose meaning does not depend on what stands beside them."""

    def __init__(self, table: Table) -> None:
        self.signs: Mapping[str, str] = table.signs
        words = Words(table)
        self._chinese: tuple[Step, ...] = (letters.spelt, digits.gathered, words)
        self._all: tuple[Step, ...] = (
            scripts.unmixed,
            letters.spelt,
            letters.Leet(table.leet),
            letters.dotted,
            letters.unglued,
            digits.gathered,
            digits.rounded,
            words,
        )

    def steps(self, text: str) -> Iterable[Step]:
        """Return the steps that may find something in *text*: without a letter or a digit, few do."""
        return self._all if _LATIN.search(text) else self._chinese

    @classmethod
    def builtin(cls) -> "Disguises":
        """Return the disguises that come with the package."""
        return cls(Table.read(BUILTIN))
