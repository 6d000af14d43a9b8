"""How much faster `nx.*` is on an array forest, as JSON: `python -m tests.bench.graph_dispatch PEOPLE RUNS`.

Runs where networkx finds the backend by its entry points: see `tests.graph.backend.installed`.
"""

import json
import sys
from collections.abc import Callable
from functools import partial
from time import process_time
from typing import Any, cast

import networkx as nx

from graph.backend.forest_graph import ForestGraph
from tests.bench.graph_rivals import networkx_graph
from tests.bench.graph_shapes import scheme_like
from tests.bench.measure import Runs
from tests.graph.backend.forests import listed, near

CALLS: dict[str, Callable[[Any], Any]] = {
    "pagerank": cast(Any, nx).pagerank,
    "weakly_connected_components": lambda graph: list(cast(Any, nx).weakly_connected_components(graph)),
    "descendants": lambda graph: cast(Any, nx).descendants(graph, 0),
}


def main() -> None:
    """Print the ratio of every call."""
    people, runs = map(int, sys.argv[1:])
    parents = scheme_like(people)
    forest, graph = ForestGraph(parents), networkx_graph(parents)
    ratios: dict[str, float] = {}
    for name, call in CALLS.items():
        assert listed(call(forest)) == near(listed(call(graph))), name  # a wrong answer has no speed
        measured = Runs(runs, {"ours": partial(call, forest), "networkx": partial(call, graph)}, process_time)
        ratios[name] = measured.ratio("networkx", "ours")
    sys.stdout.write(json.dumps(ratios))


if __name__ == "__main__":
    main()
