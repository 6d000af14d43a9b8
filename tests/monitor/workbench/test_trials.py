"""Every built-in rule does what its own tests say."""

import pytest

from monitor.panel import Panel
from monitor.workbench.trials import TrialRunner
from rules import Rule, Trial, load_packs

TRIALS = [
    pytest.param(rule, trial, id=f"{rule.id}: {trial.name}")
    for rule in load_packs().rules.values()
    for trial in rule.tests
]


@pytest.fixture(scope="session")
def runner(panel: Panel) -> TrialRunner:
    return TrialRunner(panel)


@pytest.mark.parametrize(("rule", "trial"), TRIALS)
def test_a_rule_keeps_to_its_inline_test(runner: TrialRunner, rule: Rule, trial: Trial) -> None:
    [outcome] = runner.run(rule.model_copy(update={"tests": (trial,)}))
    assert outcome.passed, f"found {outcome.found}, expected {trial.severity}"
