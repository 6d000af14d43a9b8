"""A part of a forest as a networkx graph, the library of record for analysis.

A networkx graph takes about a kilobyte an edge, so only the part that is looked at becomes one. For `nx.*` on whole
forests see `graph.backend`.
"""

from collections.abc import Callable, Collection, Mapping
from datetime import UTC, datetime

import networkx as nx

from graph.backend.forest_graph import MOST_MEMBERS, ForestGraph
from graph.errors import GraphError
from graph.forest import NO_PARENT, Forest

Value = int | float | str | bool


def subtree(forest: Forest, member: int) -> list[int]:
    """Return the member and everybody below, tier by tier, smaller numbers first among the recruits of one.

    Below a root that is the whole tree. Complexity: O(n) over the whole forest.
    """
    graph = ForestGraph(forest.parent)
    return _reached(member, lambda number: graph.brought(number).tolist())


def neighbourhood(forest: Forest, member: int, steps: int) -> list[int]:
    """Return everybody at most *steps* tree edges from the member, up or down, nearest first.

    Complexity: O(n) over the whole forest.
    """
    graph = ForestGraph(forest.parent)

    def beside(number: int) -> list[int]:
        above, below = forest.parent[number], graph.brought(number).tolist()
        return below if above == NO_PARENT else [above, *below]

    return _reached(member, beside, steps)


def _reached(member: int, beside: Callable[[int], list[int]], steps: int | None = None) -> list[int]:
    found = {member: 0}  # a set that keeps its order
    edge = [member]
    while edge and steps != found[edge[0]]:
        step = found[edge[0]] + 1
        edge = [other for number in edge for other in beside(number) if found.setdefault(other, step) == step]
    return list(found)


def digraph(
    forest: Forest,
    members: Collection[int],
    *,
    label: Callable[[int], str] = str,
    attributes: Mapping[str, Mapping[int, Value]] | None = None,
    extras: bool = False,
) -> "nx.DiGraph[int]":
    """Return *members* and the invites among them as edges from inviter to member.

    Nodes are member numbers and carry `label`, `depth`, `size`, `height`, `recruits` as in the whole forest and, when
    it is known, `first_seen` (ISO 8601, UTC).

    Args:
        forest: whom the members are of.
        members: whose graph it is, at most `MOST_MEMBERS`.
        label: what a member is called outside, say a pseudonym; the number unless given.
        attributes: more attributes by name and member, say money; members without a value go without.
        extras: add the edges outside the trees, marked by `extra`; the graph may then have circles.

    Raises:
        GraphError: there are too many members.
    """
    if len(members) > MOST_MEMBERS:
        raise GraphError(f"{len(members):,} members; a networkx graph is made of at most {MOST_MEMBERS:,}")
    graph: nx.DiGraph[int] = nx.DiGraph()
    for member in members:
        graph.add_node(member, label=label(member), **_position(forest, member))
    for name, values in (attributes or {}).items():
        graph.add_nodes_from((member, {name: values[member]}) for member in members if member in values)
    brought = ((forest.parent[member], member) for member in members)
    graph.add_edges_from((edge for edge in brought if edge[0] in graph), extra=False)
    if extras:
        graph.add_edges_from((edge for edge in forest.extras if edge[0] in graph and edge[1] in graph), extra=True)
    return graph


def _position(forest: Forest, member: int) -> dict[str, Value]:
    position: dict[str, Value] = {
        "depth": forest.depth(member),
        "size": forest.size[member],
        "height": forest.height[member],
        "recruits": forest.recruits[member],
    }
    if seconds := forest.first_seen[member]:
        position["first_seen"] = datetime.fromtimestamp(seconds, UTC).isoformat()
    return position
