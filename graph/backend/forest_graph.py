"""A forest as the graph object that `nx.*` dispatches on."""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from operator import index
from typing import ClassVar, TypeVar, cast

import networkx as nx
import numpy as np
from numpy.typing import ArrayLike, NDArray

from graph.backend.traversal import Array, traversal
from graph.errors import GraphError

T = TypeVar("T")

NAME = "groupwarden"

MOST_MEMBERS = 10_000
"""Members a networkx graph is made of without being asked twice: each takes about a kilobyte."""


class ForestGraph:
    """A snapshot of who brought whom as an immutable directed graph: edges lead from inviter to member.

    Only tree edges count: the forest's extra edges are in no result, so that there is never a circle. To analyse
    those too, build a networkx graph of the part in question with `graph.subgraph.digraph(..., extras=True)`.

    Nodes are the member numbers, or *nodes* if given: `forest.members`, where nobody was erased, or pseudonyms. Edges
    and nodes have no attributes.

        >>> graph = ForestGraph([-1, 0, 0, 1])
        >>> sorted(graph.successors(0))
        [1, 2]

    Args:
        parents: parents[i] is the number of who brought i, -1 for an organiser; `Forest.parent` as it is.
        nodes: a distinct name for everybody, by number.

    Raises:
        GraphError: the parents are no forest, or the names are not one a member.
    """

    __networkx_backend__: ClassVar[str] = NAME

    def __init__(self, parents: ArrayLike, nodes: Sequence[Hashable] | None = None) -> None:
        self.parents: Array = np.array(parents, np.int32)
        self.nodes: Sequence[Hashable] = range(len(self.parents)) if nodes is None else tuple(nodes)
        self._numbers = None if nodes is None else {node: number for number, node in enumerate(nodes)}
        self._check()
        self.traversal = traversal(self.parents)
        self.recruits: NDArray[np.int64] = np.bincount(self.parents[self.parents >= 0], minlength=len(self))

    def _check(self) -> None:
        people = len(self.parents)
        if people and not -1 <= self.parents.min() <= self.parents.max() < people:
            raise GraphError(f"a parent is outside the {people} members")
        if len(self.nodes) != people or (self._numbers is not None and len(self._numbers) != people):
            raise GraphError(f"{people} members need as many different names")

    def __len__(self) -> int:
        return len(self.parents)

    def __iter__(self) -> Iterator[Hashable]:
        return iter(self.nodes)

    def __contains__(self, node: object) -> bool:
        return self.find(node) is not None

    def is_directed(self) -> bool:
        """Say that edges have a direction."""
        return True

    def is_multigraph(self) -> bool:
        """Say that no edge is doubled."""
        return False

    def number_of_nodes(self) -> int:
        """Count the members."""
        return len(self)

    def number_of_edges(self) -> int:
        """Count the members somebody brought."""
        return len(self) - self.number_of_trees()

    def number_of_trees(self) -> int:
        """Count the organisers."""
        return int(np.count_nonzero(self.parents < 0))

    def successors(self, node: Hashable) -> Iterator[Hashable]:
        """Iterate over those whom *node* brought, smaller numbers first.

        Raises:
            nx.NetworkXError: there is no such node.
        """
        return iter(self.named(self.brought(self.number(node))))

    def predecessors(self, node: Hashable) -> Iterator[Hashable]:
        """Iterate over who brought *node*: one or nobody.

        Raises:
            nx.NetworkXError: there is no such node.
        """
        above = self.parents[[self.number(node)]]
        return iter(self.named(above[above >= 0]))

    def edges(self) -> Iterator[tuple[Hashable, Hashable]]:
        """Iterate over inviter and member, members in order of their numbers."""
        members = np.flatnonzero(self.parents >= 0)
        return zip(self.named(self.parents[members]), self.named(members), strict=True)

    def find(self, node: object) -> int | None:
        """Return the number of *node*, or None."""
        if self._numbers is not None:
            return self._numbers.get(node) if isinstance(node, Hashable) else None
        try:
            number = index(node)  # type: ignore[arg-type] # what is no whole number is caught
        except TypeError:
            return None
        return number if 0 <= number < len(self) else None

    def number(self, node: Hashable) -> int:
        """Return the number of *node*.

        Raises:
            nx.NetworkXError: there is no such node.
        """
        number = self.find(node)
        if number is None:
            raise nx.NetworkXError(f"The node {node} is not in the digraph.")
        return number

    def named(self, numbers: NDArray[np.integer]) -> list[Hashable]:
        """Return the nodes of *numbers*."""
        listed: list[int] = numbers.tolist()
        return cast("list[Hashable]", listed) if self._numbers is None else [self.nodes[number] for number in listed]

    def by_node(self, values: Iterable[T]) -> dict[Hashable, T]:
        """Return *values*, one a member, by node."""
        return dict(zip(self.nodes, values, strict=True))

    def brought(self, number: int) -> Array:
        """Return the numbers of those whom the member brought, in ascending order, in O(1)."""
        start = self.traversal.first[number]
        return self.traversal.order[start : start + self.recruits[number]]

    def subtree(self, number: int) -> Array:
        """Return the numbers of the member and of everybody below, the member first, in O(1)."""
        start = self.traversal.place[number]
        return self.traversal.tour[start : start + self.traversal.size[number]]

    def is_above(self, upper: int, lower: int) -> bool:
        """Say whether *lower* is in the subtree of *upper*, or is *upper*, in O(1)."""
        place = self.traversal.place
        return bool(0 <= place[lower] - place[upper] < self.traversal.size[upper])

    def line(self, number: int) -> Array:
        """Return the numbers from the member up to the organiser, both included."""
        found = [number]
        while (number := int(self.parents[number])) >= 0:
            found.append(number)
        return np.array(found, np.int32)
