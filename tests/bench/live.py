"""Live intake: events a second that are durably committed and judged before the sender hears of it."""

import socket
from collections.abc import Generator, Sequence
from contextlib import contextmanager
from itertools import count, islice
from pathlib import Path
from threading import Thread

import httpx
import uvicorn

from api.demo import demo_history, scale_history
from api.http import HttpSettings, create_app
from monitor.event import Event
from monitor.intake import Intake
from monitor.keys import Scope
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from monitor.wall_clock import WallClock
from tests.bench.measure import Row, Runs
from tests.bench.offline import KEY
from tests.bench.streams import COMMUNITIES, END
from tests.databases import Postgres, postgres
from tests.e2e.sending import NDJSON, ndjson

BATCH = 500
EVENTS = 20_000


class _Ahead(WallClock):
    """A clock behind which every stream lies."""

    def now(self) -> int:
        return END


class Intakes:
    """Monitors over new stores in *folder* or on *server*, each taking the same *stream* in."""

    def __init__(self, folder: Path, server: Postgres, panel: Panel, stream: Sequence[Event]) -> None:
        self._folder, self._server, self._panel, self._numbers = folder, server, panel, count()
        self._batches = [stream[start : start + BATCH] for start in range(0, len(stream), BATCH)]
        self._bodies = [ndjson(batch) for batch in self._batches]

    def by_call(self) -> None:
        """Hand every batch to the monitor."""
        self._take_in(self._monitor(f"sqlite:///{self._folder}/live-{next(self._numbers)}.db"))

    def on_server(self) -> None:
        """Hand every batch to the monitor, which keeps it in PostgreSQL."""
        name = f"{self._folder.name}_{next(self._numbers)}"
        self._server.execute(f"CREATE DATABASE {name}")
        self._take_in(self._monitor(self._server.url(name)))

    def _take_in(self, monitor: Monitor) -> None:
        with monitor:
            for batch in self._batches:
                assert monitor.ingest(batch, "http").accepted == len(batch)

    def by_http(self) -> None:
        """Post every batch to a server on this machine."""
        monitor = self._monitor(f"sqlite:///{self._folder}/live-{next(self._numbers)}.db")
        with monitor, _served(monitor) as client:
            for batch, body in zip(self._batches, self._bodies, strict=True):
                answer = client.post("/api/v1/events", content=body, headers=NDJSON)
                assert answer.json()["accepted"] == len(batch)

    def _monitor(self, url: str) -> Monitor:
        store = Store.open(url, key_file=self._folder / f"{next(self._numbers)}.keys")
        return Monitor(store, self._panel, Intake(self._panel.reader, Pseudonyms(KEY)), clock=_Ahead())


@contextmanager
def _served(monitor: Monitor) -> Generator[httpx.Client]:
    key = monitor.keys.add("bench", frozenset(Scope))
    app = create_app(monitor, HttpSettings(rate_limit="100000/second"))
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(app, log_level="warning"))
        thread = Thread(target=server.run, args=([listening],))
        thread.start()
        url, headers = f"http://127.0.0.1:{listening.getsockname()[1]}", {"Authorization": f"Bearer {key}"}
        try:
            with httpx.Client(base_url=url, headers=headers, timeout=60, trust_env=False) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


def speed(folder: Path, events: int, runs: int) -> list[Row]:
    """Measure both ways in and both databases. Start and end of the monitor are part of each run."""
    panel, story = Panel.load(), list(islice(demo_history(), events))
    with postgres() as server:
        plain = Intakes(_new(folder / "plain"), server, panel, list(scale_history(events, COMMUNITIES)))
        demo = Intakes(_new(folder / "demo"), server, panel, story)
        measured = Runs(runs, {"call": plain.by_call, "server": plain.on_server, "http": plain.by_http})
        told = Runs(runs, {"call": demo.by_call, "server": demo.on_server})
    panel.engine.close()
    return [
        Row(f"durable intake by call, {BATCH} a batch", f"{measured.rate('call', events):,.0f} events/s"),
        Row(
            f"durable intake by call into PostgreSQL on this machine, {BATCH} a batch",
            f"{measured.rate('server', events):,.0f} events/s, {measured.ratio('server', 'call'):.1f} times as long",
        ),
        Row(
            "the same of the demonstration, in which much is found",
            f"{told.rate('server', len(story)):,.0f} events/s, {told.ratio('server', 'call'):.1f} times as long",
        ),
        Row(f"durable intake over HTTP, {BATCH} a request", f"{measured.rate('http', events):,.0f} events/s"),
    ]


def _new(folder: Path) -> Path:
    folder.mkdir()
    return folder
