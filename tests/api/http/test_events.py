"""POST /api/v1/events takes in what is good and says what became of each record."""

import gzip
import json

import anyio
import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.requests import Request
from starlette.types import Message

from api.http import HttpSettings, create_app
from api.http.body import received
from api.http.problems import HttpError
from monitor.errors import MonitorError
from tests.api.http.conftest import Client
from tests.api.http.fake_monitor import FakeMonitor

EVENTS = "/api/v1/events"


def event(number: int = 1) -> dict[str, object]:
    """Return one message as a connector sends it."""
    return {
        "specversion": "1.0",
        "id": f"msg:{number}",
        "source": "im://qq/7",
        "type": "message.created",
        "time": "2024-03-01T10:00:00+08:00",
        "data": {
            "platform": "qq",
            "community": {"id": "7"},
            "actor": {"id": "8"},
            "message": {"id": str(number), "text": "早"},
        },
    }


@pytest.mark.parametrize(
    ("body", "media"),
    [
        pytest.param(json.dumps(event()), "application/cloudevents+json", id="one"),
        pytest.param(json.dumps([event()]), "application/cloudevents-batch+json", id="array"),
        pytest.param(json.dumps(event()) + "\n", "application/x-ndjson", id="ndjson"),
        pytest.param(json.dumps([event()]), None, id="no media type"),
    ],
)
def test_every_form_of_body_is_taken_in(client: Client, monitor: FakeMonitor, body: str, media: str | None) -> None:
    answer = client("writes").post(EVENTS, content=body, headers={"Content-Type": media} if media else None)
    assert answer.status_code == 202
    assert answer.json() == {"accepted": 1, "duplicate": 0, "late": 0, "quarantined": 0, "rejected": []}
    assert list(monitor.events) == ["msg:1"]


def test_events_are_counted_for_the_connector_that_holds_the_key(client: Client, monitor: FakeMonitor) -> None:
    client("writes").post(EVENTS, json=event())
    assert monitor.connectors == ["onebot"]


def test_a_bad_record_does_not_take_the_good_ones_with_it(client: Client, monitor: FakeMonitor) -> None:
    answer = client("writes").post(EVENTS, json=[event(1), {**event(2), "time": "yesterday"}, event(1), event(3)])
    assert answer.status_code == 202
    counts = answer.json()
    assert (counts["accepted"], counts["duplicate"]) == (2, 1)
    (rejected,) = counts["rejected"]
    assert rejected["where"] == "record 2"
    assert "expected RFC 3339 with an offset" in rejected["why"]
    assert set(monitor.events) == {"msg:1", "msg:3"}


def test_an_empty_array_is_a_batch_of_nothing(client: Client) -> None:
    assert client("writes").post(EVENTS, json=[]).status_code == 202


@pytest.mark.parametrize(
    ("body", "named"),
    [
        pytest.param(b"", "the body is empty", id="empty"),
        pytest.param(b" \n", "the body is empty", id="blank"),
        pytest.param(b"hello", "no record is an event", id="no json"),
        pytest.param(b"[1, 2]", "no record is an event; record 1", id="no events"),
        pytest.param(b'[{"id": "msg:1"}, ', "no record is an event; body", id="cut short"),
    ],
)
def test_a_body_without_any_event_is_a_bad_request(client: Client, body: bytes, named: str) -> None:
    answer = client("writes").post(EVENTS, content=body)
    assert answer.status_code == 400
    assert answer.json()["error"] == "bad_request"
    assert named in answer.json()["detail"]


def test_a_bad_request_names_every_record(client: Client) -> None:
    rejected = client("writes").post(EVENTS, json=[{"id": "1"}, {"id": "2"}]).json()["rejected"]
    assert [record["where"] for record in rejected] == ["record 1", "record 2"]


BODIES = st.binary() | st.recursive(st.none() | st.text(), st.lists).map(json.dumps).map(str.encode)
MEDIA = st.sampled_from(["", "application/json", "application/x-ndjson", "application/cloudevents-batch+json"])


