"""Promoters who go: by leaving, or by a day of silence under strain where they were heard on most days."""

import pytest

from monitor.panel import Panel
from monitor.record import Record, Who
from monitor.schemes.exodus import BACK, LEFT, SILENT
from tests.monitor.happenings import ANN, BOB, OWEN, Told, happened, hours_of, joined, said, signal

PROMISE = signal("yield", 15.0)
DAILY = [said(24 * day, ANN, PROMISE) for day in range(5)]
STRAIN = said(100, BOB, signal("payout_failure", 72.0))


def goings(panel: Panel, records: list[Record], until: float = 300) -> list[tuple[str, float]]:
    """Return who is handed on as gone or back, and in which hour."""
    told = Told(panel, records).until(until)
    assert not told.fold.failures
    new = [entry for entry in told.fold.evidence.new if entry.signal in {LEFT, SILENT, BACK}]
    assert {entry.member for entry in new} <= {"ann"}
    return [(entry.signal, hours_of(entry.at)) for entry in new]


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        pytest.param([*DAILY, STRAIN], [(SILENT, 124)], id="a day of strain without a word"),
        pytest.param([*DAILY, STRAIN, said(110, ANN)], [(SILENT, 134)], id="a day since the last word"),
        pytest.param(DAILY, [], id="without strain silence is nothing"),
        pytest.param([*DAILY[-3:], STRAIN], [], id="heard on three days only"),
        pytest.param([*DAILY, said(180, BOB, signal("payout_failure", 72.0))], [], id="silent before the strain began"),
        pytest.param([*DAILY, STRAIN, said(130, ANN)], [(SILENT, 124), (BACK, 130), (SILENT, 154)], id="back again"),
        pytest.param([*DAILY, happened("member.left", 99, target=ANN)], [(LEFT, 99)], id="left"),
        pytest.param(
            [*DAILY, happened("member.left", 98, target=ANN), joined(99, ANN)], [(LEFT, 98), (BACK, 99)], id="rejoined"
        ),
        pytest.param([*DAILY, happened("member.removed", 99, OWEN, ANN), STRAIN], [], id="put out by the owner"),
        pytest.param([*DAILY, said(20, ANN), STRAIN], [(SILENT, 124)], id="a word of days ago that comes in late"),
        pytest.param([said(1, BOB), happened("member.left", 2, target=BOB)], [], id="who never promoted"),
    ],
)
def test_promoters_go(panel: Panel, records: list[Record], expected: list[tuple[str, float]]) -> None:
    assert goings(panel, records) == expected


def test_silence_is_noted_at_its_own_time_whenever_the_next_event_comes(panel: Panel) -> None:
    later = [*DAILY, STRAIN, said(200, Who("cat"))]
    assert goings(panel, later, until=201) == goings(panel, [*DAILY, STRAIN]) == [(SILENT, 124)]
