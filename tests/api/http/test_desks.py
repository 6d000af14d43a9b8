"""What humans do over HTTP reaches the desk under the name of their key, and nobody else's."""

from typing import Any

import pytest

from monitor.evidence.pack import EVIDENCE, MANIFEST, unpack
from monitor.service import (
    AppealAnswer,
    AppealRequest,
    ErasureRequest,
    HoldRequest,
    LabelRequest,
    Matcher,
    RevealRequest,
    SilenceRequest,
)
from tests.api.http.conftest import Client
from tests.api.http.fake_desks import KNOWN, RESOLVED
from tests.api.http.fake_monitor import KEYS, FakeMonitor

V1 = "/api/v1"
SILENCE = {"matchers": [{"field": "rule", "values": ["ad"]}], "reason": "noise", "expires_time": "2024-03-02T10:00:00Z"}
REVEAL = {"community": "qq:7", "member": "m1", "case_number": "c-1", "reason": "why"}
APPEAL = {"alert": KNOWN, "statement": "not me"}
ANSWER = {"verdict": "upheld", "answer": "you are right"}
ERASURE = {"community": "qq:7", "member": "m1", "reason": "asked for"}
HOLD = {"community": "qq:7", "case_number": "c-1", "reason": "court"}

COMMANDS: dict[str, tuple[str, str, str, Any, str, tuple[Any, ...]]] = {
    # how, where, desk, what is told, with which key, and the step that reaches the desk
    "acknowledge": (
        "POST", f"/alerts/{KNOWN}/acknowledge", "cases", {"note": "mine"}, "moderates", ("acknowledge", "bea", "mine"),
    ),
    "without a word": ("POST", f"/alerts/{KNOWN}/snooze", "cases", None, "moderates", ("snooze", "bea", "")),
    "assign": (
        "POST", f"/alerts/{KNOWN}/assign", "cases", {"assignee": "cem"}, "moderates", ("assign", "cem", "bea", ""),
    ),
    "resolve": ("POST", f"/alerts/{KNOWN}/resolve", "cases", {}, "moderates", ("resolve", "bea", "")),
    "label": (
        "POST", f"/alerts/{KNOWN}/label", "cases", {"verdict": "false", "note": "a joke"}, "moderates",
        ("label", LabelRequest("false", "a joke"), "bea"),
    ),
    "silence": (
        "POST", "/silences", "silences", SILENCE, "moderates",
        ("add", SilenceRequest((Matcher("rule", ("ad",)),), "noise", "2024-03-02T10:00:00Z"), "bea"),
    ),
    "end a silence": ("DELETE", f"/silences/{KNOWN}", "silences", None, "moderates", ("end", "bea")),
    "retry a notice": ("POST", f"/notices/dead/ops/{KNOWN}/retry", "notices", None, "moderates", ("retry", "ops")),
    "ask for a name": ("POST", "/reveals", "privacy", REVEAL, "reveals", ("ask", RevealRequest(**REVEAL), "cem")),
    "approve": ("POST", f"/reveals/{KNOWN}/approve", "privacy", None, "reveals", ("approve", "cem")),
    "appeal": ("POST", "/appeals", "privacy", APPEAL, "moderates", ("appeal", AppealRequest(**APPEAL), "bea")),
    "answer": (
        "POST", f"/appeals/{KNOWN}/answer", "privacy", ANSWER, "moderates",
        ("answer", AppealAnswer("upheld", "you are right"), "bea"),
    ),
    "erase": ("POST", "/erasures", "privacy", ERASURE, "rules", ("erase", ErasureRequest(**ERASURE), "ann")),
    "hold": ("POST", "/holds", "evidence", HOLD, "rules", ("hold", HoldRequest(**HOLD), "ann")),
    "end a hold": (
        "DELETE", f"/holds?community={KNOWN}&case_number=c-1&reason=over", "evidence", None, "rules",
        ("release", "c-1", "ann", "over"),
    ),
}  # fmt: skip

