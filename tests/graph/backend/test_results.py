"""Every function of the backend gives what networkx gives on the same edges."""

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.backend import interface
from graph.backend.conversion import to_networkx
from graph.backend.forest_graph import ForestGraph
from graph.backend.info import FUNCTIONS
from tests.graph.backend.forests import forests, near, of_networkx, outcome

Arguments = Callable[[Any, Any, int], Mapping[str, object]]
"""Arguments from two nodes, who may not exist, and a number."""


def sampler(seed: int) -> Random:
    """Return what networkx makes of a seed before it asks a backend."""
    return Random(seed)  # noqa: S311 - samples sources, no secrets


CALLS: list[tuple[str, str, Arguments]] = [
    *(
        (name, "as it is", lambda _a, _b, _n: {})
        for name in FUNCTIONS
        if name
        not in (
            "ancestors",
            "descendants",
            "descendants_at_distance",
            "has_path",
            "lowest_common_ancestor",
            "shortest_path_length",
            "single_source_shortest_path_length",
            "single_target_shortest_path_length",
        )
    ),
    ("ancestors", "of one", lambda a, _b, _n: {"source": a}),
    ("descendants", "of one", lambda a, _b, _n: {"source": a}),
    ("descendants_at_distance", "of one", lambda a, _b, n: {"source": a, "distance": n - 1}),
    ("has_path", "between two", lambda a, b, _n: {"source": a, "target": b}),
    ("lowest_common_ancestor", "of two", lambda a, b, _n: {"node1": a, "node2": b}),
    ("lowest_common_ancestor", "or another", lambda a, b, _n: {"node1": a, "node2": b, "default": "nobody"}),
    ("shortest_path_length", "down", lambda a, _b, _n: {"source": a}),
    ("shortest_path_length", "up", lambda a, _b, _n: {"target": a}),
    ("shortest_path_length", "between two", lambda a, b, _n: {"source": a, "target": b, "method": "bellman-ford"}),
    ("shortest_path_length", "no such method", lambda a, _b, _n: {"source": a, "method": "guess"}),
    ("single_source_shortest_path_length", "of one", lambda a, _b, _n: {"source": a}),
    ("single_source_shortest_path_length", "so far", lambda a, _b, n: {"source": a, "cutoff": n - 1}),
    ("single_source_shortest_path_length", "half a step", lambda a, _b, n: {"source": a, "cutoff": n / 2}),
    ("single_target_shortest_path_length", "of one", lambda a, _b, _n: {"target": a}),
    ("single_target_shortest_path_length", "so far", lambda a, _b, n: {"target": a, "cutoff": n - 1}),
    ("pagerank", "by hand", lambda _a, _b, n: {"alpha": n / 8, "tol": 1e-9, "max_iter": 500, "weight": None}),
    ("pagerank", "too few rounds", lambda _a, _b, n: {"max_iter": n, "tol": 0.0}),
    ("pagerank", "for one", lambda a, _b, _n: {"personalization": {a: 2}}),
    ("pagerank", "for two", lambda a, b, _n: {"personalization": {a: 1, b: 3}, "dangling": {"m0": 1, 0: 2}}),
    ("pagerank", "from somewhere", lambda _a, _b, _n: {"nstart": {"m0": 1, 0: 1}}),
    ("betweenness_centrality", "counted", lambda _a, _b, _n: {"normalized": False}),
    ("betweenness_centrality", "with ends", lambda _a, _b, _n: {"endpoints": True, "weight": "weight"}),
    ("betweenness_centrality", "counted with ends", lambda _a, _b, _n: {"endpoints": True, "normalized": False}),
    ("betweenness_centrality", "sampled", lambda _a, _b, n: {"k": n, "seed": sampler(n)}),
    ("betweenness_centrality", "sampled, counted", lambda _a, _b, n: {"k": n, "seed": sampler(n), "normalized": False}),
    ("betweenness_centrality", "sampled with ends", lambda _a, _b, n: {"k": n, "seed": sampler(n), "endpoints": True}),
    ("dag_longest_path", "by hand", lambda _a, _b, _n: {"weight": "tiers", "default_weight": 1}),
]


@pytest.mark.parametrize(("name", "arguments"), [pytest.param(*call[::2], id=" ".join(call[:2])) for call in CALLS])
@given(graph=forests(), places=st.tuples(st.integers(0, 12), st.integers(0, 12)), n=st.integers(0, 6))
@example(graph=ForestGraph([-1, 0, 1]), places=(0, 2), n=3)  # everybody is sampled
def test_arrays_give_what_networkx_gives(
    name: str, arguments: Arguments, graph: ForestGraph, places: tuple[int, int], n: int
) -> None:
    """Same values, same order where it is one of tiers or trees, same errors."""
    a, b = places
    nodes: Any = dict(enumerate(graph))  # beyond the last: a node that is not there
    expected = outcome(of_networkx(name), to_networkx(graph), arguments(nodes.get(a, "?"), nodes.get(b, "?"), n))
    found = outcome(getattr(interface, name), graph, arguments(nodes.get(a, "?"), nodes.get(b, "?"), n))
    assert type(found) is type(expected)
    assert found == near(expected)


def test_every_function_of_the_backend_is_announced_and_tested() -> None:
    own = {"can_run", "should_run", "convert_from_nx", "convert_to_nx"}
    assert set(FUNCTIONS) == {name for name, *_ in CALLS} == set(interface.__all__) - own
