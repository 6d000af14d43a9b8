"""Reading one tree of a forest: who is in it, and how far members stand apart."""

from graph.forest import NO_PARENT, Forest


def distance(forest: Forest, a: int, b: int) -> int | None:
    """Count the tiers between two members along the tree, from payee to payer of a commission; None across trees.

    One-tier campaigns pay over a distance of 1, pyramids over 3 and more. Complexity: O(depth).
    """
    if forest.root(a) != forest.root(b):
        return None
    steps, deeper, other = 0, a, b
    while deeper != other:
        if forest.depth(deeper) < forest.depth(other):
            deeper, other = other, deeper
        deeper = forest.parent[deeper]
        steps += 1
    return steps


def largest_tree(forest: Forest) -> int | None:
    """Return the root of the tree with the most people, the first seen among equals; None for an empty forest."""
    return max(forest.trees, key=forest.size.__getitem__, default=None)


def members_of_tree(forest: Forest, root: int) -> list[int]:
    """Return the members of one tree, tier by tier, first seen first; the organiser leads.

    Complexity: O(n) over the whole forest and a sort of the tree.
    """
    members = [member for member in range(len(forest)) if forest.root(member) == root]
    return sorted(members, key=forest.depth)


def parents_of_tree(forest: Forest, root: int) -> list[int]:
    """Return one tree for drawing: who brought each of `members_of_tree`, by index in that list, -1 for the first."""
    members = members_of_tree(forest, root)
    place = {member: index for index, member in enumerate(members)}
    return [place.get(forest.parent[member], NO_PARENT) for member in members]
