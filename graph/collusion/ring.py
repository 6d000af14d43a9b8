"""The largest ring of accounts that promote in the same groups, unlike friends who both like some group."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction
from math import comb
from typing import NamedTuple, cast

import networkx as nx

from graph.collusion.chance import Share, is_chance_to_share
from graph.collusion.projection import Projection

OTHERS = 2  # design: so a ring has three accounts at least; two may be friends
SEED = 1
EVERYWHERE = 20  # design: in so many groups one may be because there are no others; for each more there is one more
Places = Mapping[str, Collection[str]]


class Ring(NamedTuple):
    """`accounts` of the ring and the `groups` in which two of them promote, both in order; empty when there is none."""

    accounts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def largest_ring(projection: Projection, places: Places, groups: int) -> Ring:
    """Return the largest ring among the accounts of the *projection* that chance does not explain.

    *places* are the groups of each; they drew them from *groups*, the `spread` of everybody who promotes the scheme.
    Of the projection's edges those are left of which each account has at most one by chance. What is left of a
    community when only its core is kept is a ring, if of all sets of so many accounts and groups one comes out so with
    a probability of `BY_CHANCE` at most. So where everybody is in all groups there is none, as long as these are
    `EVERYWHERE` at most. Unit: accounts, groups.

    A community is found by modularity (Louvain, seeded, nodes and edges in a fixed order): who ties two rings together
    does not make them one. In its core everybody is joined with at least `OTHERS` (`networkx.core_number`). Among
    equals the first by name.

    Complexity: O(edges log accounts) for the at most `MOST_ACCOUNTS` accounts of the projection, and for each edge and
    account binomials of the number of groups.
    """
    most = max((len(frozenset(places[account])) for account in projection.accounts), default=0)
    groups = max(groups, 2 * most - EVERYWHERE)
    graph = _unlikely(projection, places, groups)
    cores = (_core(graph, community) for community in _communities(graph))
    rings = (_ring([projection.accounts[node] for node in core], places) for core in cores if core)
    found = (ring for ring in rings if not _is_chance(ring, len(projection.accounts), places, groups))
    return min(found, key=lambda ring: (-len(ring.accounts), ring), default=Ring())


def _unlikely(projection: Projection, places: Places, groups: int) -> "nx.Graph[int]":
    """Return the accounts with those edges that are too few to be chance."""
    sizes = [len(frozenset(places[account])) for account in projection.accounts]
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(projection.graph)
    graph.add_weighted_edges_from(
        (one, other, common)
        for one, other, common in cast("Iterable[tuple[int, int, int]]", projection.graph.edges(data="weight"))
        if not is_chance_to_share(groups, sizes[one], (Share(sizes[other], common),), len(sizes), Fraction(1))
    )
    return graph


def _communities(graph: "nx.Graph[int]") -> list[set[int]]:
    return cast("list[set[int]]", nx.community.louvain_communities(graph, seed=SEED)) if graph.size() else []


def _core(graph: "nx.Graph[int]", community: set[int]) -> list[int]:
    numbers = nx.core_number(graph.subgraph(community))
    return sorted(node for node, number in numbers.items() if number >= OTHERS)


def _ring(accounts: list[str], places: Places) -> Ring:
    counts = Counter(group for account in accounts for group in frozenset(places[account]))
    return Ring(tuple(accounts), tuple(sorted(group for group, count in counts.items() if count > 1)))


def _is_chance(ring: Ring, candidates: int, places: Places, groups: int) -> bool:
    owned = [frozenset(places[account]) for account in ring.accounts]
    shares = tuple(Share(len(own), len(own.intersection(ring.groups))) for own in owned)
    ways = comb(candidates, len(shares)) * comb(groups, len(ring.groups))
    return is_chance_to_share(groups, len(ring.groups), shares, ways)
