"""A referral tree in words: the text alternative of its picture, tier by tier."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.drawing.person import Person
from graph.drawing.tree import Tree


@dataclass(frozen=True, slots=True)
class Tier:
    """Tiers `first` to `last`, counted as the law does: the organiser's own is 1.

    `lost` is the sum in minor units of those who lost, None when nobody's losses are known.
    """

    first: int
    last: int
    people: int
    recruiters: int
    left: int
    lost: int | None


def tiers(parents: Sequence[int], people: Sequence[Person] = (), *, most: int = 20) -> list[Tier]:
    """Return the tiers of a tree from the top down, those from *most* on in one.

    Args:
        parents: parents[i] < i is the index of who brought i, -1 for the organiser at 0.
        people: what is known of each person, or nothing at all.
        most: how many rows a reader is given.

    Raises:
        GraphError: the parents are not one tree in that order, or the people are not one a member.
    """
    tree = Tree.of(parents, people)
    rows = min(tree.tiers, most)
    count, recruiters, left, lost = [0] * rows, [0] * rows, [0] * rows, [0] * rows
    for depth, recruits in zip(tree.depths, tree.recruits, strict=True):
        row = min(depth, rows - 1)
        count[row] += 1
        recruiters[row] += recruits > 0
    for depth, person in zip(tree.depths, people, strict=False):
        row = min(depth, rows - 1)
        left[row] += person.has_left
        lost[row] += max(person.lost or 0, 0)
    is_known = any(person.lost is not None for person in people)
    return [
        Tier(
            first=row + 1,
            last=tree.tiers if row == rows - 1 else row + 1,
            people=count[row],
            recruiters=recruiters[row],
            left=left[row],
            lost=lost[row] if is_known else None,
        )
        for row in range(rows)
    ]
