"""Rules are promoted when they check out and pass their tests, and rolled back, from the command line."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from api.cli import rule_test
from api.cli.options import ListFormat
from tests.api.cli.conftest import Run
from tests.rules.packwriter import draft, write

LEVELS = [{"severity": "medium", "all": {"ad_percent": {"gte": 90}}}]


@pytest.fixture
def trial(tmp_path: Path) -> Path:
    (tmp_path / "trial").mkdir()
    (tmp_path / "groupwarden.yaml").write_text("packs: [own]\nshadow: [trial]\n", encoding="utf-8")
    (tmp_path / "own").mkdir()
    return tmp_path / "trial"


def trying(expect: str) -> dict[str, Any]:
    """Return a rule with a test that passes only as a near miss."""
    trial: dict[str, Any] = {"name": "hello", "expect": expect, "events": [{"at": "0m", "by": "ann", "text": "大家好"}]}
    if expect == "hit":
        trial["severity"] = "medium"
    return draft(maturity="stable", levels=LEVELS, tests=[trial])


@pytest.fixture
def only_this_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the tests of the promoted rule alone, in this process: the built-in rules are tested elsewhere."""
    whole = rule_test.run

    def run(packs: Sequence[Path], form: ListFormat, config: Path | None, _only: str | None, _jobs: int | None) -> int:
        return whole(packs, form, config, "sample", 1)

    monkeypatch.setattr(rule_test, "run", run)


@pytest.mark.usefixtures("only_this_rule")
def test_a_rule_is_promoted_listed_in_the_history_and_rolled_back(run: Run, trial: Path) -> None:
    write(trial, trying("near_miss"))
    settings = trial.parent / "groupwarden.yaml"
    options = "--config", settings, "--lang", "en"
    promoted = run("rules", "promote", trial, "--by", "ann", "--note", "why not", *options)
    assert (promoted.exit_code, promoted.stderr) == (0, "rule packs are in order; 2 advice\n"), "its tests are few"
    assert "Promoted by ann: sample - → 1 (why not)" in promoted.stdout
    assert (trial.parent / "own" / "sample.yaml").exists()
    assert "Rolled back by bob: sample 1 → -" in run("rules", "rollback", "--by", "bob", *options).stdout
    assert not (trial.parent / "own" / "sample.yaml").exists()
    assert [line.split()[1] for line in run("rules", "history", *options).stdout.splitlines()] == ["Promoted", "Rolled"]


@pytest.mark.usefixtures("only_this_rule")
def test_a_rule_that_fails_its_tests_stays_where_it_is(run: Run, trial: Path) -> None:
    write(trial, trying("hit"))
    refused = run("rules", "promote", trial, "--by", "ann", "--config", trial.parent / "groupwarden.yaml")
    assert refused.exit_code == 1
    assert "expected medium, got no finding" in refused.stdout
    assert (trial / "sample.yaml").exists()


def test_a_rule_that_does_not_check_out_stays_where_it_is(run: Run, trial: Path) -> None:
    write(trial, draft(fact="mesage"))
    refused = run("rules", "promote", trial, "--by", "ann", "--config", trial.parent / "groupwarden.yaml")
    assert (refused.exit_code, (trial / "sample.yaml").exists()) == (1, True)


def test_without_a_folder_of_own_packs_there_is_nowhere_to_promote_to(run: Run, trial: Path) -> None:
    settings = trial / "none.yaml"
    settings.touch()
    refused = run("rules", "promote", trial, "--by", "ann", "--config", settings)
    assert refused.exit_code == 2
    assert "packs: expected a folder of your own" in refused.stderr
