"""How unevenly sums are spread."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.money.inequality import gini_pm


@pytest.mark.parametrize(
    ("sums", "expected"),
    [
        pytest.param([], None, id="nobody"),
        pytest.param([0, 0], None, id="nothing"),
        pytest.param([7, 7, 7], 0, id="all alike"),
        pytest.param([0, 0, 0, 9], 750, id="one of four has everything"),
        pytest.param([1, 2, 3], 222, id="rounded down"),
        pytest.param([0] * 11 + [1], 916, id="beyond 0.9 there are more than ten"),
    ],
)
def test_the_gini_is_per_mille_of_all_differences(sums: list[int], expected: int | None) -> None:
    assert gini_pm(sums) == expected


@given(st.lists(st.integers(0, 10**15), min_size=1).filter(any))
def test_it_is_the_mean_difference_of_all_pairs(sums: list[int]) -> None:
    differences = sum(abs(one - other) for one in sums for other in sums)
    assert gini_pm(sums) == 1000 * differences // (2 * len(sums) * sum(sums))
