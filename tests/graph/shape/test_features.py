"""Features of known trees."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.forest import Forest
from graph.forest.tree import members_of_tree, parents_of
from graph.shape.features import TreeFeatures, features
from graph.shape.paid_tiers import PaidTiers
from tests.graph.reference import forest_of

EDGES = [("a", "b"), ("a", "c"), ("b", "d"), ("x", "y"), ("x", "d")]


def test_a_star_passes_no_shape_threshold_and_a_chain_passes_all() -> None:
    star = forest_of(("0rg", f"m{number}") for number in range(40))
    chain = forest_of((f"m{number}", f"m{number + 1}") for number in range(40))
    assert features(star, 0).shape_features == 0
    assert features(chain, 0).shape_features == 3


@pytest.mark.parametrize(
    ("tree", "passed"),
    [
        (TreeFeatures(30, 3, 630, 300, 330), 0),
        (TreeFeatures(30, 3, 631, 300, 330), 1),
        (TreeFeatures(30, 3, 630, 301, 330), 1),
        (TreeFeatures(30, 3, 630, 300, 329), 1),
        (TreeFeatures(30, 3, 631, 301, 329), 3),
    ],
    ids=["at every threshold", "deeper", "more recruiters", "no top recruiter", "all three"],
)
def test_a_threshold_is_passed_by_the_next_per_mille(tree: TreeFeatures, passed: int) -> None:
    assert tree.shape_features == passed


def test_few_people_judge_no_top_recruiter() -> None:
    assert TreeFeatures(29, 3, 0, 0, 100).shape_features == 0
    assert TreeFeatures(30, 3, 0, 0, 100).shape_features == 1


def test_features_of_a_small_tree() -> None:
    assert features(forest_of(EDGES), 0) == TreeFeatures(4, 3, 721, 500, 500)


def test_the_largest_tree_is_drawn_organiser_first() -> None:
    forest = forest_of([("c", "d"), ("b", "c"), ("a", "b"), ("x", "y")])
    root = forest.largest
    assert root is not None
    assert forest.members[root] == "a"
    assert parents_of(forest, members_of_tree(forest, root)) == [-1, 0, 1, 2]
    assert Forest().largest is None


def test_before_the_first_commission_nothing_is_deep() -> None:
    assert PaidTiers().deep_share_pm == 0


def test_a_campaign_pays_over_few_tiers_and_a_pyramid_over_many() -> None:
    campaign, pyramid = PaidTiers(), PaidTiers()
    for tiers in (1, 2, 1, 2):
        campaign.enter(tiers)
    for tiers in (1, 2, 3):
        pyramid.enter(tiers)
    assert (campaign, campaign.deep_share_pm) == (PaidTiers(4, 0, 2), 0)
    assert (pyramid, pyramid.deep_share_pm) == (PaidTiers(3, 1, 3), 333)


@given(st.lists(st.integers(0, 20), min_size=1))
def test_commissions_are_counted_whatever_their_order(paid: list[int]) -> None:
    record = PaidTiers()
    for tiers in paid:
        record.enter(tiers)
    assert record == PaidTiers(len(paid), sum(tiers >= 3 for tiers in paid), max(paid))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(record), type=PaidTiers) == record
