"""The pace of joins is told with how sure the days make it."""

from math import exp, log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.outlook.pace import LEAST_DAYS, LEAST_JOINS, Pace, pace


def told(counts: list[int]) -> Pace:
    """Return the pace of *counts*, which tell one."""
    seen = pace(counts)
    assert seen is not None
    return seen


@pytest.mark.parametrize(
    ("counts", "is_told"),
    [
        pytest.param([5, *[0] * (LEAST_DAYS - 1)], True, id="a week with five joins"),
        pytest.param([LEAST_JOINS] * (LEAST_DAYS - 1), False, id="six days"),
        pytest.param([1] * (LEAST_JOINS - 1) + [0] * 30, False, id="four joins"),
        pytest.param([], False, id="nothing"),
    ],
)
def test_too_thin_days_tell_nothing(counts: list[int], is_told: bool) -> None:
    assert (pace(counts) is not None) is is_told


def test_even_joins_do_not_grow() -> None:
    seen = told([3] * 28)
    assert seen.growth == pytest.approx(0)
    assert exp(seen.log_rate) == pytest.approx(3)
    assert seen.log_rate_error == pytest.approx(84**-0.5)


@pytest.mark.parametrize("growth", [0.05, -0.05])
def test_even_growth_is_found(growth: float) -> None:
    counts = [round(1000 * exp(growth * day)) for day in range(28)]
    assert told(counts).growth == pytest.approx(growth, abs=0.001)
    assert told(counts).log_rate == pytest.approx(log(counts[-1]), abs=0.01)


COUNTS = st.lists(st.integers(0, 9), min_size=LEAST_DAYS, max_size=28)


@given(COUNTS)
def test_the_same_days_twice_over_are_never_less_sure(counts: list[int]) -> None:
    assume(sum(counts) >= LEAST_JOINS)
    once, twice = told(counts), told([2 * count for count in counts])
    assert twice.log_rate == pytest.approx(once.log_rate + log(2), abs=0.5)
    even = told([round(sum(counts) / len(counts)) + 1] * len(counts))
    longer = told([round(sum(counts) / len(counts)) + 1] * (2 * len(counts)))
    assert longer.log_rate_error < even.log_rate_error
    assert longer.growth_error < even.growth_error


@given(COUNTS)
def test_the_order_of_days_reversed_turns_the_growth_round(counts: list[int]) -> None:
    assume(sum(counts) >= LEAST_JOINS)
    assert told(counts[::-1]).growth == pytest.approx(-told(counts).growth, abs=1e-6)


def test_scattered_joins_are_less_sure_than_even_ones() -> None:
    even, scattered = told([2] * 28), told([0, 0, 0, 8] * 7)
    assert scattered.log_rate_error > 1.5 * even.log_rate_error
    assert scattered.growth_error > even.growth_error
