"""How a tree's figures compare with those of natural invitation trees of about the same size.

The baseline is what could be had, and says so in `natural.json`: 1,490 Twitter retweet cascades and the trees of one
lawful paid referral campaign, each as it was when it had grown to a size. It is no sample of chat groups. Only
quantiles ship; `python -m tests.bench.natural_baseline` derives them.
"""

from bisect import bisect_left, bisect_right
from functools import cache
from importlib import resources
from typing import Literal

import msgspec

Feature = Literal["tiers", "depth_ratio_pm", "recruiter_share_pm", "top_recruiter_share_pm"]

LEAST_TREES = 100  # one of them is one percent


class Source(msgspec.Struct, frozen=True):
    """Where trees come from."""

    name: str
    what: str
    licence: str
    trees: int


class SizeClass(msgspec.Struct, frozen=True):
    """Trees as they were when they first had `people` or more, but not twice as many.

    `quantiles[feature][i]` is the least value that `levels_pm[i]` of 1,000 trees or more do not exceed.
    """

    people: int
    trees: int
    quantiles: dict[Feature, list[int]]

    @property
    def most_pm(self) -> int:
        """The highest rank that so many trees can show: all of them but one."""
        return 1000 - -(-1000 // self.trees)


class Baseline(msgspec.Struct, frozen=True):
    """Natural trees in quantiles; each of the `classes` is of twice the size of the one before."""

    sources: list[Source]
    levels_pm: list[int]
    classes: list[SizeClass]

    def rank(self, feature: Feature, people: int, value: int) -> int | None:
        """Return how many of 1,000 natural trees of about *people* have a lower value, at least.

        None where too few trees of such a size were seen to say. Complexity: O(log quantiles).
        """
        near = self._class(people)
        if near is None:
            return None
        passed = bisect_left(near.quantiles[feature], value)
        return min(self.levels_pm[passed - 1], near.most_pm) if passed else 0

    def rank_from_top(self, feature: Feature, people: int, value: int) -> int | None:
        """Return how many of 1,000 natural trees of about *people* have a higher value, at least; None as above."""
        near = self._class(people)
        if near is None:
            return None
        reached = bisect_right(near.quantiles[feature], value)
        return min(1000 - self.levels_pm[reached], near.most_pm) if reached < len(self.levels_pm) else 0

    def _class(self, people: int) -> SizeClass | None:
        """Return the class at most half a doubling away from *people*, if it has trees enough."""
        twice = 2 * people**2
        near = next((each for each in self.classes if each.people**2 <= twice < 4 * each.people**2), None)
        return near if near and near.trees >= LEAST_TREES else None


@cache
def shipped() -> Baseline:
    """Return the baseline that comes with the package."""
    return msgspec.json.decode(resources.files("graph.shape").joinpath("natural.json").read_bytes(), type=Baseline)


def rank(feature: Feature, people: int, value: int) -> int | None:
    """Return how many of 1,000 natural trees of about *people* have a lower value, as the shipped baseline says.

    990 for `depth_ratio_pm` reads "deeper than 99% of natural invitation trees of this size". See `Baseline.rank`.
    """
    return shipped().rank(feature, people, value)


def rank_from_top(feature: Feature, people: int, value: int) -> int | None:
    """Return how many of 1,000 natural trees of about *people* have a higher value, as the shipped baseline says.

    990 for `top_recruiter_share_pm` reads "its busiest recruiter brought a smaller share than in 99% of them".
    """
    return shipped().rank_from_top(feature, people, value)
