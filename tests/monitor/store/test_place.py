"""A store beside another one is there, or nothing of it is."""

from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import Store, beside, discard, exists
from tests.databases import Databases, Kind
from tests.monitor.store.samples import an_event


@pytest.fixture
def keys(tmp_path: Path) -> Path:
    return tmp_path / "trials.keys"


@pytest.fixture
def trials(url: str, key_file: Path, keys: Path) -> str:
    """The URL of a store that is there, beside another one."""
    other = beside(url, "shadow")
    with (
        closing(Store.open(url, key_file=key_file)) as store,
        closing(Store.open(other, key_file=keys)) as aside,
        store.begin() as first,
        aside.begin() as second,
    ):
        first.add_events([an_event("a", body=b"1")])
        second.add_events([an_event("b", body=b"2")])
    return other


def test_whether_it_is_there_is_found_out_without_making_it(url: str) -> None:
    for _ in range(2):
        assert not exists(beside(url, "shadow"))


def test_discarded_nothing_of_it_is_left_and_the_other_one_stays(
    trials: str, url: str, key_file: Path, keys: Path, tmp_path: Path
) -> None:
    assert exists(trials)
    for _ in range(2):
        discard(trials, keys)
        assert not exists(trials)
    assert not list(tmp_path.glob("*shadow*"))
    assert not list(tmp_path.glob("trials*"))
    with closing(Store.open(url, key_file=key_file)) as store, store.read() as transaction:
        assert transaction.body_of("im://qq/1", "a") == an_event("a", body=b"1")
    with closing(Store.open(trials, key_file=keys)) as store, store.read() as transaction:
        assert transaction.body_of("im://qq/1", "b") is None


def test_the_log_of_a_file_goes_with_it(tmp_path: Path, keys: Path) -> None:
    (tmp_path / "live.db.shadow-wal").touch()
    discard(f"sqlite:///{tmp_path}/live.db.shadow", keys)
    assert list(tmp_path.iterdir()) == []


class TestOnAServer:
    """There, a name may be somebody else's."""

    @pytest.fixture
    def kind(self) -> Kind:
        return "postgresql"

    def test_a_schema_that_holds_no_store_stays(self, databases: Databases, url: str, keys: Path) -> None:
        databases.server.execute("CREATE SCHEMA shadow CREATE TABLE notes ()", url)
        discard(beside(url, "shadow"), keys)
        databases.server.execute("DROP TABLE shadow.notes", url)
