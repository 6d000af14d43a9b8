"""The largest ring of accounts that promote in the same groups, unlike friends who both like some group."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, cast

import networkx as nx

from graph.collusion.projection import Projection

OTHERS = 2  # design: so a ring has three accounts at least; two may be friends
SEED = 1


class Ring(NamedTuple):
    """`accounts` of the ring and the `groups` in which two of them promote, both in order; empty when there is none."""

    accounts: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()


def largest_ring(projection: Projection, places: Mapping[str, Collection[str]]) -> Ring:
    """Return the largest ring: what is left of a community of the *projection* when only its core is kept.

    A community is found by modularity (Louvain, seeded, nodes and edges in a fixed order): who ties two rings together
    does not make them one. In its core everybody shares enough groups with at least `OTHERS` of the core
    (`networkx.core_number`). Unit: accounts, groups. Among equals the first by name.

    Complexity: O(edges log accounts) for the at most `MOST_ACCOUNTS` accounts of the projection.
    """
    cores = (_core(projection.graph, community) for community in _communities(projection.graph))
    core = min(cores, key=lambda each: (-len(each), each), default=())
    accounts = tuple(projection.accounts[node] for node in core)
    return Ring(accounts, _groups_of_two(places[account] for account in accounts))


def _communities(graph: "nx.Graph[int]") -> list[set[int]]:
    return cast("list[set[int]]", nx.community.louvain_communities(graph, seed=SEED)) if graph.size() else []


def _core(graph: "nx.Graph[int]", community: set[int]) -> tuple[int, ...]:
    numbers = nx.core_number(graph.subgraph(community))
    return tuple(sorted(node for node, number in numbers.items() if number >= OTHERS))


def _groups_of_two(groups: Iterable[Collection[str]]) -> tuple[str, ...]:
    counts = Counter(group for each in groups for group in frozenset(each))
    return tuple(sorted(group for group, count in counts.items() if count > 1))
