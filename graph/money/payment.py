"""One payment into or out of a scheme, or an attempt to get one."""

from collections.abc import Hashable
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

M = TypeVar("M", bound=Hashable)
"""who a member is: a name, a number, or whatever else tells two apart"""


class Kind(StrEnum):
    """What a payment is to the scheme."""

    deposit = "deposit"  # a member's money goes in
    sale = "sale"  # a customer's money goes in, for goods: no deposit
    payout = "payout"  # money comes out to a member: a withdrawal that was paid, interest, a refund
    commission = "commission"  # money comes out to a member for whom he brought
    asked = "asked"  # a withdrawal was asked for: no money moved
    failed = "failed"  # a withdrawal was refused or is late: no money moved

    @property
    def is_paid_out(self) -> bool:
        """Return whether money comes out of the scheme."""
        return self in {Kind.payout, Kind.commission}


class Payment(NamedTuple, Generic[M]):
    """A payment of one member. `at` is whole seconds since 1970, `minor` is minor units (fen, cents), not negative.

    Nobody knows an amount of None, or it is of another currency: the member counts, the money does not.
    """

    at: int
    member: M
    kind: Kind
    minor: int | None = None
