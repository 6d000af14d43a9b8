"""Whether the tests of a rule notice when the rule is changed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import replace

from monitor.panel import Panel
from monitor.workbench.trials import Case, TrialRunner
from rules import Catalogue, Engine, Fact, Match, Rule
from rules.facts import Value
from rules.pack.mutation import Mutant, mutants


def survivors(
    runner: TrialRunner, rule: Rule, *, among: Callable[[Mutant], bool] = lambda _mutant: True
) -> list[Mutant]:
    """Return the mutants of *rule*, *among* those asked for, that pass all its tests.

    A rule that fails a test itself has none. All other rules stay as they are: some live on what others find.

    Complexity: a replay of each test for each mutant at worst; texts are read once.
    """
    cases = [runner.case(trial) for trial in rule.tests]
    if _failing(rule, cases, runner.panel) is not None:
        return []
    return [mutant for mutant in mutants(rule) if among(mutant) and _survives(mutant, cases, runner.panel)]


def _survives(mutant: Mutant, cases: list[Case], panel: Panel) -> bool:
    """Return whether *mutant* passes all of *cases*; the one that it fails comes first for the next."""
    catalogue = _with(mutant.rule, panel.catalogue)
    with closing(_Swapped(panel.engine, mutant.rule, catalogue)) as engine:
        failing = _failing(mutant.rule, cases, replace(panel, catalogue=catalogue, engine=engine))
    if failing is not None:
        cases.insert(0, cases.pop(failing))
    return failing is None


def _failing(rule: Rule, cases: Sequence[Case], panel: Panel) -> int | None:
    """Return the number of the first of *cases* that fails."""
    return next((number for number, case in enumerate(cases) if not case.outcome(rule.id, panel).passed), None)


def _with(rule: Rule, catalogue: Catalogue) -> Catalogue:
    """Return *catalogue* with *rule* for the one of its id, and with its windows for all who share them."""
    shared = {
        other.id: other.model_copy(
            update={"windows": {name: rule.windows.get(name, window) for name, window in other.windows.items()}}
        )
        for other in catalogue.rules.values()
        if other.fact == rule.fact and not other.windows.keys().isdisjoint(rule.windows)
    }
    return replace(catalogue, rules={**catalogue.rules, **shared, rule.id: rule})


class _Swapped(Engine):
    """A compiled engine with another rule in the place of one: only that one has to be compiled."""

    def __init__(self, whole: Engine, rule: Rule, catalogue: Catalogue) -> None:
        super().__init__(replace(catalogue, rules={rule.id: rule}))
        self._whole = whole
        self._id = rule.id

    def can_match(self, kind: str, values: Mapping[str, Value], after: int = 0) -> bool:
        """Return whether the one or one of the others can match."""
        return super().can_match(kind, values, after) or self._whole.can_match(kind, values, after)

    def judge(self, fact: Fact, after: int = 0) -> list[Match]:
        """Return the matches of the one and of the others, in order of rule ids."""
        return self._merged(self._whole.judge(fact, after), super().judge(fact, after))

    def correlate(self, kind: str, facts: Sequence[Fact]) -> list[Match]:
        """Return the matches of the one and of the others, in order of rule ids."""
        return self._merged(self._whole.correlate(kind, facts), super().correlate(kind, facts))

    def _merged(self, whole: Sequence[Match], own: Sequence[Match]) -> list[Match]:
        others: Iterator[Match] = (match for match in whole if match.rule.id != self._id)
        return sorted([*others, *own], key=lambda match: match.rule.id)
