"""How much goes through whom."""
# ruff: noqa: N803 - networkx calls its first argument G

from collections.abc import Hashable, Mapping
from math import nan
from random import Random
from typing import cast

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from graph.backend.forest_graph import ForestGraph

Floats = NDArray[np.float64]
Shares = Mapping[Hashable, float]


def pagerank(  # noqa: PLR0917 - networkx' own signature
    G: ForestGraph,
    alpha: float = 0.85,
    personalization: Shares | None = None,
    max_iter: int = 100,
    tol: float = 1.0e-6,
    nstart: Shares | None = None,
    weight: str | None = "weight",  # noqa: ARG001 - edges have no attributes
    dangling: Shares | None = None,
) -> dict[Hashable, float]:
    """Return the PageRank of everybody, iterated as networkx does: who brought nobody passes on to all.

    Raises:
        nx.PowerIterationFailedConvergence: *max_iter* rounds did not bring the change below n * *tol*.
        ZeroDivisionError: *personalization* adds up to nothing.
    """
    people = len(G)
    if not people:
        return {}
    if personalization is not None and not sum(personalization.get(node, 0) for node in G):
        raise ZeroDivisionError
    home = _shares(G, personalization, np.full(people, 1 / people))
    rank = _shares(G, nstart, np.full(people, 1 / people))
    leaves, refuge = G.recruits == 0, _shares(G, dangling, home)
    portion = np.divide(1.0, G.recruits, where=~leaves, out=np.zeros(people))
    for _ in range(max_iter):
        last = rank
        received = np.append(last * portion, 0.0)[G.parents]  # parent -1 reads the 0 at the end
        rank = alpha * (received + last[leaves].sum() * refuge) + (1 - alpha) * home
        if np.absolute(rank - last).sum() < people * tol:
            return G.by_node(rank.tolist())
    raise nx.PowerIterationFailedConvergence(max_iter)


def _shares(G: ForestGraph, given: Shares | None, otherwise: Floats) -> Floats:
    if given is None:
        return otherwise
    amounts = np.fromiter((given.get(node, 0) for node in G), np.float64, len(G))
    shares: Floats = amounts / amounts.sum()
    return shares


def betweenness_centrality(  # noqa: PLR0917 - networkx' own signature
    G: ForestGraph,
    k: int | None = None,
    normalized: bool = True,
    weight: str | None = None,  # noqa: ARG001 - there is one path, whatever it weighs
    endpoints: bool = False,
    seed: Random | None = None,
) -> dict[Hashable, float]:
    """Return how many shortest paths lead through whom, exactly or from *k* sampled sources, in O(n).

    In a directed forest every path leads down one line, so that those from sources above pass on to everybody below:
    (sources above) * (people below). networkx makes a generator of the seed before it asks a backend.
    """
    sampled = None if k is None else cast(Random, seed).sample(range(len(G)), k)
    is_source = np.zeros(len(G), np.int64)
    is_source[slice(None) if sampled is None else sampled] = 1
    above, below = _above(G, is_source), G.traversal.size.astype(np.int64) - 1
    paths = above * below + (is_source * below + above if endpoints else 0)
    return G.by_node((paths * _scale(len(G), sampled, normalized, endpoints)).tolist())


def _above(G: ForestGraph, counted: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count those above everybody who are *counted*: each counts along his stretch of the tour, without himself."""
    place, size = G.traversal.place, G.traversal.size
    change = np.zeros(len(G) + 1, np.int64)
    change[place + 1] = counted
    change -= np.bincount(place + size, counted, minlength=len(change)).astype(np.int64)
    return np.cumsum(change)[place]


def _scale(people: int, sampled: list[int] | None, normalized: bool, endpoints: bool) -> float | Floats:
    """Return what counts are multiplied by, as networkx estimates from a sample: a source is on no path of its own."""
    ends = people if endpoints else people - 1
    if ends < 2:
        return 1.0

    def scale(sources: int) -> float:
        return 1 / (sources * (ends - 1)) if normalized else ends / sources

    if sampled is None:
        return scale(ends)
    if endpoints:
        return scale(len(sampled))
    scales = np.full(people, scale(len(sampled)))
    scales[sampled] = scale(len(sampled) - 1) if len(sampled) > 1 else nan
    return scales


def degree_centrality(G: ForestGraph) -> dict[Hashable, float]:
    """Return the share of the others whom everybody brought or was brought by."""
    return _share_of_others(G, G.recruits + (G.parents >= 0))


def in_degree_centrality(G: ForestGraph) -> dict[Hashable, float]:
    """Return the share of the others by whom everybody was brought."""
    return _share_of_others(G, (G.parents >= 0).astype(np.int64))


def out_degree_centrality(G: ForestGraph) -> dict[Hashable, float]:
    """Return the share of the others whom everybody brought."""
    return _share_of_others(G, G.recruits)


def _share_of_others(G: ForestGraph, counts: NDArray[np.int64]) -> dict[Hashable, float]:
    if len(G) <= 1:
        return dict.fromkeys(G, 1)
    return G.by_node((counts * (1.0 / (len(G) - 1.0))).tolist())
