"""What the shape of a referral tree says.

The legal gate (30 people, 3 tiers) is passed by nearly every natural tree of some size, so people and tiers never
alarm alone; the three shape features are what natural trees rarely share. Shares are per mille and rounded down:
what is shown is what is compared.
"""

from dataclasses import dataclass
from math import log

from graph.forest import NO_PARENT, Forest

DEPTH_RATIO_PM = 630
RECRUITER_SHARE_PM = 300
TOP_RECRUITER_SHARE_PM = 330
TOP_RECRUITER_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class TreeFeatures:
    """One tree in figures.

    Thresholds are p99 (for the top recruiter p1) of natural trees of 30 people or more: Twitter cascades
    (Ma et al. 2017) and the paid one-tier Astar and Plasm crowdloan campaigns. Of 1,490 Twitter cascades 3 pass two.
    """

    people: int
    """People in the tree, the organiser included; law: 30 and more (公通字〔2013〕37号 §1)."""

    tiers: int
    """Tiers, the organiser's own counted; law: 3 and more (same paragraph)."""

    depth_ratio_pm: int
    """Mean depth / ln people, per mille, the organiser at depth 0; natural median 220, p99 630, highest 1,150."""

    recruiter_share_pm: int
    """People who brought somebody / people, per mille; natural median 90, p99 300."""

    top_recruiter_share_pm: int
    """Most people brought by one person / people, per mille; natural median 830, p1 330, judged from 30 people on."""

    @property
    def shape_features(self) -> int:
        """How many of the three shape thresholds are passed, 0 to 3."""
        return (
            (self.depth_ratio_pm > DEPTH_RATIO_PM)
            + (self.recruiter_share_pm > RECRUITER_SHARE_PM)
            + (self.people >= TOP_RECRUITER_PEOPLE and self.top_recruiter_share_pm < TOP_RECRUITER_SHARE_PM)
        )


def features(forest: Forest, root: int) -> TreeFeatures:
    """Return the features of the tree under *root*.

    Complexity: O(1); the sums are kept by `Forest.add`.

    Raises:
        KeyError: *root* is no root.
    """
    tree, people = forest.trees[root], forest.size[root]
    return TreeFeatures(
        people=people,
        tiers=forest.height[root] + 1,
        depth_ratio_pm=int(1000 * tree.depth_sum / (people * log(people))) if people > 1 else 0,
        recruiter_share_pm=1000 * tree.recruiters // people,
        top_recruiter_share_pm=1000 * tree.top_recruits // people,
    )


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
