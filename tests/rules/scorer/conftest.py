"""The shipped scorer, and a reader for its texts."""

import pytest

from rules.scorer import Scorer
from rules.signals import SignalReader


@pytest.fixture(scope="session")
def reader() -> SignalReader:
    return SignalReader.builtin()


@pytest.fixture(scope="session")
def shipped() -> Scorer:
    return Scorer.shipped()
