"""The forest stays exact whatever arrives in whatever order."""

import random
from collections.abc import Iterator
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import GraphError
from graph.forest import Forest, Outcome
from graph.forest.state import ERASED, ForestState
from tests.graph.reference import Edge, Reference, forest_of, people_of

Invite = tuple[str, str, int]
Act = tuple[str, str]
Step = Invite | list[Invite] | Act | None

names = st.sampled_from([f"m{number}" for number in range(12)])
times = st.integers(0, 3) | st.just(2**32 - 1)
invites = st.tuples(names, names, times)
acts = st.tuples(st.sampled_from(["leave", "rejoin", "paid", "erase"]), names)
steps: st.SearchStrategy[Step] = st.one_of(invites, st.lists(invites, max_size=20), acts, st.none())
histories = st.lists(steps, max_size=40)


@pytest.fixture(params=[1, 10**9], ids=["machine code", "interpreted"], scope="module")
def threshold(request: pytest.FixtureRequest) -> Iterator[int]:
    """From how much work on everything runs as machine code, and batches are settled as a whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.forest.compiled.LONG_LINE", request.param)
        patch.setattr("graph.forest.compiled.LONG_PASS", request.param)
        yield request.param


def apply(step: Step, forest: Forest, reference: Reference) -> Forest:
    """Do *step* to both; return the forest that goes on: after None, one restarted from the stored state."""
    match step:
        case None:
            return Forest.from_state(forest.to_state())
        case list():
            assert forest.add_many(step) == [reference.add(*invite) for invite in step]
        case (inviter, member, at):
            assert forest.add(inviter, member, at) is reference.add(inviter, member, at)
        case (act, member):
            getattr(forest, act)(member)
            getattr(reference, act)(member)
    return forest


@pytest.mark.usefixtures("threshold")
@given(histories)
def test_every_step_leaves_what_a_recompute_finds(history: list[Step]) -> None:
    """Duplicates, circles, merges, batches, leavers, erasures and restarts from the stored state included."""
    forest, reference = Forest(), Reference()
    for step in history:
        forest = apply(step, forest, reference)
        people = reference.people()
        roots = [number for number, person in enumerate(people) if person.parent < 0]
        assert people_of(forest) == people
        assert list(forest.trees) == roots
        assert len(forest.trees) == len(roots)
        assert dict(forest.trees) == {root: reference.sums(root) for root in roots}
        assert forest.largest == max(roots, key=forest.size.__getitem__, default=None)
        assert list(forest.extras) == reference.extras


@given(histories)
def test_state_survives_json_exactly(history: list[Step]) -> None:
    forest, reference = Forest(), Reference()
    for step in history:
        forest = apply(step, forest, reference)
    state = forest.to_state()
    stored = msgspec.json.decode(msgspec.json.encode(state), type=ForestState)
    assert Forest.from_state(stored).to_state() == state


def test_a_state_from_before_times_and_leavers_were_kept_still_loads() -> None:
    stored = b'{"members": ["a", "b"], "parents": [-1, 0], "extras": []}'
    forest = Forest.from_state(msgspec.json.decode(stored, type=ForestState))
    assert forest.add("b", "c", 7) is Outcome.linked
    assert list(forest.first_seen) == [0, 7, 7]


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


@pytest.mark.parametrize(
    "invite",
    [
        pytest.param(("", "a", 0), id="no inviter"),
        pytest.param(("a", "", 0), id="no member"),
        pytest.param(("a", "b", -1), id="before 1970"),
        pytest.param(("a", "b", 2**32), id="milliseconds"),
    ],
)
def test_what_is_no_invite_is_refused_and_nothing_beside_it_kept(invite: Invite) -> None:
    forest = Forest()
    with pytest.raises(ValueError, match=r"nobody|seconds"):
        forest.add(*invite)
    with pytest.raises(ValueError, match=r"nobody|seconds"):
        forest.add_many([("c", "d", 1), invite])
    assert len(forest) == 0


def scattered(people: int) -> list[Invite]:
    """Return the invites of one deep tree in any order, some of them twice and some from a second inviter."""
    chance = random.Random(1)  # noqa: S311 - a seeded test, not a secret
    tree = [(f"m{max(0, number - chance.randrange(1, 4))}", f"m{number}", number) for number in range(1, people)]
    beside = [(f"m{chance.randrange(people)}", f"m{chance.randrange(people)}", 0) for _ in range(people // 10)]
    return chance.sample([*tree, *tree[::9], *beside], len(tree) + len(tree[::9]) + len(beside))


def test_a_big_batch_does_what_its_invites_do_one_by_one() -> None:
    invites = scattered(10_000)
    batch, forest = Forest(), Forest()
    for whole in (batch, forest):
        whole.add("m5", "m9000", 3)
    assert batch.add_many(invites) == [forest.add(*invite) for invite in invites]
    assert batch.to_state() == forest.to_state()
    assert people_of(batch) == people_of(forest)
    assert dict(batch.trees) == dict(forest.trees)


@pytest.mark.parametrize("upwards", [False, True], ids=["organiser first", "organiser last"])
def test_a_chain_of_3000_tiers(upwards: bool) -> None:
    edges = list(pairwise(f"m{number}" for number in range(3000)))
    forest = forest_of(reversed(edges) if upwards else edges)
    root, last = forest.number("m0"), forest.number("m2999")
    assert (forest.size[root], forest.height[root], forest.depth(last)) == (3000, 2999, 2999)
    assert Forest.from_state(forest.to_state()).depth(last) == 2999


def test_who_is_erased_keeps_his_place_but_not_his_name() -> None:
    forest = forest_of([("a", "b"), ("b", "c")])
    forest.erase("b")
    forest.erase("b")  # asking again changes nothing
    assert list(forest.members) == ["a", ERASED, "c"]
    assert forest.to_state().members == ["a", ERASED, "c"]
    assert forest.size[forest.number("a")] == 3
    for name in ("b", ERASED):
        with pytest.raises(KeyError):
            Forest.from_state(forest.to_state()).number(name)


def test_who_turns_up_by_an_erased_name_is_somebody_else() -> None:
    forest = forest_of([("a", "b"), ("b", "c")])
    forest.erase("b")
    assert forest.add("a", "b") is Outcome.linked
    assert forest.add("b", "c") is Outcome.extra
    assert forest.size[forest.number("b")] == 1


@pytest.mark.parametrize(
    "state",
    [
        pytest.param(ForestState(["a", "b"], [1, 0], []), id="circle"),
        pytest.param(ForestState(["a"], [0], []), id="his own parent"),
        pytest.param(ForestState(["a"], [3], []), id="parent outside"),
        pytest.param(ForestState(["a"], [-2], []), id="parent below nobody"),
        pytest.param(ForestState(["a"], [2**31], []), id="parent beyond 32 bits"),
        pytest.param(ForestState(["a", "a"], [-1, 0], []), id="listed twice"),
        pytest.param(ForestState(["a", "b"], [-1], []), id="lengths differ"),
        pytest.param(ForestState(["a"], [-1], [(0, 7)]), id="extra edge outside"),
        pytest.param(ForestState(["a"], [-1], [(0, 0)]), id="extra edge to himself"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [(0, 1)]), id="extra edge in the tree"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [(1, 0), (1, 0)]), id="extra edge twice"),
        pytest.param(ForestState(["a", "b"], [-1, -1], [(1, 0)]), id="extra edge that would have been linked"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [5]), id="a time too few"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [5, -1]), id="time before 1970"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [5, 2**32]), id="time in milliseconds"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [], [(2, 1, 1)]), id="nobody left"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [], [(0, 1, 1), (0, 1, 1)]), id="left twice"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [], [(0, 0, 0)]), id="left without himself"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [], [(1, 2, 1)]), id="left with more than he ever had"),
        pytest.param(ForestState(["a", "b", "c"], [-1, 0, 0], [], [], [(0, 3, 3)]), id="left with a tier too many"),
        pytest.param(ForestState(["a", "b"], [-1, 0], [], [], [(0, 2, 3)]), id="left with more tiers than people"),
    ],
)
def test_a_state_no_forest_gives_is_refused(state: ForestState) -> None:
    with pytest.raises(GraphError):
        Forest.from_state(state)
