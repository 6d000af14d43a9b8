"""What is true of a store in a file."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from monitor.store import Store, StoreError
from monitor.store.dialect import faults
from monitor.store.store import connect
from tests.monitor.store.samples import an_event


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/store.db"


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 0)], ids=["durable", "temporary"])
def test_a_durable_store_waits_for_the_disk_and_overwrites_what_is_deleted(
    url: str, durable: bool, synchronous: int
) -> None:
    _, engine = connect(url, durable=durable)
    with engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    engine.dispose()
    assert settings == {"journal_mode": "wal", "synchronous": synchronous, "secure_delete": 1}


def _of_another_kind(path: Path) -> None:
    path.write_text("no database " * 100)


@pytest.mark.parametrize(
    ("prepare", "message"),
    [(_of_another_kind, "not a Groupwarden store"), (Path.mkdir, "may not be written")],
    ids=["not a database", "a folder"],
)
def test_a_file_that_cannot_be_the_store_is_refused(
    tmp_path: Path, prepare: Callable[[Path], None], message: str
) -> None:
    prepare(tmp_path / "x")
    with pytest.raises(StoreError, match=message):
        Store.open(f"sqlite:///{tmp_path / 'x'}")


def test_a_full_disk_is_named(url: str) -> None:
    dialect, engine = connect(url, durable=False)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(StoreError, match="disk is full"), faults(engine, dialect):
            connection.exec_driver_sql("CREATE TABLE t (x)")
    engine.dispose()


def test_pruning_under_a_reader_says_that_the_log_was_not_emptied(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.sqlite._BUSY_TIMEOUT_MS", 1)
    with closing(Store.open(url)) as store:
        with store.begin() as writer:
            writer.add_events([an_event("a")])
        with store.read() as reader:
            reader.communities()
            with pytest.raises(StoreError, match="try again"):
                store.prune(1)
        store.prune(1)


def test_only_its_owner_can_read_a_store(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/s.db")
    with store.begin() as transaction:
        transaction.communities()
    rights = {file.name: file.stat().st_mode & 0o777 for file in tmp_path.iterdir()}
    store.close()
    assert set(rights.values()) == {0o600}, rights


def test_bodies_are_kept_as_they_are(url: str, tmp_path: Path) -> None:
    with closing(Store.open(url)) as store, store.begin() as transaction:
        transaction.add_events([an_event("a", body=b"words")])
    with closing(sqlite3.connect(tmp_path / "store.db")) as connection:
        assert connection.execute("SELECT body FROM event").fetchall() == [(b"words",)]
