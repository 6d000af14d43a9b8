"""Whatever a human sends as a command, the answer says what was expected: it is no fault of ours, on no database."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from monitor.panel import Panel
from tests.databases import Databases, Kind
from tests.e2e.living import client_of

NOW = 1_709_258_400_000_000  # 2024-03-01T02:00:00Z
V1 = "/api/v1"
RULE = [{"field": "rule", "values": ["ad"]}]
COMMANDS: dict[str, tuple[str, dict[str, Any]]] = {
    "acknowledge": ("/alerts/a/acknowledge", {"note": "n"}),
    "assign": ("/alerts/a/assign", {"assignee": "ann", "note": "n"}),
    "label": ("/alerts/a/label", {"verdict": "false", "note": "n"}),
    "silence": ("/silences", {"matchers": RULE, "reason": "r", "expires_time": "2024-03-02T10:00:00Z"}),
    "reveal": ("/reveals", {"community": "qq:7", "member": "m1", "case_number": "c", "reason": "r"}),
    "appeal": ("/appeals", {"alert": "a", "statement": "s"}),
    "answer": ("/appeals/a/answer", {"verdict": "upheld", "answer": "a"}),
    "erase": ("/erasures", {"community": "qq:7", "member": "m1", "reason": "r"}),
    "hold": ("/holds", {"community": "qq:7", "case_number": "c", "reason": "r"}),
}
TEXTS = [(name, field) for name, (_, told) in COMMANDS.items() for field in told if field != "verdict"]
PLACES = (
    ("GET", "/alerts/{}"),
    ("POST", "/alerts/{}/acknowledge"),
    ("GET", "/alerts?community={}"),
    ("GET", "/alerts?rule={}"),
    ("GET", "/alerts?assignee={}"),
    ("GET", "/alerts?scheme={}"),
    ("DELETE", "/silences/{}"),
    ("GET", "/reveals/{}"),
    ("POST", "/reveals/{}/approve"),
    ("POST", "/notices/dead/{0}/{0}/retry"),
    ("DELETE", "/holds?community={0}&case_number={0}&reason={0}"),
    ("GET", "/communities/{}/compliance"),
    ("GET", "/communities/{}/evidence"),
    ("GET", "/rules/{}/shadow"),
)


@pytest.fixture
def client(databases: Databases, kind: Kind, panel: Panel, tmp_path: Path) -> Iterator[TestClient]:
    with client_of(tmp_path, panel, NOW, url=databases.fresh(kind, tmp_path)) as opened:
        yield opened


def spoilt(told: dict[str, Any], field: str, text: str) -> bytes:
    """Return *told* as JSON with *text*, which is JSON inside quotes already, in *field*."""
    value = [{"field": "rule", "values": ["TEXT"]}] if field == "matchers" else "TEXT"
    return json.dumps({**told, field: value}).replace("TEXT", text).encode("utf-8", "surrogatepass")


def test_unreadable_texts_in_commands_are_refused(client: TestClient) -> None:
    for name, field in TEXTS:
        path, told = COMMANDS[name]
        for text in ("a\\u0000b", "a\\ud800b", "a\ud800b"):
            answer = client.post(V1 + path, content=spoilt(told, field, text))
            assert (answer.status_code, answer.json()["error"]) == (400, "bad_request"), (name, field, text)


def test_long_texts_are_not_our_fault(client: TestClient) -> None:
    for name, field in TEXTS:
        path, told = COMMANDS[name]
        answer = client.post(V1 + path, content=spoilt(told, field, "一*" * 8_000))
        assert answer.status_code in {400, 404, 409}, (name, field, answer.text)


@pytest.mark.parametrize("time", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2024-03-02", "soon", ""])
def test_times_nobody_reaches_are_refused(client: TestClient, time: str) -> None:
    path, told = COMMANDS["silence"]
    for field in ("starts_time", "expires_time"):
        assert client.post(V1 + path, json={**told, field: time}).status_code in {200, 409}, field


def test_nul_in_an_address_is_refused(client: TestClient) -> None:
    for method, path in PLACES:
        answer = client.request(method, V1 + path.format("a%00b"))
        assert (answer.status_code, answer.json()["error"]) == (422, "invalid_query"), path


def test_strange_ids_are_only_unknown(client: TestClient) -> None:
    for method, path in PLACES:
        for id_ in ("%ED%A0%80", "a%2Fb", "%25", "%2e%2e", "a%0Ab", "%27%20OR%201=1", "x" * 5_000):
            assert client.request(method, V1 + path.format(id_)).status_code in {200, 404, 405}, (path, id_)
