"""What a promise asks for, and the interval in which the money runs out."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.outlook import HORIZON, Interval, Outlook, Promise, Recruiting, dries_up, outlook

FIFTEEN = Promise(monthly_bp=1500)
STEADY = Recruiting(members=200, joins=[3] * 28)
PROMISES = st.builds(Promise, st.integers(100, 6000), st.integers(0, 4))
RECRUITING = st.builds(Recruiting, st.integers(1, 2000), st.lists(st.integers(1, 30), min_size=7, max_size=28))


def both(seen: Outlook) -> tuple[Interval, Interval]:
    """Return the two intervals of *seen*, which has them."""
    assert seen.runs_out
    assert seen.capped
    return seen.runs_out, seen.capped


def test_a_promise_needs_growth_of_at_least_its_yield() -> None:
    seen = outlook(FIFTEEN, STEADY)
    assert seen.needed_growth == pytest.approx(0.15 / 30)
    assert (seen.needed_joins, seen.joins_tenths, seen.days) == (1, 30, 28)
    assert outlook(FIFTEEN, replace(STEADY, members=201)).needed_joins == 2


def test_stated_commission_adds_to_what_is_needed() -> None:
    stated = outlook(replace(FIFTEEN, commission_pm=500), STEADY)
    assert stated.needed_growth == pytest.approx(0.005 + 0.0015)  # r_w 0.001 + a tenth of the yield, c / (1 - c) = 1


@pytest.mark.parametrize(
    "joins", [[], [9] * 6, [0] * 24 + [1] * 4], ids=["no days", "six days", "four joins in four weeks"]
)
def test_nothing_is_forecast_from_too_little(joins: list[int]) -> None:
    seen = outlook(FIFTEEN, replace(STEADY, joins=joins))
    assert (seen.runs_out, seen.capped) == (None, None)
    assert seen.needed_joins == 1


def test_no_yield_is_no_promise() -> None:
    with pytest.raises(ValueError, match="needs a yield"):
        outlook(Promise(0), STEADY)


def test_the_same_is_always_forecast_the_same() -> None:
    assert outlook(Promise(1500, 3), STEADY) == outlook(Promise(1500, 3), STEADY)


@given(PROMISES, RECRUITING)
@settings(max_examples=25)
def test_an_interval_is_never_a_day(promise: Promise, recruiting: Recruiting) -> None:
    for interval in both(outlook(promise, recruiting)):
        assert 0 <= interval.least < interval.most <= HORIZON


@given(PROMISES, st.integers(1, 3000), RECRUITING)
@settings(max_examples=25)
def test_more_promised_never_lengthens_an_interval(promise: Promise, more: int, recruiting: Recruiting) -> None:
    worse = replace(promise, monthly_bp=promise.monthly_bp + more)
    for less, more_promised in zip(both(outlook(promise, recruiting)), both(outlook(worse, recruiting)), strict=True):
        assert more_promised.least <= less.least
        assert more_promised.most <= less.most


@given(st.integers(100, 6000), st.integers(0, 2), RECRUITING)
@settings(max_examples=25)
def test_more_levels_that_pay_never_lengthen_an_interval(bp: int, levels: int, recruiting: Recruiting) -> None:
    for few, many in zip(
        both(outlook(Promise(bp, levels), recruiting)), both(outlook(Promise(bp, levels + 1), recruiting)), strict=True
    ):
        assert many.least <= few.least
        assert many.most <= few.most


@given(st.integers(100, 6000), st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=25)
def test_more_joins_every_day_never_bring_the_end_nearer(bp: int, joins: int, more: int) -> None:
    few, many = (outlook(Promise(bp, 2), Recruiting(400, [count] * 28)).runs_out for count in (joins, joins + more))
    assert few
    assert many
    assert many.least >= few.least
    assert many.most >= few.most - 2  # the pace is known better, which narrows the interval


def test_who_recruits_faster_runs_out_of_people_sooner() -> None:
    slow, fast = (outlook(FIFTEEN, Recruiting(40, [count] * 28)).capped for count in (2, 5))
    assert slow
    assert fast
    assert (fast.least, fast.most) < (slow.least, slow.most)


@given(RECRUITING)
@settings(max_examples=25)
def test_more_people_within_reach_never_bring_the_end_nearer(recruiting: Recruiting) -> None:
    few, many = (
        outlook(FIFTEEN, replace(recruiting, population=population)).capped
        for population in ((500, 5000), (5000, 50_000))
    )
    assert few
    assert many
    assert many.least >= few.least
    assert many.most >= few.most


@pytest.mark.parametrize("members", [0, 1, 10**9], ids="{} members".format)
@pytest.mark.parametrize("bp", [1, 2**31], ids="{} bp".format)
def test_whatever_was_said_is_forecast(members: int, bp: int) -> None:
    both(outlook(Promise(bp, 9, 5000), Recruiting(members, [10**6, *[0] * 27])))


def test_growth_is_trusted_no_longer_than_it_was_seen() -> None:
    growing = [round(1.2**day) for day in range(28)]
    assert both(outlook(FIFTEEN, replace(STEADY, joins=growing)))[0].most < HORIZON


def test_deposits_that_tail_off_are_nearly_over() -> None:
    rising = [100 * day for day in range(1, 40)]
    falling = [*rising, *(4000 // 2**day for day in range(1, 20))]
    early, late = dries_up(rising), dries_up(falling)
    assert early
    assert late
    assert late.least > early.least  # at so slow a pace the rest takes long, if there is a rest


@given(st.lists(st.integers(0, 10**12), min_size=7, max_size=60).filter(lambda sums: sum(sums[-28:]) > 5))
def test_deposits_are_forecast_in_any_unit(sums: list[int]) -> None:
    interval = dries_up(sums)
    assert interval
    assert 0 <= interval.least <= interval.most <= HORIZON


def test_a_few_days_of_deposits_tell_nothing() -> None:
    assert dries_up([10**9] * 6) is None
