"""The orders in which a forest is walked, as arrays."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.errors import GraphError
from graph.forest.compiled import is_long, run
from graph.forest.kernels import Ints

Array = NDArray[np.int32]


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
    made = Traversal(*(np.empty(people, np.int32) for _ in Traversal._fields))
    chain = np.empty(people, np.int32)
    reached = _walk(breadth_first, parents, chain, made.order, made.first)
    if reached < people:
        raise GraphError(f"members brought each other in a circle; {people - reached} are in it or below it")
    _walk(depth_first, parents, made.order, chain, made.tour, made.place, made.depth, made.size)
    return made


def _walk(kernel: Callable[..., int], *arrays: Array) -> int:
    long = is_long(len(arrays[0]))
    return run(long, kernel, *(arrays if long else [array.data for array in arrays]))  # Python reads memory faster


def breadth_first(parent: Ints, chain: Ints, order: Ints, first: Ints) -> int:
    """Fill the *order* and *first* of a `Traversal`; return how many members are in no circle nor below one."""
    people = len(parent)
    for member in range(people):
        first[member] = -1
    for member in range(people - 1, -1, -1):
        above = parent[member]
        if above >= 0:
            chain[member] = first[above]  # the recruits of one, smaller numbers first
            first[above] = member
    filled = 0
    for member in range(people):
        if parent[member] < 0:
            order[filled] = member
            filled += 1
    walked = 0
    while walked < filled:
        recruit = first[order[walked]]
        first[order[walked]] = filled
        while recruit >= 0:
            order[filled] = recruit
            filled += 1
            recruit = chain[recruit]
        walked += 1
    return filled


def depth_first(  # noqa: PLR0917 - machine code takes no keywords
    parent: Ints, order: Ints, free: Ints, tour: Ints, place: Ints, depth: Ints, size: Ints
) -> int:
    """Fill the rest of a `Traversal` along *order*; *free* becomes where each member's stretch of the tour ends."""
    people = len(parent)
    for member in range(people):
        size[member] = 1
    for step in range(people - 1, -1, -1):
        above = parent[order[step]]
        if above >= 0:
            size[above] += size[order[step]]
    end = 0
    for step in range(people):
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
    return end
