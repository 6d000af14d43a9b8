"""Features, distances and exports of known trees."""

import csv
import io
import json

import networkx as nx

from graph.export import digraph, edge_csv, graphml, node_link_json
from graph.features import TreeFeatures, features
from graph.forest import Forest
from graph.tree import distance, largest_tree, parents_of_tree
from tests.graph.reference import forest_of

EDGES = [("a", "b"), ("a", "c"), ("b", "d"), ("x", "y"), ("x", "d")]


def test_a_star_passes_no_shape_threshold_and_a_chain_passes_all() -> None:
    star = forest_of(("0rg", f"m{number}") for number in range(40))
    chain = forest_of((f"m{number}", f"m{number + 1}") for number in range(40))
    assert features(star, 0).shape_features == 0
    assert features(chain, 0).shape_features == 3


def test_few_people_judge_no_top_recruiter() -> None:
    assert TreeFeatures(29, 3, 0, 0, 100).shape_features == 0
    assert TreeFeatures(30, 3, 0, 0, 100).shape_features == 1


def test_features_of_a_small_tree() -> None:
    assert features(forest_of(EDGES), 0) == TreeFeatures(4, 3, 721, 500, 500)


def test_distance_counts_tiers_along_the_tree() -> None:
    forest = forest_of(EDGES)
    a, b, c, d, x = (forest.number(name) for name in "abcdx")
    assert [distance(forest, d, other) for other in (d, b, a, c, x)] == [0, 1, 2, 3, None]


def test_the_largest_tree_is_drawn_organiser_first() -> None:
    forest = forest_of([("c", "d"), ("b", "c"), ("a", "b"), ("x", "y")])
    root = largest_tree(forest)
    assert root is not None
    assert forest.members[root] == "a"
    assert parents_of_tree(forest, root) == [-1, 0, 1, 2]
    assert largest_tree(Forest()) is None


def test_exports_agree_with_the_forest() -> None:
    graph = digraph(forest_of(EDGES), extras=True)
    assert nx.parse_graphml(graphml(graph), node_type=int).edges == graph.edges
    assert len(json.loads(node_link_json(graph))["edges"]) == 5
    rows = list(csv.DictReader(io.StringIO(edge_csv(graph))))
    assert {(row["inviter"], row["member"]) for row in rows if row["extra"] == "false"} == set(EDGES[:4])


def test_a_tree_exports_as_an_arborescence() -> None:
    graph = digraph(forest_of(EDGES), 0)
    assert isinstance(graph, nx.DiGraph)
    assert nx.is_arborescence(graph)
    assert graph.nodes[0]["size"] == 4
