"""The full pass: root, depth, size and height of everybody, from nothing but who brought whom."""

from array import array
from dataclasses import dataclass

from graph.compiled import is_long, run
from graph.errors import GraphError
from graph.kernels import first_stray, peel, settle_in_order, settle_peeled


@dataclass(frozen=True, slots=True)
class Settled:
    """Four int32 arrays by member: the organiser, tiers below him, people in the subtree, levels below."""

    root: "array[int]"
    depth: "array[int]"
    size: "array[int]"
    height: "array[int]"


def settle(parent: "array[int]") -> Settled:
    """Return root, depth, size and height of everybody.

    Complexity: O(n), two sweeps; three more where somebody was seen before who brought him.

    Args:
        parent: int32, parent[i] is the number of who brought member i, -1 for an organiser.

    Raises:
        GraphError: a parent is no member, or members brought each other in a circle.
    """
    people = len(parent)
    long = is_long(people)
    if (stray := run(long, first_stray, parent)) >= 0:
        raise GraphError(f"member {stray} has parent {parent[stray]}, outside the {people} members")
    settled = Settled(zeros(people), zeros(people), zeros(people), zeros(people))
    columns = settled.root, settled.depth, settled.size, settled.height
    if run(long, settle_in_order, parent, *columns):
        return settled
    waiting, order = zeros(people), zeros(people)
    if run(long, peel, parent, waiting, order) < people:
        circle = next(member for member, children in enumerate(waiting) if children)
        raise GraphError(f"members brought each other in a circle; {circle} is in it or above it")
    run(long, settle_peeled, parent, order, *columns)
    return settled


def zeros(count: int) -> "array[int]":
    """Return *count* int32 zeros."""
    return array("i", bytes(4 * count))
