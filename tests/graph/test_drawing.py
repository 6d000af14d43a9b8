"""Layouts keep everybody, keep them apart, and keep their size."""

from collections import defaultdict
from itertools import combinations, pairwise
from math import dist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.drawing.blocks import Blocks
from graph.drawing.loss import LossScale
from graph.drawing.person import Person
from graph.drawing.radial import SPACING, rings_that_hold
from graph.drawing.rows import rows_for
from graph.drawing.tidy import tidy
from graph.drawing.tree import Tree
from graph.tiers import Tier, tiers
from tests.graph.drawn import chain, legs, star, trees

LOSSES = st.none() | st.integers(-10, 10**7)


def peopled(parents: list[int], losses: list[int | None]) -> Tree:
    """Return a tree whose people lost what *losses* say, over and over."""
    people = [Person(lost=losses[member % len(losses)]) for member in range(len(parents))]
    return Tree.of(parents, people)


@given(trees(60))
def test_tidy_keeps_neighbours_apart_and_parents_centred(parents: list[int]) -> None:
    across = tidy(parents, lambda _left, _right: 1.0)
    tree, recruits = Tree.of(parents), defaultdict[int, list[int]](list)
    for member, parent in enumerate(parents[1:], start=1):
        recruits[parent].append(member)
    for tier in range(tree.tiers):
        row = sorted(x for x, depth in zip(across, tree.depths, strict=True) if depth == tier)
        assert all(right - left > 0.999 for left, right in pairwise(row))
    for parent, children in recruits.items():
        assert abs(across[parent] - (across[children[0]] + across[children[-1]]) / 2) < 1e-6


@given(trees(80) | st.sampled_from([star(300), star(30), [*star(100), *range(1, 100)]]))
def test_nobody_on_the_rings_covers_another(parents: list[int]) -> None:
    tree = Tree.of(parents)
    rings = rings_that_hold(tree, SPACING)
    points = [rings.point(member, depth) for member, depth in enumerate(tree.depths)]
    assert all(dist(*pair) > 8.5 for pair in combinations(points, 2))


@given(trees(60), st.lists(LOSSES, min_size=1), st.floats(0.1, 30), st.integers(2, 70))
def test_an_icicle_loses_nobody_and_no_money(
    parents: list[int], losses: list[int | None], narrowest: float, rows: int
) -> None:
    tree = peopled(parents, losses)
    content = Blocks(tree, width=100.0, narrowest=narrowest, rows=rows)
    organiser, collapsed = content.blocks[0], [block for block in content.blocks if block.is_collapsed]
    assert (organiser.people, organiser.lost) == (len(parents), sum(max(one.lost or 0, 0) for one in tree.people))
    assert all(sum(block.depth_people) == block.people for block in collapsed)
    assert all(
        block.right - block.left >= min(narrowest, 100) - 1e-6 for block in content.blocks if not block.is_collapsed
    )
    if len(content.rows) == tree.tiers:
        headed = len(content.blocks) - len(collapsed)
        assert headed + sum(block.people for block in collapsed) == len(parents)


@given(trees(60), st.floats(0.1, 30), st.integers(2, 70))
def test_blocks_of_a_row_stand_side_by_side(parents: list[int], narrowest: float, rows: int) -> None:
    content = Blocks(Tree.of(parents), width=100.0, narrowest=narrowest, rows=rows)
    for row in range(len(content.rows)):
        edges = sorted((block.left, block.right) for block in content.blocks if block.row == row)
        assert all(right <= left + 1e-6 for (_, right), (left, _) in pairwise([*edges, (100.0, 100.0)]))


@pytest.mark.parametrize("parents", [chain(3000), legs(6000, 3000), star(6000)], ids=["chain", "legs", "star"])
def test_an_icicle_has_blocks_for_its_rows_only(parents: list[int]) -> None:
    content = Blocks(Tree.of(parents), width=800.0, narrowest=3.0, rows=36)
    assert len(content.blocks) <= 3 * len(content.rows)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=200), st.integers(2, 50))
def test_rows_hold_every_tier_once_and_the_organiser_alone(changes: list[int], most: int) -> None:
    rows = rows_for(changes, most)
    assert len(rows) == min(len(changes), most)
    assert (rows.starts[0], rows.starts[-1], rows.tiers(0)) == (0, len(changes), 1)
    assert all(rows.tiers(row) >= 1 for row in range(len(rows)))
    assert [rows.of_each_tier().count(row) for row in range(len(rows))] == [rows.tiers(row) for row in range(len(rows))]


def test_a_tier_where_much_changes_begins_a_row() -> None:
    assert 70 in rows_for([5 if tier == 70 else 0 for tier in range(100)], 6).starts


@pytest.mark.parametrize(
    ("greatest", "bounds"),
    [(0, (3,)), (9, (3,)), (10, (3, 10)), (299_999, (10_000, 30_000, 100_000)), (300_000, (30_000, 100_000, 300_000))],
)
def test_steps_of_a_loss_begin_at_round_sums(greatest: int, bounds: tuple[int, ...]) -> None:
    assert LossScale.up_to(greatest).bounds == bounds


@pytest.mark.parametrize(
    ("lost", "step", "said"),
    [
        (None, 0, ""),
        (-5, 0, ""),
        (0, 0, ""),
        (29, 1, "< 30"),
        (30, 2, "30 – 100"),
        (100, 3, "100 – 300"),
        (300, 4, "≥ 300"),
    ],
)
def test_a_loss_is_of_the_step_whose_sums_are_said(lost: int | None, step: int, said: str) -> None:
    scale = LossScale((30, 100, 300))
    assert scale.step(lost) == step
    assert not step or scale.range(step, str) == said


def test_tiers_are_told_one_by_one_and_the_deepest_together() -> None:
    people = [
        Person(lost=0),
        Person(has_left=True, lost=300),
        Person(),
        Person(lost=-40),
        Person(has_left=True, lost=5),
    ]
    assert tiers([-1, 0, 0, 1, 3], people, most=3) == [
        Tier(1, 1, people=1, recruiters=1, left=0, lost=0),
        Tier(2, 2, people=2, recruiters=1, left=1, lost=300),
        Tier(3, 4, people=2, recruiters=1, left=1, lost=5),
    ]


def test_without_a_known_loss_none_is_told() -> None:
    assert [tier.lost for tier in tiers([-1, 0], [Person(), Person()])] == [None, None]
    assert [tier.lost for tier in tiers([-1, 0])] == [None, None]


@given(trees(60), st.integers(1, 10))
def test_every_person_is_in_one_tier(parents: list[int], most: int) -> None:
    rows = tiers(parents, most=most)
    assert sum(tier.people for tier in rows) == len(parents)
    assert [tier.first for tier in rows] == [1, *(tier.last + 1 for tier in rows[:-1])]
