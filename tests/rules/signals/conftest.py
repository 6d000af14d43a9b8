"""One reader for the room: it keeps nothing between messages."""

import pytest

from rules.signals import SignalReader


@pytest.fixture(scope="session")
def reader() -> SignalReader:
    return SignalReader.builtin()
