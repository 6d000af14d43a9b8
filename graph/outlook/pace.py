"""How fast people join today, and whether that grows, with how sure the days seen make it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from graph.outlook.fund import Floats

LEAST_DAYS = 7
"""Whole days that must have been seen: less than a week shows no pace, only a weekday (design)."""
LEAST_JOINS = 5
"""Joins in them: with fewer the pace itself is uncertain by more than a factor of two (Poisson, 1 in 10 each side)."""

_USUAL_GROWTH = (
    0.05  # a day, one standard deviation, before anything was seen: groups that double in two weeks are rare
)


@dataclass(frozen=True, slots=True)
class Pace:
    """Joins a day today as a natural logarithm, and their growth a day; each with its standard error."""

    days: int
    log_rate: float
    log_rate_error: float
    growth: float
    growth_error: float


def pace(counts: Sequence[float]) -> Pace | None:
    """Return the pace of *counts* of whole days, oldest first; None when they are too thin to tell.

    A Poisson regression on the day with a normal prior on growth, its errors widened by what the counts scatter beyond
    Poisson (quasi-Poisson, in variance a negative binomial with the same mean).
    """
    if len(counts) < LEAST_DAYS or sum(counts) < LEAST_JOINS:
        return None
    seen = np.asarray(counts, dtype=np.float64)
    day = np.arange(float(len(seen))) - (len(seen) - 1) / 2
    growth, scatter, inform = 0.0, 1.0, 1.0
    for _ in range(12):  # Newton's steps; a few are enough where counts are even
        mean = _curve(seen, growth * day)
        scatter = max(1.0, float(((seen - mean) ** 2 / mean).sum()) / (len(seen) - 2))
        inform = float((mean * day * day).sum()) / scatter + _USUAL_GROWTH**-2
        slope = float(((seen - mean) * day).sum()) / scatter - growth * _USUAL_GROWTH**-2
        growth += min(max(slope / inform, -_USUAL_GROWTH), _USUAL_GROWTH)
    return Pace(
        days=len(seen),
        log_rate=float(np.log(_curve(seen, growth * day)[-1])),
        log_rate_error=float(np.sqrt(scatter / seen.sum())),
        growth=growth,
        growth_error=float(inform**-0.5),
    )


def _curve(seen: Floats, logarithms: Floats) -> Floats:
    """Return the curve with these *logarithms*, up to a factor, that has the same sum as *seen*."""
    shape: Floats = np.exp(logarithms)
    curve: Floats = shape * (seen.sum() / shape.sum())
    return curve
