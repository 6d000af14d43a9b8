"""What a forest is stored as: the least that rebuilds it, so that nothing in it can disagree."""

from collections.abc import Sequence

import msgspec

from graph.errors import GraphError


class ForestState(msgspec.Struct, frozen=True):
    """A forest at rest.

    `parents[i]` is the number of who brought member i, -1 for an organiser; `extras` are the (inviter, member)
    edges outside the trees.
    """

    members: list[str]
    parents: list[int]
    extras: list[tuple[int, int]]

    def check(self) -> None:
        """Refuse a state that no forest gives.

        Raises:
            GraphError: lengths differ, a member is listed twice, or an edge leads nowhere.
        """
        people = len(self.members)
        if len(self.parents) != people:
            raise GraphError(f"{people} members but {len(self.parents)} parents")
        if len(set(self.members)) != people:
            raise GraphError("a member is listed twice")
        for inviter, member in self.extras:
            if not (0 <= inviter < people and 0 <= member < people):
                raise GraphError(f"extra edge {inviter} -> {member} leads outside the {people} members")


def children_first(parents: Sequence[int]) -> list[int]:
    """Order the members so that each comes before who brought him, in linear time.

    Args:
        parents: parents[i] is the index of who brought i, -1 for an organiser.

    Raises:
        GraphError: a parent is no member, or members brought each other in a circle.
    """
    waiting = [0] * len(parents)
    for member, parent in enumerate(parents):
        if not -1 <= parent < len(parents):
            raise GraphError(f"member {member} has parent {parent}, outside the {len(parents)} members")
        if parent >= 0:
            waiting[parent] += 1
    order = [member for member, children in enumerate(waiting) if not children]
    for member in order:  # grows while it is walked
        parent = parents[member]
        if parent >= 0:
            waiting[parent] -= 1
            if not waiting[parent]:
                order.append(parent)
    if len(order) < len(parents):
        circle = next(member for member, children in enumerate(waiting) if children)
        raise GraphError(f"members brought each other in a circle; {circle} is in it or above it")
    return order
