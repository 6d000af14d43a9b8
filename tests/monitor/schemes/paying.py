"""Evidence of money for tests."""

from monitor.record import SumKind
from monitor.schemes.evidence import Evidence
from monitor.schemes.flow import signal_of
from tests.monitor.schemes.evidence import seen

KINDS: tuple[SumKind, ...] = ("deposit", "sale", "payout", "commission", "asked", "failed")


def moved(kind: SumKind, member: str, yuan: float = 0, hour: float = 0, *, told: bool = False) -> Evidence:
    """Return evidence that a sum of *kind* of *member* was seen, or *told*."""
    signal = signal_of(kind, seen=not told)
    return seen(signal, hour / 24, 0, member=member, values={"fen": round(100 * yuan)})


def entrances(people: int) -> list[Evidence]:
    """Return that *people* pay 100 yuan each, one an hour."""
    return [moved("deposit", f"m{number}", 100, number) for number in range(people)]


def payouts(people: int, yuan: float = 100, *, told: bool = False) -> list[Evidence]:
    """Return that the first *people* are paid two days on."""
    return [moved("payout", f"m{number}", yuan, 48, told=told) for number in range(people)]
