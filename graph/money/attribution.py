"""Whose money everybody got, and who got everybody's money: first in, first out, as `Pool` says."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Generic

import msgspec

from graph.money.payment import Kind, M, Payment
from graph.money.pool import Pool


class Stake(msgspec.Struct, Generic[M], frozen=True):
    """What became of one member's money, in minor units.

    `own` of what he got was his own, `loss` is what he paid in beyond what he got, 0 for a winner.
    """

    member: M
    paid_in: int
    paid_out: int
    own: int
    loss: int


class Transfer(msgspec.Struct, Generic[M], frozen=True):
    """How much of *victim*'s deposits *payee* got, in minor units.

    `later` of it was paid in after the payee's own first deposit: the next one's money paid him.
    """

    payee: M
    victim: M
    minor: int
    later: int


class Trail(msgspec.Struct, Generic[M], frozen=True):
    """What to draw: the greatest losses and the greatest transfers, greatest first.

    `lost` is everybody's loss together, `outside` what was paid out beyond all deposits.
    """

    stakes: list[Stake[M]]
    transfers: list[Transfer[M]]
    lost: int
    outside: int


class Attribution(Generic[M]):
    """Every payout split into the deposits that funded it: nothing is counted twice, nothing is left over.

    What all payees got of a member, and what is left of his money in the pool, is what he paid in; what a payee got of
    all members, and from outside, is what he was paid.
    """

    def __init__(self, payments: Iterable[Payment[M]]) -> None:
        """Follow *payments*, in any order; of the same second, as they are given.

        Complexity: linear in payments that come in order of time.
        """
        self._pool: Pool[M] = Pool()
        self._paid_in: dict[M, int] = {}
        self._paid_out: dict[M, int] = {}
        self._of: dict[M, dict[M, int]] = {}  # payee -> whose money -> minor
        self._to: dict[M, dict[M, int]] = {}  # victim -> who got it -> minor
        self._later: dict[tuple[M, M], int] = defaultdict(int)  # payee, victim
        for payment in sorted(payments, key=lambda payment: payment.at):
            self._enter(payment)

    def whose_money(self, payee: M) -> dict[M, int]:
        """Return by whose deposits *payee* was paid, his own included, first funder first."""
        return dict(self._of.get(payee, {}))

    def who_got(self, victim: M) -> dict[M, int]:
        """Return who was paid with *victim*'s deposits, himself included, first payee first."""
        return dict(self._to.get(victim, {}))

    def stakes(self) -> list[Stake[M]]:
        """Return what became of everybody's money, in order of first appearance."""
        return [self._stake(member) for member in self._paid_in | self._paid_out]

    def transfers(self) -> list[Transfer[M]]:
        """Return who got whose money, one's own left out."""
        return [
            Transfer(payee, victim, minor, self._later.get((payee, victim), 0))
            for payee, funders in self._of.items()
            for victim, minor in funders.items()
            if victim != payee
        ]

    def trail(self, most: int) -> Trail[M]:
        """Return what to draw: at most *most* losers and *most* transfers; of equals, who came first."""
        stakes = self.stakes()
        losers = sorted((stake for stake in stakes if stake.loss), key=lambda stake: -stake.loss)
        transfers = sorted(self.transfers(), key=lambda transfer: -transfer.minor)
        return Trail(losers[:most], transfers[:most], sum(stake.loss for stake in losers), self._pool.outside)

    def _enter(self, payment: Payment[M]) -> None:
        member, minor = payment.member, payment.minor or 0
        if payment.kind is Kind.deposit:
            self._pool.pay_in(member, minor)
            self._paid_in[member] = self._paid_in.get(member, 0) + minor
        elif payment.kind.is_paid_out:
            self._paid_out[member] = self._paid_out.get(member, 0) + minor
            self._split(member, minor)

    def _split(self, payee: M, minor: int) -> None:
        of = self._of.setdefault(payee, {})
        for parcel in self._pool.pay_out(minor):
            of[parcel.owner] = of.get(parcel.owner, 0) + parcel.minor
            to = self._to.setdefault(parcel.owner, {})
            to[payee] = to.get(payee, 0) + parcel.minor
            if self._pool.is_later(parcel, payee):
                self._later[payee, parcel.owner] += parcel.minor

    def _stake(self, member: M) -> Stake[M]:
        paid_in, paid_out = self._paid_in.get(member, 0), self._paid_out.get(member, 0)
        own = self._of.get(member, {}).get(member, 0)
        return Stake(member, paid_in, paid_out, own, max(paid_in - paid_out, 0))
