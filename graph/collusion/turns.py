"""Accounts that promote the same thing in the same groups by turns, hardly ever on the same day: shift work."""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from math import comb

import networkx as nx

from graph.collusion.chance import BY_CHANCE, meets_as_seldom
from graph.collusion.projection import Projection

HANDOVERS = 3  # design: both have two turns; who has merely taken over from another has one
TOGETHER = 10  # design: at most one in ten of the days of the one with fewer is a day of the other too


def taking_turns(projection: Projection, days: Mapping[str, int]) -> tuple[str, ...]:
    """Return the accounts of the *projection* that take turns, in order; none when that may be chance.

    *days* are those on which each account promotes, a bit for each. Each two of the accounts share enough groups,
    change over `HANDOVERS` times at least and are hardly ever there on the same day. Beginning with any of them, one
    after the other is taken who goes with all before, of most days first; the largest set counts.

    The days they have between the first and the last are compared with days drawn at random: that so few fall together
    has a chance of P = product of the hypergeometric tails P(X <= together), each account against all before. Any of
    the C(n, k) sets of k of the n accounts could have come out so; P * C(n, k) is to be `BY_CHANCE` at most. So who
    promotes now and then takes no turns, however few days are shared: it needs two accounts every day for 13 days, or
    three for 12. Unit: accounts.

    Complexity: O(MOST_ACCOUNTS^2 * days + MOST_ACCOUNTS^3) at worst.
    """
    names, together = projection.accounts, _alternating(projection, days)
    ordered = sorted(sorted(together), key=lambda node: -days[names[node]].bit_count())
    sets = (_going_with(node, ordered, together) for node in ordered)
    chosen = min(sets, key=lambda each: (-len(each), [ordered.index(node) for node in each]), default=())
    candidates = sum(degree > 0 for _, degree in projection.graph.degree)
    chance = _chance([days[names[node]] for node in chosen]) * comb(candidates, len(chosen))
    return tuple(names[node] for node in sorted(chosen)) if chance <= BY_CHANCE else ()


def _alternating(projection: Projection, days: Mapping[str, int]) -> "nx.Graph[int]":
    """Return who goes with whom."""
    names = projection.accounts
    together: nx.Graph[int] = nx.Graph()
    together.add_edges_from(
        (one, other) for one, other in projection.graph.edges if _alternate(days[names[one]], days[names[other]])
    )
    return together


def _going_with(first: int, ordered: Sequence[int], together: "nx.Graph[int]") -> tuple[int, ...]:
    """Return *first* and whoever goes with all before."""
    chosen = [first]
    for node in ordered:
        if all(together.has_edge(node, other) for other in chosen):
            chosen.append(node)
    return tuple(chosen)


def _alternate(one: int, other: int) -> bool:
    """Return whether two accounts change over often enough and are hardly ever there on the same day."""
    together = (one & other).bit_count()
    fewer = min(one.bit_count(), other.bit_count())
    return together * TOGETHER <= fewer and _handovers(one & ~other, other & ~one) >= HANDOVERS


def _handovers(one: int, other: int) -> int:
    """Count how often the one who is there changes, from day to day; no day is of both."""
    turns = (bool(one >> day & 1) for day in _days(one | other))
    return sum(before is not after for before, after in pairwise(turns))


def _days(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _chance(turns: Sequence[int]) -> Fraction:
    """Return how probable it is that random days fall together as seldom as *turns*; 1 for a single account."""
    everybody = 0
    for each in turns:
        everybody |= each
    span = everybody.bit_length() - (everybody & -everybody).bit_length() + 1
    chance, before = Fraction(1), 0
    for each in turns:
        chance *= meets_as_seldom(span, before.bit_count(), each.bit_count(), (each & before).bit_count())
        before |= each
    return chance
