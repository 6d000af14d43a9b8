"""What people wrote is sealed in PostgreSQL, and gone for good with the key of its day."""

from contextlib import closing
from hashlib import sha256
from pathlib import Path

import pytest

from monitor.clock import DAY
from monitor.store import (
    START,
    AppealRow,
    CommunityRow,
    Cursor,
    EvidenceRow,
    FindingRow,
    IdentityRow,
    LedgerRow,
    QuarantinedEvent,
    SightingRow,
    Store,
    StoreError,
    tables,
)
from monitor.store.key_file import KeyFile
from monitor.store.sealed import sealed_columns
from monitor.store.sealer import Sealer
from monitor.store.store import connect
from tests.databases import Kind, postgres
from tests.monitor.store.samples import an_event

_TODAY = 20_000 * DAY
_OLD = _TODAY - DAY
_TEXTS = (
    *("event", "snapshot", "finding", "evidence", "sighting", "quarantine", "outbox", "salt", "ledger", "identity"),
    "appeal",
)


@pytest.fixture
def kind() -> Kind:
    return "postgresql"


def words(name: str) -> bytes:
    """Return what nothing packs: it stands in a file as it is, or not at all."""
    return b"".join(_pieces(name))


def _pieces(name: str) -> list[bytes]:
    return [sha256(f"{name} {number}".encode()).digest() for number in range(100)]


def everything_in(folder: Path) -> bytes:
    return b"".join(file.read_bytes() for file in folder.rglob("*") if file.is_file())


