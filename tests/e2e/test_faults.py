"""What breaks around the monitor: its user is told, and nothing that was accepted is lost or doubled."""

from collections.abc import Generator
from pathlib import Path
from random import Random

import msgspec
import pytest
from fastapi.testclient import TestClient

from monitor.check import judge_events
from monitor.clock import HOUR
from monitor.decode import event_time
from monitor.document import CheckDocument
from monitor.event import Event
from monitor.language import language
from monitor.panel import Panel
from monitor.store import Store, StoreError
from tests.e2e.disk import Disk, disk_at
from tests.e2e.living import KEY, client_of, compliance
from tests.e2e.sending import NDJSON, batched, heartbeats, ndjson, shuffled
from tests.scenarios import plustoken

Batches = list[list[Event]]


@pytest.fixture(scope="module")
def history() -> list[Event]:
    return plustoken()


@pytest.fixture(scope="module")
def batches(history: list[Event]) -> Batches:
    random = Random(7)  # noqa: S311 - repeatable
    return [*batched(shuffled(history, random), random, 300), heartbeats(history)]


@pytest.fixture(scope="module")
def offline(history: list[Event], panel: Panel) -> CheckDocument:
    return judge_events(history, panel, language("zh"), key=KEY)


@pytest.fixture
def now(history: list[Event]) -> int:
    return event_time(history[-1]) + HOUR


@pytest.fixture
def disk(tmp_path: Path) -> Generator[Disk]:
    with disk_at(tmp_path / "disk", megabytes=24) as disk:
        yield disk


def send(client: TestClient, batch: list[Event]) -> tuple[int, str]:
    """Return the status of the answer and what it says."""
    response = client.post("/api/v1/events", content=ndjson(batch), headers=NDJSON)
    return response.status_code, response.json().get("error", "")


def assert_as_if_nothing_had_happened(client: TestClient, offline: CheckDocument) -> None:
    live = [compliance(client, community.id) for community in offline.communities]
    assert live == [msgspec.json.encode(community) for community in offline.communities]


def test_a_full_disk_refuses_what_it_cannot_keep_and_goes_on_when_there_is_room(
    disk: Disk, panel: Panel, now: int, batches: Batches, offline: CheckDocument
) -> None:
    with client_of(disk.folder, panel, now) as client:
        assert send(client, batches[0]) == (202, "")
        disk.fill(left=0)
        refused = next(answer for batch in batches[1:] if (answer := send(client, batch)) != (202, ""))
        assert refused == (503, "unavailable")  # later ones would make those refused late: a sender waits
        assert client.get("/healthz").status_code == 200
        assert client.get("/api/v1/alerts").status_code == 200
        disk.clear()
        assert {send(client, batch) for batch in batches} == {(202, "")}
        assert_as_if_nothing_had_happened(client, offline)


def test_a_disk_that_becomes_read_only_is_told_and_survived(
    disk: Disk, panel: Panel, now: int, batches: Batches, offline: CheckDocument
) -> None:
    half = len(batches) // 2
    with client_of(disk.folder, panel, now) as client:
        assert {send(client, batch) for batch in batches[:half]} == {(202, "")}
    disk.allow_writing(allowed=False)
    with pytest.raises(StoreError, match="may not be written"):
        Store.open(f"sqlite:///{disk.folder}/live.db")
    disk.allow_writing(allowed=True)
    with client_of(disk.folder, panel, now) as client:
        assert {send(client, batch) for batch in batches[half:]} == {(202, "")}
        assert_as_if_nothing_had_happened(client, offline)


def test_a_clock_set_back_an_hour_sets_events_aside_and_judges_them_later(
    tmp_path: Path, panel: Panel, history: list[Event], batches: Batches, offline: CheckDocument
) -> None:
    right = event_time(history[-1]) + HOUR
    half = len(batches) // 2
    back = max(event_time(event) for batch in batches[:half] for event in batch) - HOUR
    with client_of(tmp_path, panel, right) as client:
        assert {send(client, batch) for batch in batches[:half]} == {(202, "")}
    with client_of(tmp_path, panel, back) as client:
        assert {send(client, batch) for batch in batches[half:]} == {(202, "")}
        aside = client.get("/metrics").text
        assert 'groupwarden_events_total{connector="http",outcome="quarantined"} 0.0' not in aside
    with client_of(tmp_path, panel, right) as client:
        assert_as_if_nothing_had_happened(client, offline)
