"""Opening, upgrading, transactions, and errors that say what to do, on both kinds of database."""

from collections.abc import Callable, Generator
from contextlib import closing, contextmanager
from itertools import pairwise
from pathlib import Path
from subprocess import PIPE, Popen
from sys import executable

import msgspec
import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData, Row, Table, inspect, select

from monitor.store import START, FindingRow, Store, StoreError, migrate, upgrade
from monitor.store.place import beside
from monitor.store.store import connect
from monitor.store.tables import REVISION, metadata
from tests.databases import Databases, Kind
from tests.monitor.store.samples import an_event

_SCRIPTS = str(Path(migrate.__file__).with_name("migrations"))
_REVISIONS = ["base", *(script.revision for script in reversed([*ScriptDirectory(_SCRIPTS).walk_revisions()]))]


@pytest.fixture
def empty(databases: Databases, kind: Kind, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    return databases.empty(kind, tmp_path)


@contextmanager
def connected(url: str) -> Generator[Connection]:
    _, engine = connect(url, durable=False)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        engine.dispose()


def _migrate(url: str, way: Callable[[Config, str], None], revision: str) -> None:
    with connected(url) as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", _SCRIPTS)
        way(config, revision)


def _downgrade(url: str, revision: str) -> None:
    _migrate(url, command.downgrade, revision)


def _schema(url: str) -> dict[str, list[str]]:
    """Return every table but that of alembic with its columns, types and keys, and its indexes."""
    with connected(url) as connection:
        seen = inspect(connection)
        return {
            name: sorted(
                [
                    *(f"{each['name']} {each['type']!r} {each['nullable']}" for each in seen.get_columns(name)),
                    *map(str, seen.get_indexes(name)),
                    str(seen.get_pk_constraint(name)),
                ]
            )
            for name in seen.get_table_names()
            if name != "alembic_version"
        }


def test_a_migrated_store_has_exactly_the_declared_tables(empty: str) -> None:
    upgrade(empty)
    with connected(empty) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        keys = {name: inspect(connection).get_pk_constraint(name)["constrained_columns"] for name in metadata.tables}
    assert keys == {name: table.primary_key.columns.keys() for name, table in metadata.tables.items()}


def test_the_declared_revision_is_the_newest_migration() -> None:
    assert _REVISIONS[-1] == REVISION


def test_each_migration_can_be_taken_back_and_made_again(empty: str) -> None:
    upgrade(empty)
    whole = _schema(empty)
    for older, _ in reversed([*pairwise(_REVISIONS)]):
        _downgrade(empty, older)
        left = _schema(empty)
        upgrade(empty)
        assert _schema(empty) == whole
        _downgrade(empty, older)
        assert _schema(empty) == left
    assert not _schema(empty)


def test_what_the_older_schema_holds_outlives_a_migration_taken_back(url: str, key_file: Path) -> None:
    kept = FindingRow("f", "qq:1", None, "r", 1, 3, 0, "member:m", b"why")
    with closing(Store.open(url, key_file=key_file)) as store, store.begin() as transaction:
        transaction.put_findings([kept, kept._replace(id="g", community="", subject="campaign:c")])
        transaction.replace_communities({"g": ["qq:1"]})
    _downgrade(url, "0001")
    with closing(Store.open(url, key_file=key_file)) as store, store.read() as transaction:
        assert transaction.findings() == [kept]
        assert transaction.campaign_findings("qq:1") == []


def test_an_upgrade_from_the_release_before_keeps_every_row_and_so_does_the_way_back(empty: str) -> None:
    _migrate(empty, command.upgrade, "0004")
    with connected(empty) as connection:
        older = MetaData()
        older.reflect(connection)
        older.remove(older.tables["alembic_version"])
        for table in older.tables.values():
            connection.execute(table.insert(), [_filled(table, number) for number in range(1, 4)])
    before = _rows(empty, older)
    assert {len(rows) for rows in before.values()} == {3}
    upgrade(empty)
    assert _rows(empty, older) == before
    _downgrade(empty, "0004")
    assert _rows(empty, older) == before


def _filled(table: Table, number: int) -> dict[str, object]:
    """Return a row with something in every column."""
    body = msgspec.msgpack.encode({"event": f"{number}"})
    of_kind: dict[type, object] = {str: f"text {number}", int: number, bytes: body}
    return {column.name: of_kind[column.type.python_type] for column in table.columns}


def _rows(url: str, tables: MetaData) -> dict[str, list[Row[tuple[object, ...]]]]:
    """Return the rows of *tables*, without what an alert is made of, which an upgrade writes anew."""
    kept = {
        name: [column for column in table.columns if f"{column}" != "alert.body"]
        for name, table in tables.tables.items()
    }
    with connected(url) as connection:
        return {name: sorted(connection.execute(select(*columns)).all()) for name, columns in kept.items()}


def test_upgraded_twice_a_store_is_upgraded_once(url: str) -> None:
    upgrade(url)
    whole = _schema(url)
    upgrade(url)
    assert _schema(url) == whole


def test_processes_that_upgrade_at_once_do_not_disturb_each_other(empty: str) -> None:
    code = f"from monitor.store import upgrade; input(); upgrade({empty!r})"
    processes = [Popen([executable, "-c", code], stdin=PIPE, stderr=PIPE, text=True) for _ in range(3)]  # noqa: S603 - our own code
    for process in processes:  # each waits until all are there
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    assert [process.communicate()[1] for process in processes] == [""] * 3
    with connected(empty) as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opening_a_current_store_runs_no_migration(url: str, key_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    upgrade(url)

    def refuse(config: Config, revision: str) -> None:
        raise AssertionError(revision)

    monkeypatch.setattr(command, "upgrade", refuse)
    Store.open(url, key_file=key_file).close()


def test_a_store_of_a_newer_version_is_refused(url: str) -> None:
    upgrade(url)
    with connected(url) as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    with pytest.raises(StoreError, match="has schema 9999, this version knows up to"):
        upgrade(url)


def test_what_was_committed_is_there_after_reopening(url: str, key_file: Path) -> None:
    with closing(Store.open(url, key_file=key_file)) as store, store.begin() as transaction:
        transaction.add_events([an_event("a", body=b"1")])
    with closing(Store.open(url, key_file=key_file)) as store, store.read() as transaction:
        assert list(transaction.events_between("qq:1", START, 0)) == [an_event("a", body=b"1")]


def test_a_store_beside_another_one_is_another_one(url: str, key_file: Path, tmp_path: Path) -> None:
    with (
        closing(Store.open(url, key_file=key_file)) as store,
        closing(Store.open(beside(url, "shadow"), key_file=tmp_path / "shadow.keys")) as other,
        store.begin() as transaction,
        other.begin() as shadow,  # nor does one wait for the other
    ):
        transaction.add_events([an_event("a")])
        assert shadow.body_of("im://qq/1", "a") is None
        shadow.add_events([an_event("a")])


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
    with store.read() as before:
        assert before.body_of("im://qq/1", "a") is None
        with store.begin() as writer:
            writer.add_events([an_event("a")])
            assert before.body_of("im://qq/1", "a") is None
        assert before.body_of("im://qq/1", "a") is None


@pytest.mark.parametrize(
    ("bad", "message"),
    [
        ("store.db", "not a database URL"),
        ("postgresql://me:hidden@host:port/db", "not a database URL"),
        ("sqlite://", "expected sqlite:///path"),
        ("postgresql://me:hidden@host", r"postgresql://me:\*\*\*@host is not supported; expected"),
        ("mysql://me:hidden@host/db", r"mysql://me:\*\*\*@host/db is not supported"),
        ("sqlite:////nowhere/at/all/store.db", "its folder is missing"),
    ],
    ids=["no URL", "no port", "no file", "no database", "another kind", "no folder"],
)
def test_a_url_that_cannot_be_used_is_refused_without_its_password(bad: str, message: str) -> None:
    with pytest.raises(StoreError, match=message) as raised:
        Store.open(bad)
    assert "hidden" not in str(raised.value)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.store.sqlite._BUSY_TIMEOUT_MS", 1)
    monkeypatch.setattr("monitor.store.postgresql._LOCK_TIMEOUT_MS", 1)


@pytest.mark.usefixtures("impatient")
def test_a_second_writer_is_told_that_there_is_one(url: str, key_file: Path) -> None:
    with (
        closing(Store.open(url, key_file=key_file)) as first,
        closing(Store.open(url, key_file=key_file)) as second,
        first.begin(),
        pytest.raises(StoreError, match="one writer at a time"),
        second.begin(),
    ):
        pass
