"""Who is above and below whom, and how far."""
# ruff: noqa: N803 - networkx calls its first argument G

from collections.abc import Hashable

import networkx as nx
import numpy as np

from graph.backend.forest_graph import ForestGraph
from graph.backend.traversal import Array


def descendants(G: ForestGraph, source: Hashable) -> set[Hashable]:
    """Return everybody below *source*, in O(answer).

    Raises:
        nx.NetworkXError: there is no such node.
    """
    return set(G.named(G.subtree(G.number(source))[1:]))


def ancestors(G: ForestGraph, source: Hashable) -> set[Hashable]:
    """Return everybody above *source*, in O(answer).

    Raises:
        nx.NetworkXError: there is no such node.
    """
    return set(G.named(G.line(G.number(source))[1:]))


def descendants_at_distance(G: ForestGraph, source: Hashable, distance: int) -> set[Hashable]:
    """Return everybody *distance* tiers below *source*.

    Raises:
        nx.NetworkXError: there is no such node.
    """
    if source not in G:
        raise nx.NetworkXError(f"The node {source} is not in the graph.")
    members, tiers = _below(G, G.number(source))
    return set(G.named(members[tiers == distance]))


def has_path(G: ForestGraph, source: Hashable, target: Hashable) -> bool:
    """Say whether *target* is below *source*, or is *source*, in O(1).

    Raises:
        nx.NodeNotFound: there is no such node.
    """
    return G.is_above(_found(G, source, "Source"), _found(G, target, "Target"))


def single_source_shortest_path_length(
    G: ForestGraph, source: Hashable, cutoff: float | None = None
) -> dict[Hashable, int]:
    """Return how many tiers everybody below *source* stands below him, himself included.

    Raises:
        nx.NodeNotFound: there is no such node.
    """
    members, tiers = _below(G, _found(G, source, "Source"))
    return _within(G, members, tiers, cutoff)


def single_target_shortest_path_length(
    G: ForestGraph, target: Hashable, cutoff: float | None = None
) -> dict[Hashable, int]:
    """Return how many tiers everybody above *target* stands above him, himself included.

    Raises:
        nx.NodeNotFound: there is no such node.
    """
    members = G.line(_found(G, target, "Target"))
    return _within(G, members, np.arange(len(members), dtype=np.int32), cutoff)


def shortest_path_length(
    G: ForestGraph,
    source: Hashable | None = None,
    target: Hashable | None = None,
    weight: None = None,  # noqa: ARG001 - see `graph.backend.choice`
    method: str = "dijkstra",
) -> int | dict[Hashable, int]:
    """Return the tiers from *source* down to *target*, or to everybody below, or from everybody above.

    Raises:
        nx.NodeNotFound: there is no such node.
        nx.NetworkXNoPath: *target* is not below *source*.
        ValueError: networkx has no such method.
    """
    if method not in ("dijkstra", "bellman-ford", "unweighted"):
        raise ValueError(f"method not supported: {method}")
    if source is None:
        return single_target_shortest_path_length(G, target)
    if target is None:
        return single_source_shortest_path_length(G, source)
    upper, lower = _found(G, source, "Source"), _found(G, target, "Target")
    if not G.is_above(upper, lower):
        raise nx.NetworkXNoPath(f"No path between {source} and {target}.")
    return int(G.traversal.depth[lower] - G.traversal.depth[upper])


def lowest_common_ancestor(
    G: ForestGraph, node1: Hashable, node2: Hashable, default: Hashable | None = None
) -> Hashable | None:
    """Return who is above both and nearest to them, or one of them; *default* across trees. O(depth).

    Raises:
        nx.NodeNotFound: there is no such node.
        nx.NetworkXPointlessConcept: there is nobody.
    """
    if not len(G):
        raise nx.NetworkXPointlessConcept("LCA meaningless on null graphs.")
    if absent := {node for node in (node1, node2) if node not in G}:
        raise nx.NodeNotFound(f"Node(s) {absent} from pair {(node1, node2)} not in G.")
    other = G.number(node2)
    common = (above for above in G.line(G.number(node1)).tolist() if G.is_above(above, other))
    return next((G.nodes[number] for number in common), default)


def _found(G: ForestGraph, node: Hashable, end: str) -> int:
    number = G.find(node)
    if number is None:
        raise nx.NodeNotFound(f"{end} {node} is not in G")
    return number


def _below(G: ForestGraph, number: int) -> tuple[Array, Array]:
    members, depth = G.subtree(number), G.traversal.depth
    return members, depth[members] - depth[number]


def _within(G: ForestGraph, members: Array, tiers: Array, cutoff: float | None) -> dict[Hashable, int]:
    """Return the tiers by node up to the first that is not less than *cutoff*, as networkx counts."""
    if cutoff is not None:
        near = (tiers == 0) | (tiers < cutoff + 1)
        members, tiers = members[near], tiers[near]
    return dict(zip(G.named(members), tiers.tolist(), strict=True))
