"""The forest as a networkx graph, the library of record for analysis, and as text other tools read.

A networkx graph takes about a kilobyte an edge: convert the tree being looked at, not a forest of millions.
"""

import csv
import io
import json

import networkx as nx

from graph.forest import NO_PARENT, Forest
from graph.tree import members_of_tree
from graph.xml import characters


def digraph(forest: Forest, root: int | None = None, *, extras: bool = False) -> "nx.DiGraph[int]":
    """Return the tree under *root*, or the whole forest, as edges from inviter to member.

    Nodes are member numbers and carry `member`, `depth`, `size`, `height` and `recruits`. With *extras* the edges
    outside the trees are added where both ends are drawn; `extra` tells the two apart, and the graph may have circles.
    """
    members = range(len(forest)) if root is None else members_of_tree(forest, root)
    graph: nx.DiGraph[int] = nx.DiGraph()
    for member in members:
        graph.add_node(
            member,
            member=forest.members[member],
            depth=forest.depth(member),
            size=forest.size[member],
            height=forest.height[member],
            recruits=forest.recruits[member],
        )
    graph.add_edges_from(
        ((forest.parent[member], member) for member in members if forest.parent[member] != NO_PARENT), extra=False
    )
    if extras:
        graph.add_edges_from((edge for edge in forest.extras if edge[0] in graph and edge[1] in graph), extra=True)
    return graph


def graphml(graph: "nx.DiGraph[int]") -> str:
    """Return *graph* as GraphML; characters that XML cannot hold are replaced."""
    return characters("\n".join(nx.generate_graphml(graph)) + "\n")


def edge_csv(graph: "nx.DiGraph[int]") -> str:
    """Return the edges of *graph* as CSV, by members' names: inviter, member, extra (true or false)."""
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(("inviter", "member", "extra"))
    names: dict[int, str] = {member: attributes["member"] for member, attributes in graph.nodes(data=True)}
    for inviter, member, attributes in graph.edges(data=True):
        rows.writerow((names[inviter], names[member], str(attributes["extra"]).lower()))
    return text.getvalue()


def node_link_json(graph: "nx.DiGraph[int]") -> str:
    """Return *graph* as networkx' node-link JSON."""
    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False)