def test_no_body_brings_us_down(client: Client) -> None:
    sender = client("writes", rate_limit="10000/hour")

    @given(BODIES, MEDIA)
    def holds(body: bytes, media: str) -> None:
        assert sender.post(EVENTS, content=body, headers={"Content-Type": media}).status_code in {202, 400}

    holds()


def test_gzip_is_unpacked(client: Client, monitor: FakeMonitor) -> None:
    body = gzip.compress(json.dumps(event(1)).encode() + b"\n") + gzip.compress(json.dumps(event(2)).encode())
    answer = client("writes").post(EVENTS, content=body, headers={"Content-Encoding": "gzip"})
    assert answer.json()["accepted"] == 2


@pytest.mark.parametrize(
    ("body", "encoding", "status"),
    [
        pytest.param(b"x" * 1001, "identity", 413, id="plain"),
        pytest.param(gzip.compress(b" " * 1_000_000), "gzip", 413, id="small when packed"),
        pytest.param(b" " * 999 + b"1", "identity", 400, id="as large as allowed"),
        pytest.param(gzip.compress(b" " * 500)[:-9], "gzip", 400, id="gzip cut short"),
        pytest.param(b"{}", "gzip", 400, id="not gzip"),
        pytest.param(gzip.compress(b"{}")[:10] + b"\xff\xff\xff", "gzip", 400, id="broken gzip"),
        pytest.param(b"{}", "br", 415, id="another encoding"),
    ],
)
def test_a_body_is_only_read_within_its_limits(client: Client, body: bytes, encoding: str, status: int) -> None:
    sender = client("writes", max_body_bytes=1000)
    assert sender.post(EVENTS, content=body, headers={"Content-Encoding": encoding}).status_code == status


@pytest.mark.parametrize(("records", "status"), [(3, 202), (4, 413)])
def test_a_request_may_hold_so_many_records_and_no_more(
    client: Client, monitor: FakeMonitor, records: int, status: int
) -> None:
    batch = [event(number) for number in range(records)]
    assert client("writes", max_records=3).post(EVENTS, json=batch).status_code == status
    assert len(monitor.events) == (records if status == 202 else 0)


def test_reading_stops_once_the_body_is_too_large() -> None:
    chunks_read = 0

    async def endless() -> Message:
        nonlocal chunks_read
        chunks_read += 1
        return {"type": "http.request", "body": b"x" * 400, "more_body": True}

    with pytest.raises(HttpError, match="larger than 1000 bytes"):
        anyio.run(received, Request({"type": "http"}, endless), 1000)
    assert chunks_read == 3


def test_a_client_that_hangs_up_is_no_fault_of_ours(monitor: FakeMonitor) -> None:
    sent: list[Message] = []
    scope = {
        "type": "http",
        "method": "POST",
        "path": EVENTS,
        "query_string": b"",
        "headers": [(b"authorization", b"Bearer writes")],
    }

    async def gone() -> Message:
        return {"type": "http.disconnect"}

    async def send(message: Message) -> None:
        sent.append(message)

    anyio.run(create_app(monitor, HttpSettings()), scope, gone, send)
    assert sent[0]["status"] == 400


def test_a_store_that_is_gone_asks_for_another_try(client: Client, monitor: FakeMonitor) -> None:
    monitor.fault = MonitorError("postgresql://secret@store is gone")
    answer = client("writes").post(EVENTS, json=event())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert answer.json() == {"error": "unavailable", "detail": "the monitor cannot answer now"}


def test_a_fault_of_ours_is_told_without_its_inside(client: Client, monitor: FakeMonitor) -> None:
    monitor.fault = ZeroDivisionError("secret")
    answer = client("writes").post(EVENTS, json=event())
    assert answer.status_code == 500
    assert answer.json() == {"error": "internal", "detail": "a fault on our side; it has been logged"}
