"""The money a scheme holds, as the deposits that are left of it, oldest first.

Once in one pot, money has no name on it: whose money a payout was is a convention. First in, first out, is the one
courts apply to a running account (Devaynes v Noble, "Clayton's Case", 1816) and the one that traces stolen coins
without loss (Anderson, Shumailov, Ahmed, "Making Bitcoin Legal", 2018). Pro rata - every payout a little of
everybody's money - is fairer when what is left is shared out, but it answers "whose money was this" with everybody,
needs all depositors for each payout, and rounds; first in, first out, is exact to the fen and takes linear time.
"""

from collections import deque
from typing import Generic, NamedTuple

from graph.money.payment import M


class Parcel(NamedTuple, Generic[M]):
    """What is left, or was taken, of one deposit; `place` counts deposits from 0, `entry` is its owner's first."""

    owner: M
    minor: int
    place: int
    is_entry: bool


class Pool(Generic[M]):
    """Deposits in the order they came; payouts take the oldest first.

    `outside` is what was paid out beyond all deposits: it must have come from elsewhere, or of deposits nobody saw.
    """

    def __init__(self) -> None:
        """Start empty."""
        self.balance = 0
        self.outside = 0
        self.entered: dict[M, int] = {}  # the place of everybody's first deposit
        self._parcels: deque[Parcel[M]] = deque()
        self._deposits = 0

    def pay_in(self, owner: M, minor: int) -> None:
        """Take a deposit."""
        is_entry = self.entered.setdefault(owner, self._deposits) == self._deposits
        if minor:
            self._parcels.append(Parcel(owner, minor, self._deposits, is_entry))
        self._deposits += 1
        self.balance += minor

    def pay_out(self, minor: int) -> list[Parcel[M]]:
        """Take *minor* out; return what it consists of, less than that when there is not so much.

        Complexity: amortised O(1), each deposit is used up once.
        """
        taken: list[Parcel[M]] = []
        wanted = minor
        while wanted and self._parcels:
            oldest = self._parcels.popleft()
            part = min(wanted, oldest.minor)
            taken.append(oldest._replace(minor=part))
            if part < oldest.minor:
                self._parcels.appendleft(oldest._replace(minor=oldest.minor - part))
            wanted -= part
        self.balance -= minor - wanted
        self.outside += wanted
        return taken

    def is_later(self, parcel: Parcel[M], payee: M) -> bool:
        """Return whether *parcel* is somebody else's deposit, made after the first one of *payee*.

        Whoever never paid in has nothing that others could have come after.
        """
        entered = self.entered.get(payee)
        return entered is not None and parcel.owner != payee and parcel.place > entered
