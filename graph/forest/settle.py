"""The full pass: root, depth, size, height and recruits of everybody, from nothing but who brought whom."""

from array import array
from dataclasses import dataclass

from graph.errors import GraphError
from graph.forest.compiled import is_long, run
from graph.forest.kernels import climb, first_stray, pile, settle_in_order, tier_by_tier

EVERYBODY = -1


@dataclass(frozen=True, slots=True)
class Settled:
    """Five int32 arrays by member: the organiser, tiers below him, people in the subtree, levels below, recruits."""

    root: "array[int]"
    depth: "array[int]"
    size: "array[int]"
    height: "array[int]"
    recruits: "array[int]"


def settle(parent: "array[int]") -> Settled:
    """Return root, depth, size, height and recruits of everybody.

    Complexity: O(n), two sweeps; some more where somebody was seen before who brought him.

    Args:
        parent: int32, parent[i] is the number of who brought member i, -1 for an organiser.

    Raises:
        GraphError: a parent is no member, or members brought each other in a circle.
    """
    people = len(parent)
    root, depth, size, height, recruits = (zeros(people) for _ in range(5))
    if run(is_long(people), settle_in_order, parent, root, depth, size, height, recruits):
        return Settled(root, depth, size, height, recruits)
    return _settle_in_any_order(parent)


def _settle_in_any_order(parent: "array[int]") -> Settled:
    people = len(parent)
    long = is_long(people)
    if (stray := run(long, first_stray, parent)) >= 0:
        raise GraphError(f"member {stray} has parent {parent[stray]}, outside the {people} members")
    root, depth, size, height, recruits, order = array("i", (-1,)) * people, *(zeros(people) for _ in range(5))
    circle = run(long, climb, parent, root, depth, order)
    if circle >= 0:
        raise GraphError(f"members brought each other in a circle; {circle} is in it")
    run(long, tier_by_tier, root, depth, EVERYBODY, zeros(people + 1), order)
    run(long, pile, parent, order, size, height, recruits)
    return Settled(root, depth, size, height, recruits)


def zeros(count: int) -> "array[int]":
    """Return *count* int32 zeros."""
    return array("i", bytes(4 * count))
