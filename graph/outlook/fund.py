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
    drift = fund.promised - fund.withdrawn
    cash, claims, deposits = fund.cash, fund.claims, inflow(0.0)
    empty = np.full(cash.shape, times[-1])
    is_open = np.ones(cash.shape, dtype=np.bool_)
    for begin, end in pairwise(times):
        span, later = float(end - begin), inflow(float(end))
        growth = _apart(np.log(later / deposits) / span, drift)
        at_growth, at_drift = _mean(growth * span), _mean(drift * span)
        paid_in = span * deposits * at_growth
        claimed = span * (claims * at_drift + deposits * (at_growth - at_drift) / (growth - drift))
        left = cash + (1 - fund.commission) * paid_in - fund.withdrawn * claimed
        grown = claims + drift * claimed + paid_in
        fails = is_open & (left < -_PRECISION * grown)
        empty[fails] = begin + span * (cash[fails] / (cash[fails] - left[fails]))
        is_open &= ~fails
        if not is_open.any():
            break
        cash, claims, deposits = left, grown, later
    return empty


def _mean(exponent: Floats) -> Floats:
    """Return the mean of e^x for x from 0 to *exponent*."""
    known = _apart(exponent, 0.0, 1e-12)
    mean: Floats = np.expm1(known) / known
    return mean


def _apart(rate: Floats, other: Floats | float, least: float = 1e-7) -> Floats:
    """Return *rate*, moved a little where it is all but *other*: their difference is divided by."""
    return np.where(np.abs(rate - other) < least, other + least, rate)
