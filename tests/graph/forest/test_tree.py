"""One tree is read in the same order, and tiers are counted alike, however it was built."""

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.forest import NO_PARENT, Forest
from graph.forest.tree import members_of_tree, parents_of, tiers_above
from tests.graph.reference import Edge, forest_of

names = st.sampled_from("abcdefghij")
forests = st.lists(st.tuples(names, names)).map(forest_of)
thresholds = st.sampled_from([0, 10**9])


@given(forests, thresholds)
def test_tiers_are_counted_up_the_line_alone(forest: Forest, threshold: int) -> None:
    people = range(len(forest))
    brought = [(forest.parent[member], member) for member in people if forest.parent[member] >= 0]
    tree: nx.DiGraph[int] = nx.DiGraph(brought)
    tree.add_nodes_from(people)
    expected = dict(nx.all_pairs_shortest_path_length(tree))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.forest.compiled.LONG_LINE", threshold)
        assert {a: {b: tiers_above(forest, a, b) for b in people} for a in people} == {
            a: {b: expected[a].get(b, 0) for b in people} for a in people
        }


@given(forests, thresholds)
def test_a_tree_is_read_tier_by_tier_and_drawn_with_parents_first(forest: Forest, threshold: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("graph.forest.compiled.LONG_PASS", threshold)
        for root in forest.trees:
            members = [member for member in range(len(forest)) if forest.root(member) == root]
            assert members_of_tree(forest, root) == sorted(members, key=forest.depth)
            parents = parents_of(forest, members_of_tree(forest, root))
            assert [members_of_tree(forest, root)[above] for above in parents[1:]] == [
                forest.parent[member] for member in members_of_tree(forest, root)[1:]
            ]
            assert parents[0] == NO_PARENT


def test_whoever_is_no_organiser_leads_no_tree() -> None:
    forest = forest_of([("a", "b")])
    with pytest.raises(KeyError):
        members_of_tree(forest, 1)


def test_an_organiser_stands_above_the_end_of_3000_tiers_and_beside_nobody() -> None:
    line: list[Edge] = list(pairwise(f"m{number}" for number in range(3000)))
    forest = forest_of([*line, ("m0", "beside")])
    end = forest.number("m2999")
    assert tiers_above(forest, forest.number("m0"), end) == 2999
    assert tiers_above(forest, forest.number("beside"), end) == 0
