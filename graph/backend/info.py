"""What networkx may tell about the backend: the entry point `networkx.backend_info`.

Every program that imports networkx beside an installed Groupwarden reads this, so that it imports nothing.
"""

REMARK = "Tree edges only; the same results as networkx has on the same edges."
FUNCTIONS = (
    "ancestors",
    "betweenness_centrality",
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
    "single_source_shortest_path_length",
    "single_target_shortest_path_length",
    "topological_generations",
    "topological_sort",
    "weakly_connected_components",
)


def info() -> dict[str, object]:
    """Return the description in the form that networkx asks for."""
    return {
        "backend_name": "groupwarden",
        "project": "groupwarden",
        "package": "graph.backend",
        "short_summary": "referral forests as arrays",
        "functions": {name: {"additional_docs": REMARK} for name in FUNCTIONS},
    }
