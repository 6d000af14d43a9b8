"""Who waits for his money, and how long."""

import pytest

from graph.money.withdrawals import Withdrawals
from tests.graph.money.telling import DAY

HOUR = DAY // 24


def test_a_failure_counts_for_seven_days_and_a_member_once() -> None:
    withdrawals: Withdrawals[str] = Withdrawals()
    withdrawals.fail("ann", 0)
    withdrawals.fail("bob", DAY)
    withdrawals.fail("ann", 2 * DAY)
    assert [withdrawals.failing(day * DAY) for day in (2, 7, 8, 9)] == [2, 2, 1, 0]


def test_a_failure_ends_exactly_seven_days_later() -> None:
    withdrawals: Withdrawals[str] = Withdrawals()
    withdrawals.fail("ann", 0)
    assert (withdrawals.failing(7 * DAY - 1), withdrawals.failing(7 * DAY)) == (1, 0)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        pytest.param([("ask", "ann", 0), ("pay", "ann", 35)], 35, id="asked and paid"),
        pytest.param([("ask", "ann", 0), ("ask", "ann", 20), ("pay", "ann", 35)], 35, id="the first request counts"),
        pytest.param([("fail", "ann", 5), ("pay", "ann", 35)], 30, id="a failure is a request, too"),
        pytest.param([("ask", "ann", 0), ("fail", "ann", 9), ("pay", "ann", 35)], 35, id="a failure ends no wait"),
        pytest.param([("pay", "ann", 35)], None, id="nobody saw him ask"),
        pytest.param([("ask", "ann", 0), ("pay", "ann", 5), ("pay", "ann", 35)], 5, id="paid once"),
        pytest.param([("ask", "a", 0), ("ask", "b", 1), ("pay", "b", 5), ("pay", "a", 9)], 6, id="on average, less"),
        pytest.param([("ask", "ann", 0)], None, id="still waiting"),
    ],
)
def test_a_wait_lasts_from_the_first_request_until_paid(told: list[tuple[str, str, int]], expected: int | None) -> None:
    withdrawals: Withdrawals[str] = Withdrawals()
    for what, member, hour in told:
        {"ask": withdrawals.ask, "fail": withdrawals.fail, "pay": withdrawals.pay}[what](member, hour * HOUR)
    found = withdrawals.mean_wait(told[-1][2] * HOUR)
    assert (found // HOUR if found is not None else None) == expected


def test_waits_are_those_of_the_last_seven_days() -> None:
    withdrawals: Withdrawals[str] = Withdrawals()
    for member, asked, paid in (("ann", 0, 1), ("bob", 1, 5)):
        withdrawals.ask(member, asked * DAY)
        withdrawals.pay(member, paid * DAY)
    assert [(withdrawals.waits(day * DAY), withdrawals.mean_wait(day * DAY)) for day in (7, 8, 12)] == [
        (2, 5 * DAY // 2),
        (1, 4 * DAY),
        (0, None),
    ]
