"""What the shape of a referral tree says.

The legal gate (30 people, 3 tiers) is passed by nearly every natural tree of some size, so people and tiers never
alarm alone; the three shape features are what natural trees rarely share. Shares are per mille and rounded down:
what is shown is what is compared.
"""

from dataclasses import dataclass
from math import log

from graph.forest import Forest

DEPTH_RATIO_PM = 630
RECRUITER_SHARE_PM = 300
TOP_RECRUITER_SHARE_PM = 330
TOP_RECRUITER_PEOPLE = 30


@dataclass(frozen=True, slots=True)
class TreeFeatures:
    """One tree in figures.

    Thresholds are p99 (for the top recruiter p1) of natural trees of 30 people or more: Twitter cascades
    (Ma et al. 2017) and the paid one-tier Astar and Plasm crowdloan campaigns. `graph.shape.natural` ranks a figure
    among natural trees of about the same size.
    """

    people: int
    """Formula: people in the tree, the organiser included. Law: 30 and more (公通字〔2013〕37号 §1)."""

    tiers: int
    """Formula: tiers, the organiser's own counted. Law: 3 and more (same paragraph)."""

    depth_ratio_pm: int
    """Formula: mean depth / ln people, the organiser at depth 0. Unit: per mille. Threshold: beyond 630.

    Source: natural median 220, p99 630, highest 1,150; a random recursive tree tends to 1,000, a chain to n / (2 ln n).
    """

    recruiter_share_pm: int
    """Formula: people who brought somebody / people. Unit: per mille. Threshold: beyond 300.

    Source: natural median 90, p99 300; full matrices 333 (three places) and 500 (two).
    """

    top_recruiter_share_pm: int
    """Formula: most people brought by one person / people. Unit: per mille. Threshold: under 330, from 30 people on.

    Source: natural median 830, p1 330; in schemes it falls as they grow.
    """

    @property
    def unusual(self) -> dict[str, bool]:
        """Say of each of the three features of shape whether its threshold is passed."""
        is_grown = self.people >= TOP_RECRUITER_PEOPLE
        return {
            "depth_ratio_pm": self.depth_ratio_pm > DEPTH_RATIO_PM,
            "recruiter_share_pm": self.recruiter_share_pm > RECRUITER_SHARE_PM,
            "top_recruiter_share_pm": is_grown and self.top_recruiter_share_pm < TOP_RECRUITER_SHARE_PM,
        }

    @property
    def shape_features(self) -> int:
        """How many of the three shape thresholds are passed, 0 to 3."""
        return sum(self.unusual.values())


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
