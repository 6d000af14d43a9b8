"""What payments that were seen and reports of payments amount to."""

import pytest

from graph.money.payment import Kind
from monitor.schemes.amounts import Amounts

SEEN, TOLD = True, False


@pytest.mark.parametrize(
    ("entries", "news"),
    [
        pytest.param([(30, SEEN), (30, SEEN)], [30, 30], id="payments add up"),
        pytest.param([(30, TOLD), (30, TOLD)], [30, 0], id="a report said twice"),
        pytest.param([(30, TOLD), (70, TOLD), (50, TOLD)], [30, 40, 0], id="the largest report"),
        pytest.param([(30, SEEN), (70, TOLD), (30, SEEN), (30, SEEN)], [30, 40, 0, 20], id="whichever is more"),
        pytest.param([(0, SEEN), (0, TOLD), (30, SEEN)], [None, None, 30], id="an amount that nobody knows"),
    ],
)
def test_it_is_told_how_much_more_is_known(entries: list[tuple[int, bool]], news: list[int | None]) -> None:
    amounts: Amounts[str] = Amounts()
    assert [amounts.enter("ann", Kind.deposit, fen, seen=seen) for fen, seen in entries] == news


def test_members_and_kinds_are_counted_apart() -> None:
    amounts: Amounts[str] = Amounts()
    told = [("ann", Kind.deposit), ("bob", Kind.deposit), ("ann", Kind.payout)]
    assert [amounts.enter(member, kind, 30, seen=TOLD) for member, kind in told] == [30, 30, 30]
