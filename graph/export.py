"""A graph as text that other tools read: Gephi, yEd, Cytoscape, spreadsheets, browsers.

Characters that XML cannot hold, which no name should have, are replaced by U+FFFD in every format.
"""

import csv
import io
import json
import re
from collections.abc import Iterable

import networkx as nx

from graph.subgraph import Value
from graph.xml import characters

DATED = re.compile(' lastmodifieddate="[0-9-]*"')
COMPUTED = ("=", "+", "-", "@", "\t", "\r")  # how a cell starts that a spreadsheet takes for a formula


def graphml(graph: "nx.DiGraph[int]") -> str:
    """Return *graph* as GraphML."""
    return "\n".join(nx.generate_graphml(_clean(graph))) + "\n"


def gexf(graph: "nx.DiGraph[int]") -> str:
    """Return *graph* as GEXF 1.2, the same on any day."""
    return DATED.sub("", "\n".join(nx.generate_gexf(_clean(graph))) + "\n", count=1)


def node_link_json(graph: "nx.DiGraph[int]") -> str:
    """Return *graph* as networkx' node-link JSON."""
    return json.dumps(nx.node_link_data(_clean(graph), edges="edges"), ensure_ascii=False)


def node_csv(graph: "nx.DiGraph[int]") -> str:
    """Return the nodes of *graph* as CSV: Id, Label and a column for every other attribute."""
    attributes: dict[str, None] = {name: None for _, values in graph.nodes(data=True) for name in values}
    names = [name for name in attributes if name != "label"]
    rows = (
        (node, values["label"], *(values.get(name, "") for name in names)) for node, values in graph.nodes(data=True)
    )
    return _csv(("Id", "Label", *names), rows)


def edge_csv(graph: "nx.DiGraph[int]") -> str:
    """Return the edges of *graph* as CSV: Source, Target (nodes' Ids), Type and extra (true or false)."""
    rows = ((inviter, member, "Directed", values["extra"]) for inviter, member, values in graph.edges(data=True))
    return _csv(("Source", "Target", "Type", "extra"), rows)


def _clean(graph: "nx.DiGraph[int]") -> "nx.DiGraph[int]":
    clean: nx.DiGraph[int] = nx.DiGraph()
    for node, values in graph.nodes(data=True):
        clean.add_node(node, **{name: characters(v) if isinstance(v, str) else v for name, v in values.items()})
    clean.add_edges_from(graph.edges(data=True))
    return clean


def _csv(columns: Iterable[str], rows: Iterable[Iterable[Value]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return text.getvalue()


def _cell(value: Value) -> Value:
    """Return *value* so that no spreadsheet computes it: names are chosen by those who are watched."""
    if isinstance(value, bool):
        return str(value).lower()
    if not isinstance(value, str):
        return value
    value = characters(value)
    return f"'{value}" if value.startswith(COMPUTED) else value
