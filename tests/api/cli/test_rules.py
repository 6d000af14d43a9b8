"""The rule workbench lists, checks, tests and explains rules."""

import json
from pathlib import Path

import pytest

from rules import load_packs
from tests.api.cli.conftest import YIELD, EventFile, Run

_ONE_TEST = """tests:
  - name: fifteen percent a month
    expect: hit
    severity: high
    events: [{at: 0m, by: ann, text: "投资我们的智能搬砖项目，月收益15%，稳稳到账，今天就可以参与"}]
"""


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    """Return a pack that replaces the rule on yields by one that finds nothing below 60 % a month."""
    source = next(Path(__file__).parents[3].glob("rules/packs/*/yield-promise.yaml"))
    folder = tmp_path / "pack"
    folder.mkdir()
    (folder / "yield-promise.yaml").write_text(source.read_text("utf-8").replace("gte: 600", "gte: 6000"), "utf-8")
    return folder


def test_rules_are_listed_in_both_languages(run: Run) -> None:
    assert "高收益承诺" in run("rules", "list", "--lang", "zh", COLUMNS="120").stdout
    assert "High-yield promise" in run("rules", "list", "--lang", "en", COLUMNS="120").stdout


def test_the_list_is_data_too(run: Run) -> None:
    listed = json.loads(run("rules", "list", "--format", "json", COLUMNS="40").stdout)
    assert [rule["id"] for rule in listed] == list(load_packs().rules)
    rule = next(rule for rule in listed if rule["id"] == "yield-promise")
    assert rule["severities"] == ["high", "medium", "low"]
    assert rule["source"] == ""


def test_the_list_says_which_folder_a_rule_comes_from(run: Run, pack: Path) -> None:
    listed = json.loads(run("rules", "list", pack, "--format", "json").stdout)
    assert {rule["id"]: rule["source"] for rule in listed if rule["source"]} == {"yield-promise": str(pack)}


def test_rules_in_order_check_out(run: Run, pack: Path) -> None:
    result = run("rules", "check", pack)
    assert (result.exit_code, result.stdout) == (0, "")


def test_a_wrong_rule_is_shown_with_a_caret(run: Run, pack: Path) -> None:
    file = pack / "yield-promise.yaml"
    file.write_text(file.read_text("utf-8").replace("family: ponzi", "family: pizza"), "utf-8")
    result = run("rules", "check", pack)
    assert result.exit_code == 1
    assert "yield-promise.yaml:5:9: " in result.stdout
    assert "    family: pizza\n            ^" in result.stdout


def test_a_wrong_rule_stops_what_needs_rules(run: Run, pack: Path) -> None:
    (pack / "yield-promise.yaml").write_text("id: [", "utf-8")
    result = run("rules", "list", pack)
    assert result.exit_code == 2
    assert "yield-promise.yaml" in result.stderr


def test_the_tests_of_the_built_in_rules_pass(run: Run) -> None:
    result = run("rules", "test", "--format", "json")
    assert result.exit_code == 0, result.stdout
    tallies = json.loads(result.stdout)
    assert tallies.keys() == load_packs().rules.keys()
    assert all(tally.keys() == {"hits", "near_misses", "failed"} for tally in tallies.values())
    assert all(tally["hits"] and tally["near_misses"] and not tally["failed"] for tally in tallies.values())


def test_a_failing_test_is_named(run: Run, pack: Path) -> None:
    result = run("rules", "test", pack)
    assert result.exit_code == 1
    assert "yield-promise: 'fifteen percent a month': expected high, got medium" in result.stdout


def test_one_rule_is_tested_alone(run: Run) -> None:
    assert list(json.loads(run("rules", "test", "--rule", "entry-fee", "--format", "json").stdout)) == ["entry-fee"]


def test_a_failing_test_is_shown_where_it_stands(run: Run, pack: Path) -> None:
    result = run("rules", "test", pack, "--rule", "yield-promise")
    assert f"{pack / 'yield-promise.yaml'}:" in result.stdout


def test_processes_share_the_work_and_say_the_same(run: Run, pack: Path) -> None:
    one, two = (run("rules", "test", pack, "--jobs", jobs).stdout for jobs in (1, 2))
    assert one == two


def test_a_test_that_tells_of_no_event_is_refused_with_its_line(run: Run, pack: Path) -> None:
    file = pack / "yield-promise.yaml"
    file.write_text(file.read_text("utf-8") + "      - {at: 1h, type: member.jumped, who: bo}\n", "utf-8")
    for command in ("check", "test"):
        result = run("rules", command, pack)
        assert f"{file}:{len(file.read_text('utf-8').splitlines())}:" in result.output
        assert "Invalid enum value 'member.jumped'" in result.output


def test_a_change_that_no_test_notices_is_shown_with_the_test_to_add(run: Run, pack: Path) -> None:
    result = run("rules", "test", "--mutate", "--rule", "yield-promise", pack)
    assert result.exit_code == 0  # a rule that fails its tests has to be mended first
    file = pack / "yield-promise.yaml"
    text = file.read_text("utf-8").replace("gte: 6000", "gte: 600")
    file.write_text(text[: text.index("tests:")] + _ONE_TEST, "utf-8")
    result = run("rules", "test", "--mutate", "--rule", "yield-promise", pack)
    assert result.exit_code == 1
    assert "no test notices: yield_monthly_bp ≥ 610 instead of 600" in result.stdout
    assert "hint: add a hit at high with yield_monthly_bp = 600" in result.stdout


def test_the_schema_is_data(run: Run) -> None:
    assert json.loads(run("rules", "schema").stdout)["properties"]["fact"]["oneOf"]


def test_a_rule_that_was_met_is_explained(run: Run, event_file: EventFile) -> None:
    result = run("rules", "explain", "yield-promise", event_file("大家好", YIELD), "--lang", "en")
    assert result.exit_code == 0
    assert "2024-03-01T02:02:00Z  qq:1  event e2" in result.stdout
    assert "✓ High  levels.0.all\n    ✓ yield_monthly_bp ≥ 6%  (15%)" in result.stdout


def test_a_rule_that_was_not_met_shows_the_nearest_event(run: Run, event_file: EventFile) -> None:
    events = event_file("大家好", "投资我们的项目，月收益0.5%，今天就可以参与", "晚安")
    result = run("rules", "explain", "yield-promise", events, "--lang", "en")
    assert result.exit_code == 0
    assert "The nearest it came:\n\n2024-03-01T02:02:00Z  qq:1  event e2" in result.stdout
    assert "✗ yield_annual_bp ≥ 10%  (6%)" in result.stdout


def test_an_unknown_rule_is_answered_with_the_closest(run: Run, event_file: EventFile) -> None:
    result = run("rules", "explain", "yield-promis", event_file("大家好"))
    assert result.exit_code == 2
    assert result.stderr == "groupwarden: no rule 'yield-promis'; did you mean 'yield-promise'?\n"


def test_a_text_shows_what_is_read_in_it(run: Run) -> None:
    result = run("rules", "explain", "--text", "群主推荐的，月收益１５%，真的吗？", "--lang", "en")
    assert result.exit_code == 0
    assert "月收益15%" in result.stdout
    assert "ask" in result.stdout


def test_explain_wants_a_rule_and_events_or_a_text(run: Run) -> None:
    result = run("rules", "explain", "yield-promise")
    assert result.exit_code == 2
    assert "expected RULE or FINDING, and EVENTS; or --text" in result.stderr
