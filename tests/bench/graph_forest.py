"""What one invite costs at 10^5 members, features included, against a networkx recompute in the same run.

Run: python -m tests.bench.graph_forest
"""

import random
from time import perf_counter

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
    started = perf_counter()
    for member in range(PEOPLE, PEOPLE + INVITES):
        forest.add(f"m{chance.randrange(member)}", f"m{member}")
        features(forest, 0)
    invite = (perf_counter() - started) / INVITES
    graph = digraph(forest)
    reference = Reference(graph)  # type: ignore[arg-type]  # numbers serve as names here
    started = perf_counter()
    recomputed = reference.features(0)  # type: ignore[arg-type]  # as above
    whole = perf_counter() - started
    assert recomputed == features(forest, 0)  # a wrong answer has no speed
    print(f"invite and features {invite * 1e6:.1f} us, networkx {whole * 1e3:.0f} ms, ratio {whole / invite:,.0f}")


if __name__ == "__main__":
    main()
