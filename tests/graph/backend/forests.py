"""Random forests, and what a call gives on them."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import networkx as nx
import pytest
from hypothesis import strategies as st
from networkx.algorithms import dag

from graph.backend.forest_graph import ForestGraph


@st.composite
def forests(draw: st.DrawFn, people: int = 12) -> ForestGraph:
    """Return a forest in which inviters come before and after members, its nodes numbers or names."""
    picks = draw(st.lists(st.integers(0, 10**6), max_size=people))
    ordered = [pick % (place + 1) - 1 for place, pick in enumerate(picks)]
    number = draw(st.permutations(range(len(picks))))
    parents = [-1] * len(picks)
    for place, parent in enumerate(ordered):
        parents[number[place]] = -1 if parent < 0 else number[parent]
    names = [f"m{place}" for place in range(len(picks))]
    return ForestGraph(parents, names if draw(st.booleans()) else None)


def of_networkx(name: str) -> Callable[..., Any]:
    """Return a function by the name that networkx dispatches it under; its types know no graphs but its own."""
    found: Callable[..., Any] = getattr(dag if name == "has_cycle" else nx, name)
    return found


def outcome(call: Callable[..., Any], graph: object, arguments: Mapping[str, object]) -> object:
    """Return what the call returns, an iterator's items as a list, or the kind of error it raises."""
    try:
        return listed(call(graph, **arguments))
    except (nx.NetworkXException, ValueError, ZeroDivisionError) as error:
        return type(error)


def listed(result: Any) -> Any:
    """Return an iterator's items as a list, anything else as it is."""
    return list(cast(Iterator[object], result)) if isinstance(result, Iterator) else result


def near(result: Any) -> Any:
    """Return *result* so that floats in a dictionary equal what is as good as the same."""
    is_table = isinstance(result, dict)
    return pytest.approx(cast(dict[object, float], result), rel=1e-9, nan_ok=True) if is_table else result
