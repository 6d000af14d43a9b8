"""How probable it is that accounts which know nothing of each other look as if they did: exact, without floats."""

from fractions import Fraction
from math import comb, prod
from typing import NamedTuple

BY_CHANCE = Fraction(1, 1000)  # design


class Share(NamedTuple):
    """Of the `own` groups of an account so many are `common`."""

    own: int
    common: int


def meets_as_seldom(span: int, taken: int, drawn: int, together: int) -> Fraction:
    """Return P(X <= together), X of *drawn* days of *span* being among the *taken* (hypergeometric)."""
    ways = sum(comb(taken, hits) * comb(span - taken, drawn - hits) for hits in range(min(together, drawn) + 1))
    return Fraction(ways, comb(span, drawn))


def is_chance_to_share(
    groups: int, shared: int, shares: tuple[Share, ...], ways: int, at_most: Fraction = BY_CHANCE
) -> bool:
    """Return whether accounts may have as many groups of the *shared* in common with a probability over *at_most*.

    Each account draws its own of all *groups*; that so many are among the shared ones has a probability of at most
    C(own, common) * C(shared, common) / C(groups, common), the expected number of ways in which that is so. *ways* is
    how many such sets there are to look at, all of which are given the chance (Bonferroni), as Tumminello et al. do
    (PLoS ONE 6, 2011, e17994: statistically validated networks).
    """
    hits = ways * prod(comb(own, common) * comb(shared, common) for own, common in shares)
    return hits * at_most.denominator > at_most.numerator * prod(comb(groups, common) for _, common in shares)
