"""Whatever humans write about a step, no number of a person gets into the store."""

from pathlib import Path

from monitor.event import Person
from monitor.evidence.entry import Entry
from monitor.evidence.hold import hold
from monitor.evidence.ledger import Ledger
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.store import HoldRow, Transaction
from tests.monitor.privacy.stories import GROUP, OFFER, Story, living, on_disk, spellings

NUMBERS = ["13812345678", "11010119900307123X", "6222021234567890128", "boss@example.org"]


def test_events_reasons_and_holds_are_kept_without_numbers_of_people(tmp_path: Path, panel: Panel) -> None:
    told = "、".join(NUMBERS)

    def write(transaction: Transaction) -> None:
        hold(transaction, Ledger(transaction), HoldRow(GROUP, "17", told, "mod", 1))
        Ledger(transaction).add(GROUP, Entry("case", 1, "member:m", by="mod", reason=told))

    with living(tmp_path, panel, Pseudonyms(b"a key for tests only")) as life:
        life.tell([Story().said(Person("2001", "Eve"), f"{OFFER},{told},加群 13812345678.com")])
        life.writer.enter(write)
        disk = on_disk(tmp_path)
        assert "保本月收益".encode() in disk
        assert not [number for number in NUMBERS for said in spellings(number) if said in disk]
