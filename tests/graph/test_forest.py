"""The forest stays exact whatever arrives in whatever order."""

from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.features import features
from graph.forest import Forest, Outcome
from graph.state import ForestState
from tests.graph.reference import Edge, Reference, forest_of, people_of

names = st.sampled_from([f"m{number}" for number in range(12)])
histories = st.lists(st.tuples(names, names), max_size=50)


@given(histories, st.integers(0, 50))
def test_every_invite_leaves_what_a_recompute_finds(edges: list[Edge], restart: int) -> None:
    """Duplicates, circles, merges and a restart from the stored state included."""
    forest, reference = Forest(), Reference()
    for index, (inviter, member) in enumerate(edges):
        if index == restart:
            forest = Forest.from_state(forest.to_state())
        assert forest.add(inviter, member) is reference.add(inviter, member)
        assert people_of(forest) == reference.people()
        for root in forest.trees:
            assert features(forest, root) == reference.features(forest.members[root])
    assert [(forest.members[a], forest.members[b]) for a, b in forest.extras] == reference.extras


@given(histories)
def test_state_survives_json_exactly(edges: list[Edge]) -> None:
    state = forest_of(edges).to_state()
    stored = msgspec.json.decode(msgspec.json.encode(state), type=ForestState)
    assert Forest.from_state(stored).to_state() == state


@pytest.mark.parametrize(
    ("before", "edge", "outcome"),
    [
        pytest.param([], ("a", "b"), Outcome.linked, id="new member"),
        pytest.param([("b", "c")], ("a", "b"), Outcome.merged, id="root gains a new inviter"),
        pytest.param([("a", "b")], ("a", "b"), Outcome.duplicate, id="same edge again"),
        pytest.param([("a", "b")], ("c", "b"), Outcome.extra, id="second inviter"),
        pytest.param([("a", "b"), ("c", "b")], ("c", "b"), Outcome.duplicate, id="second inviter again"),
        pytest.param([("a", "b"), ("b", "c")], ("c", "a"), Outcome.cycle, id="circle of three"),
        pytest.param([], ("a", "a"), Outcome.self, id="brings himself"),
    ],
)
def test_outcome_of_an_invite(before: list[Edge], edge: Edge, outcome: Outcome) -> None:
    assert forest_of(before).add(*edge) is outcome


@pytest.mark.parametrize("edge", [("", "a"), ("0", "a"), ("a", ""), ("a", "0")])
def test_an_unknown_person_is_no_edge(edge: Edge) -> None:
    with pytest.raises(ValueError, match="unknown"):
        Forest().add(*edge)


@pytest.mark.parametrize("upwards", [False, True], ids=["organiser first", "organiser last"])
def test_a_chain_of_3000_tiers(upwards: bool) -> None:
    edges = list(pairwise(f"m{number}" for number in range(3000)))
    forest = forest_of(reversed(edges) if upwards else edges)
    root, last = forest.number("m0"), forest.number("m2999")
    assert (forest.size[root], forest.height[root], forest.depth(last)) == (3000, 2999, 2999)
    assert Forest.from_state(forest.to_state()).depth(last) == 2999


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(ForestState(["a", "b"], [1, 0], []), id="circle"),
        pytest.param(ForestState(["a"], [3], []), id="parent outside"),
        pytest.param(ForestState(["a", "a"], [-1, 0], []), id="listed twice"),
        pytest.param(ForestState(["a", "b"], [-1], []), id="lengths differ"),
        pytest.param(ForestState(["a"], [-1], [(0, 7)]), id="extra edge outside"),
    ],
)
def test_a_state_no_forest_gives_is_refused(state: ForestState) -> None:
    with pytest.raises(GraphError):
        Forest.from_state(state)
