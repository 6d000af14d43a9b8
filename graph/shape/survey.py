"""The features of all trees of a forest at once: `graph.shape.features` in arrays, for thousands of trees."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.forest import Forest
from graph.forest.trees import FREE
from graph.shape.features import (
    DEPTH_RATIO_PM,
    RECRUITER_SHARE_PM,
    TOP_RECRUITER_PEOPLE,
    TOP_RECRUITER_SHARE_PM,
)

Integers = NDArray[np.int64]


class Survey(NamedTuple):
    """A place for each tree in every array, smaller root first; for their meaning see `TreeFeatures`."""

    roots: Integers
    people: Integers
    tiers: Integers
    depth_ratio_pm: Integers
    recruiter_share_pm: Integers
    top_recruiter_share_pm: Integers
    shape_features: Integers


def survey(forest: Forest) -> Survey:
    """Return the features of every tree.

    Complexity: O(trees log trees).
    """
    slots = forest.slots
    everything = np.array(slots.roots, dtype=np.int64)
    order = np.argsort(everything, kind="stable")[np.count_nonzero(everything == FREE) :]
    roots = everything[order]
    people, depths, recruiters, top = (np.asarray(column)[order].astype(np.int64) for column in slots[1:])
    depth_ratio = np.floor(1000 * depths / np.maximum(people * np.log(people), 1)).astype(np.int64)
    recruiter_share, top_share = 1000 * recruiters // people, 1000 * top // people
    return Survey(
        roots=roots,
        people=people,
        tiers=np.asarray(forest.height)[roots].astype(np.int64) + 1,
        depth_ratio_pm=depth_ratio,
        recruiter_share_pm=recruiter_share,
        top_recruiter_share_pm=top_share,
        shape_features=(depth_ratio > DEPTH_RATIO_PM).astype(np.int64)
        + (recruiter_share > RECRUITER_SHARE_PM)
        + ((people >= TOP_RECRUITER_PEOPLE) & (top_share < TOP_RECRUITER_SHARE_PM)),
    )
