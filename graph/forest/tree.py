"""Reading one tree of a forest: who is in it, and how far one stands above another."""

from collections.abc import Sequence

from graph.forest.compiled import is_deep, is_long, run
from graph.forest.forest import NO_PARENT, Forest
from graph.forest.kernels import ancestor, tier_by_tier
from graph.forest.settle import settle, zeros


def tiers_above(forest: Forest, upper: int, lower: int) -> int:
    """Count the tiers *upper* stands above *lower* in the line that brought him, 0 when not in it.

    One-tier campaigns pay commissions over 1, pyramids over 3 and more. Complexity: O(the tiers between them).
    """
    if forest.root(upper) != forest.root(lower):
        return 0
    tiers = forest.depth(lower) - forest.depth(upper)
    return tiers if tiers > 0 and run(is_deep(tiers), ancestor, forest.parent, lower, tiers) == upper else 0


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


def parents_of(forest: Forest, members: Sequence[int]) -> list[int]:
    """Return a tree for drawing: who brought each of its `members_of_tree`, by index in that list, -1 for the first."""
    place = {member: index for index, member in enumerate(members)}
    return [place.get(forest.parent[member], NO_PARENT) for member in members]
