"""All that networkx looks up by name once it has a `ForestGraph`: the entry point `networkx.backends`."""

from graph.backend.centrality import (
    betweenness_centrality,
    degree_centrality,
    in_degree_centrality,
    out_degree_centrality,
    pagerank,
)
from graph.backend.choice import can_run, should_run
from graph.backend.components import (
    is_arborescence,
    is_branching,
    is_forest,
    is_tree,
    is_weakly_connected,
    isolates,
    number_of_isolates,
    number_weakly_connected_components,
    weakly_connected_components,
)
from graph.backend.conversion import convert_from_nx, convert_to_nx
from graph.backend.lineage import (
    ancestors,
    descendants,
    descendants_at_distance,
    has_path,
    lowest_common_ancestor,
    shortest_path_length,
    single_source_shortest_path_length,
    single_target_shortest_path_length,
)
from graph.backend.tiers import (
    dag_longest_path,
    dag_longest_path_length,
    has_cycle,
    is_directed_acyclic_graph,
    topological_generations,
    topological_sort,
)

__all__ = [
    "ancestors",
    "betweenness_centrality",
    "can_run",
    "convert_from_nx",
    "convert_to_nx",
    "dag_longest_path",
    "dag_longest_path_length",
    "degree_centrality",
    "descendants",
    "descendants_at_distance",
    "has_cycle",
    "has_path",
    "in_degree_centrality",
    "is_arborescence",
    "is_branching",
    "is_directed_acyclic_graph",
    "is_forest",
    "is_tree",
    "is_weakly_connected",
    "isolates",
    "lowest_common_ancestor",
    "number_of_isolates",
    "number_weakly_connected_components",
    "out_degree_centrality",
    "pagerank",
    "shortest_path_length",
    "should_run",
    "single_source_shortest_path_length",
    "single_target_shortest_path_length",
    "topological_generations",
    "topological_sort",
    "weakly_connected_components",
]
