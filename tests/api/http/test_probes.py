"""Supervisors and Prometheus get plain answers."""

from tests.api.http.conftest import Client
from tests.api.http.fake_monitor import FakeMonitor


def test_a_process_that_answers_is_alive_even_without_its_store(client: Client, monitor: FakeMonitor) -> None:
    monitor.ready = False
    assert client().get("/healthz").json() == {"status": "ok"}


def test_readiness_follows_store_and_stream(client: Client, monitor: FakeMonitor) -> None:
    assert client().get("/readyz").status_code == 200
    monitor.ready = False
    answer = client().get("/readyz")
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")


def test_metrics_are_those_of_the_monitor(client: Client) -> None:
    answer = client().get("/metrics")
    assert "groupwarden_fakes_total 1.0" in answer.text
    assert answer.headers["Content-Type"].startswith("text/plain")


def test_metrics_come_as_open_metrics_when_asked_for(client: Client) -> None:
    answer = client().get("/metrics", headers={"Accept": "application/openmetrics-text; version=1.0.0"})
    assert answer.headers["Content-Type"].startswith("application/openmetrics-text")
    assert answer.text.endswith("# EOF\n")


def test_metrics_can_be_closed_with_a_token(client: Client) -> None:
    answers = [client(key, metrics_token="t").get("/metrics").status_code for key in (None, "reads", "t")]  # noqa: S106 - a test's token
    assert answers == [401, 401, 200]
