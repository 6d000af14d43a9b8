"""A forest tier by tier: nobody comes before who brought him, and nothing goes in a circle."""
# ruff: noqa: N803 - networkx calls its first argument G

from collections.abc import Hashable, Iterator

import numpy as np

from graph.backend.forest_graph import ForestGraph


def has_cycle(G: ForestGraph) -> bool:  # noqa: ARG001 - no forest has one
    """Say that tree edges make no circle."""
    return False


def is_directed_acyclic_graph(G: ForestGraph) -> bool:
    """Say that tree edges make no circle."""
    return not has_cycle(G)


def topological_generations(G: ForestGraph) -> Iterator[list[Hashable]]:
    """Yield the members of each tier, organisers first."""
    members = G.named(G.traversal.order)
    start = 0
    for end in np.cumsum(np.bincount(G.traversal.depth)).tolist():
        yield members[start:end]
        start = end


def topological_sort(G: ForestGraph) -> Iterator[Hashable]:
    """Iterate over the members tier by tier."""
    return iter(G.named(G.traversal.order))


def dag_longest_path(
    G: ForestGraph,
    weight: str = "weight",  # noqa: ARG001 - edges have no attributes
    default_weight: int = 1,  # noqa: ARG001 - see `graph.backend.choice`
    topo_order: None = None,  # noqa: ARG001 - the same
) -> list[Hashable]:
    """Return the line from an organiser down to the first member of the lowest tier."""
    if not len(G):
        return []
    lowest = G.traversal.depth[G.traversal.order].argmax()  # the first of the deepest
    return G.named(G.line(int(G.traversal.order[lowest]))[::-1])


def dag_longest_path_length(
    G: ForestGraph,
    weight: str = "weight",  # noqa: ARG001 - edges have no attributes
    default_weight: int = 1,  # noqa: ARG001 - see `graph.backend.choice`
) -> int:
    """Return how many tiers the lowest member is below the organiser."""
    return int(G.traversal.depth.max(initial=0))
