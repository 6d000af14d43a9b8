"""The fund empties when its equations say so."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.outlook.filling import Filling
from graph.outlook.fund import Floats, Fund, Inflow, days_until_empty, least_growth
from graph.outlook.horizon import HORIZON

DAILY = np.arange(0.0, HORIZON + 1)
COARSE = np.unique(np.concatenate(([0.0], np.geomspace(1, HORIZON, 72))))
PROMISED, WITHDRAWN, COMMISSION = st.floats(0.003, 0.02), st.floats(0.002, 0.03), st.floats(0, 0.4)


def fund(promised: float, withdrawn: float, commission: float, cash: float = 0, claims: float = 0) -> Fund:
    """Return one fund."""
    return Fund(*(np.array([float(value)]) for value in (promised, withdrawn, commission, cash, claims)))


def growing(growth: float, deposits: float = 1) -> Inflow:
    """Return deposits a day that grow evenly."""

    def inflow(time: float) -> Floats:
        return np.array([deposits * np.exp(growth * time)])

    return inflow


def lasts(of: Fund, inflow: Inflow, times: Floats = DAILY) -> float:
    """Return how long one fund lasts."""
    return float(days_until_empty(of, inflow, times)[0])


def by_small_steps(of: Fund, inflow: Inflow, step: float = 0.02) -> float:
    """Return how long one fund lasts when its equations are followed in small steps."""
    cash, claims, time = float(of.cash[0]), float(of.claims[0]), 0.0
    promised, withdrawn, commission = (float(rate[0]) for rate in (of.promised, of.withdrawn, of.commission))
    while cash >= 0 and time < 400:
        deposits = float(inflow(time + step / 2)[0])
        middle = claims + step / 2 * ((promised - withdrawn) * claims + deposits)
        cash += step * ((1 - commission) * deposits - withdrawn * middle)
        claims += step * ((promised - withdrawn) * middle + deposits)
        time += step
    return time


@pytest.mark.parametrize(
    ("rates", "days"),
    [  # a day: promised, withdrawn, commission; the outer figures of the design's simulation are the first two
        pytest.param((0.01, 0.02, 0.2), (268, 113), id="one percent a day"),
        pytest.param((0.1 / 30, 0.01, 0.2), (647, 268), id="ten percent a month"),
        pytest.param((0.004, 0.015, 0.1), (631, 251), id="twelve percent a month"),
    ],
)
def test_a_fund_lasts_as_long_as_was_simulated(rates: tuple[float, float, float], days: tuple[int, int]) -> None:
    least = least_growth(*rates)
    assert lasts(fund(*rates), growing(least)) == HORIZON
    assert lasts(fund(*rates), growing(0.95 * least)) == pytest.approx(days[0], abs=1)
    assert lasts(fund(*rates), growing(0)) == pytest.approx(days[1], abs=1)


@given(PROMISED, WITHDRAWN, COMMISSION)
@settings(max_examples=50)
def test_at_the_least_growth_it_lasts_and_without_growth_it_does_not(
    promised: float, withdrawn: float, commission: float
) -> None:
    growth = least_growth(promised, withdrawn, commission)
    one = fund(promised, withdrawn, commission)
    assert lasts(one, growing(growth), COARSE) == HORIZON
    assert lasts(one, growing(0), COARSE) < HORIZON


@pytest.mark.parametrize("rates", [(0.01, 0.02, 0.2), (0.005, 0.005, 0.1), (0.02, 0.001, 0.0)], ids=str)
@pytest.mark.parametrize("growth", [-0.02, 0.0, 0.001], ids="growth {}".format)
def test_long_steps_lead_where_small_ones_do(rates: tuple[float, float, float], growth: float) -> None:
    one = fund(*rates, cash=50, claims=100)
    expected = by_small_steps(one, growing(growth))
    assert lasts(one, growing(growth)) == pytest.approx(expected, abs=0.1)
    assert lasts(one, growing(growth), COARSE) == pytest.approx(expected, rel=0.03)


def test_a_group_that_fills_up_is_followed_as_well() -> None:
    filling = Filling(np.array([3.0]), 100, np.array([500.0]))
    one = fund(0.005, 0.01, 0.2, cash=60, claims=100)
    assert lasts(one, filling.inflow) == pytest.approx(by_small_steps(one, filling.inflow), abs=0.2)


def test_a_group_fills_up_to_its_cap() -> None:
    filling = Filling(np.array([3.0]), 100, np.array([500.0]))
    assert filling.inflow(0.0)[0] == pytest.approx(3)
    came = sum(float(filling.inflow(day + 0.5)[0]) for day in range(2000))
    assert came == pytest.approx(400, rel=0.001)
    assert filling.days_until(0.2)[0] == pytest.approx(0)
    until = float(filling.days_until(0.95)[0])
    assert 100 + sum(float(filling.inflow(day + 0.5)[0]) for day in range(round(until))) == pytest.approx(475, rel=0.01)


RUNNING = st.builds(fund, PROMISED, WITHDRAWN, COMMISSION, cash=st.floats(5, 60), claims=st.just(100))


@given(RUNNING, st.floats(0, 0.02), st.floats(0.01, 5))
@example(fund(0.015625, 0.015625, 0.0, cash=5, claims=100), 2**-52, 0.5)  # where nothing but rounding differs
def test_more_promised_never_lasts_longer(one: Fund, more: float, deposits: float) -> None:
    worse = replace(one, promised=one.promised + more)
    assert lasts(worse, growing(0, deposits), COARSE) <= lasts(one, growing(0, deposits), COARSE) + 1e-6


@given(RUNNING, st.floats(0.01, 5), st.floats(0, 5))
def test_more_joins_a_day_never_shorten_it(one: Fund, deposits: float, more: float) -> None:
    few, many = (lasts(one, growing(0, rate), COARSE) for rate in (deposits, deposits + more))
    assert many >= few - 1e-6
