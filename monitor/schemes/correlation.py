"""Evidence of one scheme that makes a pattern together, found as each piece comes in."""

from collections import deque
from collections.abc import Iterable, Iterator

from monitor.clock import SECOND
from monitor.panel import Panel
from monitor.schemes.evidence import Evidence
from rules import Match
from rules.facts import Value, complete

KIND = "scheme_signal"


class Correlation:
    """Joins each piece of evidence with what came within reach before it.

    Of a signal only those are kept that no later one outweighs. No pair is missed for it: the later and heavier one is
    nearer. A pattern of three may be found later, by evidence that makes it again: what takes the place of the middle
    one is further from the first.

    Complexity: amortised O(1) to keep a piece; a join is asked about at most as many of each signal as it has weights.
    """

    def __init__(self, panel: Panel) -> None:
        """Judge by *panel*, looking back as far as any of its patterns."""
        self._engine = panel.engine
        rules = (rule for rule in panel.catalogue.rules.values() if rule.fact == KIND)
        patterns = (pattern for rule in rules for level in rule.levels for pattern in level.patterns or ())
        self.over = max((span for pattern in patterns for span in pattern.near.values()), default=0) * SECOND
        self._kept: dict[str, deque[Evidence]] = {}

    def run(self, evidence: Iterable[Evidence]) -> Iterator[tuple[Match, list[Evidence]]]:
        """Yield each match that a piece of *evidence*, which comes in order, completes, with the pieces it joins."""
        for newest in evidence:
            self._enter(newest)
            facts = [(_fact(entry), entry) for kept in self._kept.values() for entry in kept]
            entries = {id(fact): entry for fact, entry in facts}
            for match in self._engine.correlate(KIND, [fact for fact, _ in facts]):
                joined = [entries[id(fact)] for fact in match.facts.values()]
                if newest in joined:
                    yield match, joined

    def _enter(self, newest: Evidence) -> None:
        kept = self._kept.setdefault(newest.signal, deque())
        while kept and kept[-1].weight <= newest.weight:
            kept.pop()
        kept.append(newest)
        for each in self._kept.values():
            while each and each[0].at < newest.at - self.over:
                each.popleft()


def _fact(entry: Evidence) -> dict[str, Value]:
    return complete(
        KIND,
        {
            "signal": entry.signal,
            "family": entry.family,
            "at": entry.at // SECOND,
            "yield_monthly_bp": entry.values.get("yield_monthly_bp", 0),
            "commission_levels": entry.values.get("commission_levels", 0),
            "goods_commission": entry.values.get("goods_commission", False),
        },
    )
