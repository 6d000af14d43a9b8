"""What a forest graph holds, where it comes from and what it becomes."""

from typing import Any

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

import graph.forest.compiled
from graph.backend.conversion import ConversionError, convert_from_nx, convert_to_nx, to_networkx
from graph.backend.forest_graph import MOST_MEMBERS, ForestGraph
from graph.backend.interface import can_run, should_run
from graph.errors import GraphError
from graph.forest import Forest
from tests.graph.backend.forests import forests


@given(forests())
def test_a_forest_survives_the_way_to_networkx_and_back(graph: ForestGraph) -> None:
    there = convert_to_nx(graph)
    again = convert_from_nx(there)
    assert list(again) == list(there) == list(graph)
    assert again.parents.tolist() == graph.parents.tolist()


@given(forests())
def test_a_forest_graph_reads_like_a_networkx_graph(graph: ForestGraph) -> None:
    same = to_networkx(graph)
    assert (len(graph), graph.number_of_nodes(), graph.number_of_edges()) == (len(same), *_counts(same))
    assert (graph.is_directed(), graph.is_multigraph()) == (same.is_directed(), same.is_multigraph())
    for node in graph:
        assert node in graph
        assert list(graph.successors(node)) == list(same.successors(node))
        assert list(graph.predecessors(node)) == list(same.predecessors(node))


def _counts(graph: "nx.DiGraph[Any]") -> tuple[int, int]:
    return graph.number_of_nodes(), graph.number_of_edges()


def test_machine_code_walks_as_python_does(monkeypatch: pytest.MonkeyPatch) -> None:
    parents = [4, -1, 0, 4, 1, -1, 0, 8, 5]
    interpreted = ForestGraph(parents).traversal
    monkeypatch.setattr(graph.forest.compiled, "LONG_PASS", 0)
    for walked, expected in zip(ForestGraph(parents).traversal, interpreted, strict=True):
        assert walked.tolist() == expected.tolist()


def test_a_snapshot_knows_nothing_of_later_invites() -> None:
    forest = Forest()
    forest.add("a", "b")
    graph = ForestGraph(forest.parent, forest.members)
    forest.add("b", "c")
    assert list(graph.edges()) == [("a", "b")]
    assert "c" not in graph


@pytest.mark.parametrize(
    ("node", "is_in"),
    [(1, True), (np.int64(1), True), (2, False), (-1, False), ("1", False), (None, False), ([], False)],
    ids=repr,
)
def test_which_numbers_are_nodes(node: object, is_in: bool) -> None:
    assert (node in ForestGraph([-1, 0])) is is_in
    assert (node in ForestGraph([-1, 0], [0, 1])) is is_in


@pytest.mark.parametrize(
    ("parents", "names", "message"),
    [
        pytest.param([1, 0], None, "circle", id="circle"),
        pytest.param([-1, 1], None, "circle", id="brought himself"),
        pytest.param([5], None, "outside", id="parent outside"),
        pytest.param([-2], None, "outside", id="parent below none"),
        pytest.param([-1, 0], ["a"], "names", id="too few names"),
        pytest.param([-1, 0], ["a", "a"], "names", id="one name twice"),
    ],
)
def test_what_is_no_forest_is_refused(parents: list[int], names: list[str] | None, message: str) -> None:
    with pytest.raises(GraphError, match=message):
        ForestGraph(parents, names)


def _weighted(weight: int) -> "nx.DiGraph[str]":
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edge("a", "b", weight=weight)
    return graph


def _doubled() -> "nx.MultiDiGraph[int]":
    return nx.MultiDiGraph([(0, 1), (0, 1)])


@pytest.mark.parametrize(
    ("graph", "kept"),
    [
        pytest.param(nx.Graph([(0, 1)]), {}, id="no direction"),
        pytest.param(_doubled(), {}, id="double edge"),
        pytest.param(nx.DiGraph([(0, 2), (1, 2)]), {}, id="two inviters"),
        pytest.param(nx.DiGraph([(0, 1), (1, 0)]), {}, id="circle"),
        pytest.param(nx.DiGraph([(0, 0)]), {}, id="brought himself"),
        pytest.param(_weighted(2), {"edge_attrs": {"weight": 1}}, id="weight"),
        pytest.param(_weighted(1), {"edge_attrs": {"cost": 0}}, id="default weight"),
        pytest.param(_weighted(1), {"node_attrs": {"money": 0}}, id="attributes of nodes"),
        pytest.param(_weighted(1), {"preserve_edge_attrs": True}, id="all attributes"),
    ],
)
def test_a_networkx_graph_that_arrays_cannot_hold_is_left_to_networkx(
    graph: "nx.Graph[Any]", kept: dict[str, Any]
) -> None:
    with pytest.raises(ConversionError):
        convert_from_nx(graph, **kept)


def test_weights_that_do_not_matter_are_no_hindrance() -> None:
    assert list(convert_from_nx(_weighted(1), edge_attrs={"weight": 1}).edges()) == [("a", "b")]
    assert list(convert_from_nx(_weighted(2)).edges()) == [("a", "b")]


def test_a_big_forest_becomes_a_networkx_graph_only_when_asked() -> None:
    big = ForestGraph([-1] + [0] * MOST_MEMBERS)
    with pytest.raises(GraphError, match=r"10,001 members .*to_networkx"):
        convert_to_nx(big)
    assert to_networkx(big).number_of_edges() == MOST_MEMBERS
    assert convert_to_nx({"any": "result"}) == {"any": "result"}


@pytest.mark.parametrize(
    ("name", "arguments", "answer"),
    [
        pytest.param("descendants", {"source": 0}, True, id="any arguments"),
        pytest.param("shortest_path_length", {"source": 0}, True, id="from one"),
        pytest.param("shortest_path_length", {"target": 0}, True, id="to one"),
        pytest.param("shortest_path_length", {}, "pairs", id="all pairs"),
        pytest.param("shortest_path_length", {"source": 0, "weight": "fen"}, "weights", id="weighted"),
        pytest.param("betweenness_centrality", {"k": 3, "weight": "fen"}, True, id="one path whatever its weight"),
        pytest.param("betweenness_centrality", {"weight": len}, "callable", id="edges hidden"),
        pytest.param("dag_longest_path_length", {}, True, id="steps"),
        pytest.param("dag_longest_path_length", {"default_weight": -1}, "counts 1", id="other steps"),
        pytest.param("dag_longest_path", {"topo_order": [0]}, "order", id="order of the caller"),
    ],
)
def test_what_the_backend_takes_on(name: str, arguments: dict[str, object], answer: bool | str) -> None:
    said = can_run(name, (object(),), arguments)
    assert said is True if answer is True else str(answer) in str(said)


def test_only_what_costs_networkx_more_than_converting_is_worth_it() -> None:
    assert should_run("betweenness_centrality", (), {}) is True
    assert should_run("descendants", (), {}) is not True
