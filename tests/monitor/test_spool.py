"""An event is stored once; a duplicate may bring the inviter that was missing."""

from pathlib import Path

import msgspec
import pytest

from monitor import record as records
from monitor.record import Who
from monitor.spool import enter
from monitor.store import Store, StoredEvent
from tests.monitor.happenings import ANN, GROUP, joined

PLAIN = joined(0, ANN)
OWEN, AMY = Who("owen"), Who("amy")


@pytest.mark.parametrize(
    ("inviters", "kept"),
    [
        pytest.param([None, OWEN], OWEN, id="the second brings it"),
        pytest.param([OWEN, None], OWEN, id="the first had it"),
        pytest.param([OWEN, AMY], OWEN, id="the first is believed"),
        pytest.param([None, None], None, id="nobody knows"),
    ],
)
@pytest.mark.parametrize("together", [True, False], ids=["in one batch", "in two"])
def test_a_duplicate_enriches(tmp_path: Path, inviters: list[Who | None], kept: Who | None, together: bool) -> None:
    rows = [_row(inviter) for inviter in inviters]
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    with store.begin() as transaction:
        for batch in [rows] if together else [[row] for row in rows]:
            enter(transaction, batch)
        stored = transaction.body_of(rows[0].source, rows[0].event_id)
    store.close()
    assert stored is not None
    assert records.decode(stored.body).inviter == kept


def test_what_was_judged_already_stays_as_it_was_judged(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    with store.begin() as transaction:
        enter(transaction, [_row(None)])
        assert len(enter(transaction, [_row(OWEN)._replace(late=1)])) == 1
        assert transaction.body_of("im://wechat/g", PLAIN.id) == _row(None)
    store.close()


def test_an_erased_event_is_not_enriched(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/store.db", durable=False)
    with store.begin() as transaction:
        enter(transaction, [_row(None)._replace(body=b"")])
        assert len(enter(transaction, [_row(OWEN)])) == 1
        assert transaction.body_of("im://wechat/g", PLAIN.id) == _row(None)._replace(body=b"")
    store.close()


def _row(inviter: Who | None) -> StoredEvent:
    record = msgspec.structs.replace(PLAIN, inviter=inviter)
    return StoredEvent("im://wechat/g", record.id, GROUP, record.at, 0, "", records.encode(record))
