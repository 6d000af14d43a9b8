"""Runs where networkx finds the backend: `python -m tests.graph.backend.dispatching`."""

import sys
from typing import Any

import networkx as nx

from graph.backend.conversion import to_networkx
from graph.backend.forest_graph import NAME, ForestGraph
from graph.backend.info import FUNCTIONS
from tests.graph.backend.forests import listed, near, of_networkx

GRAPH = ForestGraph([-1, 0, 0, 1, 1, 2, -1])
NODES = {"source": 0, "target": 4, "node1": 3, "node2": 5, "distance": 2}
NEEDED = {
    "ancestors": ("source",),
    "descendants": ("source",),
    "descendants_at_distance": ("source", "distance"),
    "has_path": ("source", "target"),
    "lowest_common_ancestor": ("node1", "node2"),
    "shortest_path_length": ("source", "target"),
    "single_source_shortest_path_length": ("source",),
    "single_target_shortest_path_length": ("target",),
}


def main() -> None:
    """Call every function on a forest, which networkx itself cannot read, and compare."""
    same = to_networkx(GRAPH)
    for name in FUNCTIONS:
        call = of_networkx(name)
        arguments = {argument: NODES[argument] for argument in NEEDED.get(name, ())}
        assert listed(call(GRAPH, **arguments)) == near(listed(call(same, **arguments))), name
        sys.stdout.write(f"{name}\n")
    _check_seeds(same)
    _check_conversions(same)


def _check_seeds(same: "nx.DiGraph[Any]") -> None:
    betweenness = of_networkx("betweenness_centrality")
    assert betweenness(GRAPH, k=3, seed=7) == betweenness(same, k=3, seed=7)
    assert set(betweenness(GRAPH, k=3)) == set(same)


def _check_conversions(same: "nx.DiGraph[Any]") -> None:
    """Forest to networkx and back where asked for; graphs that are no forest stay with networkx."""
    betweenness, closeness, pagerank = map(of_networkx, ("betweenness_centrality", "closeness_centrality", "pagerank"))
    assert betweenness(same, backend=NAME) == betweenness(same)
    assert closeness(GRAPH, backend="networkx") == closeness(same)
    circle = nx.DiGraph([(0, 1), (1, 0)])
    expected = [betweenness(circle), pagerank(circle)]
    with nx.config(backend_priority=[NAME]):
        assert [betweenness(circle), pagerank(circle)] == expected
    try:
        closeness(GRAPH)
    except NotImplementedError:
        return
    raise AssertionError("networkx converted a forest unasked")


if __name__ == "__main__":
    main()
