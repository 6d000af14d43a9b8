"""What chance alone would do, against every way there is."""

from fractions import Fraction
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from graph.collusion.chance import Share, is_chance_to_share, meets_as_seldom
from graph.collusion.places import spread

SIZES = st.integers(1, 8).flatmap(lambda most: st.tuples(st.just(most), st.integers(0, most), st.integers(0, most)))


def hits(span: int, taken: int, drawn: int) -> list[int]:
    """Return for each way to draw how many are among those taken."""
    return [sum(each < taken for each in draw) for draw in combinations(range(span), drawn)]


@given(SIZES, st.integers(0, 8))
def test_days_meet_as_seldom_as_all_draws_say(sizes: tuple[int, int, int], together: int) -> None:
    counts = hits(*sizes)
    assert meets_as_seldom(*sizes, together) == Fraction(sum(count <= together for count in counts), len(counts))


@given(SIZES, st.integers(1, 8), st.integers(1, 50))
def test_what_is_no_chance_is_at_least_as_improbable_in_all_draws(
    sizes: tuple[int, int, int], common: int, level: int
) -> None:
    groups, shared, own = sizes
    counts, at_most = hits(*sizes), Fraction(1, level)
    if not is_chance_to_share(groups, shared, (Share(own, common),), 1, at_most):
        assert Fraction(sum(count >= common for count in counts), len(counts)) <= at_most


def test_to_draw_just_the_shared_groups_is_as_probable_as_one_draw_of_all() -> None:
    exactly = (7, 3, (Share(3, 3),), 1)  # of C(7, 3) = 35
    assert not is_chance_to_share(*exactly, Fraction(1, 35))
    assert is_chance_to_share(*exactly, Fraction(1, 36))


def test_each_account_more_makes_it_less_probable_and_each_way_to_look_more() -> None:
    several = Fraction(1, 35 * 35)
    assert not is_chance_to_share(7, 3, (Share(3, 3),) * 2, 1, several)
    assert is_chance_to_share(7, 3, (Share(3, 3),) * 2, 2, several)


def test_groups_count_by_how_evenly_they_are_liked() -> None:
    assert spread({}) == 0
    assert spread({f"a{number}": {"g1", "g2", "g3"} for number in range(9)}) == 3
    assert spread({"ann": {"g1"}, "bob": {"g2"}, "cat": {"g3"}}) == 3
    assert spread({**{f"a{number}": {"hot"} for number in range(96)}, **{name: {name} for name in "wxyz"}}) == 1
