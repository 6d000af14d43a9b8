"""Points spread evenly over what is not known, always the same ones."""

from functools import cache
from statistics import NormalDist

import numpy as np

from graph.outlook.fund import Floats

POINTS = 128


@cache
def points(unknowns: int) -> Floats:
    """Return `POINTS` points of the unit cube as an array (unknowns, POINTS): Roberts' additive sequence.

    It fills any number of dimensions evenly from one irrational root, without a generator that could be seeded
    (M. Roberts, The unreasonable effectiveness of quasirandom sequences, 2018).
    """
    root = 2.0
    for _ in range(64):
        root = (1 + root) ** (1 / (unknowns + 1))
    steps = root ** -np.arange(1.0, unknowns + 1)
    spread: Floats = (0.5 + steps[:, None] * np.arange(1.0, POINTS + 1)) % 1
    return spread


def between(unit: Floats, least: float | Floats, most: float | Floats) -> Floats:
    """Return where *unit* lies between *least* and *most*, evenly."""
    return least + unit * (most - least)


def between_orders(unit: Floats, least: float, most: float) -> Floats:
    """Return where *unit* lies between *least* and *most*, each doubling weighing the same."""
    return np.exp(between(unit, np.log(least), np.log(most)))


@cache
def normal(unknowns: int, which: int) -> Floats:
    """Return standard normal deviates at one coordinate of `points`."""
    inverse = NormalDist().inv_cdf
    return np.array([inverse(float(unit)) for unit in points(unknowns)[which]])
