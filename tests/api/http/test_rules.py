"""Which rules judge, what those on trial found, and reading them anew."""

from rules import Issue, PackError, RulesError
from tests.api.http.conftest import Client
from tests.api.http.fake_monitor import FakeMonitor

RULES = "/api/v1/rules"
RELOAD = "/api/v1/rules/reload"


def test_the_list_says_which_rules_are_in_force_since_when_and_which_are_on_trial(client: Client) -> None:
    listed = client("reads").get(RULES, params={"lang": "en"}).json()
    assert (listed["digest"], listed["author"]) == ("d1", "ann")
    assert [(rule["name"], rule["on_trial"]) for rule in listed["rules"]] == [
        ("name in en", False),
        ("name in en", True),
    ]


def test_a_rule_on_trial_tells_what_it_would_have_alerted(client: Client) -> None:
    report = client("reads").get(f"{RULES}/yield-promise/shadow").json()
    assert (report["version"], report["in_force"], report["findings"]) == (3, 2, {"high": 4})
    assert [sample["summary"] for sample in report["samples"]] == ["summary in zh"]


def test_a_rule_that_is_not_on_trial_tells_nothing(client: Client) -> None:
    answer = client("reads").get(f"{RULES}/guarantee/shadow")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_whoever_reloads_is_remembered_by_the_name_of_his_key(client: Client, monitor: FakeMonitor) -> None:
    assert client("rules").post(RELOAD).json() == {
        "outcome": "taken",
        "digest": "d2",
        "rules": 70,
        "on_trial": ["yield-promise"],
    }
    assert monitor.authors == ["ann"]


def test_everything_wrong_with_the_packs_is_told_with_its_place(client: Client, monitor: FakeMonitor) -> None:
    monitor.fault = PackError([Issue("a.yaml", 3, 5, "unknown field"), Issue("b.yaml", 1, 1, "not YAML")])
    answer = client("rules").post(RELOAD)
    assert (answer.status_code, answer.json()["error"]) == (409, "rules_refused")
    assert answer.json()["rejected"] == [
        {"where": "a.yaml:3:5", "why": "unknown field"},
        {"where": "b.yaml:1:1", "why": "not YAML"},
    ]


def test_a_threshold_that_cannot_be_set_is_told_as_it_is_worded(client: Client, monitor: FakeMonitor) -> None:
    monitor.fault = RulesError("thresholds.x: no such rule")
    assert "thresholds.x: no such rule" in client("rules").post(RELOAD).json()["detail"]
