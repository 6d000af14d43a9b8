"""The rules in force, compiled once for all end-to-end tests."""

from collections.abc import Iterator

import pytest

from monitor.panel import Panel


@pytest.fixture(scope="session")
def panel() -> Iterator[Panel]:
    panel = Panel.load()
    yield panel
    panel.engine.close()
