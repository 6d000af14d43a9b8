"""Facts that rules with `after` judge later: this happened, and what has been done about it by then?"""

from collections.abc import Callable, Iterator

import msgspec

from monitor.clock import HOUR, SECOND, LocalClock
from monitor.findings import Proof
from rules import Catalogue, Rule
from rules.facts import Value

SPARED_AT_NIGHT = "X9"


class Held(msgspec.Struct, frozen=True, array_like=True):
    """A fact, whom it is about, and when it is judged again: `after` seconds later on its clock, at `due`."""

    due: int
    after: int
    kind: str
    values: dict[str, Value]
    subject: str
    member: str
    proof: Proof | None
    staff: bool


class HeldFacts:
    """Keeps facts until their time; the clock stands still in the quiet hours for rules that name X9."""

    def __init__(
        self, state: list[Held], clock: LocalClock, catalogue: Catalogue, judge: Callable[[Held], None]
    ) -> None:
        """Continue from *state*; *judge* is handed the facts whose time has come."""
        self.state = state
        self._clock = clock
        self._judge = judge
        self._delays = {kind: [after for after in delays if after] for kind, delays in catalogue.delays.items()}
        waiting = [rule for rule in catalogue.rules.values() if rule.after]
        self._pausing = {_key(rule) for rule in waiting if SPARED_AT_NIGHT in rule.exemptions}

    def delays(self, kind: str) -> list[int]:
        """Return after how many seconds facts of *kind* are judged again."""
        return self._delays.get(kind, [])

    def due(self, kind: str, at: int, after: int) -> int:
        """Return when *after* seconds from *at* have passed for the rules about *kind*."""
        if (kind, after) in self._pausing:
            return self._clock.due(at, after * SECOND // HOUR)
        return at + after * SECOND

    def hold(self, fact: Held) -> None:
        """Keep *fact*."""
        self.state.append(fact)

    def dues(self) -> Iterator[int]:
        """Yield when facts fall due."""
        return (fact.due for fact in self.state)

    def ring(self, due: int) -> None:
        """Hand on the facts that fall due up to *due*, in the order in which they came, and let go of them."""
        taken = [fact for fact in self.state if fact.due <= due]
        self.state[:] = [fact for fact in self.state if fact.due > due]
        for fact in taken:
            self._judge(fact)


def _key(rule: Rule) -> tuple[str, int]:
    return rule.fact, rule.after or 0
