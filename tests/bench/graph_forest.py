"""What one invite costs at 10^5 members, features included, against a networkx recompute in the same run.

Run: python -m tests.bench.graph_forest
"""

import random
from time import perf_counter

import networkx as nx

from graph.export import digraph
from graph.features import features
from graph.forest import Forest
from tests.graph.reference import Reference

PEOPLE = 100_000
INVITES = 10_000


def main() -> None:
    """Print both times and their ratio."""
    chance, forest = random.Random(1), Forest()  # noqa: S311 - a seeded benchmark, not a secret
    for member in range(1, PEOPLE):
        forest.add(f"m{chance.randrange(member)}", f"m{member}")
    root = forest.number("m0")
    started = perf_counter()
    for member in range(PEOPLE, PEOPLE + INVITES):
        forest.add(f"m{chance.randrange(member)}", f"m{member}")
        features(forest, root)
    invite = (perf_counter() - started) / INVITES
    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_edges_from((forest.members[upper], forest.members[lower]) for upper, lower in digraph(forest).edges)
    reference = Reference(graph)
    started = perf_counter()
    recomputed = reference.features("m0")
    whole = perf_counter() - started
    assert recomputed == features(forest, root)  # a wrong answer has no speed
    print(f"invite and features {invite * 1e6:.1f} us, networkx {whole * 1e3:.0f} ms, ratio {whole / invite:,.0f}")


if __name__ == "__main__":
    main()
