"""The figures of everybody and of every tree, as one would get them from networkx, rustworkx or igraph.

Each has its graph built beforehand. networkx: one topological sort, then dictionaries along it. rustworkx: one
topological sort, and igraph: one breadth-first search from a vertex above all organisers, since it searches from one
vertex at a time; then lists along the order. That beats asking either about one member at a time. Beside those, as fast
as we could make it, the same libraries for nothing but the order, and numpy on whole tiers for everything else.
"""

from collections.abc import Sequence
from importlib import import_module
from math import log
from typing import Any, NamedTuple, cast

import networkx as nx
import numpy as np
from numpy.typing import NDArray

rustworkx, igraph = (cast(Any, import_module(name)) for name in ("rustworkx", "igraph"))  # neither has whole types

Ints = NDArray[np.int64]
Figures = Sequence[int] | Ints


class Analytics(NamedTuple):
    """What is asked for: five figures of everybody; of every tree root, people, tiers, depth ratio and two shares."""

    depth: Figures
    size: Figures
    height: Figures
    root: Figures
    recruits: Figures
    trees: Sequence[Figures]


def edges(parents: Sequence[int]) -> list[tuple[int, int]]:
    """Return (inviter, member) of everybody who was brought."""
    return [(above, member) for member, above in enumerate(parents) if above >= 0]


def networkx_graph(parents: Sequence[int]) -> "nx.DiGraph[int]":
    """Return the forest as networkx holds it."""
    graph: nx.DiGraph[int] = nx.DiGraph()
    graph.add_nodes_from(range(len(parents)))
    graph.add_edges_from(edges(parents))
    return graph


def by_networkx(graph: "nx.DiGraph[int]") -> Analytics:
    """Return the figures by one walk down and one up."""
    order: list[int] = list(nx.topological_sort(graph))
    depth, root = dict.fromkeys(graph, 0), {member: member for member in graph}
    size, height = dict.fromkeys(graph, 1), dict.fromkeys(graph, 0)
    for member in order:
        for recruit in graph.successors(member):
            depth[recruit], root[recruit] = depth[member] + 1, root[member]
    for member in reversed(order):
        for above in graph.predecessors(member):
            size[above] += size[member]
            height[above] = max(height[above], height[member] + 1)
    recruits: dict[int, int] = dict(graph.out_degree())
    depth_sum, recruiters, top = (dict[int, int].fromkeys(graph, 0) for _ in range(3))
    for member, organiser in root.items():
        depth_sum[organiser] += depth[member]
        recruiters[organiser] += recruits[member] > 0
        top[organiser] = max(top[organiser], recruits[member])
    sums = [
        (member, size[member], height[member], depth_sum[member], recruiters[member], top[member])
        for member, organiser in root.items()
        if member == organiser
    ]
    numbers = range(len(graph))
    return Analytics(
        [depth[member] for member in numbers],
        [size[member] for member in numbers],
        [height[member] for member in numbers],
        [root[member] for member in numbers],
        [recruits[member] for member in numbers],
        _features(sums),
    )


def rustworkx_graph(parents: Sequence[int]) -> Any:
    """Return the forest as rustworkx holds it."""
    graph = rustworkx.PyDiGraph()
    graph.add_nodes_from(range(len(parents)))
    graph.add_edges_from_no_data(edges(parents))
    return graph


def by_rustworkx(graph: Any) -> Analytics:
    """Return the figures along rustworkx' topological order."""
    parents = [-1] * graph.num_nodes()
    for above, member in graph.edge_list():
        parents[member] = above
    return _by_order(parents, list(rustworkx.topological_sort(graph)))


def by_rustworkx_and_numpy(graph: Any) -> Analytics:
    """Return the figures by rustworkx' topological generations."""
    parents = np.full(graph.num_nodes(), -1)
    inviters, members = np.asarray(graph.edge_list(), np.int64).T
    parents[members] = inviters
    return _by_tiers(parents, [np.asarray(tier, np.int64) for tier in rustworkx.topological_generations(graph)])


