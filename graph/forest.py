"""The referral forest: who brought whom, kept exact on every invite.

The tree parent of a member is the first valid inviter. Every other invite is kept as an extra edge and counts
for no tree. Members who leave stay: their recruits still count (公通字〔2013〕37号 §1).

Depth and root are stored relative to some ancestor and compressed when read (a weighted union-find), so that a
known organiser who gains an inviter drags no subtree along. Sizes and heights are pushed up the ancestor line.
"""

from array import array
from collections.abc import Mapping, MutableSequence, Sequence
from dataclasses import dataclass
from enum import Enum

from graph.state import ForestState, children_first

NO_PARENT = -1
UNKNOWN = ("", "0")  # how platforms spell an inviter they do not name


class Outcome(Enum):
    """What an invite did to the forest."""

    linked = "linked"  # a new member under an inviter
    merged = "merged"  # a known root gained an inviter: two trees became one
    duplicate = "duplicate"  # this edge was known
    extra = "extra"  # the member has another inviter: kept beside the trees
    cycle = "cycle"  # the inviter descends from the member: kept beside the trees
    self = "self"  # nobody brings himself: nothing kept


@dataclass(frozen=True, slots=True)
class Tree:
    """The running sums of one tree; people and tiers stand at its root in the forest's arrays."""

    depth_sum: int = 0
    recruiters: int = 0
    top_recruits: int = 0


class Forest:
    """An append-only forest of members numbered 0, 1, 2 .. in the order they were first seen.

    The arrays are for reading and are indexed by member number:

    - `parent`: who brought the member, `NO_PARENT` for an organiser
    - `size`: people in the member's subtree, himself included
    - `height`: levels below the member, 0 for one who brought nobody
    - `recruits`: how many the member brought himself
    """

    def __init__(self) -> None:
        self.parent = array("i")
        self.size = array("i")
        self.height = array("i")
        self.recruits = array("i")
        self._members: list[str] = []
        self._numbers: dict[str, int] = {}
        self._extras: dict[tuple[int, int], None] = {}  # a set that keeps the order of arrival
        self._trees: dict[int, Tree] = {}
        self._ancestor = array("i")  # some ancestor, the root itself once compressed
        self._above = array("i")  # tiers between a member and that ancestor

    def __len__(self) -> int:
        return len(self._members)

    @property
    def members(self) -> Sequence[str]:
        """The members' names by number."""
        return self._members

    @property
    def trees(self) -> Mapping[int, Tree]:
        """The running sums by root, smaller root first."""
        return self._trees

    @property
    def extras(self) -> Sequence[tuple[int, int]]:
        """The (inviter, member) edges outside the trees, in order of arrival."""
        return tuple(self._extras)

    def number(self, member: str) -> int:
        """Return the number of *member*.

        Raises:
            KeyError: nobody of that name was ever seen.
        """
        return self._numbers[member]

    def add(self, inviter: str, member: str) -> Outcome:
        """Record that *inviter* brought *member*, in any order of arrival.

        Complexity: O(depth of the inviter), also when two trees merge.

        Raises:
            ValueError: one of the two is a platform's spelling of "unknown"; leave such edges out.
        """
        if inviter in UNKNOWN or member in UNKNOWN:
            raise ValueError(f"an unknown person is no edge: {inviter!r} -> {member!r}")
        if inviter == member:
            return Outcome.self
        is_new = member not in self._numbers
        upper, lower = self._seen(inviter), self._seen(member)
        if self.parent[lower] == upper or (upper, lower) in self._extras:
            return Outcome.duplicate
        if self.parent[lower] != NO_PARENT:
            self._extras[upper, lower] = None
            return Outcome.extra
        if self.root(upper) == lower:
            self._extras[upper, lower] = None
            return Outcome.cycle
        self._attach(lower, upper)
        return Outcome.linked if is_new else Outcome.merged

    def root(self, member: int) -> int:
        """Return the organiser of the member's tree, amortised O(log n)."""
        return self._compress(member)

    def depth(self, member: int) -> int:
        """Return how many tiers the member stands below the organiser, amortised O(log n)."""
        self._compress(member)
        return self._above[member]

    def to_state(self) -> ForestState:
        """Return everything needed to rebuild the forest, as plain lists."""
        return ForestState(list(self._members), self.parent.tolist(), list(self._extras))

    @classmethod
    def from_state(cls, state: ForestState) -> "Forest":
        """Rebuild the forest that gave *state*, in linear time.

        Raises:
            GraphError: the state is not one that a forest gives.
        """
        state.check()
        forest = cls()
        for member in state.members:
            forest._seen(member)
        forest._extras = dict.fromkeys(state.extras)
        # An edge whose lower end is complete and whose upper end is still a root costs O(1) to attach.
        for lower in children_first(state.parents):
            if state.parents[lower] != NO_PARENT:
                forest._attach(lower, state.parents[lower])
        return forest

    def _seen(self, member: str) -> int:
        number = self._numbers.setdefault(member, len(self._members))
        if number == len(self._members):
            self._members.append(member)
            self.parent.append(NO_PARENT)
            self.size.append(1)
            self.height.append(0)
            self.recruits.append(0)
            self._trees[number] = Tree()
            self._ancestor.append(number)
            self._above.append(0)
        return number

    def _attach(self, lower: int, upper: int) -> None:
        """Hang the tree of the root *lower* under *upper*, a member of another tree."""
        top, depth = self.root(upper), self.depth(upper) + 1
        self.parent[lower] = upper
        self._ancestor[lower], self._above[lower] = top, depth
        self.recruits[upper] += 1
        ours, theirs = self._trees[top], self._trees.pop(lower)
        self._trees[top] = Tree(
            ours.depth_sum + theirs.depth_sum + depth * self.size[lower],
            ours.recruiters + theirs.recruiters + (self.recruits[upper] == 1),
            max(ours.top_recruits, theirs.top_recruits, self.recruits[upper]),
        )
        grow_ancestors(self.parent, self.size, self.height, lower)

    def _compress(self, member: int) -> int:
        """Point the member, and all it was counted through, straight at the root; return the root."""
        ancestor, above = self._ancestor, self._above
        line: list[int] = []
        while ancestor[ancestor[member]] != ancestor[member]:
            line.append(member)
            member = ancestor[member]
        top = ancestor[member]
        for passed in reversed(line):
            above[passed] += above[ancestor[passed]]
            ancestor[passed] = top
        return top


def grow_ancestors(parent: Sequence[int], size: MutableSequence[int], height: MutableSequence[int], lower: int) -> None:
    """Add the subtree of *lower* to the size and height of everybody above."""
    people, tiers = size[lower], height[lower]
    above = parent[lower]
    while above != NO_PARENT:
        tiers += 1
        size[above] += people
        height[above] = max(height[above], tiers)
        above = parent[above]
