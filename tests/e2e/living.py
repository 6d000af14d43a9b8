"""A monitor in this process behind its real HTTP application."""

from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex
from urllib.parse import quote

import httpx
from fastapi.testclient import TestClient

from api.http import HttpSettings, create_app
from monitor.intake import Intake
from monitor.keys import Scope
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.profile import Profiles
from monitor.pseudonym import Pseudonyms
from monitor.store import Store
from monitor.wall_clock import WallClock

KEY = b"one key for check and live"


class StoppedClock(WallClock):
    """A clock that stands still at *now*, so that no run depends on its day."""

    def __init__(self, now: int) -> None:
        super().__init__()
        self._now = now

    def now(self) -> int:
        return self._now


@contextmanager
def client_of(
    folder: Path,
    panel: Panel,
    now: int,
    profiles: Profiles | None = None,
    *,
    max_body_bytes: int = 2**23,
    url: str = "",
) -> Generator[TestClient]:
    """Open a client, with a key for everything, of a monitor that lives in *folder* at the time *now*.

    Its database is a file there, or at *url*.
    """
    store = Store.open(url or f"sqlite:///{folder}/live.db", key_file=folder / "live.keys", alone=True)
    intake = Intake(panel.reader, Pseudonyms(KEY))
    with Monitor(store, panel, intake, profiles=profiles, clock=StoppedClock(now)) as monitor:
        key = monitor.keys.add(f"test {token_hex(4)}", frozenset(Scope))
        app = create_app(monitor, HttpSettings(rate_limit="100000/second", max_body_bytes=max_body_bytes))
        with TestClient(app, headers={"Authorization": f"Bearer {key}"}) as client:
            yield client


def compliance(client: TestClient | httpx.Client, community: str) -> bytes:
    """Return the report on *community* as it is sent."""
    response = client.get(f"/api/v1/communities/{quote(community, safe='')}/compliance")
    assert response.status_code == 200, response.text
    return response.content
