"""A server killed at any moment loses nothing that it answered with 202, and doubles nothing when all is resent."""

import os
import re
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from threading import Timer

import httpx
import msgspec
import pytest

from monitor.build import build_monitor
from monitor.check import judge_events
from monitor.document import CheckDocument
from monitor.event import Event
from monitor.keys import Scope
from monitor.language import language
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.settings import load_settings
from tests.e2e.kept import Kept, copy_of, kept
from tests.e2e.living import KEY, compliance
from tests.e2e.sending import NDJSON, batched, heartbeats, ndjson, shuffled
from tests.scenarios import plustoken

CONFIG = "http: {rate_limit: 100000/second}"
KILLS = 2
PATIENCE = 60  # seconds

Batches = list[list[Event]]


class Server:
    """`groupwarden serve` over the store in a folder."""

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - our own code
            [sys.executable, "-m", "api", "serve", "--port", "0", "--config", str(configured(folder))],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            env=os.environ | environment(folder),
        )

    def client(self, key: str) -> httpx.Client:
        """Return a client once the server serves."""
        assert self._process.stderr is not None
        guard = self.kill_after(PATIENCE)  # a server that never says so must not hold up the tests
        address = next(filter(None, map(re.compile(r"http://127\.0\.0\.1:\d+").search, self._process.stderr)))[0]
        guard.cancel()
        headers = {"Authorization": f"Bearer {key}"}
        return httpx.Client(base_url=address, headers=headers, timeout=60, trust_env=False)

    def kill_after(self, seconds: float) -> Timer:
        """Kill the process from another thread in *seconds*."""
        timer = Timer(seconds, self._process.kill)
        timer.start()
        return timer

    def end(self) -> None:
        """Kill the process now, if it still lives."""
        self._process.kill()
        self._process.communicate()


def configured(folder: Path) -> Path:
    """Return the file with the settings of a monitor that lives in *folder*."""
    config = folder.with_suffix(".yaml")
    config.write_text(CONFIG, encoding="utf-8")
    return config


def environment(folder: Path) -> dict[str, str]:
    """Return the settings that come from the environment."""
    return {
        "GROUPWARDEN_DATABASE_URL": f"sqlite:///{folder}/live.db",
        "GROUPWARDEN_PSEUDONYM_KEY": KEY.decode(),
    }


def monitor_in(folder: Path) -> Monitor:
    """Return a monitor as `serve` builds it."""
    folder.mkdir(exist_ok=True)
    return build_monitor(load_settings(configured(folder), environment(folder)))


@contextmanager
def server_on(folder: Path) -> Generator[Server]:
    server = Server(folder)
    try:
        yield server
    finally:
        server.end()


@pytest.fixture(scope="module")
def history() -> list[Event]:
    return plustoken()


@pytest.fixture(scope="module")
def batches(history: list[Event]) -> Batches:
    random = Random(11)  # noqa: S311 - repeatable
    return [*batched(shuffled(history, random), random, 300), heartbeats(history)]


@pytest.fixture(scope="module")
def offline(history: list[Event], panel: Panel) -> CheckDocument:
    return judge_events(history, panel, language("zh"), key=KEY)


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory, batches: Batches) -> Kept:
    """What a run without kills keeps."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    with monitor_in(folder) as monitor:
        for batch in batches:
            monitor.ingest(batch, "http")
    with copy_of(folder, folder.parent / "copy") as store, store.read() as transaction:
        return kept(transaction)


def send(client: httpx.Client, batch: list[Event]) -> bool:
    """Return whether *batch* was taken in, as far as the sender can tell."""
    try:
        return client.post("/api/v1/events", content=ndjson(batch), headers=NDJSON).status_code == 202
    except httpx.TransportError:
        return False


def send_and_kill(server: Server, key: str, waiting: Batches, random: Random) -> tuple[int, Batches]:
    """Send some of *waiting* and kill the server amid the next; return how many were answered, and what was sent."""
    amid = min(random.randint(1, 4), len(waiting) - 1)
    with server.client(key) as client:
        assert all(send(client, batch) for batch in waiting[:amid])
        timer = server.kill_after(random.uniform(0, 0.05))
        answered = amid + send(client, waiting[amid])
        timer.join()
    return answered, waiting[: amid + 1]


def keys(batch: list[Event]) -> set[tuple[str, str]]:
    return {(event.source, event.id) for event in batch}


def assert_nothing_lost(held: Kept, answered: Batches, sent: Batches) -> None:
    """What was answered is there; each batch that was sent is there whole or not at all; everything is there once."""
    assert all(keys(batch) <= held.events.keys() for batch in answered)
    assert all(keys(batch) & held.events.keys() in (set(), keys(batch)) for batch in sent)
    assert set(held.events.values()) <= {1}


@pytest.mark.parametrize("seed", range(2))
def test_killed_again_and_again_then_resent_the_store_is_that_of_a_run_without_kills(
    seed: int, tmp_path: Path, batches: Batches, uninterrupted: Kept, offline: CheckDocument
) -> None:
    random = Random(seed)  # noqa: S311 - repeatable
    folder, done = tmp_path / "store", 0  # how many batches were answered
    with monitor_in(folder) as monitor:
        key = monitor.keys.add("test", frozenset(Scope))
    for _ in range(KILLS):
        with server_on(folder) as server:
            answered, sent = send_and_kill(server, key, batches[done:], random)
        with copy_of(folder, tmp_path / "copy") as store, store.read() as transaction:
            assert_nothing_lost(kept(transaction), batches[: done + answered], sent)
        done += answered
        with server_on(folder) as server:  # killed again while it starts
            server.kill_after(random.uniform(0.5, 1.5)).join()
    with server_on(folder) as server, server.client(key) as client:
        assert all(send(client, batch) for batch in batches)
        live = [compliance(client, community.id) for community in offline.communities]
    assert live == [msgspec.json.encode(community) for community in offline.communities]
    with copy_of(folder, tmp_path / "copy") as store, store.read() as transaction:
        held = kept(transaction)
    assert held.events == uninterrupted.events
    assert held.findings == uninterrupted.findings
    assert held.alerts == uninterrupted.alerts
