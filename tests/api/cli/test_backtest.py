"""Other rules are tried on a history, the same way byte for byte, and a finding says why it was made."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.api.cli.conftest import YIELD, EventFile, Run

KEY = {"GROUPWARDEN_PSEUDONYM_KEY": "k" * 32}


def pack_of(folder: Path, **numbers: int) -> Path:
    """Return a pack with the rule on yields at other *numbers*, by those it has."""
    text = next(Path(__file__).parents[3].glob("rules/packs/*/yield-promise.yaml")).read_text("utf-8")
    for old, new in numbers.items():
        assert f"gte: {old.strip('_')}}}" in text
        text = text.replace(f"gte: {old.strip('_')}}}", f"gte: {new}}}")
    pack = folder / "pack"
    pack.mkdir()
    (pack / "yield-promise.yaml").write_text(text, "utf-8")
    return pack


@pytest.fixture
def milder(tmp_path: Path) -> Path:
    """Return a pack that holds yields up to 60 % a month for medium."""
    return pack_of(tmp_path, _600=6000)


def differences(found: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    """Return the severity before and after, by rule."""
    return {
        each["rule"]: tuple(each[when] and each[when]["severity"] for when in ("before", "after"))
        for each in found["differences"]
    }


@pytest.mark.parametrize(
    ("text", "numbers", "states"),
    [
        pytest.param(YIELD, {"_600": 6000}, ("high", "medium"), id="changed"),
        pytest.param(YIELD, {"_600": 6000, "_300": 5000, "_1000": 99999}, ("high", None), id="lost"),
        pytest.param(YIELD.replace("15%", "0.5%"), {"_1000": 500}, (None, "low"), id="gained"),
    ],
)
def test_what_becomes_of_findings_is_told(
    run: Run, event_file: EventFile, text: str, numbers: dict[str, int], states: tuple[str, str]
) -> None:
    events = event_file("大家好", text)
    result = run("rules", "backtest", pack_of(events.parent, **numbers), events, "--format", "json")
    assert result.exit_code == 0, result.output
    assert differences(json.loads(result.stdout))["yield-promise"] == states


def test_the_same_backtest_says_the_same(run: Run, event_file: EventFile, milder: Path) -> None:
    events = event_file("大家好", YIELD)
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
    assert "  ✓ High  levels.0.all\n    ✓ yield_monthly_bp ≥ 6%  (15%)" in result.stdout
    assert "event e2\n  │ 投资" in result.stdout


def test_a_finding_that_is_not_there_is_no_traceback(run: Run, event_file: EventFile) -> None:
    result = run("rules", "explain", "0123456789abcdef0123", event_file("大家好"))
    assert result.exit_code == 2
    assert result.stderr.endswith(
        "no finding 0123456789abcdef0123; without a pseudonym key, ids change with every run\n"
    )
