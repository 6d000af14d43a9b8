"""What holds for every answer."""

import json

import pytest
from structlog.testing import capture_logs

from api.http import HttpSettings, create_app
from api.http.problems import STATUS
from tests.api.http.conftest import Client
from tests.api.http.fake_monitor import FakeMonitor
from tests.conftest import CompareGolden

ROOM = "/api/v1/communities/matrix%3A%21room%2F1%3Aexample.org/compliance"


@pytest.mark.parametrize("path", ["/healthz", "/api/v1/alerts", "/nowhere"])
def test_every_answer_keeps_browsers_in_check(client: Client, path: str) -> None:
    headers = client().get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]


def test_no_other_origin_may_read_answers(client: Client) -> None:
    answer = client("reads").get("/api/v1/alerts", headers={"Origin": "https://elsewhere.example"})
    assert "Access-Control-Allow-Origin" not in answer.headers


@pytest.mark.parametrize(
    ("method", "path", "status", "error"),
    [("GET", "/nowhere", 404, "not_found"), ("DELETE", "/api/v1/events", 405, "method_not_allowed")],
)
def test_routing_problems_look_like_all_others(client: Client, method: str, path: str, status: int, error: str) -> None:
    answer = client().request(method, path)
    assert (answer.status_code, answer.json()["error"]) == (status, error)


def test_every_status_that_the_framework_answers_with_stands_for_one_problem() -> None:
    assert [error for error, status in STATUS.items() if status in {404, 405}] == ["not_found", "method_not_allowed"]


def test_the_access_log_names_the_route_and_nobody(client: Client) -> None:
    with capture_logs() as lines:
        client("reads").get(ROOM, params={"lang": "en"})
    (line,) = lines
    assert line.pop("seconds") >= 0
    assert line == {
        "event": "request",
        "log_level": "info",
        "method": "GET",
        "route": "/api/v1/communities/{id}/compliance",
        "status": 200,
    }


def test_the_access_log_tells_of_faults(client: Client, monitor: FakeMonitor) -> None:
    monitor.fault = ZeroDivisionError("13812345678")
    with capture_logs() as lines:
        client("writes").post("/api/v1/events", json=[])
    fault, request = lines
    assert (fault["event"], request["status"]) == ("fault", 500)
    assert fault["why"].startswith("ZeroDivisionError at ")
    assert "13812345678" not in str(lines)


def test_the_reference_is_the_one_we_published(monitor: FakeMonitor, golden: CompareGolden) -> None:
    document = create_app(monitor, HttpSettings()).openapi()
    golden("openapi.json", json.dumps(document, indent=2, ensure_ascii=False, sort_keys=True) + "\n")


def test_the_reference_refers_to_nothing_it_lacks(client: Client) -> None:
    text = client().get("/openapi.json").text
    schemas = json.loads(text)["components"]["schemas"]
    referred = {part.split('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert referred == set(schemas)
