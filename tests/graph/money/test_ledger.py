"""The running sums of a scheme's money are what adding up everything anew would give."""

from itertools import pairwise

import pytest
from hypothesis import given

from graph.errors import GraphError
from graph.money.ledger import Ledger
from graph.money.payment import Kind, Payment
from tests.graph.money.telling import HISTORIES, deposit, entered, payout

Payments = list[Payment[str]]


def money_of(member: str, payments: Payments, *, paid_in: bool) -> int:
    """Return what *member* paid in or got."""
    kinds = {Kind.deposit} if paid_in else {Kind.payout, Kind.commission}
    return sum(each.minor or 0 for each in payments if each.member == member and each.kind in kinds)


def balances(payments: Payments) -> list[int]:
    """Return the balance after each payment; what is paid out beyond it comes from elsewhere."""
    found = [0]
    for each in payments:
        sign = (each.kind is Kind.deposit) - (each.kind in {Kind.payout, Kind.commission})
        found.append(max(0, found[-1] + sign * (each.minor or 0)))
    return found[1:]


@given(HISTORIES)
def test_who_lost_is_who_got_less_than_he_paid_in(payments: Payments) -> None:
    unclear = {each.member for each in payments if each.kind in {Kind.payout, Kind.commission} and each.minor is None}
    members = {each.member for each in payments} - unclear
    lost = [
        member
        for member in members
        if money_of(member, payments, paid_in=True) > money_of(member, payments, paid_in=False)
    ]
    assert entered(payments).losers == len(lost)


@given(HISTORIES)
def test_the_balance_is_held_over_time(payments: Payments) -> None:
    ledger, levels = entered(payments), balances(payments)
    spans = [later.at - earlier.at for earlier, later in pairwise(payments)]
    assert ledger.held == sum(level * span for level, span in zip(levels, spans, strict=False))
    assert ledger.peak == max(levels, default=0)
    assert ledger.pool.balance == (levels[-1] if levels else 0)


@given(HISTORIES)
def test_money_goes_in_or_out_and_none_is_lost(payments: Payments) -> None:
    ledger = entered(payments)
    assert ledger.deposits + ledger.pool.outside == ledger.outflow + ledger.pool.balance
    assert sum(ledger.paid_in.values()) == ledger.deposits
    assert sum(ledger.paid_out.values()) == ledger.outflow
    assert ledger.payments == len(payments)


@given(HISTORIES)
def test_newcomers_money_is_what_first_deposits_paid_to_earlier_members(payments: Payments) -> None:
    fen: list[tuple[str, int]] = []
    first: dict[str, int] = {}
    found = 0
    for place, each in enumerate(payments):
        minor = each.minor or 0
        if each.kind is Kind.deposit:
            first.setdefault(each.member, place)
            fen += [(each.member, place)] * minor
        elif each.kind in {Kind.payout, Kind.commission}:
            taken, fen = fen[:minor], fen[minor:]
            came = first.get(each.member, len(payments))
            found += sum(first[owner] == at > came for owner, at in taken)
    assert entered(payments).newcomer_money == found


@pytest.mark.parametrize(
    "payments",
    [
        pytest.param([deposit(5, "ann", 1), deposit(4, "ann", 1)], id="back in time"),
        pytest.param([deposit(0, "ann", -1)], id="a negative amount"),
    ],
)
def test_what_cannot_be_is_refused(payments: Payments) -> None:
    with pytest.raises(GraphError, match="payments come in order, amounts are not negative"):
        entered(payments)


def test_a_deposit_of_unknown_amount_makes_a_depositor_and_no_entrance() -> None:
    ledger = entered([Payment(0, "ann", Kind.deposit), deposit(1, "ann", 5), deposit(2, "ann", 7)])
    assert (ledger.paid_in, ledger.entries) == ({"ann": 12}, {"ann": 5})


def test_nobody_is_behind_who_got_an_unknown_amount() -> None:
    assert entered([deposit(0, "ann", 9), Payment(1, "ann", Kind.payout), payout(2, "ann", 1)]).losers == 0


def test_an_empty_ledger_has_no_money() -> None:
    ledger: Ledger[str] = Ledger()
    assert (ledger.deposits, ledger.outflow, ledger.losers) == (0, 0, 0)
