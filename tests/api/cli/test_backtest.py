"""Other rules are tried on a history, the same way byte for byte, and a finding says why it was made."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.cli.conftest import YIELD, EventFile, Run

KEY = {"GROUPWARDEN_PSEUDONYM_KEY": "k" * 32}


@pytest.fixture
def milder(tmp_path: Path) -> Path:
    """Return a pack that holds yields up to 60 % a month for medium, and an entry fee for nothing."""
    folder = tmp_path / "pack"
    folder.mkdir()
    for name, old, new in (("yield-promise", "gte: 600", "gte: 6000"), ("entry-fee", "entry_fee: true", "hype: true")):
        source = next(Path(__file__).parents[3].glob(f"rules/packs/*/{name}.yaml")).read_text("utf-8")
        assert old in source
        (folder / f"{name}.yaml").write_text(source.replace(old, new), "utf-8")
    return folder


def differences(found: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    """Return the severity before and after, by rule."""
    return {
        each["rule"]: tuple(each[when] and each[when]["severity"] for when in ("before", "after"))
        for each in found["differences"]
    }


FEE = "入会费先交2000元才能成为会员，交了就能发展下线"


def test_findings_gained_lost_and_changed_are_told(run: Run, event_file: EventFile, milder: Path) -> None:
    events = event_file("大家好", YIELD, FEE)
    result = run("rules", "backtest", milder, events, "--format", "json")
    assert result.exit_code == 0, result.output
    found = differences(json.loads(result.stdout))
    assert found["yield-promise"] == ("high", "medium")
    assert found["entry-fee"] == ("high", None)


def test_the_same_backtest_says_the_same(run: Run, event_file: EventFile, milder: Path) -> None:
    events = event_file("大家好", YIELD, FEE)
    once, again = (run("rules", "backtest", milder, events, "--format", "json").stdout for _ in range(2))
    assert once == again


def test_a_backtest_shows_samples_by_group_and_rule(run: Run, event_file: EventFile, milder: Path) -> None:
    result = run("rules", "backtest", milder, event_file(YIELD), "--lang", "en")
    assert "\nqq:1\n" in result.stdout
    assert "  yield-promise: changed 1\n    ~ 2024-03-01T02:01:00Z High → 2024-03-01T02:01:00Z Medium" in result.stdout
    assert "│ 投资我们的智能搬砖项目" in result.stdout


def test_rules_that_are_in_force_already_change_nothing(run: Run, event_file: EventFile, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert "没有差别" in run("rules", "backtest", tmp_path / "empty", event_file(YIELD), "--lang", "zh").stdout


def test_the_demonstration_can_be_written_and_judged(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--export", tmp_path / "demo").exit_code == 0
    lines = (tmp_path / "demo" / "events.ndjson").read_text("utf-8").splitlines()
    (tmp_path / "first.ndjson").write_text("\n".join(lines[:200]), "utf-8")
    settings = tmp_path / "demo" / "groupwarden.yaml"
    result = run("check", tmp_path / "first.ndjson", "--config", settings, "--format", "json")
    assert json.loads(result.stdout)["events"] == 200


def test_a_finding_is_explained_by_its_id(run: Run, event_file: EventFile) -> None:
    events = event_file("大家好", YIELD)
    checked = json.loads(run("check", events, "--format", "json", **KEY).stdout)
    [finding] = [each for each in checked["communities"][0]["findings"] if each["rule"] == "yield-promise"]
    result = run("rules", "explain", finding["id"], events, "--lang", "en", **KEY)
    assert result.exit_code == 0, result.output
    assert "  ✓ High  levels.0.all\n    ✓ yield_monthly_bp ≥ 600  (1500)" in result.stdout
    assert "event e2\n  │ 投资" in result.stdout


def test_a_finding_that_is_not_there_is_no_traceback(run: Run, event_file: EventFile) -> None:
    result = run("rules", "explain", "0123456789abcdef0123", event_file("大家好"))
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "no finding 0123456789abcdef0123; without a pseudonym key, ids change with every run\n"
    )
