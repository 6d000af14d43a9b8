"""The referral forest recomputed from scratch with networkx, to hold `Forest` against."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import log

import networkx as nx

from graph.features import TreeFeatures
from graph.forest import Forest, Outcome

Edge = tuple[str, str]


def _empty() -> "nx.DiGraph[str]":
    return nx.DiGraph()


@dataclass
class Reference:
    """The first valid inviter of everybody, decided the slow way."""

    tree: "nx.DiGraph[str]" = field(default_factory=_empty)
    extras: list[Edge] = field(default_factory=list[Edge])

    def add(self, inviter: str, member: str) -> Outcome:
        """Decide one invite by asking the whole graph."""
        if inviter == member:
            return Outcome.self
        is_new = member not in self.tree
        self.tree.add_nodes_from((inviter, member))
        if self.tree.has_edge(inviter, member) or (inviter, member) in self.extras:
            return Outcome.duplicate
        if self.tree.in_degree(member):
            self.extras.append((inviter, member))
            return Outcome.extra
        if nx.has_path(self.tree, member, inviter):
            self.extras.append((inviter, member))
            return Outcome.cycle
        self.tree.add_edge(inviter, member)
        return Outcome.linked if is_new else Outcome.merged

    def people(self) -> dict[str, tuple[str | None, str, int, int, int]]:
        """Return parent, root, depth, size and height of everybody."""
        found: dict[str, tuple[str | None, str, int, int, int]] = {}
        for member in self.tree:
            line = [member]
            while above := list(self.tree.predecessors(line[-1])):
                line.append(above[0])
            levels = nx.single_source_shortest_path_length(self.tree, member)
            parent = line[1] if len(line) > 1 else None
            found[member] = (parent, line[-1], len(line) - 1, len(levels), max(levels.values()))
        return found

    def features(self, root: str) -> TreeFeatures:
        """Return the features of one tree from its definition."""
        levels = nx.single_source_shortest_path_length(self.tree, root)
        degrees = [len(list(self.tree.successors(member))) for member in levels]
        people = len(levels)
        return TreeFeatures(
            people=people,
            tiers=max(levels.values()) + 1,
            depth_ratio_pm=int(1000 * sum(levels.values()) / (people * log(people))) if people > 1 else 0,
            recruiter_share_pm=1000 * sum(1 for degree in degrees if degree) // people,
            top_recruiter_share_pm=1000 * max(degrees) // people,
        )


def people_of(forest: Forest) -> dict[str, tuple[str | None, str, int, int, int]]:
    """Return parent, root, depth, size and height of everybody, by name."""
    names = forest.members
    return {
        name: (
            names[forest.parent[number]] if forest.parent[number] >= 0 else None,
            names[forest.root(number)],
            forest.depth(number),
            forest.size[number],
            forest.height[number],
        )
        for number, name in enumerate(names)
    }


def forest_of(edges: Iterable[Edge]) -> Forest:
    """Return the forest that *edges* make in this order."""
    forest = Forest()
    for inviter, member in edges:
        forest.add(inviter, member)
    return forest
