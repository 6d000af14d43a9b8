"""Opening, upgrading, transactions, and errors that say what to do."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from monitor.store import START, FindingRow, Store, StoreError, migrate, upgrade
from monitor.store.dialect import faults
from monitor.store.store import connect
from monitor.store.tables import REVISION, metadata
from tests.monitor.store.samples import an_event


def test_a_migrated_store_has_exactly_the_declared_tables(url: str) -> None:
    upgrade(url)
    _, engine = connect(url, durable=False)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        keys = {name: inspect(connection).get_pk_constraint(name)["constrained_columns"] for name in metadata.tables}
    engine.dispose()
    assert keys == {name: table.primary_key.columns.keys() for name, table in metadata.tables.items()}


def test_the_declared_revision_is_the_newest_migration() -> None:
    scripts = ScriptDirectory(str(Path(migrate.__file__).with_name("migrations")))
    assert scripts.get_current_head() == REVISION


def test_a_migration_can_be_taken_back_and_made_again_and_keeps_what_the_older_schema_holds(url: str) -> None:
    kept = FindingRow("f", "qq:1", None, "r", 1, 3, 0, "member:m", b"why")
    with closing(Store.open(url)) as store, store.begin() as transaction:
        transaction.put_findings([kept, kept._replace(id="g", community="", subject="campaign:c")])
        transaction.replace_communities("g", ["qq:1"])
    _downgrade(url, "0001")
    with closing(Store.open(url)) as store, store.read() as transaction:
        assert transaction.findings() == [kept]
        assert transaction.campaign_findings("qq:1") == []


def _downgrade(url: str, revision: str) -> None:
    _, engine = connect(url, durable=False)
    with engine.begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(Path(migrate.__file__).with_name("migrations")))
        command.downgrade(config, revision)
    engine.dispose()


def test_opening_a_current_store_runs_no_migration(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade(url)

    def refuse(config: Config, revision: str) -> None:
        raise AssertionError(revision)

    monkeypatch.setattr(command, "upgrade", refuse)
    Store.open(url).close()


def test_what_was_committed_is_there_after_reopening(url: str) -> None:
    with closing(Store.open(url)) as store, store.begin() as transaction:
        transaction.add_events([an_event("a", body=b"1")])
    with closing(Store.open(url)) as store, store.read() as transaction:
        assert list(transaction.events_between("qq:1", START, 0)) == [an_event("a", body=b"1")]


def test_an_exception_rolls_the_whole_transaction_back(store: Store) -> None:
    def write_and_fail() -> None:
        with store.begin() as transaction:
            transaction.add_events([an_event("a")])
            transaction.add_outbox("k", "ops", b"", 0)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        write_and_fail()
    with store.read() as transaction:
        assert transaction.body_of("im://qq/1", "a") is None
        assert transaction.due_outbox("ops", 0, 1) == []


def test_a_reader_sees_the_moment_it_began_and_does_not_wait_for_the_writer(store: Store) -> None:
    with store.read() as before, store.begin() as writer:
        assert before.body_of("im://qq/1", "a") is None
        writer.add_events([an_event("a")])
        assert before.body_of("im://qq/1", "a") is None


@pytest.mark.parametrize(("durable", "synchronous"), [(True, 2), (False, 0)], ids=["durable", "temporary"])
def test_a_durable_store_waits_for_the_disk_and_overwrites_what_is_deleted(
    url: str, durable: bool, synchronous: int
) -> None:
    engine = connect(url, durable=durable)
    with engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "secure_delete")
        }
    engine.dispose()
    assert settings == {"journal_mode": "wal", "synchronous": synchronous, "secure_delete": 1}


def _of_a_newer_version(path: Path) -> None:
    upgrade(f"sqlite:///{path}")
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def _of_another_kind(path: Path) -> None:
    path.write_text("no database " * 100)


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (_of_a_newer_version, "has schema 9999, this version knows up to"),
        (_of_another_kind, "not a Groupwarden store"),
        (Path.mkdir, "may not be written"),
    ],
    ids=["newer schema", "not a database", "a folder"],
)
def test_a_file_that_cannot_be_the_store_is_refused(
    tmp_path: Path, prepare: Callable[[Path], None], message: str
) -> None:
    prepare(tmp_path / "x")
    with pytest.raises(StoreError, match=message):
        Store.open(f"sqlite:///{tmp_path / 'x'}")


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("store.db", "not a database URL"),
        ("sqlite://", "expected sqlite:///path"),
        ("mysql://me:hidden@host/db", r"mysql://me:\*\*\*@host/db is not supported"),
        ("sqlite:////nowhere/at/all/store.db", "its folder is missing"),
    ],
    ids=["no URL", "no file", "another database", "no folder"],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_password(bad: str, message: str) -> None:
    with pytest.raises(StoreError, match=message):
        Store.open(bad)


def test_a_second_writer_is_told_that_there_is_one(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.sqlite._BUSY_TIMEOUT_MS", 1)
    with (
        closing(Store.open(url)) as first,
        closing(Store.open(url)) as second,
        first.begin(),
        pytest.raises(StoreError, match="one writer at a time"),
        second.begin(),
    ):
        pass


def test_a_full_disk_is_named(url: str) -> None:
    _, engine = connect(url, durable=False)
    with engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")
        with pytest.raises(StoreError, match="disk is full"), faults(engine):
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
