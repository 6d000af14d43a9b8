"""Accounts that promote by turns."""

from collections.abc import Sequence
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.collusion.chance import BY_CHANCE
from graph.collusion.projection import projected
from graph.collusion.turns import taking_turns

SAME = ("g1", "g2", "g3")


def turns(*calendars: str, groups: Sequence[str] = SAME) -> tuple[str, ...]:
    """Return who of a, b, c .. takes turns; the calendar of each has an x for each day on which he promotes."""
    names = "abcdefghij"[: len(calendars)]
    marks = (sum(1 << day for day, mark in enumerate(line) if mark == "x") for line in calendars)
    days = dict(zip(names, marks, strict=True))
    return taking_turns(projected(dict.fromkeys(names, groups)), days)


@pytest.mark.parametrize(
    ("calendars", "expected"),
    [
        pytest.param(["x." * 7, ".x" * 7], "ab", id="every other day for a fortnight"),
        pytest.param(["x." * 6, ".x" * 6], "", id="for twelve days, which may be chance"),
        pytest.param(["x." * 6 + "x", ".x" * 6 + "."], "ab", id="for thirteen"),
        pytest.param(["x.." * 4, ".x." * 4, "..x" * 4], "abc", id="three for twelve days"),
        pytest.param(["x.." * 3, ".x." * 3, "..x" * 3], "", id="three for nine, which may be chance"),
        pytest.param(["xxxxxxx......." * 2, ".......xxxxxxx" * 2], "ab", id="by the week"),
        pytest.param(["xxxxxxxxxx..........", "..........xxxxxxxxxx"], "", id="one takes over from the other"),
        pytest.param(["xxxxx.....xxxxx", ".....xxxxx....."], "", id="and gives back, once"),
        pytest.param(["x....x....x....x", "..x....x....x..."], "", id="now and then, never on the same day"),
        pytest.param(["x" * 14, "x" * 14], "", id="every day, both"),
        pytest.param(["x." * 7, ".x" * 7, "x" * 14], "ab", id="beside somebody who is there every day"),
        pytest.param(["x." * 10, ".x" * 9 + "xx"], "ab", id="one of their ten days in common"),
        pytest.param(["x." * 10, ".x" * 8 + "xxxx"], "", id="two of their ten"),
        pytest.param(["x" * 14], "", id="one alone"),
        pytest.param([], "", id="nobody"),
    ],
)
def test_turns_are_taken_by_who_hardly_ever_meet(calendars: list[str], expected: str) -> None:
    assert turns(*calendars) == tuple(expected)


def test_who_promotes_in_other_groups_takes_no_turns() -> None:
    days = {"a": 0b01010101010101, "b": 0b10101010101010}
    assert taking_turns(projected({"a": ("g1", "g2", "g3"), "b": ("g1", "g2", "g4")}), days) == ()


@given(st.lists(st.integers(1, 2**20 - 1), max_size=6), st.randoms())
def test_turns_are_the_same_in_whatever_order_accounts_come(calendars: list[int], random: Random) -> None:
    days = {f"a{number}": calendar for number, calendar in enumerate(calendars)}
    mixed = list(days)
    random.shuffle(mixed)
    assert taking_turns(projected(dict.fromkeys(mixed, SAME)), days) == taking_turns(
        projected(dict.fromkeys(days, SAME)), days
    )


def test_random_days_are_seldom_taken_for_turns() -> None:
    """Independent accounts, a scheme of twelve at a time: the promise is one alarm in a thousand at most."""
    random, alarms = Random(7), 0  # noqa: S311 - repeatable
    for _ in range(300):
        days = {f"a{number}": sum(1 << day for day in range(30) if random.random() < 0.25) | 1 for number in range(12)}
        alarms += bool(taking_turns(projected(dict.fromkeys(days, SAME)), days))
    assert alarms <= 1


@pytest.mark.parametrize("span", range(8, 16))
def test_two_take_turns_where_hardly_any_other_days_meet_as_seldom(span: int) -> None:
    """Every way to draw the second one's days is counted."""
    one, other = ("".join("x" if day % 2 == turn else "." for day in range(span)) for turn in range(2))
    taken = {day for day, mark in enumerate(one) if mark == "x"}
    draws = [taken.isdisjoint(days) for days in combinations(range(span), other.count("x"))]
    assert bool(turns(one, other)) == (sum(draws) <= BY_CHANCE * len(draws))
