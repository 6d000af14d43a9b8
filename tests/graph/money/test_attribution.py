"""Whose money somebody was paid with: every fen is traced to one deposit, first in, first out."""

from collections import Counter

import msgspec
import pytest
from hypothesis import given

from graph.money.attribution import Attribution, Stake, Transfer
from graph.money.payment import Kind, Payment
from tests.graph.money.telling import HISTORIES, deposit, payout

EARLY, NEXT, LAST = deposit(0, "ann", 100), deposit(1, "bob", 100), deposit(3, "cat", 100)


def fen_by_fen(payments: list[Payment[str]]) -> tuple[Counter[tuple[str, str]], Counter[tuple[str, str]], list[str]]:
    """Return (payee, whose money) of every fen paid out, of those paid in later, and whose fen are left."""
    pool: list[tuple[str, int]] = []
    paid, later, entered = Counter[tuple[str, str]](), Counter[tuple[str, str]](), dict[str, int]()
    for place, payment in enumerate(payments):
        minor = payment.minor or 0
        if payment.kind is Kind.deposit:
            entered.setdefault(payment.member, place)
            pool += [(payment.member, place)] * minor
        elif payment.kind in {Kind.payout, Kind.commission}:
            taken, pool = pool[:minor], pool[minor:]
            for owner, when in taken:
                paid[payment.member, owner] += 1
                if owner != payment.member and when > entered.get(payment.member, len(payments)):
                    later[payment.member, owner] += 1
    return paid, later, [owner for owner, _ in pool]


@given(HISTORIES)
def test_it_is_what_tracing_fen_by_fen_gives(payments: list[Payment[str]]) -> None:
    attribution = Attribution(payments)
    paid, later, _ = fen_by_fen(payments)
    expected = {Transfer(*pair, minor, later[pair]) for pair, minor in paid.items() if pair[0] != pair[1]}
    assert set(attribution.transfers()) == expected
    assert {stake.member: stake.own for stake in attribution.stakes() if stake.own} == {
        payee: minor for (payee, owner), minor in paid.items() if payee == owner
    }


@given(HISTORIES)
def test_nothing_is_lost_and_nothing_counts_twice(payments: list[Payment[str]]) -> None:
    attribution = Attribution(payments)
    left = Counter(fen_by_fen(payments)[2])
    outside = 0
    for stake in attribution.stakes():
        assert sum(attribution.who_got(stake.member).values()) + left[stake.member] == stake.paid_in
        outside += stake.paid_out - sum(attribution.whose_money(stake.member).values())
    assert outside == attribution.trail(0).outside


@pytest.mark.parametrize(
    ("payments", "expected"),
    [
        pytest.param([EARLY, NEXT, payout(2, "ann", 150)], {"ann": 100, "bob": 50}, id="his own, then the next one's"),
        pytest.param([EARLY, payout(2, "ann", 150), LAST], {"ann": 100}, id="nothing that comes after"),
        pytest.param([NEXT, EARLY, payout(2, "ann", 150)], {"ann": 100, "bob": 50}, id="told in any order"),
        pytest.param(
            [EARLY, payout(2, "zed", 40), payout(3, "ann", 60)], {"ann": 60}, id="what another took is no longer there"
        ),
    ],
)
def test_a_payout_takes_what_was_paid_in_first(payments: list[Payment[str]], expected: dict[str, int]) -> None:
    assert Attribution(payments).whose_money("ann") == expected


def test_a_victim_sees_who_got_his_money() -> None:
    attribution = Attribution([EARLY, NEXT, payout(2, "ann", 120), LAST, payout(4, "ann", 30), payout(5, "zed", 20)])
    assert attribution.who_got("bob") == {"ann": 50, "zed": 20}
    assert attribution.who_got("nobody") == attribution.whose_money("nobody") == {}


def test_what_the_next_one_paid_in_is_told_from_what_was_there_before() -> None:
    transfers = Attribution([EARLY, NEXT, payout(2, "bob", 100), LAST, payout(4, "bob", 200)]).transfers()
    assert transfers == [Transfer("bob", "ann", 100, 0), Transfer("bob", "cat", 100, 100)]


def test_of_who_never_paid_in_nobody_is_later() -> None:
    assert Attribution([EARLY, payout(2, "boss", 100)]).transfers() == [Transfer("boss", "ann", 100, 0)]


def test_a_trail_holds_the_greatest_losses_and_transfers_and_can_be_encoded() -> None:
    trail = Attribution([EARLY, NEXT, LAST, payout(4, "zed", 250), payout(5, "cat", 70)]).trail(2)
    assert trail.stakes == [Stake("ann", 100, 0, 0, 100), Stake("bob", 100, 0, 0, 100)]
    assert trail.transfers == [Transfer("zed", "ann", 100, 0), Transfer("zed", "bob", 100, 0)]
    assert (trail.lost, trail.outside) == (230, 20)
    assert msgspec.json.decode(msgspec.json.encode(trail))["lost"] == 230
