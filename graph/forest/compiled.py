"""Kernels as machine code, for work long enough to be worth it.

numba is imported on first use: it takes 0.2 s and 126 MB, and loading the first kernel another 0.3 s and 41 MB, which
a process that only ever sees short lines and small forests never pays.
"""

from array import array
from collections.abc import Callable
from functools import cache
from typing import ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")
F = TypeVar("F", bound=Callable[..., object])

LONG_LINE = 32  # a line of 16 is climbed as fast either way (1.6 us); twice that, lest a natural tree load numba
LONG_PASS = 10_000  # members or edges; interpreted some 10 ms, a tenth of what numba takes to load


def is_deep(tiers: int) -> bool:
    """Return whether climbing *tiers* is worth machine code."""
    return tiers >= LONG_LINE


def is_long(work: int) -> bool:
    """Return whether a pass over *work* members or edges is worth machine code."""
    return work >= LONG_PASS


def run(long: bool, kernel: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
    """Run *kernel*: as machine code when the work is *long*, else as it stands. Arrays are shared, not copied."""
    if not long:
        return kernel(*args, **kwargs)
    machine = cast(Callable[..., T], compiled(kernel))
    return machine(*[_view(cast("array[int]", value)) if isinstance(value, array) else value for value in args])


def compiled(kernel: F) -> F:
    """Return *kernel* as machine code over numpy arrays, kept on disk where a folder for that can be written."""
    return cast(F, _compiled(kernel))


@cache
def _compiled(kernel: Callable[..., object]) -> Callable[..., object]:
    import numba  # noqa: PLC0415 - see the module

    jit = cast(Callable[..., Callable[[object], Callable[..., object]]], numba.njit)  # numba has no types
    try:
        return jit(cache=True)(kernel)
    except RuntimeError:  # no folder to keep it in
        return jit()(kernel)


def _view(numbers: "array[int]") -> object:
    """Return the same memory as a numpy array. What is viewed cannot grow until the view is gone."""
    import numpy as np  # noqa: PLC0415 - only beside numba

    return np.frombuffer(numbers, dtype=numbers.typecode)
