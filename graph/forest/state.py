"""What a forest is stored as: the least that rebuilds it, so that nothing in it can disagree."""

import msgspec

from graph.errors import GraphError
from graph.forest.settle import Settled

ERASED = ""
"""The name of whoever asked to be forgotten; no invite can bear it."""


class ForestState(msgspec.Struct, frozen=True):
    """A forest at rest.

    `parents[i]` is the number of who brought member i, -1 for an organiser; `extras` are the (inviter, member)
    edges outside the trees. `first_seen` are whole seconds since 1970, 0 or no entries at all where no time is known;
    `left` are (member, people, tiers): what counts for those who left.
    """

    members: list[str]
    parents: list[int]
    extras: list[tuple[int, int]]
    first_seen: list[int] = []
    left: list[tuple[int, int, int]] = []

    def check(self) -> None:
        """Refuse a state that no forest gives, so far as can be told before it is settled.

        Raises:
            GraphError: lengths differ, a member is listed twice, an edge leads nowhere, or a number is impossible.
        """
        people = len(self.members)
        if len(self.parents) != people:
            raise GraphError(f"{people} members but {len(self.parents)} parents")
        if not -1 <= min(self.parents, default=-1) <= max(self.parents, default=-1) < people:
            raise GraphError(f"a parent is outside the {people} members")
        if self.first_seen and len(self.first_seen) != people:
            raise GraphError(f"{people} members but {len(self.first_seen)} times")
        if len(set(self.members) - {ERASED}) != people - self.members.count(ERASED):
            raise GraphError("a member is listed twice")
        if not 0 <= min(self.first_seen, default=0) <= max(self.first_seen, default=0) < 2**32:
            raise GraphError("a time is not in whole seconds since 1970")
        self._check_extras()
        self._check_left()

    def check_settled(self, settled: Settled) -> None:
        """Refuse a state that disagrees with who is above and below whom, as its parents have *settled* it.

        Raises:
            GraphError: an extra edge could have been linked, or somebody left with more than is below him now.
        """
        for inviter, member in self.extras:
            if self.parents[member] < 0 and settled.root[inviter] != member:
                raise GraphError(f"extra edge {inviter} -> {member} leads to the organiser of another tree")
        for number, people, tiers in self.left:
            if people > settled.size[number] or tiers > settled.height[number] + 1:
                raise GraphError(f"member {number} left with {people} people and {tiers} tiers, more than there are")

    def _check_extras(self) -> None:
        people = len(self.members)
        for inviter, member in self.extras:
            if not (0 <= inviter < people and 0 <= member < people):
                raise GraphError(f"extra edge {inviter} -> {member} leads outside the {people} members")
            if inviter in {member, self.parents[member]}:
                raise GraphError(f"extra edge {inviter} -> {member} is no extra edge")
        if len(set(self.extras)) != len(self.extras):
            raise GraphError("an extra edge is listed twice")

    def _check_left(self) -> None:
        members = len(self.members)
        for number, people, tiers in self.left:
            if not (0 <= number < members and 1 <= tiers <= people):
                raise GraphError(f"member {number} of {members} cannot have left with {people} people, {tiers} tiers")
        if len({number for number, _, _ in self.left}) != len(self.left):
            raise GraphError("a member is listed twice as having left")
