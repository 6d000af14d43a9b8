"""A fresh store for each test."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import Store


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'store.db'}"


@pytest.fixture
def store(url: str) -> Iterator[Store]:
    with closing(Store.open(url, durable=False)) as opened:
        yield opened
