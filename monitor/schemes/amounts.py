"""What is known of everybody's money when some of it was seen, and some of it is only reported."""

from collections import defaultdict
from collections.abc import Hashable
from dataclasses import dataclass
from typing import Generic, TypeVar

from graph.money.payment import Kind

M = TypeVar("M", bound=Hashable)


@dataclass(slots=True)
class _Amount:
    """One member's sums of a kind, in fen."""

    seen: int = 0
    told: int = 0

    @property
    def known(self) -> int:
        return max(self.seen, self.told)


class Amounts(Generic[M]):
    """Of each member and kind of payment those seen add up, of reports the largest counts; of the two what is more."""

    def __init__(self) -> None:
        """Start with nothing."""
        self._amounts: dict[tuple[M, Kind], _Amount] = defaultdict(_Amount)

    def enter(self, member: M, kind: Kind, fen: int, *, seen: bool) -> int | None:
        """Enter a payment that was *seen*, or a report; return by how many fen more is known now.

        0 fen is an amount that nobody knows, or of another currency: then None.
        """
        amount = self._amounts[member, kind]
        known = amount.known
        if seen:
            amount.seen += fen
        else:
            amount.told = max(amount.told, fen)
        return amount.known - known if fen else None
