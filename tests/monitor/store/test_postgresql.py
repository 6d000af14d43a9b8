"""What is true of a store on a server."""

import re
from collections.abc import Iterator
from contextlib import closing
from itertools import count
from pathlib import Path

import pytest

from monitor.store import START, MemberRow, Store, StoreError
from monitor.store.store import connect
from monitor.store.tables import metadata
from tests.databases import PASSWORD, Databases, Kind, Postgres
from tests.monitor.store.samples import an_event

_NUMBERS = count()


@pytest.fixture
def kind() -> Kind:
    return "postgresql"


@pytest.fixture
def server(databases: Databases) -> Postgres:
    return databases.server


def made(server: Postgres, how: str) -> str:
    """Return the URL of a database that is made as *how* says."""
    name = f"made_{next(_NUMBERS)}"
    server.execute(f"CREATE DATABASE {name} TEMPLATE template0 {how}")
    return server.url(name)


def test_all_text_is_compared_byte_by_byte(url: str) -> None:
    _, engine = connect(url, durable=True)
    with engine.connect() as connection:
        compared = connection.exec_driver_sql(
            "SELECT collname, count(*) FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid"
            " JOIN pg_collation ON attcollation = pg_collation.oid"
            " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'"
            " GROUP BY collname"
        ).all()
    engine.dispose()
    texts = sum(column.type.python_type is str for table in metadata.tables.values() for column in table.columns)
    assert compared == [("C", texts)]


def test_the_order_of_events_is_that_of_python_whatever_the_database_is_collated_by(
    server: Postgres, key_file: Path
) -> None:
    rows = [an_event(id_) for id_ in ["a", "B", "é", "z", "Z", "10", "9", "字", "\U0001f600", "\uffff"]]
    url = made(server, "LOCALE_PROVIDER icu ICU_LOCALE 'en'")
    with closing(Store.open(url, key_file=key_file)) as store, store.begin() as transaction:
        transaction.add_events(rows)
        found = [row.event_id for row in transaction.events_between("qq:1", START, 0)]
        transaction.put_members([MemberRow("qq:1", row.event_id, None, None, None) for row in rows])
        assert [row.member for row in transaction.members("qq:1")] == found
    assert found == sorted(row.event_id for row in rows)


def test_more_late_events_than_a_small_integer_counts_are_kept(store: Store) -> None:
    rows = [an_event("a", late=40_000), an_event("b", late=70_000)]
    with store.begin() as transaction:
        transaction.add_events(rows)
        assert list(transaction.events_between("qq:1", START, 0)) == rows


def test_the_longest_ids_fit_the_index(store: Store) -> None:
    longest = chr(0x20000)  # four bytes each, and no two ids alike: the index packs them
    ids = ["".join(chr(ord(longest) + number * 977 + place * 31) for place in range(256)) for number in range(3)]
    rows = [an_event(id_, sequence=id_[:128])._replace(community=f"telegram:{id_}", source=id_) for id_ in ids]
    with store.begin() as transaction:
        assert transaction.add_events(rows) == []


def test_a_database_that_cannot_hold_every_letter_is_refused(server: Postgres, key_file: Path) -> None:
    with pytest.raises(StoreError, match="encoded in LATIN1; create it with createdb -E UTF8"):
        Store.open(made(server, "ENCODING 'LATIN1' LOCALE 'C'"), key_file=key_file)


@pytest.mark.parametrize(
    ("right", "wrong", "message"),
    [
        (PASSWORD, "secret-guess", "password authentication failed"),
        ("@/test", "@/nowhere", "does not exist"),
        ("host=.*", "host=127.0.0.1&port=9", "cannot be reached"),
    ],
    ids=["password", "database", "server"],
)
def test_why_a_server_cannot_be_used_is_told_without_the_password(
    url: str, key_file: Path, right: str, wrong: str, message: str
) -> None:
    with pytest.raises(StoreError, match=message) as raised:
        Store.open(re.sub(right, wrong, url), key_file=key_file)
    told: BaseException | None = raised.value
    while told:
        assert PASSWORD not in str(told)
        assert "secret-guess" not in str(told)
        told = told.__cause__


def test_a_reader_cannot_write(store: Store) -> None:
    with pytest.raises(StoreError, match="only lets read"), store.read() as reader:
        reader.add_events([an_event("a")])


def test_an_error_does_not_repeat_what_was_written(store: Store) -> None:
    with pytest.raises(StoreError) as raised, store.begin() as transaction:
        transaction.put_members([MemberRow("qq:1", "a secret\0", None, None, None)])
    told: BaseException | None = raised.value
    while told:
        assert "a secret" not in str(told)
        told = told.__cause__


@pytest.fixture
def durable(url: str, key_file: Path) -> Iterator[Store]:
    with closing(Store.open(url, key_file=key_file)) as opened:
        yield opened


def test_a_store_whose_server_was_away_goes_on_when_it_is_back(durable: Store, server: Postgres) -> None:
    with durable.begin() as transaction:
        transaction.add_events([an_event("a")])
    server.kill()
    try:
        with pytest.raises(StoreError, match="cannot be reached"), durable.begin():
            pass
        with pytest.raises(StoreError, match="cannot be reached"), durable.read():
            pass
    finally:
        server.start()
    with durable.begin() as transaction:
        assert transaction.add_events([an_event("a"), an_event("b")]) == [an_event("a")]


def test_what_was_under_way_when_the_server_died_is_gone_and_not_repeated(durable: Store, server: Postgres) -> None:
    def write_and_lose() -> None:
        with durable.begin() as transaction:
            transaction.add_events([an_event("a")])
            server.kill()
            server.start()

    with pytest.raises(StoreError, match=r"cannot be reached|stopping or starting"):
        write_and_lose()
    with durable.begin() as transaction:
        assert transaction.add_events([an_event("a")]) == []
