"""The built-in rules, compiled once for all tests of the monitor."""

import pytest

from monitor.panel import Panel


@pytest.fixture(scope="session")
def panel() -> Panel:
    return Panel.load()
