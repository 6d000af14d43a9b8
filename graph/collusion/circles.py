"""Money that goes round, A -> B -> C -> A: payments that feign payouts or trade."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

LEAST = 3  # payments in a circle; a refund, A -> B -> A, is none
MOST = 6  # design: the more hands, the more who can keep it
ALIKE = 5, 4  # design: the largest amount is at most 5/4 of the smallest: each hand may keep a fee
MOST_STEPS = 2_000  # design: looks at a payment, for one new payment


class Payment(NamedTuple):
    """`amount` in minor units of one currency, `at` in any unit of time."""

    payer: str
    payee: str
    amount: int
    at: int


def circle(payments: Iterable[Payment], newest: Payment) -> tuple[Payment, ...]:
    """Return the circle that *newest* closes with some of the *payments*, in order of time; empty when it closes none.

    Each payment of a circle is made by the payee of the one before, not earlier than it; nobody pays twice; the amounts
    are alike. The latest payments are tried first, among equals by amount and names. *payments* are those that are near
    enough in time to count. When the search takes more than `MOST_STEPS` looks, none is found.

    Complexity: O(payments log payments + MOST_STEPS).
    """
    return _Search(payments, newest).found()


class _Search:
    """Goes back from the newest payment, from payer to who paid him."""

    def __init__(self, payments: Iterable[Payment], newest: Payment) -> None:
        self._newest = newest
        self._steps = 0
        self._into: dict[str, list[Payment]] = defaultdict(list)
        for each in sorted(payments, key=lambda each: (-each.at, each.amount, each)):
            if each.at <= newest.at and _are_alike((each, newest)):
                self._into[each.payee].append(each)

    def found(self) -> tuple[Payment, ...]:
        if self._newest.amount <= 0 or self._newest.payer == self._newest.payee:
            return ()
        return self._back((self._newest,))

    def _back(self, way: tuple[Payment, ...]) -> tuple[Payment, ...]:
        """Return the circle that ends with *way*, whose payments are in order."""
        for each in self._into.get(way[0].payer, ()):
            self._steps += 1
            if self._steps > MOST_STEPS:
                return ()
            longer = (each, *way)
            if each.at > way[0].at or not _are_alike(longer) or each.payer in {known.payer for known in way}:
                continue
            if each.payer == self._newest.payee:
                if len(longer) >= LEAST:
                    return longer
            elif len(longer) < MOST and (circle := self._back(longer)):
                return circle
        return ()


def _are_alike(payments: Sequence[Payment]) -> bool:
    amounts = [each.amount for each in payments]
    most, least = ALIKE
    return max(amounts) * least <= min(amounts) * most
