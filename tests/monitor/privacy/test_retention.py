"""After 180 days nothing of what people wrote, and nobody, is in any file; every table has an answer to that."""

from pathlib import Path

import msgspec
import pytest

from monitor.clock import DAY
from monitor.event import Event, Person
from monitor.panel import Panel
from monitor.privacy.appeals import Appeals
from monitor.privacy.vault import Vault
from monitor.pseudonym import Pseudonyms
from monitor.service.privacy import AppealRequest
from monitor.store import AlertQuery, AppealRow, HoldRow, Transaction
from monitor.store.retention import KEPT, steps
from monitor.store.tables import metadata
from tests.monitor.privacy.stories import GROUP, OFFER, OWEN, START, Living, Story, living, on_disk, spellings

KEY = Pseudonyms(b"a key for tests only")
EVE, ANN = Person("20012001", "Eve Adams"), Person("20022002", "Ann Brown")
CHAT, COMPLAINT = "今天天气真好啊大家", "我没有做过这件事,请复核,电话13812345678"
OLD, NEW = "30%,日结", "25%,日结"
LONG = 181 * DAY


def test_every_table_has_an_answer() -> None:
    """Say in `monitor.store.retention` what becomes of a new table's rows, or why they are kept."""
    erased = {str(step.table) for step in steps(0)}
    assert erased | KEPT.keys() == metadata.tables.keys()
    assert erased.isdisjoint(KEPT)


def history() -> list[Event]:
    story = Story()
    events = [story.said(OWEN, CHAT), story.joined(EVE, OWEN), story.joined(ANN, EVE)]
    for _ in range(3):
        story.day()
        events += [story.said(EVE, OFFER), story.said(ANN, CHAT)]
    return events


def much_later() -> list[Event]:
    story = Story()
    for _ in range(181):
        story.day()
    late = [story.said(ANN, OFFER.replace("30%", "25%")), story.said(OWEN, CHAT)]
    return [msgspec.structs.replace(event, id=f"late {event.id}") for event in late]


def people() -> list[str]:
    """Return every name of those who took part."""
    return [
        name
        for person in (OWEN, EVE, ANN)
        if person.id and person.name
        for name in (
            KEY.member(GROUP, person.id),
            KEY.name(GROUP, person.name),
            KEY.account("telegram", person.id),
        )
    ]


def found(folder: Path, words: list[str]) -> list[str]:
    """Return those of *words* that stand somewhere in a file."""
    disk = on_disk(folder)
    return [word for word in words if any(said in disk for said in spellings(word))]


PLAIN = [CHAT, "13812345678", "boss@example.org", EVE.id or "", ANN.id or "", "Eve Adams", "Ann Brown"]


@pytest.mark.parametrize("name", ["live.db", "live.db.shadow"], ids=["of the rules in force", "of rules on trial"])
def test_nobody_and_nothing_said_is_left_of_a_group_that_fell_silent(tmp_path: Path, panel: Panel, name: str) -> None:
    with living(tmp_path, panel, KEY, name=name) as life:
        life.tell(history())
        appeal(life)
        assert not found(tmp_path, PLAIN)
        assert len(found(tmp_path, [*people(), OLD])) > 5
        life.writer.prune(START + LONG)
        assert not found(tmp_path, [*people(), OLD])
    assert not found(tmp_path, [*people(), OLD, *PLAIN])


def appeal(life: Living) -> None:
    """Let somebody appeal against the first alert."""

    def receive(transaction: Transaction) -> None:
        [alert, *_] = transaction.alerts(AlertQuery())
        Appeals(lambda _transaction, _alert, _by, _why: [], lambda: START).receive(
            transaction, AppealRequest(alert.fingerprint, COMPLAINT), "m"
        )

    life.writer.enter(receive)


def test_in_a_group_that_goes_on_what_is_old_goes(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        life.tell(much_later())
        assert found(tmp_path, [OLD, NEW]) == [OLD, NEW]
        life.writer.prune(START + 10 * DAY)
        assert found(tmp_path, [OLD, NEW]) == [NEW]
    assert found(tmp_path, [OLD, NEW, *PLAIN]) == [NEW]


def test_what_is_held_for_a_case_stays_until_it_is_released(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        life.writer.enter(lambda transaction: transaction.put_hold(HoldRow(GROUP, "17", "police", "mod", 1)))
        life.writer.prune(START + LONG)
        assert found(tmp_path, [OLD]) == [OLD]
        life.writer.enter(lambda transaction: transaction.delete_hold(GROUP, "17"))
        life.writer.prune(START + LONG)
        assert not found(tmp_path, [OLD])


def test_appeals_stay_for_three_years(tmp_path: Path, panel: Panel) -> None:
    with living(tmp_path, panel, KEY) as life:
        life.tell(history())
        appeal(life)
        life.writer.prune(START + 900 * DAY)
        assert len(appeals(life)) == 1
        life.writer.prune(START + 1096 * DAY)
        assert not appeals(life)


def appeals(life: Living) -> list[AppealRow]:
    with life.store.read() as transaction:
        return transaction.appeals()


def test_identities_are_forgotten_180_days_after_somebody_was_seen(tmp_path: Path, panel: Panel) -> None:
    vault = Vault(b"a reveal key for tests")
    with living(tmp_path, panel, KEY) as life:
        for events in (history(), much_later()):
            rows = [life.intake.stored(event) for event in events]
            sights = [
                sight for event, row in zip(events, rows, strict=True) for sight in life.intake.sights(event, row)
            ]
            life.writer.submit(rows, [], identities=vault.rows(sights))
        assert not found(tmp_path, PLAIN)
        life.writer.prune(START + 10 * DAY)
        with life.store.read() as transaction:
            kept = transaction.identities(GROUP, [KEY.member(GROUP, who.id or "") for who in (EVE, ANN)])
        assert [vault.open(row) for row in kept] == [ANN.id]