READS = {
    "alert": (f"/alerts/{KNOWN}", "reads"),
    "silences": ("/silences", "reads"),
    "dead letters": ("/notices/dead", "reads"),
    "reveals": ("/reveals", "reveals"),
    "name": (f"/reveals/{KNOWN}", "reveals"),
    "appeals": ("/appeals", "moderates"),
    "holds": ("/holds", "rules"),
    "evidence": (f"/communities/{KNOWN}/evidence", "moderates"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_reaches_its_desk_under_the_name_of_the_key(client: Client, monitor: FakeMonitor, name: str) -> None:
    method, path, desk, told, key, step = COMMANDS[name]
    answer = client(key).request(method, V1 + path, json=told)
    assert answer.status_code == 200, answer.text
    assert getattr(monitor, desk).steps == [step]


@pytest.mark.parametrize("name", [*COMMANDS, *READS])
def test_a_key_without_the_scope_gets_nowhere(client: Client, monitor: FakeMonitor, name: str) -> None:
    method, path, _, told, right, _ = (
        COMMANDS[name] if name in COMMANDS else ("GET", READS[name][0], "", None, READS[name][1], ())
    )
    for key in KEYS.keys() - {right}:
        assert client(key).request(method, V1 + path, json=told).json()["error"] == "wrong_scope"
    desks = (monitor.cases, monitor.silences, monitor.privacy, monitor.evidence, monitor.notices)
    assert [desk.steps for desk in desks] == [[]] * 5


@pytest.mark.parametrize("name", READS)
def test_a_list_is_shown_to_whoever_may_see_it(client: Client, name: str) -> None:
    path, key = READS[name]
    assert client(key).get(V1 + path).status_code == 200


def test_an_alert_is_shown_with_its_case(client: Client) -> None:
    shown = client("reads").get(f"{V1}/alerts/{KNOWN}", params={"lang": "en"}).json()
    assert (shown["alert"]["state"], shown["alert"]["assignee"], shown["muted_by"]) == ("acknowledged", "ann", "s1")
    assert shown["steps"] == [{"time": "2024-03-01T10:00:00Z", "by": "ann", "action": "acknowledged", "reason": "mine"}]


def test_what_is_not_there_is_not_found(client: Client) -> None:
    answer = client("moderates").post(f"{V1}/alerts/gone/acknowledge")
    assert (answer.status_code, answer.json()["error"]) == (404, "not_found")


def test_an_impossible_step_says_what_was_expected(client: Client) -> None:
    answer = client("moderates").post(f"{V1}/alerts/{RESOLVED}/acknowledge")
    assert (answer.status_code, answer.json()) == (
        409,
        {"error": "step_refused", "detail": "it is resolved, expected an open one"},
    )


@pytest.mark.parametrize(
    ("told", "named"),
    [
        pytest.param({"verdict": "guilty"}, "$.verdict", id="a verdict there is not"),
        pytest.param({"note": "x"}, "verdict", id="no verdict"),
        pytest.param({"verdict": "false", "notes": "x"}, "notes", id="a field there is not"),
        pytest.param({"verdict": "confirmed", "category": "rude"}, "$.category", id="a category there is not"),
    ],
)
def test_a_command_that_makes_no_sense_is_named(client: Client, told: dict[str, str], named: str) -> None:
    answer = client("moderates").post(f"{V1}/alerts/{KNOWN}/label", json=told)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")
    assert named in answer.json()["detail"]


def test_a_command_is_never_large(client: Client) -> None:
    answer = client("moderates").post(f"{V1}/alerts/{KNOWN}/acknowledge", json={"note": "x" * 70_000})
    assert (answer.status_code, answer.json()["error"]) == (413, "body_too_large")


def test_evidence_comes_as_a_file(client: Client) -> None:
    answer = client("moderates").get(f"{V1}/communities/{KNOWN}/evidence")
    assert answer.headers["content-type"] == "application/zip"
    assert "attachment" in answer.headers["content-disposition"]
    assert {MANIFEST, EVIDENCE} <= unpack(answer.content).keys()
