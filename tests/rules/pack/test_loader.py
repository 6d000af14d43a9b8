"""Packs are read from directories; everything wrong with them is reported at once, where it is."""

from pathlib import Path

import pytest

from rules.pack.issue import Issue, PackError
from rules.pack.loader import check_packs, load_packs
from rules.severity import Severity
from tests.rules.packwriter import draft, issues_of, messages_of, write


def test_the_built_in_packs_are_clean() -> None:
    assert check_packs() == []


def test_a_missing_directory_is_an_issue(tmp_path: Path) -> None:
    assert [issue.message for issue in check_packs([tmp_path / "nowhere"])] == ["no such directory"]


def test_a_later_rule_replaces_the_built_in_one_of_its_id(tmp_path: Path) -> None:
    write(tmp_path, draft(id="ad-flood", version=7))
    assert load_packs([tmp_path]).rules["ad-flood"].version == 7


def test_rules_come_in_order_of_their_ids(tmp_path: Path) -> None:
    write(tmp_path, draft(id="a-first"))
    rules = list(load_packs([tmp_path]).rules)
    assert rules == sorted(rules)
    assert rules[0] == "a-first"


def test_an_issue_shows_place_caret_and_hint(tmp_path: Path) -> None:
    data = draft()
    data["levels"] = [{"severity": "medium", "all": {"post_1h": {"gte": 3}, "ad": True}}]
    data["windows"] = {"posts_1h": {"count": "message", "per": "member", "over": "1h"}}
    file = write(tmp_path, data)
    (issue,) = check_packs([tmp_path])
    line = file.read_text(encoding="utf-8").splitlines().index("    post_1h:") + 1
    assert str(issue) == (
        f"{file}:{line}:5: unknown field 'post_1h'\n        post_1h:\n        ^\n  hint: did you mean 'posts_1h'?"
    )


def test_everything_wrong_is_reported_in_order_of_file_and_line(tmp_path: Path) -> None:
    write(tmp_path, draft(id="one", verzion=1, family="spam"))
    write(tmp_path, draft(id="two", dedupe="soon", audience=[]))
    found = check_packs([tmp_path])
    assert [(Path(issue.file).name, issue.message) for issue in found] == [
        (
            "one.yaml",
            "Input should be 'owner-liability', 'ad-spam', 'ponzi', 'fraud', 'community-health' or 'operations'",
        ),
        ("one.yaml", "unknown field 'verzion'"),
        ("two.yaml", "Tuple should have at least 1 item after validation, not 0"),
        ("two.yaml", 'a duration is written like "10m", "72h" or "30d", not \'soon\''),
    ]
    assert found == sorted(found)
    with pytest.raises(PackError) as raised:
        load_packs([tmp_path])
    assert raised.value.issues == tuple(found)


def test_an_unknown_field_gets_the_closest_name_as_hint(tmp_path: Path) -> None:
    (issue,) = issues_of(tmp_path, verzion=1)
    assert issue.hint == "did you mean 'version'?"


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        pytest.param({"id": "Sample Rule"}, "String should match pattern", id="an id that is no label"),
        pytest.param({"version": True}, "Input should be a valid integer", id="true is no version"),
        pytest.param({"levels": [{"severity": "grave", "all": {"ad": True}}]}, "a severity is one of", id="severity"),
        pytest.param({"levels": [{"severity": "low"}]}, "a level has one of `all`, `any` and `patterns`", id="empty"),
        pytest.param({"dedupe": "0m"}, "a duration here is at least 1m", id="no time"),
        pytest.param({"dedupe": "181d"}, "a duration is at most 180d", id="too long"),
        pytest.param(
            {"windows": {"w": {"count": "message", "share": "message", "per": "member", "over": "1h"}}},
            "a window measures one of",
            id="two measures",
        ),
        pytest.param(
            {"windows": {"w": {"distinct": "member", "per": "community", "over": "1h"}}},
            "`of` names the kind of fact",
            id="distinct of what",
        ),
        pytest.param(
            {"tests": [{"name": "x", "expect": "hit", "events": [{"at": "0m", "by": "ann", "text": "x"}]}]},
            "a hit names its severity",
            id="a hit without severity",
        ),
        pytest.param(
            {"tests": [{"name": "x", "expect": "near_miss", "events": [{"at": "0m", "by": "ann"}]}]},
            "a step is a message",
            id="a step that is nothing",
        ),
    ],
)
def test_a_value_of_the_wrong_form_is_an_issue(tmp_path: Path, changes: dict[str, object], message: str) -> None:
    assert any(found.startswith(message) for found in messages_of(tmp_path, **changes))


