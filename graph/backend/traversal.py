"""The orders in which a forest is walked, as arrays."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.compiled import compiled
from graph.errors import GraphError
from graph.kernels import Ints

Array = NDArray[np.int32]

SHORT = 50_000
"""Members up to whom a walk is interpreted (50 ms); beyond, loading machine code pays (0.5 s, then 20 ns a member)."""


class Traversal(NamedTuple):
    """A forest's members by place, arrays of equal length.

    - `order`: the members tier by tier, organisers first, recruits by who brought them and then by number
    - `first`: where a member's recruits start in `order`
    - `tour`: the members each before his own subtree, which follows him without a gap
    - `place`: where a member stands in `tour`
    - `depth`: tiers above the member
    - `size`: people in the member's subtree, himself included
    """

    order: Array
    first: Array
    tour: Array
    place: Array
    depth: Array
    size: Array


def traversal(parents: Array) -> Traversal:
    """Return the traversal of the forest in which parents[i] is the number of who brought i, -1 for an organiser.

    Raises:
        GraphError: members brought each other in a circle.
    """
    people = len(parents)
    arrays = Traversal(*(np.empty(people, np.int32) for _ in Traversal._fields))
    following = np.empty(people, np.int32)
    if people <= SHORT:
        walked = traverse(*map(memoryview, (parents, following, *arrays)))
    else:
        walked = compiled(traverse)(parents, following, *arrays)
    if walked < people:
        raise GraphError(f"members brought each other in a circle; {people - walked} are in it or below it")
    return arrays


def traverse(
    parent: Ints, following: Ints, order: Ints, first: Ints, tour: Ints, place: Ints, depth: Ints, size: Ints
) -> int:
    """Fill the arrays of a `Traversal` in linear time; return how many members are in no circle nor below one."""
    people = len(parent)
    for member in range(people):
        first[member] = -1
    filled = 0
    for member in range(people):
        if parent[member] < 0:
            order[filled] = member
            filled += 1
    for member in range(people - 1, -1, -1):
        above = parent[member]
        if above >= 0:
            following[member] = first[above]  # the recruits of one, in a chain that starts with the smallest number
            first[above] = member
    walked = 0
    while walked < filled:
        recruit = first[order[walked]]
        first[order[walked]] = filled
        while recruit >= 0:
            order[filled] = recruit
            filled += 1
            recruit = following[recruit]
        walked += 1
    for member in range(people):
        size[member] = 1
    for step in range(filled - 1, -1, -1):
        above = parent[order[step]]
        if above >= 0:
            size[above] += size[order[step]]
    free = following  # the chains are walked: now the next free place in a member's stretch of the tour
    end = 0
    for step in range(filled):
        member = order[step]
        above = parent[member]
        if above >= 0:
            depth[member] = depth[above] + 1
            place[member] = free[above]
            free[above] += size[member]
        else:
            depth[member] = 0
            place[member] = end
            end += size[member]
        tour[place[member]] = member
        free[member] = place[member] + 1
    return filled
