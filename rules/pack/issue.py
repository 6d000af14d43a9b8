"""Something wrong in a pack file, shown where it is."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass

from rules.errors import RulesError

_FEW = 16


@dataclass(frozen=True, slots=True, order=True)
class Issue:
    """One thing wrong: file, line and column (from 1), what, the line's text, and how to mend it.

    A pack with advice only can be used.
    """

    file: str
    line: int
    column: int
    message: str
    text: str = ""
    hint: str = ""
    is_advice: bool = False

    def __str__(self) -> str:
        """Render the issue with a caret under the offending place."""
        kind = "advice: " if self.is_advice else ""
        rendered = [f"{self.file}:{self.line}:{self.column}: {kind}{self.message}"]
        if self.text.strip():
            rendered += [f"    {self.text}", f"    {' ' * (self.column - 1)}^"]
        if self.hint:
            rendered.append(f"  hint: {self.hint}")
        return "\n".join(rendered)


class PackError(RulesError):
    """Rule packs cannot be used; `issues` lists everything that is wrong with them."""

    def __init__(self, issues: Iterable[Issue]) -> None:
        self.issues = tuple(issues)
        super().__init__("\n".join(map(str, self.issues)))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """Return a hint that names the closest of *known*, or lists them when none is close and they are few."""
    choices = sorted(known)
    close = difflib.get_close_matches(name, choices, n=1, cutoff=0.6)
    if close:
        return f"did you mean {close[0]!r}?"
    return f"known: {', '.join(choices)}" if 0 < len(choices) <= _FEW else ""
