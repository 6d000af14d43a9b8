"""A PostgreSQL server that dies amid the work: senders are told, and nothing that was accepted is lost or doubled."""

from collections import Counter
from collections.abc import Generator
from contextlib import closing
from pathlib import Path
from random import Random
from threading import Timer

import msgspec
import pytest
from fastapi.testclient import TestClient

from monitor.check import judge_events
from monitor.decode import event_time
from monitor.event import Event
from monitor.language import language
from monitor.panel import Panel
from monitor.store import Store
from tests.databases import PASSWORD, Postgres, postgres
from tests.e2e.kept import kept
from tests.e2e.living import KEY, client_of, compliance
from tests.e2e.sending import LATENESS, NDJSON, batched, heartbeats, ndjson, shuffled
from tests.scenarios import plustoken

_DEATHS = {2, 7}  # the batches amid which the server dies


@pytest.fixture(scope="module")
def history() -> list[Event]:
    return plustoken()


@pytest.fixture
def server() -> Generator[Postgres]:
    with postgres() as running:
        yield running


def send(client: TestClient, batch: list[Event]) -> int:
    return client.post("/api/v1/events", content=ndjson(batch), headers=NDJSON).status_code


def assert_unavailable(client: TestClient, batch: list[Event]) -> None:
    """Nothing is taken in, and who looks after the monitor can tell that it lives and why it does not work."""
    assert send(client, batch) == 503
    assert client.get("/readyz").status_code == 503
    assert client.get("/healthz").status_code == 200


def test_a_server_that_dies_and_comes_back_changes_nothing_and_no_log_tells_its_password(
    server: Postgres, tmp_path: Path, panel: Panel, history: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    random = Random(3)  # noqa: S311 - repeatable
    batches = [*batched(shuffled(history, random), random, 300), heartbeats(history)]
    url, now = server.url("postgres"), max(map(event_time, history)) + LATENESS
    offline = judge_events(history, panel, language("zh"), key=KEY)
    with client_of(tmp_path, panel, now, url=url) as client:
        for number, batch in enumerate(batches):
            dying = Timer(random.uniform(0, 0.05), server.kill)
            if number in _DEATHS:
                dying.start()
            answer = send(client, batch)
            if number in _DEATHS:
                dying.join()
                assert_unavailable(client, batch)
                server.start()
                assert client.get("/readyz").status_code == 200
                assert answer in {202, 503}
                answer = send(client, batch)  # as a connector does that got no answer, or thinks so
            assert answer == 202
        live = [compliance(client, community.id) for community in offline.communities]
    assert live == [msgspec.json.encode(community) for community in offline.communities]
    with closing(Store.open(url, key_file=tmp_path / "live.keys")) as store, store.read() as transaction:
        assert kept(transaction).events == Counter((event.source, event.id) for batch in batches for event in batch)
    assert PASSWORD not in "".join(capsys.readouterr())


def test_a_server_that_was_overtaken_takes_nothing_in_until_the_other_ends_and_then_goes_on_from_there(
    server: Postgres, tmp_path: Path, panel: Panel, history: list[Event]
) -> None:
    batches = [*batched(history, Random(3), 900), heartbeats(history)]  # noqa: S311 - repeatable
    url, now = server.url("postgres"), max(map(event_time, history)) + LATENESS
    offline = judge_events(history, panel, language("zh"), key=KEY)
    with client_of(tmp_path, panel, now, url=url) as first:
        for batch in batches[:2]:
            assert send(first, batch) == 202
        server.cut_off(url)
        with client_of(tmp_path, panel, now, url=url) as second:
            for batch in batches[2:4]:
                assert_unavailable(first, batch)
                assert send(second, batch) == 202
        for batch in batches[4:]:
            assert send(first, batch) == 202
        assert first.get("/readyz").status_code == 200
        live = [compliance(first, community.id) for community in offline.communities]
    assert live == [msgspec.json.encode(community) for community in offline.communities]
