"""Reading one tree of a forest: who is in it, and how far members stand apart."""

from graph.forest.compiled import is_deep, is_long, run
from graph.forest.forest import NO_PARENT, Forest
from graph.forest.kernels import steps_apart, tier_by_tier
from graph.forest.settle import settle, zeros


def distance(forest: Forest, a: int, b: int) -> int | None:
    """Count the tiers between two members along the tree, from payee to payer of a commission; None across trees.

    One-tier campaigns pay over a distance of 1, pyramids over 3 and more. Complexity: O(depth).
    """
    if forest.root(a) != forest.root(b):
        return None
    other, deeper = sorted((a, b), key=forest.depth)
    depth = forest.depth(deeper)
    return run(is_deep(depth), steps_apart, forest.parent, deeper, other, depth - forest.depth(other))


def members_of_tree(forest: Forest, root: int) -> list[int]:
    """Return the members of one tree, tier by tier, first seen first; the organiser leads.

    Complexity: O(n) over the whole forest.

    Raises:
        KeyError: *root* is no root.
    """
    if forest.parent[root] != NO_PARENT:
        raise KeyError(root)
    settled, order = settle(forest.parent), zeros(forest.size[root])
    places = zeros(forest.height[root] + 2)
    run(is_long(len(forest)), tier_by_tier, settled.root, settled.depth, root, places, order)
    return order.tolist()


def parents_of_tree(forest: Forest, root: int) -> list[int]:
    """Return one tree for drawing: who brought each of `members_of_tree`, by index in that list, -1 for the first."""
    members = members_of_tree(forest, root)
    place = {member: index for index, member in enumerate(members)}
    return [place.get(forest.parent[member], NO_PARENT) for member in members]
