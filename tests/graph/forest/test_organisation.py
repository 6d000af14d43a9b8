"""People and tiers are counted as 公通字〔2013〕37号 §1 counts them."""

from itertools import pairwise

import pytest

from graph.forest import Forest
from graph.forest.organisation import Position, merged


def line(*members: str) -> Forest:
    """Return a forest in which everybody brought the next one."""
    forest = Forest()
    for inviter, member in pairwise(members):
        forest.add(inviter, member)
    return forest


def counted(forest: Forest, member: str) -> tuple[int, int]:
    """Return people and tiers that count for *member*."""
    position = forest.position(forest.number(member))
    return position.people, position.tiers


@pytest.mark.parametrize(
    ("recruits", "below", "people", "tiers"),
    [
        pytest.param(0, 0, 1, 1, id="he alone is one person and one tier"),
        pytest.param(29, 0, 30, 2, id="30 people with him, but two tiers"),
        pytest.param(28, 0, 29, 2, id="29 people"),
        pytest.param(28, 1, 30, 3, id="30 people and 3 tiers: the gate"),
        pytest.param(27, 1, 29, 3, id="3 tiers, one person short"),
    ],
)
def test_himself_and_his_own_tier_count(recruits: int, below: int, people: int, tiers: int) -> None:
    forest = line("organiser", "m0") if recruits else Forest()
    for number in range(recruits):
        forest.add("organiser", f"m{number}")
    for number in range(below):
        forest.add("m0", f"below{number}")
    if not recruits:
        forest.add("upline", "organiser")
    assert counted(forest, "organiser") == (people, tiers)


@pytest.mark.parametrize(
    ("acts", "expected"),
    [
        pytest.param([], (4, 4), id="still there"),
        pytest.param(["leave", "c>d"], (3, 3), id="brought after he left, unpaid"),
        pytest.param(["leave", "c>d", "paid a"], (4, 4), id="brought after he left, and paid since"),
        pytest.param(["leave", "paid a", "c>d"], (3, 3), id="brought after his last pay"),
        pytest.param(["leave", "paid b", "c>d"], (3, 3), id="another was paid"),
        pytest.param(["paid a", "leave", "c>d"], (3, 3), id="paid before he left"),
        pytest.param(["leave", "c>d", "rejoin"], (4, 4), id="came back"),
        pytest.param(["leave", "c>d", "leave"], (3, 3), id="told twice that he left"),
        pytest.param(["leave", "rejoin", "leave", "c>d"], (3, 3), id="left again"),
        pytest.param(["c>d", "leave"], (4, 4), id="left last"),
    ],
)
def test_recruits_of_one_who_left_count_while_he_is_paid(acts: list[str], expected: tuple[int, int]) -> None:
    forest = line("a", "b", "c")
    for act in acts or ["c>d"]:
        match act.partition(" "):
            case ("paid", _, member):
                forest.paid(member)
            case ("c>d", _, _):
                forest.add("c", "d")
            case (name, _, _):
                getattr(forest, name)("a")
    assert counted(forest, "a") == expected


def test_one_who_left_still_counts_for_those_above_him() -> None:
    forest = line("a", "b", "c")
    forest.leave("b")
    forest.add("c", "d")
    assert counted(forest, "a") == (4, 4)
    assert counted(forest, "b") == (2, 2)


def test_a_stranger_who_leaves_comes_back_or_is_paid_changes_nothing() -> None:
    forest = line("a", "b")
    for act in (forest.leave, forest.rejoin, forest.paid, forest.erase):
        act("stranger")
    assert forest.to_state() == line("a", "b").to_state()


@pytest.mark.parametrize(
    ("positions", "expected"),
    [
        pytest.param([], (0, 0), id="no organisation"),
        pytest.param([(20, 2)], (20, 2), id="one"),
        pytest.param([(20, 2), (11, 2)], (20, 2), id="none has 3 tiers: the largest"),
        pytest.param([(20, 3), (11, 2)], (30, 3), id="one has 3 tiers: together, he once"),
        pytest.param([(20, 3), (10, 2)], (29, 3), id="together one short of 30"),
        pytest.param([(20, 2), (11, 3), (5, 7)], (34, 7), id="the most tiers of all"),
        pytest.param([(0, 0), (20, 3)], (20, 3), id="one he is not in"),
    ],
)
def test_organisations_of_one_organiser_count_together(
    positions: list[tuple[int, int]], expected: tuple[int, int]
) -> None:
    assert merged(Position(*position) for position in positions) == Position(*expected)