def test_a_missing_field_is_an_issue(tmp_path: Path) -> None:
    data = draft()
    del data["basis"]
    write(tmp_path, data)
    assert [issue.message for issue in check_packs([tmp_path])] == ["the field 'basis' is missing"]


def test_the_file_is_named_after_the_rule(tmp_path: Path) -> None:
    write(tmp_path, draft()).rename(tmp_path / "other.yaml")
    assert [issue.message for issue in check_packs([tmp_path])] == ["the file of 'sample' is named sample.yaml"]


def test_a_file_that_is_no_utf_8_is_an_issue(tmp_path: Path) -> None:
    (tmp_path / "sample.yaml").write_bytes("name: 广告".encode("gb18030"))
    assert [issue.message for issue in check_packs([tmp_path])] == ["not UTF-8 text"]


def test_own_exemptions_and_actions_join_the_built_in_ones(tmp_path: Path) -> None:
    (tmp_path / "exemptions.yaml").write_text(
        "Y1: {name: {zh: 校庆, en: School fair}, unless: {link: true}}", encoding="utf-8"
    )
    (tmp_path / "actions.yaml").write_text("B1: {text: {zh: 告知校方, en: Tell the school}}", encoding="utf-8")
    write(tmp_path, draft(exemptions=["Y1", "X1"], owner_actions=["B1", "A1"]))
    catalogue = load_packs([tmp_path])
    assert {"X1", "Y1"} <= catalogue.exemptions.keys()
    assert {"A1", "B1"} <= catalogue.actions.keys()


def test_an_exemption_takes_effect_in_one_way(tmp_path: Path) -> None:
    (tmp_path / "exemptions.yaml").write_text("Y1: {name: {zh: x, en: x}, by: stance, unless: {ad: true}}")
    assert [issue.message for issue in check_packs([tmp_path])] == [
        "an exemption takes effect in one way: by, unless or cap"
    ]


def test_an_id_is_used_once_in_a_directory(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        write(tmp_path / name, draft())
    (issue,) = check_packs([tmp_path])
    assert issue.message == f"'sample' is also in {tmp_path / 'a' / 'sample.yaml'}"


def test_two_rules_cannot_mean_different_windows_by_one_name(tmp_path: Path) -> None:
    window = {"count": "message", "per": "member", "over": "2h"}
    assert messages_of(tmp_path, windows={"ads_1h": window}) == ["ad-flood defines a window 'ads_1h' differently"]


def test_windows_are_gathered_by_kind_of_fact() -> None:
    windows = {window.name: window for window in load_packs().windows["message"]}
    complainers = windows["complainers_72h"]
    assert (complainers.to, complainers.measure, complainers.per, complainers.over_seconds) == (
        "message",
        "distinct",
        "community",
        72 * 3600,
    )
    assert complainers.matches({"payout_failure": True})
    assert not complainers.matches({"payout_failure": False})
    assert windows["messages_24h"].matches({}), "a window without `where` takes every fact"


def test_tests_are_data(tmp_path: Path) -> None:
    events = [{"at": "1h", "every": "1m", "invites": [["org", "a", 5], ["a1", "b", 5]]}]
    write(
        tmp_path,
        draft(tests=[{"name": "grows", "expect": "hit", "severity": "info", "until": "73h", "events": events}]),
    )
    (trial,) = load_packs([tmp_path]).rules["sample"].tests
    assert (trial.severity, trial.until) == (Severity.info, 73 * 3600)
    assert trial.events[0].invites == (("org", "a", 5), ("a1", "b", 5))
    assert trial.start.isoformat() == "2024-03-01T10:00:00+08:00"


def test_an_issue_without_a_text_has_no_caret() -> None:
    assert str(Issue("a.yaml", 1, 1, "no such directory")) == "a.yaml:1:1: no such directory"