def igraph_graph(parents: Sequence[int]) -> Any:
    """Return the forest as igraph holds it, under one more vertex: it searches from one vertex at a time."""
    above_all = len(parents)
    edges = [(above_all if above < 0 else above, member) for member, above in enumerate(parents)]
    return igraph.Graph(above_all + 1, edges, directed=True)


def by_igraph(graph: Any) -> Analytics:
    """Return the figures along igraph's breadth-first search."""
    order, _, parents = graph.bfs(graph.vcount() - 1)
    above_all = order[0]
    return _by_order([-1 if above == above_all else above for above in parents[:above_all]], order[1:])


def by_igraph_and_numpy(graph: Any) -> Analytics:
    """Return the figures by the tiers of igraph's breadth-first search."""
    people = graph.vcount() - 1
    order, starts, above = (np.asarray(found) for found in graph.bfs(people))
    parents = np.where(above[:people] == people, -1, above[:people])
    return _by_tiers(parents, np.split(order, starts[1:-1])[1:])


def _by_order(parents: Sequence[int], order: Sequence[int]) -> Analytics:
    people = len(parents)
    depth, root = [0] * people, list(range(people))
    size, height, recruits = [1] * people, [0] * people, [0] * people
    depth_sum, recruiters, top = [0] * people, [0] * people, [0] * people
    for member in order:
        above = parents[member]
        if above >= 0:
            recruits[above] += 1
            depth[member], root[member] = depth[above] + 1, root[above]
    for member in reversed(order):
        above, organiser = parents[member], root[member]
        depth_sum[organiser] += depth[member]
        if recruits[member]:
            recruiters[organiser] += 1
            top[organiser] = max(top[organiser], recruits[member])
        if above >= 0:
            size[above] += size[member]
            height[above] = max(height[above], height[member] + 1)
    roots = [member for member, above in enumerate(parents) if above < 0]
    sums = [(root, size[root], height[root], depth_sum[root], recruiters[root], top[root]) for root in roots]
    return Analytics(depth, size, height, root, recruits, _features(sums))


def _by_tiers(parents: Ints, tiers: Sequence[Ints]) -> Analytics:
    people = len(parents)
    depth, root = np.zeros(people, np.int64), np.arange(people)
    size, height = np.ones(people, np.int64), np.zeros(people, np.int64)
    for tier, members in enumerate(tiers[1:], start=1):
        depth[members] = tier
        root[members] = root[parents[members]]
    for members in reversed(tiers[1:]):
        np.add.at(size, parents[members], size[members])
        np.maximum.at(height, parents[members], height[members] + 1)
    recruits = np.bincount(parents[parents >= 0], minlength=people)
    depth_sum = np.bincount(root, depth, people).astype(np.int64)
    recruiters = np.bincount(root[recruits > 0], minlength=people)
    top = np.zeros(people, np.int64)
    np.maximum.at(top, root, recruits)
    roots = np.sort(tiers[0])
    whole, sums = size[roots], depth_sum[roots]
    ratio = np.floor(1000 * sums / np.maximum(whole * np.log(whole), 1)).astype(np.int64)
    shares = (1000 * recruiters[roots] // whole, 1000 * top[roots] // whole)
    return Analytics(depth, size, height, root, recruits, (roots, whole, height[roots] + 1, ratio, *shares))


def _features(sums: Sequence[tuple[int, int, int, int, int, int]]) -> Sequence[Figures]:
    trees = [
        (
            root,
            people,
            height + 1,
            int(1000 * depth_sum / (people * log(people))) if people > 1 else 0,
            1000 * recruiters // people,
            1000 * top // people,
        )
        for root, people, height, depth_sum, recruiters, top in sums
    ]
    return list(zip(*trees, strict=True))