def stands_in(files: bytes, text: bytes) -> bool:
    """Return whether one of some pieces of *text* is in *files*; a single one may lie across two pages."""
    return any(text[start : start + 32] in files for start in range(0, len(text) - 31, len(text) // 8))


def fill(store: Store, at: int) -> None:
    """Write into every column that is sealed; the event "judged" is, the event "waiting" is not."""
    with store.begin() as transaction:
        waiting = an_event("waiting", at=at + 1, body=words("event"))
        transaction.add_events([an_event("judged", at=at, body=words("event")), waiting])
        transaction.save_communities([CommunityRow("qq:1", None, at, Cursor(at, 0, "", "judged"))])
        transaction.save_snapshot("qq:1", Cursor(at, 0, "", "judged"), words("snapshot"))
        transaction.put_findings([FindingRow("f", "qq:1", None, "r", 1, 3, at, "member:m", words("finding"))])
        transaction.put_evidence([EvidenceRow("qq:1", "a", "attract.yield", "s", at, "m", words("evidence"))])
        transaction.put_sightings([SightingRow("qq:1", "a", at, words("sighting"))])
        transaction.quarantine([QuarantinedEvent("im://qq/1", "b", at, "ahead", words("quarantine"))])
        transaction.add_outbox("k", "ops", words("outbox"), at)
        transaction.append_ledger([LedgerRow("c", 1, at, "finding", "m", words("salt"), words("ledger"), b"c", b"h")])
        transaction.put_identities([IdentityRow("qq:1", "m", words("identity"), at)])
        appeal = AppealRow("a", "qq:1", "f", words("appeal"), at, at)
        transaction.put_appeal(appeal._replace(answered_at=at, answer=words("appeal")))


def boxes(url: str) -> dict[str, list[bytes]]:
    """Return what the database itself holds in the columns that are sealed."""
    _, engine = connect(url, durable=True)
    with engine.connect() as connection:
        held = {
            str(column): [
                bytes(value)
                for (value,) in connection.exec_driver_sql(
                    f'SELECT "{column.name}" FROM "{column.table.name}" WHERE "{column.name}" <> \'\''  # noqa: S608 - our own names
                )
            ]
            for column, _ in sealed_columns(tables.metadata)
        }
    engine.dispose()
    return held


def bodies(store: Store) -> dict[str, bytes]:
    with store.read() as transaction:
        return {row.event_id: row.body for row in transaction.events_between("qq:1", START, 2**62)}


def test_what_people_wrote_is_nowhere_in_clear_and_after_retention_nobody_can_open_it(
    key_file: Path,
) -> None:
    with postgres() as server:
        url = server.url("postgres")
        with closing(Store.open(url, key_file=key_file)) as store:
            fill(store, _OLD)
            with store.begin() as transaction:
                transaction.put_rule_set("in clear", words("rules"))
            before = boxes(url)
            with closing(KeyFile(key_file)) as keys:
                _, secret = keys.of_day(_OLD // DAY)
            assert secret in everything_in(key_file.parent)
            store.prune(_TODAY)
            assert bodies(store) == {"judged": b"", "waiting": words("event")}
            after = boxes(url)
        server.execute("CHECKPOINT")
        files = everything_in(server.data)
    assert stands_in(files, words("rules"))  # what is not sealed is found
    assert not [name for name in _TEXTS if stands_in(files, words(name))]
    assert secret not in everything_in(key_file.parent)
    with closing(KeyFile(key_file)) as keys:
        sealer = Sealer(keys)
        for column, held in before.items():
            assert held, column
            for box in held:
                assert stands_in(files, box), column  # deleted, and still there
                with pytest.raises(StoreError, match="lacks a key"):
                    sealer.open(box)
        assert sealer.open(after["event.body"][0]) == words("event")


def test_what_stays_is_sealed_anew_each_time_and_can_be_read_until_it_is_erased(store: Store, url: str) -> None:
    fill(store, _OLD)
    with store.begin() as transaction:
        transaction.replace_body("im://qq/1", "waiting", b"enriched")
    seen = set[bytes]()
    for days in range(3):
        store.prune(_TODAY + days * DAY)
        (box,) = boxes(url)["event.body"]
        assert box not in seen
        seen.add(box)
        assert bodies(store)["waiting"] == b"enriched"
        with store.read() as transaction:
            assert [row.statement for row in transaction.appeals()] == [words("appeal")]


def test_a_process_seals_nothing_under_a_key_that_another_one_destroyed(store: Store, url: str, key_file: Path) -> None:
    with closing(Store.open(url, key_file=key_file)) as other:
        for store_, id_ in ((store, "a"), (other, "b")):
            with store_.begin() as transaction:
                transaction.add_events([an_event(id_, at=_OLD, body=b"words")])
        store.prune(_TODAY)
        with other.begin() as transaction:
            transaction.add_events([an_event("c", at=_OLD, body=b"words")])
        assert bodies(other) == bodies(store) == {"a": b"words", "b": b"words", "c": b"words"}


def test_a_lost_key_file_is_told_before_anything_is_written(url: str, key_file: Path, tmp_path: Path) -> None:
    with closing(Store.open(url, key_file=key_file)) as store:
        fill(store, _TODAY)
    with pytest.raises(StoreError, match="put the key file of this database back from its backup"):
        Store.open(url, key_file=tmp_path / "other.keys")
    Store.open(url, key_file=key_file).close()


def test_a_store_on_a_server_needs_a_key_file(url: str, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="needs a key file"):
        Store.open(url)
    with pytest.raises(StoreError, match=r"no/keys.db: No such file or directory"):
        Store.open(url, key_file=tmp_path / "no" / "keys.db")


def test_a_key_file_is_for_its_owner_alone(key_file: Path) -> None:
    with closing(KeyFile(key_file)) as keys:
        keys.of_day(1)
        rights = {file.name: file.stat().st_mode & 0o777 for file in key_file.parent.iterdir()}
    assert set(rights.values()) == {0o600}, rights


def test_whoever_asks_first_all_get_the_key_of_the_day(key_file: Path) -> None:
    with closing(KeyFile(key_file)) as first, closing(KeyFile(key_file)) as second:
        assert first.of_day(1) == second.of_day(1) != first.of_day(2)


def test_a_number_is_not_given_to_two_keys(key_file: Path) -> None:
    with closing(KeyFile(key_file)) as keys:
        number, _ = keys.of_day(1)
        keys.destroy(keys.retire(2))
        assert keys.of_day(1)[0] > number
