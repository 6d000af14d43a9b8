"""Rings in the projection of accounts that promote in the same groups."""

from collections.abc import Mapping
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.collusion.places import SEVERAL, spread
from graph.collusion.projection import MOST_ACCOUNTS, SHARE, projected
from graph.collusion.ring import OTHERS, Ring, largest_ring

Places = dict[str, set[str]]
SOME = st.sets(st.sampled_from([f"g{number}" for number in range(7)]))
PLACES = st.dictionaries(st.sampled_from("abcdefgh"), SOME, max_size=8)


def groups(*numbers: int) -> set[str]:
    return {f"g{number}" for number in numbers}


def ring(places: Mapping[str, set[str]], among: int = 1000) -> Ring:
    """Return the largest ring; so *many* groups are there that chance explains next to nothing."""
    return largest_ring(projected(places), places, among)


@given(PLACES)
def test_two_accounts_are_joined_who_share_several_groups_and_half_of_those_of_one(places: Places) -> None:
    names, graph = projected(places).accounts, projected(places).graph
    assert list(names) == sorted(account for account in places if len(places[account]) >= SEVERAL)
    assert {(names[one], names[other]): graph.edges[one, other]["weight"] for one, other in graph.edges} == {
        (one, other): common
        for one, other in combinations(names, 2)
        if (common := len(places[one] & places[other])) >= SEVERAL
        and common * SHARE >= min(len(places[one]), len(places[other]))
    }


@given(PLACES, st.randoms())
def test_a_ring_is_the_same_in_whatever_order_accounts_and_groups_come(places: Places, random: Random) -> None:
    mixed = list(places.items())
    random.shuffle(mixed)
    shuffled = {account: sorted(its, key=lambda _group: random.random()) for account, its in mixed}
    assert largest_ring(projected(shuffled), shuffled, 1000) == ring(places)


@given(PLACES)
def test_everybody_in_a_ring_shares_several_groups_with_two_of_it(places: Places) -> None:
    found = ring(places)
    for account in found.accounts:
        others = [other for other in found.accounts if other != account]
        assert sum(len(places[account] & places[other]) >= SEVERAL for other in others) >= OTHERS
    assert set(found.groups) == {
        group for one, other in combinations(found.accounts, 2) for group in places[one] & places[other]
    }


@given(PLACES)
def test_no_ring_is_larger_than_the_largest_set_in_which_all_share_groups_with_two(places: Places) -> None:
    graph = projected(places).graph
    cores = (
        chosen
        for size in range(len(graph), 0, -1)
        for chosen in combinations(graph, size)
        if all(sum(graph.has_edge(node, other) for other in chosen) >= OTHERS for node in chosen)
    )
    assert len(ring(places).accounts) <= len(next(cores, ()))


@given(st.lists(st.integers(1, 5), max_size=3), st.integers(SEVERAL, 5))
def test_of_accounts_that_share_all_groups_or_none_the_largest_bunch_is_the_ring(sizes: list[int], many: int) -> None:
    bunches = {
        f"{bunch}{number}": {f"{bunch} {group}" for group in range(many)}
        for bunch, size in enumerate(sizes)
        for number in range(size)
    }
    largest = max(sizes, default=0)
    assert len(ring(bunches).accounts) == (largest if largest > OTHERS else 0)
    assert len(ring(bunches).groups) == (many if largest > OTHERS else 0)


def test_who_ties_two_rings_together_does_not_make_them_one() -> None:
    here, there = groups(1, 2, 3), groups(4, 5, 6)
    tied = {"a": here, "b": here, "c": here, "d": here, "t": here | there, "x": there, "y": there, "z": there}
    assert ring(tied).accounts == ("a", "b", "c", "d")  # and four with him, or he with these: never all eight


def test_two_friends_are_no_ring() -> None:
    assert ring({"ann": groups(1, 2, 3, 4), "bob": groups(1, 2, 3, 4)}) == Ring()


def test_three_friends_who_share_two_groups_are_no_ring() -> None:
    assert ring({name: groups(1, 2, number) for number, name in enumerate(("ann", "bob", "cal"), 3)}) == Ring()


def test_who_is_everywhere_shares_groups_with_everybody_but_is_in_no_ring() -> None:
    scattered = {f"a{number}": groups(*range(7 * number, 7 * number + 7)) for number in range(14)}
    busy = {name: {f"g{number}" for number in range(start, 98, 2)} for name, start in (("even", 0), ("odd", 1))}
    assert ring({**scattered, **busy}) == Ring()


def test_of_very_many_accounts_those_with_the_most_groups_are_looked_at() -> None:
    few = {f"few {number}": groups(1, 2, 3) for number in range(2 * MOST_ACCOUNTS)}
    most = {f"most {number}": groups(1, 2, 3, 4) for number in range(5)}
    found = projected({**few, **most}).accounts
    assert len(found) == MOST_ACCOUNTS
    assert found[-5:] == tuple(most)


@pytest.mark.parametrize(
    ("many", "expected"), [pytest.param(20, 0, id="20 groups"), pytest.param(22, 8, id="more than one could happen on")]
)
def test_in_the_only_groups_there_are_everybody_meets_everybody(many: int, expected: int) -> None:
    everywhere = {name: groups(*range(many)) for name in "abcdefgh"}
    assert len(ring(everywhere, spread(everywhere)).accounts) == expected


def test_five_accounts_in_the_same_five_groups_of_more_are_a_ring() -> None:
    five = {name: groups(1, 2, 3, 4, 5) for name in "abcde"}
    others = {f"other {number}": {f"h{number}"} for number in range(6)}
    assert ring(five, spread({**five, **others})) == Ring(tuple("abcde"), tuple(sorted(groups(1, 2, 3, 4, 5))))


@pytest.mark.parametrize("liking", [0, 1], ids=["all alike", "some much more than others"])
def test_who_likes_groups_at_random_is_seldom_taken_for_a_ring(liking: int) -> None:
    """A hundred fans in thirty groups at a time: the promise is one alarm in a thousand, where all groups are alike."""
    random, alarms = Random(11), 0  # noqa: S311 - repeatable
    weights = [1 / number**liking for number in range(1, 31)]
    for _ in range(40):
        fans = {f"f{n}": set(map(str, random.choices(range(30), weights, k=random.randint(1, 9)))) for n in range(100)}
        alarms += bool(ring(fans, spread(fans)).accounts)
    assert alarms <= liking
