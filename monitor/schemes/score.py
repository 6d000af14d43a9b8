"""How heavy the evidence of a scheme weighs at a moment."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from monitor.clock import SECOND
from monitor.schemes.evidence import Evidence
from rules.scoring import Scoring

_time = attrgetter("at")


def noisy_or(weights: Iterable[float]) -> float:
    """Return 100 * (1 - product(1 - w/100)): independent hints add up and never pass 100."""
    left = 1.0
    for weight in weights:
        left *= 1 - weight / 100
    return 100 * (1 - left)


class Ledger:
    """The counted evidence of one scheme: each signal once a community in `once_per`, at its heaviest."""

    def __init__(self, scoring: Scoring) -> None:
        """Count by the table *scoring*."""
        self._scoring = scoring
        self._once_per = scoring.once_per * SECOND
        self._counted: dict[tuple[str, str], list[Evidence]] = {}

    def enter(self, entry: Evidence) -> None:
        """Count *entry*; it replaces a lighter one of the same signal and community in the same time."""
        if not entry.weight:
            return
        kept = self._counted.setdefault((entry.signal, entry.community), [])
        if kept and entry.at < kept[-1].at + self._once_per:
            if entry.weight > kept[-1].weight:
                kept[-1] = entry
        else:
            kept.append(entry)

    def since(self, at: int) -> list[Evidence]:
        """Return what was counted after *at*."""
        return [entry for kept in self._counted.values() for entry in kept[bisect_right(kept, at, key=_time) :]]

    def family(self, name: str, since: int) -> float:
        """Return the sub-score of a family from what was counted after *since*, undecayed."""
        return noisy_or(entry.weight for entry in self.since(since) if entry.family == name)

    def score(self, now: int) -> float:
        """Return the decayed score at *now* with the caps for one family and for a missing pair."""
        entries = self.since(0)
        families = {entry.family for entry in entries}
        total = noisy_or(entry.weight * 0.5 ** ((now - entry.at) / self._half_life(entry)) for entry in entries)
        if len(families) == 1:
            return min(total, self._scoring.one_family_cap)
        if not {"attraction", "recruitment"} <= families:
            return min(total, self._scoring.no_pair_cap)
        return total

    def _half_life(self, entry: Evidence) -> int:
        seconds = self._scoring.strain_half_life if entry.family == "strain" else self._scoring.half_life
        return seconds * SECOND
