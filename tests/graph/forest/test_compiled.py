"""Machine code is loaded when it is worth it, wherever it can be kept, and ready after warming."""

from collections.abc import Callable
from inspect import getmembers, isfunction
from itertools import pairwise

import pytest

from graph.forest import Forest, kernels
from graph.forest.compiled import LONG_LINE, compiled
from graph.forest.tree import members_of_tree, tiers_above
from graph.forest.warm import warm
from tests.graph.reference import forest_of


class LoadedError(Exception):
    """numba was asked for."""


def test_an_ordinary_group_never_loads_numba(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_kernel: object) -> None:
        raise LoadedError

    monkeypatch.setattr("graph.forest.compiled.compiled", refuse)
    forest = forest_of(pairwise(f"m{number}" for number in range(LONG_LINE)))
    forest.add_many([("m0", f"brought{number}", 0) for number in range(1000)])
    forest = Forest.from_state(forest.to_state())
    assert tiers_above(forest, 0, LONG_LINE - 1) == LONG_LINE - 1
    assert len(members_of_tree(forest, 0)) == LONG_LINE + 1000
    with pytest.raises(LoadedError):
        forest.add(f"m{LONG_LINE - 1}", "one tier deeper")


def test_where_no_folder_can_keep_it_a_kernel_is_compiled_all_the_same() -> None:
    names: dict[str, Callable[[int], int]] = {}
    exec("def twice(number): return 2 * number", names)  # noqa: S102 - what comes of no file has no folder beside it
    assert compiled(names["twice"])(21) == 42


def test_after_warming_no_kernel_is_left_to_compile() -> None:
    warm()
    ready = {name: compiled(kernel) for name, kernel in getmembers(kernels, isfunction)}
    assert {name: len(getattr(kernel, "signatures")) for name, kernel in ready.items()} == dict.fromkeys(ready, 1)  # noqa: B009 - numba's
