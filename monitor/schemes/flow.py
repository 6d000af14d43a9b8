"""What members paid into a scheme and say to have lost there, added up."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from monitor.schemes.evidence import Evidence, Somebody
from rules.facts import Value

FEN = 100
PAID, REPORTED, LOST = "money.paid", "money.reported", "money.lost"
RECRUITING = frozenset({"recruit.commission", "recruit.headcount"})


@dataclass
class _Sums:
    """What is known of each member, in fen."""

    paid: dict[Somebody, int] = field(default_factory=lambda: defaultdict[Somebody, int](int))
    reported: dict[Somebody, int] = field(default_factory=lambda: defaultdict[Somebody, int](int))
    lost: dict[Somebody, int] = field(default_factory=lambda: defaultdict[Somebody, int](int))
    commission_evidence: bool = False

    def enter(self, entry: Evidence) -> bool:
        """Enter *entry*; return whether it is about money, or tells what the money is for."""
        who, fen = entry.who, int(entry.values.get("fen", 0))
        if entry.signal == PAID:
            self.paid[who] += fen
        elif entry.signal == REPORTED:
            self.reported[who] = max(self.reported[who], fen)
        elif entry.signal == LOST:
            self.lost[who] = max(self.lost[who], fen)
        elif entry.signal in RECRUITING and not self.commission_evidence:
            self.commission_evidence = True
        else:
            return False
        return True

    def fact(self) -> dict[str, Value]:
        depositors = self.paid.keys() | self.reported.keys()
        return {
            "depositors": len(depositors),
            "deposits_cny": sum(max(self.paid.get(who, 0), self.reported.get(who, 0)) for who in depositors) // FEN,
            "losses_cny": sum(self.lost.values()) // FEN,
            "largest_loss_cny": max(self.lost.values(), default=0) // FEN,
            "commission_evidence": self.commission_evidence,
        }


def flows(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, dict[str, Value]]]:
    """Yield the sums after each payment or report of the *evidence* of one scheme, which comes in order."""
    sums = _Sums()
    for entry in evidence:
        if sums.enter(entry) and (sums.paid or sums.reported or sums.lost):
            yield entry, sums.fact()
