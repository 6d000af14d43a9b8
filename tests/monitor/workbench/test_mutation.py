"""The tests of every built-in rule notice when a threshold moves or a way to match is gone."""

import pytest

from monitor.panel import Panel
from monitor.workbench.mutation import survivors
from monitor.workbench.trials import TrialRunner
from rules import Rule, load_packs
from rules.pack.mutation import Mutant


@pytest.fixture(scope="session")
def runner(panel: Panel) -> TrialRunner:
    return TrialRunner(panel)


def is_sure(mutant: Mutant) -> bool:
    return mutant.is_sure


@pytest.mark.parametrize("rule", load_packs().rules.values(), ids=lambda rule: rule.id)
def test_the_tests_of_a_rule_notice_every_change(runner: TrialRunner, rule: Rule) -> None:
    assert [f"{mutant.change}: add {mutant.remedy}" for mutant in survivors(runner, rule, among=is_sure)] == []


def test_a_rule_with_too_few_tests_has_survivors(runner: TrialRunner, panel: Panel) -> None:
    rule = panel.catalogue.rules["yield-promise"]
    first = rule.model_copy(update={"tests": rule.tests[:1]})
    assert any(mutant.what == "number" for mutant in survivors(runner, first))


def test_a_rule_that_fails_its_own_tests_has_no_survivors(runner: TrialRunner, panel: Panel) -> None:
    rule = panel.catalogue.rules["yield-promise"]
    wrong = rule.tests[0].model_copy(update={"expect": "near_miss", "severity": None})
    assert survivors(runner, rule.model_copy(update={"tests": (wrong,)})) == []
