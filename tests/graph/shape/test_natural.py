"""Ranks among natural trees: what the shipped quantiles say, and that they say no more than the trees do."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.shape.features import TreeFeatures
from graph.shape.natural import LEAST_TREES, Baseline, Feature, SizeClass, rank, rank_from_top, shipped
from tests.bench.natural_baseline import LEVELS_PM, quantile, size_class, states
from tests.graph.schemes import Invite

FEATURES: tuple[Feature, ...] = get_args(Feature)
PEOPLE = [each.people for each in shipped().classes]

values = st.integers(0, 2000)
features_of_trees = st.lists(
    st.builds(TreeFeatures, st.just(30), st.integers(1, 9), values, values, values), min_size=1, max_size=300
)


@pytest.mark.parametrize("people", PEOPLE)
@pytest.mark.parametrize("feature", FEATURES)
def test_every_shipped_quantile_is_reproduced(feature: Feature, people: int) -> None:
    """Just above the value that 990 of 1,000 trees do not exceed, 990 of them are lower."""
    each = next(each for each in shipped().classes if each.people == people)
    for level, value in zip(shipped().levels_pm, each.quantiles[feature], strict=True):
        passed = rank(feature, people, value + 1)
        assert passed is not None
        assert passed >= min(level, each.most_pm)
        below = rank(feature, people, value)
        assert below is not None
        assert below < level


@given(st.sampled_from(FEATURES), st.sampled_from(PEOPLE), values, values)
def test_a_higher_value_never_ranks_lower(feature: Feature, people: int, one: int, other: int) -> None:
    low, high = sorted((one, other))
    assert (rank(feature, people, low) or 0) <= (rank(feature, people, high) or 0)
    assert (rank_from_top(feature, people, low) or 0) >= (rank_from_top(feature, people, high) or 0)


@given(features_of_trees, values)
def test_a_rank_is_the_highest_level_that_the_trees_bear_out(trees: list[TreeFeatures], value: int) -> None:
    trees *= -(-LEAST_TREES // len(trees))
    own, count = Baseline([], list(LEVELS_PM), [size_class(30, trees)]), len(trees)
    lower = sum(tree.depth_ratio_pm < value for tree in trees)
    no_higher = sum(tree.depth_ratio_pm <= value for tree in trees)
    below = [level for level in LEVELS_PM if level * count <= 1000 * lower]
    above = [1000 - level for level in LEVELS_PM if level * count > 1000 * no_higher]
    most = 1000 * (count - 1) // count
    assert own.rank("depth_ratio_pm", 30, value) == min(max(below, default=0), most)
    assert own.rank_from_top("depth_ratio_pm", 30, value) == min(max(above, default=0), most)


def test_too_few_trees_say_nothing() -> None:
    few = Baseline([], [500], [SizeClass(30, LEAST_TREES - 1, {feature: [5] for feature in FEATURES})])
    enough = Baseline([], [500], [SizeClass(30, LEAST_TREES, {feature: [5] for feature in FEATURES})])
    assert few.rank("tiers", 30, 6) is None
    assert few.rank_from_top("tiers", 30, 6) is None
    assert enough.rank("tiers", 30, 6) == 500


@pytest.mark.parametrize(
    ("people", "is_known"),
    [(0, False), (21, False), (22, True), (42, True), (43, True), (1357, True), (1358, False), (10**6, False)],
)
def test_a_tree_is_ranked_among_those_of_about_its_size(people: int, is_known: bool) -> None:
    assert (rank("depth_ratio_pm", people, 500) is not None) is is_known


def test_the_nearest_class_by_ratio_is_asked() -> None:
    small, large = (next(each for each in shipped().classes if each.people == people) for people in (30, 60))
    value = large.quantiles["depth_ratio_pm"][0]
    assert rank("depth_ratio_pm", 42, value + 1) == shipped().rank("depth_ratio_pm", small.people, value + 1)
    assert rank("depth_ratio_pm", 43, value + 1) == shipped().rank("depth_ratio_pm", large.people, value + 1)
    assert rank("depth_ratio_pm", 42, value + 1) != rank("depth_ratio_pm", 43, value + 1)


def test_no_rank_claims_more_than_all_trees_but_one() -> None:
    each = shipped().classes[-1]
    assert rank("depth_ratio_pm", each.people, 10**6) == each.most_pm
    assert each.most_pm <= 1000 * (each.trees - 1) / each.trees


def test_the_baseline_says_where_it_is_from() -> None:
    assert [(source.trees, source.licence != "") for source in shipped().sources] == [(1490, True), (44, True)]
    assert all(each.trees >= LEAST_TREES for each in shipped().classes)


@pytest.mark.parametrize(
    ("level", "expected"), [(1, 10), (250, 10), (251, 20), (500, 20), (750, 30), (751, 40), (999, 40)]
)
def test_a_quantile_is_the_least_value_that_so_many_do_not_exceed(level: int, expected: int) -> None:
    assert quantile([10, 20, 30, 40], level) == expected


def test_a_tree_is_taken_as_it_was_when_it_first_had_a_size() -> None:
    """A merge that passes a size by gives no state of it."""
    star = [Invite("a", f"a{number}", number) for number in range(1, 3)]
    other = [Invite("b", f"b{number}", number) for number in range(1, 8)]
    found = states([*star, *other, Invite("a", "b", 9), Invite("a", "late", 10)], sizes=(3, 5, 10))
    assert {size: state.people for size, state in found.items()} == {3: 3, 5: 5, 10: 11}
