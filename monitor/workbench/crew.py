"""Work on many rules, shared out among processes that each load what they judge by."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context
from typing import TypeVar

from monitor.panel import Panel
from monitor.workbench.trials import TrialRunner
from rules import Rule

_T = TypeVar("_T")
Work = Callable[[TrialRunner, Rule], _T]
REPLAYS_PER_PROCESS = 1_000  # to load what a process judges by takes as long as about so many (measured)


def processes_for(replays: int) -> int:
    """Return among how many processes so many replays of inline tests are worth sharing out."""
    return max(1, min(os.cpu_count() or 1, replays // REPLAYS_PER_PROCESS))


def for_each_rule(
    work: Work[_T], rules: Sequence[str], load: Callable[[], Panel], panel: Panel, *, processes: int
) -> dict[str, _T]:
    """Return what *work* makes of each of *rules*, ids in force in *panel*, in their order.

    With more than one process, each calls *load*, which has to be picklable as *work* and its results are. Where
    processes cannot be had, the work is done in this one.
    """
    if processes > 1:
        hands = [rules[number::processes] for number in range(processes)]
        try:
            with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
                found = dict(pair for hand in pool.map(partial(_loaded, work, load), hands) for pair in hand)
            return {rule: found[rule] for rule in rules}
        except (OSError, BrokenProcessPool):
            pass  # no processes or semaphores here, as in some containers
    return dict(_done(work, rules, panel))


def _loaded(work: Work[_T], load: Callable[[], Panel], rules: Iterable[str]) -> list[tuple[str, _T]]:
    return _done(work, rules, load())


def _done(work: Work[_T], rules: Iterable[str], panel: Panel) -> list[tuple[str, _T]]:
    runner = TrialRunner(panel)
    return [(rule, work(runner, panel.catalogue.rules[rule])) for rule in rules]
