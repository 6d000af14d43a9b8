"""Live intake: events a second that are durably committed and judged before the sender hears of it."""

import socket
from collections.abc import Generator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from threading import Thread

import httpx
import uvicorn

from api.demo import scale_history
from api.http import HttpSettings, create_app
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
from tests.e2e.sending import NDJSON, ndjson

BATCH = 500
EVENTS = 20_000


class _Ahead(WallClock):
    """A clock behind which every stream lies."""

    def now(self) -> int:
        return END


class Intakes:
    """Monitors over new stores in *folder*, each taking the same events in."""

    def __init__(self, folder: Path, panel: Panel, events: int) -> None:
        stream = list(scale_history(events, COMMUNITIES))
        self._folder, self._panel, self._numbers = folder, panel, count()
        self._batches = [stream[start : start + BATCH] for start in range(0, events, BATCH)]
        self._bodies = [ndjson(batch) for batch in self._batches]

    def by_call(self) -> None:
        """Hand every batch to the monitor."""
        with self._monitor() as monitor:
            for batch in self._batches:
                assert monitor.ingest(batch, "http").accepted == len(batch)

    def by_http(self) -> None:
        """Post every batch to a server on this machine."""
        with self._monitor() as monitor, _served(monitor) as client:
            for batch, body in zip(self._batches, self._bodies, strict=True):
                answer = client.post("/api/v1/events", content=body, headers=NDJSON)
                assert answer.json()["accepted"] == len(batch)

    def _monitor(self) -> Monitor:
        store = Store.open(f"sqlite:///{self._folder}/live-{next(self._numbers)}.db")
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
    """Measure both ways in. Start and end of the monitor are part of each run."""
    panel = Panel.load()
    intakes = Intakes(folder, panel, events)
    measured = Runs(runs, {"call": intakes.by_call, "http": intakes.by_http})
    panel.engine.close()
    return [
        Row(f"durable intake by call, {BATCH} a batch", f"{measured.rate('call', events):,.0f} events/s"),
        Row(f"durable intake over HTTP, {BATCH} a request", f"{measured.rate('http', events):,.0f} events/s"),
    ]
