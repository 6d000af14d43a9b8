"""Commissions up a tree: which count, and how far they are known to go."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.forest import Forest
from graph.forest.tree import tiers_above
from monitor.community.schemes.commissions import Commissions, TreePay

#   org - a - b - c - d - e      and beside it: org - x, top - t
LINE = [("org", "a"), ("a", "b"), ("b", "c"), ("c", "d"), ("d", "e"), ("org", "x"), ("top", "t")]


@pytest.fixture
def forest() -> Forest:
    forest = Forest()
    for inviter, member in LINE:
        forest.add(inviter, member)
    return forest


@pytest.mark.parametrize(
    ("payee", "payer", "tiers"),
    [
        pytest.param("org", "a", 1, id="who brought him"),
        pytest.param("org", "c", 3, id="three tiers up"),
        pytest.param("b", "d", 2, id="in the midst of a line"),
        pytest.param("c", "org", 0, id="down the line"),
        pytest.param("x", "c", 0, id="across the lines"),
        pytest.param("top", "c", 0, id="another tree"),
        pytest.param("c", "c", 0, id="to oneself"),
    ],
)
def test_a_commission_goes_up_the_line_that_brought_the_payer(
    forest: Forest, payee: str, payer: str, tiers: int
) -> None:
    numbers = forest.number(payee), forest.number(payer)
    assert tiers_above(forest, *numbers) == tiers
    paid = Commissions()
    assert paid.enter(forest, *numbers) is bool(tiers)
    assert (paid.trees == {}) is (tiers == 0)
    assert (paid.payees == {}) is (tiers == 0)


def pay(payments: Iterable[tuple[int, int, int]]) -> TreePay:
    """Return what (payee, payer, tiers) come to in one tree."""
    tree = TreePay()
    for payment in payments:
        tree.enter(*payment)
    return tree


DEEP = [(1, 7, 3), (1, 8, 4), (2, 9, 5)]


@pytest.mark.parametrize(
    ("payments", "span"),
    [
        pytest.param([], 0, id="none"),
        pytest.param(DEEP[:2], 0, id="two payers"),
        pytest.param(DEEP, 3, id="three payers, two payees: as far as the three go"),
        pytest.param([*DEEP, (2, 6, 9)], 4, id="a fourth payer goes further"),
        pytest.param([*DEEP, (1, 7, 4)], 4, id="one of the three goes further"),
        pytest.param([(1, 7, 3), (1, 8, 3), (1, 9, 3)], 2, id="one payee"),
        pytest.param([(1, 7, 3), (2, 7, 3), (3, 7, 3)], 0, id="one payer"),
        pytest.param([(1, 7, 2), (2, 8, 2), (3, 9, 2)], 2, id="two tiers"),
        pytest.param([*DEEP, *[(1, 2, 1)] * 297], 3, id="three of three hundred"),
        pytest.param([*DEEP, *[(1, 2, 1)] * 298], 2, id="three of three hundred and one"),
    ],
)
def test_commissions_are_known_to_go_as_far_as_those_of_three_payers(
    payments: list[tuple[int, int, int]], span: int
) -> None:
    assert pay(payments).span == span


PAYMENTS = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9), st.integers(1, 6)), max_size=40)


@given(PAYMENTS)
def test_three_payers_are_kept_and_say_what_all_would(payments: list[tuple[int, int, int]]) -> None:
    furthest: dict[int, int] = {}
    for _, payer, tiers in payments:
        furthest[payer] = max(tiers, furthest.get(payer, 0))
    payees = {payee for payee, _, tiers in payments if tiers >= 3}
    deep = sum(tiers >= 3 for _, _, tiers in payments)
    third = sorted(furthest.values(), reverse=True)[2] if len(furthest) >= 3 else 0
    is_certain = len(payees) >= 2 and 100 * deep >= len(payments)
    tree = pay(payments)
    assert tree.span == (third if is_certain else min(third, 2))
    assert len(tree.payers) <= 3


def test_when_two_trees_become_one_so_do_their_commissions() -> None:
    forest, paid = Forest(), Commissions()
    for inviter, member in LINE:
        forest.add(inviter, member)
    for payee, payer in (("org", "c"), ("a", "d"), ("top", "t")):
        paid.enter(forest, forest.number(payee), forest.number(payer))
    forest.add("e", "top")
    paid.merge(forest.number("top"), forest.number("org"))
    paid.enter(forest, forest.number("b"), forest.number("t"))  # five tiers
    assert paid.trees.keys() == {forest.number("org")}
    [tree] = paid.trees.values()
    assert (tree.tiers.commissions, tree.tiers.deep, tree.span) == (4, 3, 3)
