"""What a promise of yield asks of recruiting, and how long the money lasts at the pace that was seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import numpy as np

from graph.outlook.filling import Filling
from graph.outlook.fund import Floats, Fund, Inflow, days_until_empty, least_growth
from graph.outlook.horizon import HORIZON
from graph.outlook.interval import Interval, interval
from graph.outlook.pace import Pace, pace
from graph.outlook.unknowns import between, between_orders, normal, points

_TIMES = np.unique(np.concatenate(([0.0], np.geomspace(1, HORIZON, 72))))
_MONTH = 30
MOST_PROMISED = 1.0
"""Yield a day beyond which nothing changes: the money is gone within days either way."""

REINVESTED = (0.0, 0.9)
"""Share of the promised yield that stays in (design: from nothing to nearly everything, as apps show it)."""
WITHDRAWN = (0.001, 0.02)
"""Share of the claims taken out a day beside the yield (design: everybody once in three years to once in 50 days)."""
COMMISSION = ((0.0, 0.1), (0.03, 0.15), (0.05, 0.25), (0.1, 0.4))
"""Share of a deposit that goes up the line where no rate is known, by levels that pay: 0, 1, 2, 3 or more (design)."""
COVER = 0.1
"""Least cash now as a share of the claims (design; 13 Bitcoin Ponzis peaked at 0.04 of all deposits)."""
POPULATION = (500, 5000)
"""People within reach where nothing else is known: one full group, to ten (WeChat closes a group at 500)."""
ROOM = 2
"""However many are in, the cap is at least so many times as many: nobody knows that a group has stopped growing."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What is promised: basis points a month (simple), levels of recruits that pay, and their rates where stated.

    `commission_pm` is what all levels together take of a deposit, per mille; None where no rate is known.
    """

    monthly_bp: int
    levels: int = 0
    commission_pm: int | None = None

    @property
    def rate(self) -> float:
        """Return the promised yield a day, as a share."""
        return min(self.monthly_bp / 10_000 / _MONTH, MOST_PROMISED)

    @property
    def commission(self) -> tuple[float, float]:
        """Return the least and the largest share of a deposit that goes up the line."""
        if self.commission_pm is None:
            return COMMISSION[min(self.levels, 3)]
        share = min(self.commission_pm, 900) / 1000
        return share, share


@dataclass(frozen=True, slots=True)
class Recruiting:
    """What was seen of recruiting: members now, joins of the last whole days (oldest first), people within reach."""

    members: int
    joins: Sequence[int]
    population: tuple[int, int] = POPULATION


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the promise asks for, and when the money runs out; an interval is None where too little was seen.

    `needed_growth` of deposits a day as a share, at the least; `needed_joins` what that is of the members now;
    `joins_tenths` tenths of joins a day over `days`; `runs_out` if recruiting goes on as seen, `capped` if it ends
    where the people within reach end.
    """

    needed_growth: float
    needed_joins: int
    joins_tenths: int
    days: int
    runs_out: Interval | None
    capped: Interval | None


def outlook(promise: Promise, recruiting: Recruiting) -> Outlook:
    """Return what *promise* means for a community that is *recruiting* so.

    The promised rate and the members are taken as they are; reinvestment, withdrawals, commission, the cash now, who of
    the members paid in, the pace and its growth are spread over their ranges. Both intervals hold the middle 80 % of
    that; they say nothing of what the ranges leave out. Complexity: about 70 steps over 128 points, 5 ms in all.

    Raises:
        ValueError: no yield is promised.
    """
    if promise.monthly_bp <= 0:
        raise ValueError(f"a promise needs a yield, got {promise.monthly_bp} basis points")
    growth = _least_growth(promise)
    seen = pace(recruiting.joins)
    days = len(recruiting.joins)
    return Outlook(
        needed_growth=growth,
        needed_joins=ceil(round(growth * recruiting.members, 6)),
        joins_tenths=10 * sum(recruiting.joins) // days if days else 0,
        days=days,
        runs_out=_forecast(promise, recruiting, seen, is_capped=False) if seen else None,
        capped=_forecast(promise, recruiting, seen, is_capped=True) if seen else None,
    )


def _least_growth(promise: Promise) -> float:
    """Return the growth that even the most patient members ask for."""
    withdrawn = (1 - REINVESTED[1]) * promise.rate + WITHDRAWN[0]
    return least_growth(promise.rate, withdrawn, promise.commission[0])


def _forecast(promise: Promise, recruiting: Recruiting, seen: Pace, *, is_capped: bool) -> Interval:
    spread = points(8)
    rate = np.exp(seen.log_rate + seen.log_rate_error * normal(8, 5))
    inflow: Inflow = _continued(rate, seen.growth + seen.growth_error * normal(8, 6), seen.days)
    if is_capped:
        inflow = Filling(rate, max(recruiting.members, 1), _cap(spread[7], recruiting)).inflow
    return interval(days_until_empty(_fund(promise, recruiting, spread), inflow, _TIMES))


def _fund(promise: Promise, recruiting: Recruiting, spread: Floats) -> Fund:
    """Return the funds that may stand behind *promise*, in deposits of one member."""
    newcomers = min(sum(recruiting.joins), recruiting.members)
    claims = between(spread[0], newcomers, recruiting.members)
    commission = between(spread[1], *promise.commission)
    withdrawn = (1 - between(spread[2], *REINVESTED)) * promise.rate + between_orders(spread[3], *WITHDRAWN)
    cash = claims * between(spread[4], COVER, 1 - commission)
    return Fund(np.full_like(claims, promise.rate), withdrawn, commission, cash, claims)


def _continued(rate: Floats, growth: Floats, days: int) -> Inflow:
    """Return joins that go on growing for as long as growth was seen, and stay as many from then on."""
    return lambda time: rate * np.exp(growth * min(time, days))


def _cap(unit: Floats, recruiting: Recruiting) -> Floats:
    least, most = (max(reach, ROOM * recruiting.members, ROOM) for reach in recruiting.population)
    return between_orders(unit, least, most)
