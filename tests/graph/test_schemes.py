"""Synthetic schemes are trees of the size asked for, the same ones every time, and shaped as their plans say."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.forest import Outcome
from graph.forest.tree import tiers_above
from graph.shape.features import TreeFeatures, features
from tests.graph.reference import forest_of
from tests.graph.schemes import LAWFUL, SCHEMES, Plan

PLANS = {**SCHEMES, **LAWFUL}
every_plan = pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)


def shape(plan: Plan, people: int) -> TreeFeatures:
    return features(forest_of((invite.inviter, invite.member) for invite in plan.invites(people)), 0)


@every_plan
@given(people=st.integers(1, 80), seed=st.integers(0, 5))
def test_a_plan_grows_one_tree_of_any_size_the_same_every_time(plan: Plan, people: int, seed: int) -> None:
    parents = plan.parents(people, seed)
    assert len(parents) == people
    assert parents[0] == -1
    assert all(0 <= parent < member for member, parent in enumerate(parents) if member)
    assert plan.parents(people, seed) == parents
    assert [invite.at for invite in plan.invites(people, seed)] == [60 * member for member in range(1, people)]


@every_plan
def test_a_commission_of_a_tier_is_paid_over_so_many_tiers(plan: Plan) -> None:
    forest = forest_of((invite.inviter, invite.member) for invite in plan.invites(60))
    for paid in plan.commissions(60):
        assert tiers_above(forest, forest.number(paid.payee), forest.number(paid.payer)) == paid.tier
    count = sum(min(plan.paid_tiers, forest.depth(member)) for member in range(60))
    assert len(list(plan.commissions(60))) == count


@pytest.mark.parametrize(("name", "places"), [("spill-over, three places", 3), ("forced matrix 2x12", 2)])
def test_nobody_brings_more_than_there_are_places(name: str, places: int) -> None:
    assert max(Counter(SCHEMES[name].parents(200)[1:]).values()) == places


def test_a_matrix_is_full_to_its_last_tier() -> None:
    assert (shape(SCHEMES["forced matrix 3x9"], 121).tiers, shape(SCHEMES["forced matrix 3x9"], 122).tiers) == (5, 6)


def test_a_binary_hangs_every_recruit_at_an_outer_end() -> None:
    assert max(Counter(SCHEMES["binary, two outer legs"].parents(200)[1:]).values()) == 2
    assert shape(SCHEMES["binary, two outer legs"], 200).tiers > 20


def test_a_chain_reaches_the_tiers_that_plustoken_had() -> None:
    assert shape(SCHEMES["chain with legs"], 4_500).tiers > 3_293


@pytest.mark.parametrize("plan", LAWFUL.values(), ids=LAWFUL)
def test_a_lawful_campaign_pays_no_third_tier(plan: Plan) -> None:
    assert plan.paid_tiers < 3
    assert shape(plan, 300).shape_features < 2


@pytest.mark.parametrize("plan", SCHEMES.values(), ids=SCHEMES)
def test_a_scheme_pays_a_third_tier(plan: Plan) -> None:
    assert max(paid.tier for paid in plan.commissions(120)) >= 3
    assert shape(plan, 300).shape_features >= 2


def test_seeds_give_different_trees() -> None:
    plan = SCHEMES["pyramid, several recruits"]
    assert plan.parents(40, 0) != plan.parents(40, 1)


def test_forests_take_every_invite_as_the_first() -> None:
    forest = forest_of([])
    for invite in SCHEMES["unilevel, busy legs"].invites(40):
        assert forest.add(invite.inviter, invite.member) is Outcome.linked
