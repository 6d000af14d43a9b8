"""The referral forest recomputed from scratch with networkx, to hold `Forest` against."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

import networkx as nx

from graph.forest import Forest, Outcome
from graph.forest.organisation import Position
from graph.forest.trees import Tree

Edge = tuple[str, str]


class Person(NamedTuple):
    """Everything a forest says of one member."""

    name: str
    parent: int
    root: int
    depth: int
    size: int
    height: int
    recruits: int
    first_seen: int
    position: Position


def _empty() -> "nx.DiGraph[int]":
    return nx.DiGraph()


@dataclass
class Reference:
    """The first valid inviter of everybody, decided the slow way. Members are numbers; erased names are empty."""

    tree: "nx.DiGraph[int]" = field(default_factory=_empty)
    names: list[str] = field(default_factory=list[str])
    extras: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    times: dict[int, list[int]] = field(default_factory=dict[int, list[int]])
    counted: dict[int, set[int]] = field(default_factory=dict[int, set[int]])  # who counts for one who left

    def add(self, inviter: str, member: str, at: int = 0) -> Outcome:
        """Decide one invite by asking the whole graph."""
        if inviter == member:
            return Outcome.self
        is_new = member not in self.names
        upper, lower = self._seen(inviter, at), self._seen(member, at)
        if self.tree.has_edge(upper, lower) or (upper, lower) in self.extras:
            return Outcome.duplicate
        if self.tree.in_degree(lower):
            self.extras.append((upper, lower))
            return Outcome.extra
        if nx.has_path(self.tree, lower, upper):
            self.extras.append((upper, lower))
            return Outcome.cycle
        self.tree.add_edge(upper, lower)
        return Outcome.linked if is_new else Outcome.merged

    def leave(self, member: str) -> None:
        """Remember who is below somebody when he leaves."""
        if member in self.names:
            number = self.names.index(member)
            self.counted.setdefault(number, self._below(number))

    def rejoin(self, member: str) -> None:
        """Forget that somebody left."""
        if member in self.names:
            self.counted.pop(self.names.index(member), None)

    def paid(self, member: str) -> None:
        """Remember who is below somebody who left when he is paid."""
        if member in self.names and self.names.index(member) in self.counted:
            self.counted[self.names.index(member)] = self._below(self.names.index(member))

    def erase(self, member: str) -> None:
        """Forget a name."""
        if member in self.names:
            self.names[self.names.index(member)] = ""

    def people(self) -> list[Person]:
        """Return everybody, each worked out from its definition."""
        return [self._person(number) for number in range(len(self.names))]

    def sums(self, root: int) -> Tree:
        """Return the sums of one tree from their definition."""
        levels = nx.single_source_shortest_path_length(self.tree, root)
        degrees = [len(list(self.tree.successors(member))) for member in levels]
        return Tree(sum(levels.values()), sum(1 for degree in degrees if degree), max(degrees))

    def _seen(self, member: str, at: int) -> int:
        if member not in self.names:
            self.tree.add_node(len(self.names))
            self.names.append(member)
        number = self.names.index(member)
        self.times.setdefault(number, []).append(at)
        return number

    def _below(self, number: int) -> set[int]:
        return set(nx.single_source_shortest_path_length(self.tree, number))

    def _person(self, number: int) -> Person:
        line = [number]
        while above := list(self.tree.predecessors(line[-1])):
            line.append(above[0])
        levels = nx.single_source_shortest_path_length(self.tree, number)
        counted = self.counted.get(number, levels.keys())
        return Person(
            name=self.names[number],
            parent=line[1] if len(line) > 1 else -1,
            root=line[-1],
            depth=len(line) - 1,
            size=len(levels),
            height=max(levels.values()),
            recruits=len(list(self.tree.successors(number))),
            first_seen=min(filter(None, self.times[number]), default=0),
            position=Position(len(counted), 1 + max(levels[member] for member in counted)),
        )


def people_of(forest: Forest) -> list[Person]:
    """Return everybody as the forest keeps them."""
    return [
        Person(
            name=name,
            parent=forest.parent[number],
            root=forest.root(number),
            depth=forest.depth(number),
            size=forest.size[number],
            height=forest.height[number],
            recruits=forest.recruits[number],
            first_seen=forest.first_seen[number],
            position=forest.position(number),
        )
        for number, name in enumerate(forest.members)
    ]


def forest_of(edges: Iterable[Edge]) -> Forest:
    """Return the forest that *edges* make in this order."""
    forest = Forest()
    for inviter, member in edges:
        forest.add(inviter, member)
    return forest
