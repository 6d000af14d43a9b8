"""Which calls the array forest takes on, and for which a networkx graph is worth converting."""
# ruff: noqa: N803, ARG001 - the arguments are those of networkx' functions

from collections.abc import Callable, Mapping, Sequence

WORTH_CONVERTING = ("betweenness_centrality",)
"""Functions that cost networkx more than O(n); for the others converting alone takes as long as networkx itself."""


def can_run(name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> bool | str:
    """Say whether the function of that name takes these arguments, or why not."""
    condition = CONDITIONS.get(name)
    return condition is None or condition(*args, **kwargs)


def should_run(name: str, args: Sequence[object], kwargs: Mapping[str, object]) -> bool | str:
    """Say whether a networkx graph should be converted for this call, or why not."""
    return name in WORTH_CONVERTING or "converting takes as long as networkx itself"


def _betweenness_centrality(
    G: object, k: object = None, normalized: object = True, weight: object = None, *_: object, **__: object
) -> bool | str:
    return not callable(weight) or "a callable weight may hide edges"


def _shortest_path_length(
    G: object, source: object = None, target: object = None, weight: object = None, *_: object, **__: object
) -> bool | str:
    if weight is not None:
        return "edges have no weights"
    return source is not None or target is not None or "the distances of all pairs are not kept"


def _longest_path(
    G: object, weight: object = "weight", default_weight: object = 1, topo_order: object = None
) -> bool | str:
    if topo_order is not None:
        return "the order is the forest's own"
    return default_weight == 1 or "every edge counts 1"


CONDITIONS: Mapping[str, Callable[..., bool | str]] = {
    "betweenness_centrality": _betweenness_centrality,
    "dag_longest_path": _longest_path,
    "dag_longest_path_length": _longest_path,
    "shortest_path_length": _shortest_path_length,
}
