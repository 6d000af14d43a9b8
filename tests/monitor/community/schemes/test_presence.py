"""Whose promotion is handed on under the account that is the same in all groups."""

import pytest
from msgspec import structs

from monitor.panel import Panel
from monitor.record import Promotion, Record, Who
from monitor.schemes.collusion import ACTIVE
from rules.signals import Stance
from tests.monitor.happenings import ANN, BOB, OWEN, Told, hours_of, joined, said, signal

PROMISE = signal("yield", 15.0)


def promoted(hours: float, who: Who = ANN, account: str = "account") -> Record:
    """Return a promise at some length."""
    return structs.replace(said(hours, who, PROMISE), promotion=Promotion(b"text", account))


def presences(panel: Panel, *records: Record) -> list[tuple[float, str, int]]:
    """Return in which hours which accounts are handed on, with how many people they have brought."""
    told = Told(panel, records)
    assert not told.fold.failures
    new = [entry for entry in told.fold.evidence.new if entry.account]
    assert {entry.signal for entry in new} <= {ACTIVE}
    return [(hours_of(entry.at), entry.account, int(entry.values["brought"])) for entry in new]


def test_an_account_is_handed_on_once_a_day(panel: Panel) -> None:
    """Of China's morning: the day ends at midnight in UTC."""
    told = presences(panel, promoted(0), promoted(1), promoted(21.9), promoted(22), promoted(23), promoted(50))
    assert told == [(0, "account", 0), (22, "account", 0), (50, "account", 0)]


def test_people_whom_the_promoter_has_brought_go_with_it(panel: Panel) -> None:
    records = [joined(number, Who(f"m{number}"), ANN) for number in range(3)]
    assert presences(panel, *records, joined(4, Who("n"), BOB), promoted(5)) == [(5, "account", 3)]


@pytest.mark.parametrize(
    "record",
    [
        pytest.param(said(0, ANN, PROMISE), id="a few words"),
        pytest.param(promoted(0, Who(name="ann")), id="who is known by name only"),
        pytest.param(promoted(0, OWEN), id="the owner in his own group"),
        pytest.param(structs.replace(promoted(0), is_test=True), id="a test"),
        pytest.param(structs.replace(promoted(0), signals=(signal("ad", 0.9),)), id="an ad for no scheme"),
        pytest.param(
            structs.replace(promoted(0), signals=(signal("payout_failure", 72.0, Stance.report),)), id="a complaint"
        ),
    ],
)
def test_nobody_else_is_followed(panel: Panel, record: Record) -> None:
    assert presences(panel, record) == []
