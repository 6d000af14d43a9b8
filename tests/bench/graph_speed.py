"""How fast and how small the referral forest is: `python -m tests.bench.graph_speed [--quick] [--sizes 10000 ...]`.

Everything against networkx, rustworkx and igraph in one run, in turns and in processor time; what each of them is asked
to do says `tests.bench.graph_rivals`. A wrong answer has no speed: results are compared before anything is timed.
"""

import argparse
import json
import tracemalloc
from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import count, islice
from time import process_time
from typing import Any, NamedTuple, cast

import numpy as np

from graph.forest import Forest
from graph.forest.settle import settle
from graph.forest.state import ForestState
from graph.forest.warm import warm
from graph.picture import picture
from graph.shape.features import features
from graph.shape.survey import survey
from tests.bench import graph_dispatch
from tests.bench.__main__ import show
from tests.bench.graph_rivals import (
    Analytics,
    by_igraph,
    by_igraph_and_numpy,
    by_networkx,
    by_rustworkx,
    by_rustworkx_and_numpy,
    edges,
    igraph,
    igraph_graph,
    networkx_graph,
    rustworkx_graph,
)
from tests.bench.graph_shapes import SHAPES, TIERS, deep, scheme_like
from tests.bench.measure import Row, Runs
from tests.graph.backend.installed import run_installed

TIMES_NETWORKX, TIMES_OTHERS = 100, 20  # aims: as fast as the rivals' full analytics
TIMES_INVITE = 100_000  # aim: an invite against a recompute at 10^6
TIMES_DEEP = 3  # aim: an invite at 3,000 tiers against one in a bushy tree
TIMES_BINCOUNT, TIMES_LAYOUT = 5, 3
BYTES = 32  # aim: an edge in hot arrays


class Amounts(NamedTuple):
    """How much is done."""

    sizes: Sequence[int]
    runs: int
    invites: int
    drawn: int


FULL = Amounts((10_000, 100_000, 1_000_000), 5, 2_000, 5_000)
QUICK = Amounts((TIERS + 100,), 1, 20, 100)
SHORT = 200_000  # members under whom both sides work several times in turn: tenths of a millisecond measure the cache
PATIENCE = 200_000  # members from whom on networkx runs once

RIVALS: Mapping[str, tuple[Callable[[Sequence[int]], Any], Callable[[Any], Analytics], int]] = {
    "networkx": (networkx_graph, by_networkx, TIMES_NETWORKX),
    "rustworkx": (rustworkx_graph, by_rustworkx, TIMES_OTHERS),
    "igraph": (igraph_graph, by_igraph, TIMES_OTHERS),
    "rustworkx and numpy": (rustworkx_graph, by_rustworkx_and_numpy, TIMES_OTHERS),
    "igraph and numpy": (igraph_graph, by_igraph_and_numpy, TIMES_OTHERS),
}
"""How each holds the forest, how it gets the figures, and the aim."""

Table = tuple[str, list[Row]]


