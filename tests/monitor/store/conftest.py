"""A fresh store for each test, on each kind of database."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import Store
from tests.databases import Databases, Kind


@pytest.fixture
def url(databases: Databases, kind: Kind, tmp_path: Path) -> str:
    return databases.fresh(kind, tmp_path)


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    return tmp_path / "keys.db"


@pytest.fixture
def store(url: str, key_file: Path) -> Iterator[Store]:
    with closing(Store.open(url, durable=False, key_file=key_file)) as opened:
        yield opened
