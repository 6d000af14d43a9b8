"""The running sums of one scheme's money, kept on every payment."""

from collections import defaultdict
from typing import Generic

from graph.errors import GraphError
from graph.money.payment import Kind, M, Payment
from graph.money.pool import Pool
from graph.money.withdrawals import Withdrawals


class Ledger(Generic[M]):
    """Who paid in, who got something, and what is left; amortised O(1) a payment.

    For reading, in minor units:

    - `total`: all payments of a kind together; `payments` counts them
    - `paid_in`, `entries`: everybody's deposits together, and his first one of a known amount
    - `paid_out`: everybody's payouts and commissions together, of who got a known amount
    - `newcomer_money`: of what was paid out, the first deposits of members who came in after the payee
    - `losers`: members who paid in and got less; nobody of whom a payout of unknown amount is known
    - `held`: the balance integrated over time, minor units times seconds; `peak` is the highest balance
    - `now`: the time of the last payment
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self.pool: Pool[M] = Pool()
        self.withdrawals: Withdrawals[M] = Withdrawals()
        self.paid_in: dict[M, int] = {}
        self.entries: dict[M, int] = {}
        self.paid_out: dict[M, int] = {}
        self.total: dict[Kind, int] = defaultdict(int)
        self.payments = 0
        self.newcomer_money = 0
        self.losers = 0
        self.held = 0
        self.peak = 0
        self.now = 0
        self._unclear: set[M] = set()

    @property
    def deposits(self) -> int:
        """All deposits together."""
        return self.total[Kind.deposit]

    @property
    def outflow(self) -> int:
        """All payouts and commissions together."""
        return self.total[Kind.payout] + self.total[Kind.commission]

    def enter(self, payment: Payment[M]) -> None:
        """Enter the next *payment*.

        Raises:
            GraphError: it is earlier than the last one, or the amount is negative.
        """
        minor = payment.minor or 0
        if payment.at < self.now or minor < 0:
            raise GraphError(f"{payment} after one at {self.now}: payments come in order, amounts are not negative")
        self.held += self.pool.balance * (payment.at - self.now)
        self.now = payment.at
        self.payments += 1
        self.total[payment.kind] += minor
        was_loser = self._is_loser(payment.member)
        if payment.kind is Kind.deposit:
            self._pay_in(payment.member, minor)
        elif payment.kind.is_paid_out:
            self._pay_out(payment, minor)
        elif payment.kind is Kind.asked:
            self.withdrawals.ask(payment.member, payment.at)
        elif payment.kind is Kind.failed:
            self.withdrawals.fail(payment.member, payment.at)
        self.losers += self._is_loser(payment.member) - was_loser

    def _pay_in(self, member: M, minor: int) -> None:
        self.pool.pay_in(member, minor)
        self.peak = max(self.peak, self.pool.balance)
        self.paid_in[member] = self.paid_in.get(member, 0) + minor
        if minor:
            self.entries.setdefault(member, minor)

    def _pay_out(self, payment: Payment[M], minor: int) -> None:
        payee = payment.member
        if minor:
            self.paid_out[payee] = self.paid_out.get(payee, 0) + minor
        elif payment.minor is None:
            self._unclear.add(payee)
        for parcel in self.pool.pay_out(minor):
            if parcel.is_entry and self.pool.is_later(parcel, payee):
                self.newcomer_money += parcel.minor
        if payment.kind is Kind.payout:
            self.withdrawals.pay(payee, payment.at)

    def _is_loser(self, member: M) -> bool:
        return self.paid_out.get(member, 0) < self.paid_in.get(member, 0) and member not in self._unclear
