"""Kernels give the same as machine code and as they stand, and what a climb from every member gives."""

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.forest import kernels
from graph.forest.compiled import run
from graph.forest.settle import Settled, settle, zeros


def forests(people: int) -> st.SearchStrategy["array[int]"]:
    """Return forests of up to *people*, numbered in any order."""
    picks = st.lists(st.integers(-1, people - 1), max_size=people)
    return picks.flatmap(lambda above: st.permutations(range(len(above))).map(lambda order: numbered(above, order)))


def numbered(above: list[int], order: list[int]) -> "array[int]":
    """Return parents that come before their children where there is no *order*, in that order."""
    parent = array("i", [-1] * len(above))
    for place, pick in enumerate(above):
        parent[order[place]] = order[pick % place] if place and pick >= 0 else -1
    return parent


def climbed(parent: "array[int]") -> list[list[int]]:
    """Return root, depth, size and height, by climbing from every member."""
    lines: list[list[int]] = []
    for member in range(len(parent)):
        line = [member]
        while parent[line[-1]] >= 0:
            line.append(parent[line[-1]])
        lines.append(line)
    size = [sum(member in line for line in lines) for member in range(len(parent))]
    height = [max(line.index(member) for line in lines if member in line) for member in range(len(parent))]
    return [[line[-1] for line in lines], [len(line) - 1 for line in lines], size, height]


def columns(settled: Settled) -> list[list[int]]:
    return [column.tolist() for column in (settled.root, settled.depth, settled.size, settled.height)]


@given(forests(20))
def test_a_settled_forest_is_what_everybody_climbs_to(parent: "array[int]") -> None:
    assert columns(settle(parent)) == climbed(parent)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.forest.compiled.LONG_PASS", 0)
        assert columns(settle(parent)) == climbed(parent)


@pytest.mark.parametrize("long", [False, True], ids=["interpreted", "machine code"])
@pytest.mark.parametrize(
    ("parents", "message"),
    [
        pytest.param([-1, 2], "member 1 has parent 2", id="outside"),
        pytest.param([-2], "member 0 has parent -2", id="below nobody"),
        pytest.param([0], "circle; 0", id="himself"),
        pytest.param([-1, 2, 3, 1, 1], "circle; 1", id="circle of three"),
    ],
)
def test_what_is_no_forest_is_refused(
    parents: list[int], message: str, long: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("graph.forest.compiled.LONG_PASS", 0 if long else 10**9)
    with pytest.raises(GraphError, match=message):
        settle(array("i", parents))


edges = st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda edge: edge[0] != edge[1]))


@given(edges)
def test_linking_gives_the_same_both_ways(pairs: list[tuple[int, int]]) -> None:
    upper, lower = (array("i", side) for side in ([pair[0] for pair in pairs], [pair[1] for pair in pairs]))
    found: list[list[list[int]]] = []
    for long in (False, True):
        parent, leader, outcome = array("i", [-1] * 10), array("i", [-1] * 10), zeros(len(pairs))
        run(long, kernels.link, upper, lower, 10, parent, leader, outcome)
        found.append([parent.tolist(), leader.tolist(), outcome.tolist()])
    assert found[0] == found[1]