def main(arguments: Sequence[str] | None = None) -> None:
    """Print every table."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.graph_speed", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small forests, one run: that it works, not how fast")
    parser.add_argument("--sizes", type=int, nargs="+", help=f"members, from {TIERS} on")
    options = parser.parse_args(arguments)
    amounts = QUICK if options.quick else FULL
    for title, rows in tables(amounts._replace(sizes=options.sizes or amounts.sizes)):
        show(title, rows)


def tables(amounts: Amounts) -> Iterator[Table]:
    """Yield titles and figures."""
    warm()
    for size in amounts.sizes:
        yield f"full analytics, {size:,} members", list(_analytics(size, amounts.runs))
    largest = max(amounts.sizes)
    yield f"one invite, {largest:,} members", list(_invites(largest, amounts))
    yield f"full pass and memory, {largest:,} members", list(_passes(largest, amounts.runs))
    yield f"picture of {amounts.drawn:,} members", [_drawing(amounts.drawn, amounts.runs)]
    yield f"networkx on the forest, {largest:,} members", _dispatch(largest, amounts.runs)


def forest_of(parents: Sequence[int]) -> Forest:
    """Return a forest of members m0, m1 .. with these parents."""
    return Forest.from_state(ForestState([f"m{number}" for number in range(len(parents))], list(parents), []))


def by_forest(forest: Forest) -> Analytics:
    """Return the figures of everybody and of every tree, worked out anew from who brought whom."""
    settled = forest._settle()  # pyright: ignore[reportPrivateUsage] - what a restart does, names apart
    return Analytics(settled.depth, settled.size, settled.height, settled.root, forest.recruits, survey(forest)[:6])


def _analytics(size: int, runs: int) -> Iterator[Row]:
    for shape, grow in SHAPES.items():
        parents = grow(size)
        ours = partial(by_forest, forest_of(parents))
        expected, turns = ours(), max(1, SHORT // size)
        yield Row(f"{shape}: trees, tiers", f"{len(expected.trees[0]):,}, {max(expected.depth) + 1:,}")
        yield Row(f"{shape}: ours", f"{1e3 / _runs(runs, {'ours': repeated(ours, turns)}).rate('ours', turns):.2f} ms")
        for rival, (made, by_rival, aim) in RIVALS.items():
            theirs = partial(by_rival, made(parents))
            assert _is_same(theirs(), expected), rival
            patient = 1 if rival == "networkx" and size >= PATIENCE else runs
            works = {"theirs": repeated(theirs, turns), "ours": repeated(ours, turns)}
            ratio = _runs(patient, works).ratio("theirs", "ours")
            yield _times(f"{shape}: times {rival}", ratio, aim)


def repeated(work: Callable[[], object], turns: int) -> Callable[[], None]:
    """Return *work* done so many times."""

    def works() -> None:
        for _ in range(turns):
            work()

    return works


def _is_same(one: Analytics, other: Analytics) -> bool:
    figures = zip((*one[:5], *one.trees), (*other[:5], *other.trees), strict=True)
    return all(np.array_equal(mine, theirs) for mine, theirs in figures)


class Inviting:
    """New members brought by the lowest hundred, one after the other, each followed by the features of his tree."""

    def __init__(self, forest: Forest, invites: int) -> None:
        """Bring *invites* members into *forest* at each call."""
        lowest = sorted(range(len(forest)), key=forest.depth)[-100:]
        self._inviters = [forest.members[number] for number in lowest]
        self._forest, self._invites, self._fresh = forest, invites, count(1)

    def __call__(self) -> None:
        """Invite, and read the features of the tree each time."""
        forest = self._forest
        for fresh in islice(self._fresh, self._invites):
            forest.add(self._inviters[fresh % len(self._inviters)], f"new{fresh}", fresh)
            features(forest, forest.root(len(forest) - 1))

    def check(self) -> None:
        """Compare what the invites left with working everything out anew."""
        kept = survey(self._forest)[:6]
        sizes, heights = self._forest.size[:], self._forest.height[:]
        anew = by_forest(self._forest)
        assert all(np.array_equal(before, after) for before, after in zip(kept, anew.trees, strict=True))
        assert (sizes, heights) == (anew.size, anew.height)


def _invites(size: int, amounts: Amounts) -> Iterator[Row]:
    parents, invites = scheme_like(size), amounts.invites
    bushy, low = (Inviting(forest_of(shape), invites) for shape in (parents, deep(size)))
    for inviting in (bushy, low):
        inviting()
        inviting.check()
    recompute = partial(by_networkx, networkx_graph(parents))
    whole = _runs(1, {"recompute": recompute, "invites": bushy}).ratio("recompute", "invites")
    yield _times("times a networkx recompute", whole * invites, TIMES_INVITE)
    measured = _runs(amounts.runs, {"bushy": bushy, "low": low})
    for name, where in (("bushy", "in a scheme-like tree"), ("low", f"at {TIERS:,} tiers")):
        yield Row(f"invite and features {where}", f"{1e6 / measured.rate(name, invites):.1f} us")
    yield _within(f"at {TIERS:,} tiers / scheme-like", measured.ratio("low", "bushy"), TIMES_DEEP)


def _passes(size: int, runs: int) -> Iterator[Row]:
    for shape, grow in SHAPES.items():
        forest = forest_of(grow(size))
        above = np.frombuffer(forest.parent, np.int32) + 1  # bincount takes no -1
        works: dict[str, Callable[[], object]] = {
            "settle": partial(settle, forest.parent),
            "bincount": partial(np.bincount, above),
        }
        yield _within(f"{shape}: full pass / bincount", _runs(runs, works).ratio("settle", "bincount"), TIMES_BINCOUNT)
        hot = _bytes(forest) / (size - len(forest.trees))
        yield Row(f"{shape}: hot arrays", f"{hot:.1f} B an edge", f"<= {BYTES}", hot <= BYTES)
    measured = min(size, PATIENCE)
    tracemalloc.start()
    graph = networkx_graph(scheme_like(measured))
    yield Row("networkx", f"{tracemalloc.get_traced_memory()[0] / graph.number_of_edges():,.0f} B an edge")
    tracemalloc.stop()


def _bytes(forest: Forest) -> int:
    kept = [*vars(forest).values(), *vars(forest.trees).values()]
    return sum(len(cast("array[int]", it)) * cast("array[int]", it).itemsize for it in kept if isinstance(it, array))


def _drawing(people: int, runs: int) -> Row:
    parents = scheme_like(people)
    graph = igraph.Graph(people, edges(parents), directed=True)
    works: dict[str, Callable[[], object]] = {
        "picture": partial(picture, parents, title="tree", description="measured"),
        "layout": partial(graph.layout_reingold_tilford, root=[0]),
    }
    return _within("SVG / layout alone by igraph", _runs(runs, works).ratio("picture", "layout"), TIMES_LAYOUT)


def _dispatch(people: int, runs: int) -> list[Row]:
    ratios = json.loads(run_installed(graph_dispatch.__name__, str(people), str(1 if people >= PATIENCE else runs)))
    return [Row(f"nx.{name}", f"{ratio:,.1f} times networkx") for name, ratio in ratios.items()]


_runs = partial(Runs, clock=process_time)


def _times(what: str, ratio: float, aim: int) -> Row:
    return Row(what, f"{ratio:,.0f}", f">= {aim:,}", ratio >= aim)


def _within(what: str, ratio: float, aim: int) -> Row:
    return Row(what, f"{ratio:.2f}", f"<= {aim}", ratio <= aim)


if __name__ == "__main__":
    main()
