"""Money that goes round, A -> B -> C -> A: payments that feign payouts or trade."""

from collections.abc import Collection, Sequence
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


def circle(payments: Collection[Payment], newest: Payment) -> tuple[Payment, ...]:
    """Return the circle that *newest* closes with some of the *payments*, in order of time; empty when it closes none.

    Each payment of a circle is made by the payee of the one before, not earlier than it; nobody pays twice; the amounts
    are alike. The latest payments are tried first, among equals by amount and names. *payments* are those that are near
    enough in time to count. When the search takes more than `MOST_STEPS` looks, none is found.

    Complexity: O(payments * (people looked at + log payments) + MOST_STEPS), mostly O(payments).
    """
    return _Search(payments, newest).found()


class _Search:
    """Goes back from the newest payment, from payer to who paid him."""

    def __init__(self, payments: Collection[Payment], newest: Payment) -> None:
        self._payments = payments
        self._newest = newest
        self._steps = 0
        self._into: dict[str, list[Payment]] = {}

    def found(self) -> tuple[Payment, ...]:
        if self._newest.amount <= 0 or self._newest.payer == self._newest.payee:
            return ()
        return self._back((self._newest,))

    def _back(self, way: tuple[Payment, ...]) -> tuple[Payment, ...]:
        """Return the circle that ends with *way*, whose payments are in order."""
        for each in self._paid_to(way[0].payer):
            self._steps += 1
            if self._steps > MOST_STEPS:
                return ()
            longer = (each, *way)
            are_alike = _are_alike(*(paid.amount for paid in longer))
            if each.at > way[0].at or not are_alike or each.payer in {known.payer for known in way}:
                continue
            if each.payer == self._newest.payee:
                if len(longer) >= LEAST:
                    return longer
            elif len(longer) < MOST and (circle := self._back(longer)):
                return circle
        return ()

    def _paid_to(self, payee: str) -> Sequence[Payment]:
        """Return the payments to *payee* that may be in the circle, the first to try first.

        Looked for when asked: most who pay were paid by nobody.
        """
        if payee not in self._into:
            paid = (each for each in self._payments if each.payee == payee and each.at <= self._newest.at)
            like = [each for each in paid if _are_alike(each.amount, self._newest.amount)]
            self._into[payee] = sorted(like, key=lambda each: (-each.at, each.amount, each))
        return self._into[payee]


def _are_alike(*amounts: int) -> bool:
    most, least = ALIKE
    return max(amounts) * least <= min(amounts) * most
