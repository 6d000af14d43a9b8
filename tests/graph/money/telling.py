"""Payments told in a word each."""

from collections.abc import Iterable

from hypothesis import strategies as st

from graph.money.ledger import Ledger
from graph.money.payment import Kind, Payment

DAY = 86_400


def deposit(at: int, member: str, minor: int) -> Payment[str]:
    """Return that *member* paid in."""
    return Payment(at, member, Kind.deposit, minor)


def payout(at: int, member: str, minor: int) -> Payment[str]:
    """Return that *member* was paid."""
    return Payment(at, member, Kind.payout, minor)


def _payments(kinds: st.SearchStrategy[Kind]) -> st.SearchStrategy[list[Payment[str]]]:
    each = st.builds(Payment[str], st.integers(0, 20), st.sampled_from("abcdef"), kinds, st.none() | st.integers(0, 50))
    return st.lists(each, max_size=40).map(lambda payments: sorted(payments, key=lambda payment: payment.at))


HISTORIES = _payments(st.sampled_from([Kind.deposit, Kind.deposit, *Kind]))
"""what may happen to a scheme's money, in order"""


def entered(payments: Iterable[Payment[str]]) -> Ledger[str]:
    """Return the ledger of *payments*."""
    ledger: Ledger[str] = Ledger()
    for payment in payments:
        ledger.enter(payment)
    return ledger
