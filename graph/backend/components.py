"""What a forest falls into, and what kind of graph it is."""
# ruff: noqa: N803 - networkx calls its first argument G

from collections.abc import Hashable, Iterator

import networkx as nx
import numpy as np

from graph.backend.forest_graph import ForestGraph


def weakly_connected_components(G: ForestGraph) -> Iterator[set[Hashable]]:
    """Yield the members of each tree, the tree with the smallest number first."""
    if not len(G):
        return
    tour, place = G.traversal.tour, G.traversal.place
    starts = place[G.traversal.order[: G.number_of_trees()]]
    ends = np.append(starts[1:], len(G))
    by_first = np.argsort(np.minimum.reduceat(tour, starts))
    members = G.named(tour)
    for start, end in zip(starts[by_first].tolist(), ends[by_first].tolist(), strict=True):
        yield set(members[start:end])


def number_weakly_connected_components(G: ForestGraph) -> int:
    """Count the trees."""
    return G.number_of_trees()


def is_weakly_connected(G: ForestGraph) -> bool:
    """Say whether there is one tree.

    Raises:
        nx.NetworkXPointlessConcept: there is nobody.
    """
    _require_members(G, "Connectivity is undefined for the null graph.")
    return G.number_of_trees() == 1


def is_forest(G: ForestGraph) -> bool:
    """Say that a forest is one.

    Raises:
        nx.NetworkXPointlessConcept: there is nobody.
    """
    _require_members(G, "G has no nodes.")
    return True


def is_tree(G: ForestGraph) -> bool:
    """Say whether there is one tree.

    Raises:
        nx.NetworkXPointlessConcept: there is nobody.
    """
    return is_forest(G) and G.number_of_trees() == 1


is_branching = is_forest  # nobody has two inviters
is_arborescence = is_tree


def isolates(G: ForestGraph) -> Iterator[Hashable]:
    """Iterate over those whom nobody brought and who brought nobody."""
    return iter(G.named(np.flatnonzero((G.parents < 0) & (G.recruits == 0))))


def number_of_isolates(G: ForestGraph) -> int:
    """Count those whom nobody brought and who brought nobody."""
    return int(np.count_nonzero((G.parents < 0) & (G.recruits == 0)))


def _require_members(G: ForestGraph, otherwise: str) -> None:
    if not len(G):
        raise nx.NetworkXPointlessConcept(otherwise)
