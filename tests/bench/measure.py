"""How things are measured: several runs, taken in turns, each compared with its neighbours only."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter

Clock = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: a figure, and what it should be."""

    what: str
    figure: str
    aim: str = ""
    met: bool | None = None


def seconds(work: Callable[[], object], clock: Clock = perf_counter) -> float:
    """Return how long *work* takes by *clock*."""
    started = clock()
    work()
    return clock() - started


class Runs:
    """The times of several pieces of work, run in turns so that a busy moment hits all of them."""

    def __init__(self, count: int, works: Mapping[str, Callable[[], object]], clock: Clock = perf_counter) -> None:
        """Run each of *works* *count* times by *clock*."""
        self._runs = [{name: seconds(work, clock) for name, work in works.items()} for _ in range(count)]

    def rate(self, name: str, amount: int) -> float:
        """Return the median of *amount* per second."""
        return median(amount / run[name] for run in self._runs)

    def ratio(self, slow: str, fast: str) -> float:
        """Return the median of how many times as long *slow* takes as *fast* in the same run."""
        return median(run[slow] / run[fast] for run in self._runs)
