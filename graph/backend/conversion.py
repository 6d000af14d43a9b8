"""From networkx graphs to array forests and back."""

from collections.abc import Hashable, Mapping
from typing import Any

import networkx as nx

from graph.backend.forest_graph import MOST_MEMBERS, ForestGraph
from graph.errors import GraphError

Attributes = Mapping[str, object]


class ConversionError(GraphError, NotImplementedError):
    """An array forest cannot hold this graph; networkx goes on with another backend or by itself."""


def convert_from_nx(
    graph: "nx.Graph[Any]",
    *,
    edge_attrs: Attributes | None = None,
    node_attrs: Attributes | None = None,
    preserve_edge_attrs: bool = False,
    preserve_node_attrs: bool = False,
    **_ignored: object,
) -> ForestGraph:
    """Return *graph* as an array forest, siblings in the order of its nodes.

    Args:
        graph: a directed graph in which nobody has two inviters and nothing goes in a circle.
        edge_attrs: attributes to keep, with their defaults; only those can be that are 1 on every edge.
        node_attrs: attributes to keep; there must be none.
        preserve_edge_attrs: whether all attributes of edges are to be kept, which they cannot.
        preserve_node_attrs: the same for nodes.

    Raises:
        ConversionError: the graph is no such forest, or has attributes that matter.
    """
    if not graph.is_directed() or graph.is_multigraph():
        raise ConversionError("an array forest is directed and has no double edges")
    if node_attrs or preserve_edge_attrs or preserve_node_attrs:
        raise ConversionError("an array forest has no attributes")
    numbers = {node: number for number, node in enumerate(graph)}
    parents = [-1] * len(numbers)
    for inviter, member, values in graph.edges(data=True):
        if parents[numbers[member]] != -1:
            raise ConversionError(f"{member!r} has two inviters")
        if any(values.get(name, otherwise) != 1 for name, otherwise in (edge_attrs or {}).items()):
            raise ConversionError(f"the edge from {inviter!r} to {member!r} has a weight")
        parents[numbers[member]] = numbers[inviter]
    try:
        return ForestGraph(parents, list(numbers))
    except GraphError as circle:
        raise ConversionError(str(circle)) from circle


def convert_to_nx(graph: Any, **_ignored: object) -> Any:
    """Return a forest as a networkx graph when it is small, anything else as it is.

    Raises:
        GraphError: there are more than `MOST_MEMBERS` members.
    """
    if not isinstance(graph, ForestGraph):
        return graph
    if len(graph) > MOST_MEMBERS:
        raise GraphError(
            f"{len(graph):,} members are too many to convert unasked (about a kilobyte each, at most"
            f" {MOST_MEMBERS:,}); convert a part with graph.subgraph.digraph, or everything with"
            " graph.backend.conversion.to_networkx"
        )
    return to_networkx(graph)


def to_networkx(graph: ForestGraph) -> "nx.DiGraph[Hashable]":
    """Return a forest of any size as a networkx graph; about a kilobyte and some microseconds a member."""
    made: nx.DiGraph[Hashable] = nx.DiGraph()
    made.add_nodes_from(graph)
    made.add_edges_from(graph.edges())
    return made
