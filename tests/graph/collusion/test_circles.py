"""Payments that go round."""

from itertools import combinations, pairwise, permutations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.collusion.circles import ALIKE, LEAST, MOST, Payment, circle

Money = list[Payment]
PEOPLE, AMOUNTS = st.sampled_from("abcd"), st.sampled_from((100, 110, 125, 130))
PAYMENTS = st.lists(st.builds(Payment, PEOPLE, PEOPLE, AMOUNTS, st.integers(0, 6)), min_size=1, max_size=8)


def paid(*ways: str, amounts: tuple[int, ...] = ()) -> Money:
    """Return a payment for each of *ways*, like "ab", one after the other."""
    each = amounts or (100,) * len(ways)
    return [Payment(way[0], way[1], amount, at) for at, (way, amount) in enumerate(zip(ways, each, strict=True))]


def is_circle(way: tuple[Payment, ...]) -> bool:
    """Return what a circle is, in the words of its docstring."""
    amounts = [each.amount for each in way]
    most, least = ALIKE
    return (
        all(one.payee == other.payer and one.at <= other.at for one, other in pairwise(way))
        and way[-1].payee == way[0].payer
        and len({each.payer for each in way}) == len(way)
        and max(amounts) * least <= min(amounts) * most
    )


def closed(payments: Money) -> tuple[Payment, ...]:
    """Return the circle that the last of *payments* closes."""
    return circle(payments[:-1], payments[-1])


@given(PAYMENTS)
def test_a_circle_is_found_where_there_is_one(payments: Money) -> None:
    *before, newest = payments
    expected = any(
        is_circle((*way, newest))
        for many in range(LEAST - 1, MOST)
        for chosen in combinations(before, many)
        for way in permutations(chosen)
    )
    found = circle(before, newest)
    assert bool(found) == expected
    if found:
        assert is_circle(found)
        assert found[-1] == newest
        assert not set(found) - set(payments)


@given(PAYMENTS, st.randoms())
def test_the_circle_is_the_same_in_whatever_order_payments_come(payments: Money, random: Random) -> None:
    *before, newest = payments
    mixed = list(before)
    random.shuffle(mixed)
    assert circle(mixed, newest) == circle(before, newest)


@pytest.mark.parametrize(
    ("payments", "length"),
    [
        pytest.param(paid("ab", "bc", "ca"), 3, id="three hands"),
        pytest.param(paid("ab", "bc", "cd", "de", "ef", "fa"), 6, id="six"),
        pytest.param(paid("ab", "bc", "cd", "de", "ef", "fg", "ga"), 0, id="seven are too many"),
        pytest.param(paid("ab", "ba"), 0, id="a refund"),
        pytest.param(paid("ab", "bc", "cb", "ba"), 0, id="a refund passed on"),
        pytest.param(paid("ca", "bc", "ab"), 0, id="the same payments the other way round in time"),
        pytest.param(paid("ab", "ac", "ad", "bc"), 0, id="splitting a bill"),
        pytest.param(paid("ab", "bc", "ca", amounts=(100, 110, 125)), 3, id="a quarter more"),
        pytest.param(paid("ab", "bc", "ca", amounts=(100, 110, 126)), 0, id="more than a quarter"),
        pytest.param(paid("ab", "bc", "ca", amounts=(0, 0, 0)), 0, id="no amount"),
        pytest.param(paid("aa"), 0, id="to oneself"),
        pytest.param(paid("ab", "bc", "cc", "ca"), 3, id="to oneself on the way"),
        pytest.param(paid("ab", "xb", "bc", "bx", "ca"), 3, id="others in between"),
    ],
)
def test_a_circle_has_three_to_six_hands_and_like_amounts(payments: Money, length: int) -> None:
    assert len(closed(payments)) == length


def test_the_latest_payments_make_the_circle() -> None:
    first, second, third, last = paid("ab", "ab", "bc", "ca")
    assert circle([first, second, third], last) == (second, third, last)


def test_the_search_gives_up_among_very_many_payments() -> None:
    """Everybody pays everybody: a circle that takes more looks than that is left unseen, a plain one is found."""
    people = "bcdefghijklmnop"
    web = [Payment(one, other, 100, at) for at in range(20) for one, other in permutations(people, 2)]
    start, end = Payment("z", "b", 100, 0), Payment("p", "z", 100, 30)
    assert circle([start, *web], end) == ()
    assert circle([start, Payment("b", "p", 100, 1)], end) == (start, Payment("b", "p", 100, 1), end)
