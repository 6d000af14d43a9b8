"""Promoters of one scheme who leave, or fall silent, one after the other."""

from collections.abc import Mapping

from monitor.clock import DAY
from monitor.schemes.evidence import Evidence, Somebody
from rules.facts import Value

LEFT, SILENT, BACK = "promoter.left", "promoter.silent", "promoter.back"
OF_A_TREE = "recruit.tree"  # nobody's own words
PROMOTED_WITHIN = 30 * DAY  # design: as long as signals keep a scheme at its stage
GONE_TOGETHER = 7 * DAY  # design


class Exodus:
    """Who promotes a scheme, and who of them has gone."""

    def __init__(self) -> None:
        """Start with nobody."""
        self._promoted: dict[Somebody, int] = {}
        self._gone: dict[Somebody, Evidence] = {}

    def enter(self, entry: Evidence, stage: int) -> Mapping[str, Value] | None:
        """Enter *entry*; return the fact of the exodus when one more has gone, with the *stage* of the scheme."""
        if entry.is_promotion and entry.weight and entry.signal != OF_A_TREE:
            self._promoted[entry.who] = entry.at
        elif entry.signal == BACK:
            self._gone.pop(entry.who, None)
        elif entry.signal in {LEFT, SILENT}:
            self._gone[entry.who] = entry
            return self._fact(entry.at, stage)
        return None

    def _fact(self, at: int, stage: int) -> Mapping[str, Value]:
        promoters = {who for who, promoted in self._promoted.items() if promoted > at - PROMOTED_WITHIN}
        gone = [entry for who, entry in self._gone.items() if who in promoters and entry.at > at - GONE_TOGETHER]
        return {
            "promoters": len(promoters),
            "gone": len(gone),
            "gone_less_stayed": 2 * len(gone) - len(promoters),
            "announced": bool(gone) and all(bool(entry.values.get("announced")) for entry in gone),
            "stage": stage,
        }
