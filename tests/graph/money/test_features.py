"""The flow of a scheme's money in figures, and what is not said of too little."""

from dataclasses import replace

import pytest

from graph.money.features import MoneyFeatures, features, ginis
from graph.money.payment import Kind, Payment
from tests.graph.money.telling import DAY, deposit, entered, payout

Payments = list[Payment[str]]


def entrances(people: int) -> Payments:
    """Return that *people* pay 100 each, one an hour."""
    return [deposit(number * DAY // 24, f"m{number}", 100) for number in range(people)]


def payouts(people: int, minor: int = 100) -> Payments:
    """Return that the first *people* are paid two days on."""
    return [payout(2 * DAY, f"m{number}", minor) for number in range(people)]


def told(*parts: Payments) -> MoneyFeatures:
    """Return the features of all *parts* together."""
    return features(entered(sorted((each for part in parts for each in part), key=lambda each: each.at)))


@pytest.mark.parametrize(
    ("payments", "absent"),
    [
        pytest.param([], True, id="nothing"),
        pytest.param(entrances(19) + payouts(10), True, id="nineteen depositors"),
        pytest.param(entrances(20) + payouts(9), True, id="nine payees"),
        pytest.param(entrances(20) + payouts(10), False, id="just enough"),
        pytest.param([Payment(0, f"m{n}", Kind.deposit) for n in range(20)] + payouts(10), True, id="unknown amounts"),
    ],
)
def test_of_too_little_nothing_is_said(payments: Payments, *, absent: bool) -> None:
    found = told(payments)
    least = (found.loser_share_pm, found.newcomer_money_pm, found.payout_gini_pm, found.dwell_seconds)
    assert {each is None for each in (*least, found.peak_float_pm)} == {absent}


@pytest.mark.parametrize(("people", "absent"), [(19, True), (20, False)])
def test_entrances_are_told_without_any_payee(people: int, *, absent: bool) -> None:
    found = told(entrances(people))
    assert (found.member_inflow_pm is None, found.entry_gini_pm is None) == (absent, absent)


@pytest.mark.parametrize(
    ("others", "expected"),
    [
        pytest.param([], 1000, id="all from members"),
        pytest.param([Payment(DAY, "shopper", Kind.sale, 2000)], 500, id="as much from customers"),
        pytest.param(payouts(10, 230), 869, id="what was paid out beyond deposits came from elsewhere"),
    ],
)
def test_members_money_is_told_from_other_money(others: Payments, expected: int) -> None:
    assert told(entrances(20), others).member_inflow_pm == expected


def test_losers_are_those_who_got_less() -> None:
    assert told(entrances(20), payouts(9), payouts(11)[9:], [payout(3 * DAY, "boss", 1)]).loser_share_pm == 450


def test_what_members_got_is_spread_over_those_who_got_nothing() -> None:
    assert told(entrances(20), payouts(10)).payout_gini_pm == 500


def test_entrances_are_first_deposits() -> None:
    assert told(entrances(20), [deposit(2 * DAY, "m1", 10**6)]).entry_gini_pm == 0


def test_a_deposit_stays_until_somebody_is_paid_with_it() -> None:
    twenty = [deposit(0, f"m{number}", 100) for number in range(20)]
    found = told(twenty, [payout(DAY, f"m{number}", 200) for number in range(10)])
    assert (found.dwell_seconds, found.peak_float_pm) == (DAY, 1000)


def test_money_that_is_passed_on_at_once_never_piles_up() -> None:
    goes_round = [
        each
        for number in range(40)
        for each in (deposit(number * DAY, f"m{number}", 100), payout(number * DAY, f"m{number // 2}", 100))
    ]
    found = told(goes_round)
    assert (found.dwell_seconds, found.peak_float_pm, found.newcomer_money_pm) == (0, 25, 975)


def circle(rounds: int) -> Payments:
    """Return that twenty-five friends pay 100 each a month, and one of them gets it."""
    return [
        each
        for month in range(rounds)
        for each in (
            *(deposit(30 * month * DAY, f"m{number}", 100) for number in range(25)),
            payout(30 * month * DAY, f"m{month}", 2500),
        )
    ]


def test_friends_who_lend_in_turns_live_on_no_newcomers() -> None:
    found = told(circle(10))
    assert found.loser_share_pm == 600
    assert found.newcomer_money_pm == 96  # the first month's pot, but for his own


@pytest.mark.parametrize(("people", "expected"), [(2, None), (3, 3600)])
def test_a_delay_takes_three_withdrawals(people: int, expected: int | None) -> None:
    asked = [Payment(0, f"m{number}", Kind.asked) for number in range(people)]
    assert told(asked, [payout(3600, f"m{number}", 1) for number in range(people)]).withdrawal_seconds == expected


def test_failing_withdrawals_are_counted_by_member() -> None:
    assert told([Payment(0, member, Kind.failed) for member in ("ann", "bob", "ann")]).failing_7d == 2


def test_known_ginis_are_taken_over() -> None:
    ledger = entered(entrances(20) + payouts(10))
    known = ginis(ledger)
    ledger.enter(payout(3 * DAY, "m0", 10**6))
    stale = features(ledger, known)
    assert (stale.payout_gini_pm, stale.payouts) == (500, 1_001_000)
    assert features(ledger) == replace(stale, payout_gini_pm=ginis(ledger).payouts)
