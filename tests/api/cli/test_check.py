"""`check` keeps its contract: exit codes, the JSON document, who may read what."""

import json
from pathlib import Path

import pytest

from tests.api.cli.conftest import YIELD, EventFile, Run


@pytest.mark.parametrize(
    ("text", "fail_on", "code"),
    [
        pytest.param("大家早上好", "info", 0, id="nothing found"),
        pytest.param(YIELD, "high", 1, id="as grave as asked"),
        pytest.param(YIELD, "low", 1, id="graver than asked"),
        pytest.param(YIELD, "critical", 0, id="less grave than asked"),
    ],
)
def test_the_exit_code_says_whether_something_is_grave(
    run: Run, event_file: EventFile, text: str, fail_on: str, code: int
) -> None:
    assert run("check", event_file(text), "--fail-on", fail_on).exit_code == code


def test_high_is_grave_unless_said_otherwise(run: Run, event_file: EventFile) -> None:
    assert run("check", event_file(YIELD)).exit_code == 1


def test_the_exit_code_does_not_depend_on_the_reader(run: Run, event_file: EventFile) -> None:
    codes = {run("check", event_file(YIELD), "--for", reader).exit_code for reader in ("owner", "moderator")}
    assert codes == {1}


def test_json_is_the_document_of_the_contract(run: Run, event_file: EventFile) -> None:
    document = json.loads(run("check", event_file(YIELD, broken=("nonsense",)), "--format", "json").stdout)
    assert document.keys() == {"events", "skipped", "communities"}
    assert document["events"] == 1
    assert [record.keys() for record in document["skipped"]] == [{"where", "why"}]
    assert document["skipped"][0]["where"] == "events.ndjson: line 2"
    [community] = document["communities"]
    assert community.keys() == {
        *("id", "name", "grade", "score", "coverage", "duties", "findings", "schemes", "referral"),
        *("trend", "change", "response", "open_items", "complaints", "steps"),
    }  # fmt: skip
    assert (community["id"], community["name"]) == ("qq:1", "读书群")
    assert community["referral"].keys() == {"members", "tiers", "roots"}
    assert community["duties"][0].keys() == {"id", "state", "evidence", "points", "of"}
    finding = next(finding for finding in community["findings"] if finding["rule"] == "yield-promise")
    assert finding.keys() == {
        *("id", "rule", "version", "severity", "time", "subject", "summary", "audience", "evidence", "values")
    }  # fmt: skip
    assert finding["severity"] == "high"
    assert finding["time"] == "2024-03-01T02:01:00Z"
    assert finding["evidence"][0].keys() == {"event", "excerpt", "spans"}


@pytest.mark.parametrize("form", ["text", "json", "html"])
def test_skipped_records_are_told(run: Run, event_file: EventFile, form: str) -> None:
    assert "line 2" in run("check", event_file("大家好", broken=("nonsense",)), "--format", form).stdout


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(("nowhere.json",), "nowhere.json: No such file", id="no file"),
        pytest.param(("events.ndjson", "--source", "fax"), "unknown source 'fax', expected auto or one", id="source"),
        pytest.param(("events.ndjson", "--time-zone", "Moon"), "'Moon' is no time zone, expected", id="time zone"),
        pytest.param(("events.ndjson", "--config", "no.yaml"), "no.yaml: No such file", id="no settings"),
        pytest.param(("events.ndjson", "--output", "no/such/file"), "no/such/file: No such file", id="no folder"),
        pytest.param(("events.ndjson", "--fail-on", "bad"), "'bad' is not one of", id="severity"),
    ],
)
def test_what_cannot_be_used_ends_in_a_message_and_2(
    run: Run, event_file: EventFile, arguments: tuple[str, ...], message: str
) -> None:
    event_file("大家好")
    result = run("check", *arguments)
    assert result.exit_code == 2
    assert message in result.stderr
    assert "Traceback" not in result.output


def test_a_file_of_no_known_kind_lists_those_there_are(run: Run, tmp_path: Path) -> None:
    (tmp_path / "picture").write_bytes(bytes(range(256)))
    result = run("check", "picture")
    assert result.exit_code == 2
    assert all(name in result.stderr for name in ("telegram", "ndjson", "qq", "csv"))


def test_a_file_of_bad_records_only_names_the_first(run: Run, event_file: EventFile) -> None:
    result = run("check", event_file(broken=('{"id": 1}',)))
    assert result.exit_code == 2
    assert "line 1" in result.stderr


def test_what_the_file_does_not_say_can_be_said(run: Run, tmp_path: Path) -> None:
    (tmp_path / "chat.csv").write_text("time,sender_id,text\n2024-03-01 10:00:00,42,大家好\n")
    said = ("--platform", "wechat", "--community-id", "7", "--community-name", "读书")
    result = run("check", "chat.csv", *said, "--format", "json")
    assert result.exit_code == 0, result.stderr
    [community] = json.loads(result.stdout)["communities"]
    assert (community["id"], community["name"]) == ("wechat:7", "读书")


@pytest.mark.parametrize(
    ("arguments", "environment", "phrase"),
    [
        pytest.param((), {}, "疑似", id="zh when nobody says"),
        pytest.param((), {"LANG": "en_GB.UTF-8"}, "Suspected", id="the system's"),
        pytest.param(("--config", "zh.yaml"), {"LANG": "en_GB.UTF-8"}, "疑似", id="the settings' over the system's"),
        pytest.param(("--config", "zh.yaml", "--lang", "en"), {}, "Suspected", id="the one asked for over all"),
    ],
)
def test_the_report_speaks(
    run: Run, event_file: EventFile, arguments: tuple[str, ...], environment: dict[str, str], phrase: str
) -> None:
    Path("zh.yaml").write_text("language: zh\n")
    assert phrase in run("check", event_file(YIELD), *arguments, **environment).stdout


def test_the_settings_of_the_folder_count(run: Run, event_file: EventFile, tmp_path: Path) -> None:
    (tmp_path / "groupwarden.yaml").write_text("communities: {'qq:1': {name: 我的群}}\n")
    assert "我的群" in run("check", event_file("大家好")).stdout


def test_pseudonyms_last_as_long_as_their_key(run: Run, event_file: EventFile) -> None:
    def subjects(**environment: str) -> set[str]:
        result = run("check", event_file(YIELD), "--format", "json", **environment)
        return {finding["subject"] for finding in json.loads(result.stdout)["communities"][0]["findings"]}

    configured = {"GROUPWARDEN_PSEUDONYM_KEY": "a key that stays the same"}
    assert subjects(**configured) == subjects(**configured)
    assert subjects() != subjects()


def test_a_page_goes_to_a_file(run: Run, event_file: EventFile, tmp_path: Path) -> None:
    result = run("check", event_file(YIELD), "--format", "html", "--output", "report.html")
    assert (result.exit_code, result.stdout) == (1, "")
    assert (tmp_path / "report.html").read_text("utf-8").startswith("<!doctype html>")
