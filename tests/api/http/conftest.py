"""A client in front of the application, a fake monitor behind it."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from api.http import HttpSettings, create_app
from tests.api.http.fake_monitor import FakeMonitor

Client = Callable[..., TestClient]


@pytest.fixture
def monitor() -> FakeMonitor:
    return FakeMonitor()


@pytest.fixture
def client(monitor: FakeMonitor) -> Client:
    """Return how to open a client: with which key, and which settings."""

    def opened(key: str | None = None, **settings: object) -> TestClient:
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        app = create_app(monitor, HttpSettings.model_validate(settings))
        return TestClient(app, headers=headers, raise_server_exceptions=False)

    return opened
