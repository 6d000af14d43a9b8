"""What the workbench tries rules on: the packs as they are written, what they judge by, and many hands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from api.cli.rule_named import rule_named
from api.cli.surroundings import packs_of, panel_of
from monitor.panel import Panel
from monitor.settings import Settings
from monitor.workbench.crew import Work, for_each_rule, processes_for
from monitor.workbench.story import misfits
from rules import PackError, Packs, Rule, read_packs

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Bench:
    """Rules that are to be tried."""

    packs: Packs
    panel: Panel
    rules: tuple[Rule, ...]
    load: Callable[[], Panel]

    @classmethod
    def prepare(cls, settings: Settings, packs: Sequence[Path], only: str | None) -> "Bench":
        """Return the bench for the rules of *settings* and *packs*, or for the one whose id is *only*.

        Raises:
            PackError: some rule is wrong, or a step of its tests is no event.
            UnknownRule: there is no rule called *only*.
        """
        load = partial(panel_of, settings, tuple(packs))
        panel, read = load(), read_packs(packs_of(settings, packs))
        if issues := misfits(read):
            raise PackError(issues)
        rules = [rule_named(only, panel.catalogue)] if only else panel.catalogue.rules.values()
        return cls(read, panel, tuple(rules), load)

    def each(self, work: Work[_T], replays: int, jobs: int | None) -> dict[str, _T]:
        """Return what *work*, about *replays* replays of tests in all, makes of each rule, by its id."""
        ids = [rule.id for rule in self.rules]
        processes = min(jobs or processes_for(replays), len(ids))
        return for_each_rule(work, ids, self.load, self.panel, processes=processes)
