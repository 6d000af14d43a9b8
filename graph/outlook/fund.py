"""Artzrouni's fund: cash that comes from deposits alone, and claims that grow at the promised rate.

    cash'   = (1 - c) s(t) - r_w claims
    claims' = (r_p - r_w) claims + s(t)

s deposits a day, r_p the promised rate, r_w the share of the claims withdrawn, both a day, c the share of a deposit
that goes up the line as commission. The cash itself earns nothing (r_n = 0). M. Artzrouni, The mathematics of Ponzi
schemes, Mathematical Social Sciences 58 (2009) 190-201; the commission is added to it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Inflow = Callable[[float], Floats]
"""Deposits a day, so many days from now; greater than 0."""

_NEVER_ZERO = 1e-7  # rates this close are kept apart: their difference is divided by
_PRECISION = 1e-12  # of the claims: what is left of both after thousands of days is only rounding


@dataclass(frozen=True, slots=True)
class Fund:
    """Funds side by side, one in each place of the arrays: their rates a day, and their cash and claims now."""

    promised: Floats
    withdrawn: Floats
    commission: Floats
    cash: Floats
    claims: Floats


def least_growth(promised: float, withdrawn: float, commission: float) -> float:
    """Return the growth of deposits a day below which the cash must run out: r_p + r_w c / (1 - c)."""
    return promised + withdrawn * commission / (1 - commission)


def days_until_empty(fund: Fund, inflow: Inflow, times: Floats) -> Floats:
    """Return after how many days each fund is out of cash, the last of *times* where it is not by then.

    Between two of *times* (days from now, ascending from 0) deposits grow at an even rate, for which the step is exact.
    """
    drift = _apart(fund.promised - fund.withdrawn, 0.0)
    cash, claims, deposits = fund.cash, fund.claims, inflow(0.0)
    empty = np.full_like(cash, times[-1])
    is_open = np.ones(cash.shape, dtype=np.bool_)
    for begin, end in pairwise(times):
        span, later = float(end - begin), inflow(float(end))
        growth = _apart(_apart(np.log(later / deposits) / span, 0.0), drift)
        paid_in = deposits * np.expm1(growth * span) / growth
        grown = claims * np.exp(drift * span)
        grown += deposits * (np.exp(growth * span) - np.exp(drift * span)) / (growth - drift)
        paid_out = fund.withdrawn * (grown - claims - paid_in) / drift
        left = cash + (1 - fund.commission) * paid_in - paid_out
        fails = is_open & (left < -_PRECISION * grown)
        empty[fails] = begin + span * (cash / np.maximum(cash - left, _NEVER_ZERO))[fails]
        is_open &= ~fails
        if not is_open.any():
            break
        cash, claims, deposits = left, grown, later
    return empty


def _apart(rate: Floats, other: Floats | float) -> Floats:
    """Return *rate*, moved a little where it all but equals *other*."""
    return np.where(np.abs(rate - other) < _NEVER_ZERO, other + _NEVER_ZERO, rate)
