"""Which tree a member is in, how deep he stands, and the running sums of every tree.

A weighted union-find by size: each member points to another of his tree, with the tiers between the two, so that a
known organiser who gains an inviter drags no subtree along. A line of pointers is no longer than log2 of the people,
so reading needs no compression and changes nothing. The sums stand in slots that are used again after two trees became
one; the member whom a tree is found by holds ~slot.
"""

from array import array
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from graph.forest.compiled import is_long, run
from graph.forest.kernels import lead, point_to_roots, sum_trees
from graph.forest.settle import Settled, zeros

FREE = -1


@dataclass(frozen=True, slots=True)
class Tree:
    """The running sums of one tree; people and tiers stand at its root in the forest's arrays."""

    depth_sum: int = 0
    recruiters: int = 0
    top_recruits: int = 0


class Slots(NamedTuple):
    """The running sums of many trees, each a place in five arrays."""

    roots: "array[int]"
    people: "array[int]"
    depth_sums: "array[int]"
    recruiters: "array[int]"
    top_recruits: "array[int]"


class Trees(Mapping[int, Tree]):
    """The running sums by root, smaller root first."""

    def __init__(self) -> None:
        """Make no tree yet."""
        self._pointer = array("i")  # by member: another of the tree, or ~slot
        self._above = array("i")  # by member: tiers between the two, or where there is a slot below the root
        self._root = array("i")  # by slot, FREE when it can be used again
        self._people = array("i")
        self._depth_sum = array("q")
        self._recruiters = array("i")
        self._top_recruits = array("i")
        self._free = array("i")
        self._largest = 0

    @classmethod
    def of(cls, settled: Settled) -> "Trees":
        """Return the trees of a settled forest, in linear time."""
        members = len(settled.root)
        trees, long = cls(), is_long(members)
        trees._pointer, trees._above, roots = zeros(members), settled.depth[:], zeros(members)
        count = run(long, point_to_roots, settled.root, trees._pointer, roots)
        trees._root = roots[:count]
        trees._people, trees._recruiters, trees._top_recruits = zeros(count), zeros(count), zeros(count)
        trees._depth_sum = array("q", bytes(8 * count))
        sums = trees._people, trees._depth_sum, trees._recruiters, trees._top_recruits
        run(long, sum_trees, settled.root, settled.depth, settled.recruits, trees._pointer, *sums)
        trees._largest = trees._people.index(max(trees._people)) if count else 0
        return trees

    def __len__(self) -> int:
        return len(self._root) - len(self._free)

    def __iter__(self) -> Iterator[int]:
        return iter(sorted(root for root in self._root if root != FREE))

    def __getitem__(self, root: int) -> Tree:
        """Return the sums of the tree under *root*, in O(log n).

        Raises:
            KeyError: *root* is no root.
        """
        slot = self._slot(root) if 0 <= root < len(self._pointer) else FREE
        if slot == FREE or self._root[slot] != root:
            raise KeyError(root)
        return Tree(self._depth_sum[slot], self._recruiters[slot], self._top_recruits[slot])

    @property
    def largest(self) -> int | None:
        """The root of the tree with the most people, the first seen among equals; None without any. O(1)."""
        return self._root[self._largest] if self._root else None

    @property
    def slots(self) -> "Slots":
        """The sums of all trees as they are kept, for reading at once; a slot whose root is FREE holds none."""
        return Slots(self._root, self._people, self._depth_sum, self._recruiters, self._top_recruits)

    def root(self, member: int) -> int:
        """Return the organiser of the member's tree, in O(log n)."""
        return self._root[self._slot(member)]

    def depth(self, member: int) -> int:
        """Return how many tiers the member stands below the organiser, in O(log n)."""
        return self._find(member)[1]

    def plant(self) -> None:
        """Enter the next member, alone."""
        if self._free:
            slot = self._free.pop()
        else:
            slot = len(self._root)
            for sums in (self._root, self._people, self._depth_sum, self._recruiters, self._top_recruits):
                sums.append(0)
        self._root[slot], self._people[slot] = len(self._pointer), 1
        self._depth_sum[slot] = self._recruiters[slot] = self._top_recruits[slot] = 0
        self._pointer.append(~slot)
        self._above.append(0)

    def join(self, lower: int, upper: int, recruits: int) -> int:
        """Hang the tree of the root *lower* under *upper* of another tree, as his *recruits*-th.

        Returns how deep *lower* stands then. Complexity: O(log n).
        """
        pointer, above, people = self._pointer, self._above, self._people
        (low, _), (high, depth) = self._find(lower), self._find(upper)
        ours, theirs = ~pointer[high], ~pointer[low]
        depth += 1
        above[low] += depth
        if people[theirs] <= people[ours]:
            pointer[low] = high
            above[low] -= above[high]
        else:
            pointer[high], pointer[low] = low, ~ours
            above[high] -= above[low]
        self._merge(ours, theirs, depth, recruits)
        return depth

    def _merge(self, ours: int, theirs: int, depth: int, recruits: int) -> None:
        """Add the sums of a tree that came to stand at *depth*, and let go of its slot."""
        people, top = self._people, self._top_recruits
        self._depth_sum[ours] += self._depth_sum[theirs] + depth * people[theirs]
        self._recruiters[ours] += self._recruiters[theirs] + (recruits == 1)
        top[ours] = max(top[ours], top[theirs], recruits)
        people[ours] += people[theirs]
        largest, root = self._largest, self._root
        if (people[ours], -root[ours]) > (people[largest], -root[largest]):
            self._largest = ours
        root[theirs] = FREE
        self._free.append(theirs)

    def leaders(self, fresh: int) -> "array[int]":
        """Return the trees as `graph.forest.kernels.link` takes them, *fresh* more members alone included."""
        leader = zeros(len(self._pointer) + fresh)
        run(is_long(len(leader)), lead, self._pointer, self._people, leader)
        return leader

    def _find(self, member: int) -> tuple[int, int]:
        """Return the member whom the tree is found by, and how deep *member* stands."""
        pointer, above = self._pointer, self._above
        depth = above[member]
        while (nearer := pointer[member]) >= 0:
            member = nearer
            depth += above[member]
        return member, depth

    def _slot(self, member: int) -> int:
        return ~self._pointer[self._find(member)[0]]
