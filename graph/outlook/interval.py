"""A range of whole days; nobody can tell the day."""

from dataclasses import dataclass

import numpy as np

from graph.outlook.fund import Floats

NOMINAL = 0.8
"""The share of outcomes that an interval is meant to hold (design: one in ten earlier, one in ten later)."""


@dataclass(frozen=True, slots=True)
class Interval:
    """From `least` to `most` days from now, both included."""

    least: int
    most: int


def interval(days: Floats) -> Interval:
    """Return the middle `NOMINAL` share of *days*, rounded outwards."""
    tail = (1 - NOMINAL) / 2
    least, most = np.round(np.quantile(days, (tail, 1 - tail)), 6)  # exponentials differ by machine beyond that
    return Interval(int(np.floor(least)), int(np.ceil(most)))
