"""Parts of a forest as networkx graphs and as text, read back by those who wrote the formats."""

import csv
import io
import json
from collections.abc import Callable
from typing import Any, cast

import networkx as nx
import pytest

from graph.backend.forest_graph import MOST_MEMBERS
from graph.errors import GraphError
from graph.export import edge_csv, gexf, graphml, node_csv, node_link_json
from graph.forest import Forest
from graph.subgraph import digraph, neighbourhood, subtree

EDGES = [("a", "b"), ("a", "c"), ("b", "d"), ("x", "y"), ("x", "d"), ("d", "a")]
A, B, C, D, X, Y = range(6)


def forest() -> Forest:
    """Return two trees of four and two, an edge between them and one that would close a circle."""
    made = Forest()
    for inviter, member in EDGES:
        made.add(inviter, member, 1_500_000_000 if member == "b" else 0)
    return made


def whole(*, extras: bool = True) -> "nx.DiGraph[int]":
    """Return everybody under names no format likes."""
    money = {A: 12_00, D: -5_00}
    return digraph(forest(), range(6), label="=<李&\x00{}\ud800>".format, attributes={"lost_fen": money}, extras=extras)


def extra_edges(graph: "nx.Graph[Any]") -> list[tuple[int, int]]:
    return [edge for edge in graph.edges if graph.edges[edge]["extra"]]


@pytest.mark.parametrize(
    ("member", "expected"),
    [
        pytest.param(A, [A, B, C, D], id="a tree, tier by tier"),
        pytest.param(B, [B, D], id="a subtree"),
        pytest.param(C, [C], id="nobody below"),
    ],
)
def test_who_is_below(member: int, expected: list[int]) -> None:
    assert subtree(forest(), member) == expected


@pytest.mark.parametrize(
    ("member", "steps", "expected"),
    [
        pytest.param(D, 0, [D], id="himself"),
        pytest.param(D, 1, [D, B], id="one step up"),
        pytest.param(B, 1, [B, A, D], id="up before down"),
        pytest.param(D, 3, [D, B, A, C], id="up and down again"),
        pytest.param(X, 9, [X, Y], id="further than there is anybody"),
    ],
)
def test_who_is_near(member: int, steps: int, expected: list[int]) -> None:
    assert neighbourhood(forest(), member, steps) == expected


def test_a_part_is_a_networkx_graph_that_says_where_everybody_stands() -> None:
    graph = digraph(forest(), subtree(forest(), B), label="no. {}".format)
    assert type(graph) is nx.DiGraph
    assert nx.is_arborescence(graph)
    position = {"depth": 1, "size": 2, "height": 1, "recruits": 1}
    assert graph.nodes[B] == {"label": "no. 1", **position, "first_seen": "2017-07-14T02:40:00+00:00"}
    assert dict(graph.edges) == {(B, D): {"extra": False}}


def test_nobody_is_named_unless_the_caller_says_how() -> None:
    assert [values["label"] for _, values in digraph(forest(), [A, D]).nodes(data=True)] == ["0", "3"]


def test_extra_edges_are_added_on_request_where_both_ends_are_in() -> None:
    assert extra_edges(whole(extras=False)) == []
    assert extra_edges(whole()) == [(D, A), (X, D)]
    assert [*digraph(forest(), [X, Y, D], extras=True).edges] == [(X, Y), (X, D)]


def test_a_graph_too_big_for_networkx_is_refused() -> None:
    with pytest.raises(GraphError, match="10,001 members"):
        digraph(Forest(), range(MOST_MEMBERS + 1))


def _from_json(text: str) -> Any:
    return cast(Any, nx).node_link_graph(json.loads(text), edges="edges")


def _from_graphml(text: str) -> Any:
    return nx.parse_graphml(text, node_type=int)


def _from_gexf(text: str) -> Any:
    return nx.read_gexf(io.BytesIO(text.encode()), node_type=int)


@pytest.mark.parametrize(
    ("write", "read"),
    [
        pytest.param(graphml, _from_graphml, id="GraphML"),
        pytest.param(gexf, _from_gexf, id="GEXF"),
        pytest.param(node_link_json, _from_json, id="JSON"),
    ],
)
def test_what_is_written_is_read_back(write: "Callable[[nx.DiGraph[int]], str]", read: Callable[[str], Any]) -> None:
    """Characters that XML forbids come back as U+FFFD; edge ids are the format's own."""
    graph = whole()
    again = read(write(graph).encode().decode())
    assert set(again.edges) == set(graph.edges)
    assert set(extra_edges(again)) == set(extra_edges(graph))
    for node, values in graph.nodes(data=True):
        values["label"] = f"=<李&\ufffd{node}\ufffd>"
        assert again.nodes[node] == values


def test_an_export_is_the_same_on_any_day() -> None:
    assert "lastmodified" not in gexf(whole())


def test_nodes_and_edges_as_tables() -> None:
    nodes = list(csv.DictReader(io.StringIO(node_csv(whole()))))
    assert [row["Id"] for row in nodes] == ["0", "1", "2", "3", "4", "5"]
    assert [row["lost_fen"] for row in nodes] == ["1200", "", "", "-500", "", ""]
    edges = list(csv.DictReader(io.StringIO(edge_csv(whole()))))
    assert {(row["Source"], row["Target"]) for row in edges if row["extra"] == "true"} == {("3", "0"), ("4", "3")}
    assert {row["Type"] for row in edges} == {"Directed"}


@pytest.mark.parametrize("name", ["=1+1", "+86", "-x", "@SUM(A1)", "\t=1"])
def test_no_spreadsheet_computes_a_name(name: str) -> None:
    table = node_csv(digraph(forest(), [A], label=lambda _number: name))
    assert next(csv.DictReader(io.StringIO(table)))["Label"] == f"'{name}"
