"""What still holds is repeated: a group together, and more and more seldom as long as nobody acts."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from monitor.clock import DAY, HOUR, MINUTE, micros
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.store import AlertRow
from rules import Severity
from tests.monitor.alerts.office import NOON, Office, an_alert, rules_told


@pytest.fixture
def office(tmp_path: Path, panel: Panel) -> Iterator[Office]:
    made = Office(tmp_path, panel, Recipient("mo"))
    yield made
    made.store.close()


def test_what_still_holds_is_repeated_every_interval(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    assert office.wait(23 * HOUR) == []
    assert rules_told(office.wait(24 * HOUR)) == [("repeated", ["yield-promise"])]


def test_what_opened_hour_after_hour_is_repeated_together_once_an_interval(office: Office) -> None:
    office.open(an_alert())
    office.wait(HOUR)
    office.open(an_alert("principal-guarantee"))
    office.wait(HOUR)
    first = office.wait(24 * HOUR)
    assert rules_told(first) == [("repeated", ["yield-promise"])]
    assert rules_told(office.wait(46 * HOUR)) == []
    assert rules_told(office.wait(HOUR)) == [("repeated", ["yield-promise", "principal-guarantee"])]


def days_told(office: Office, days: int) -> list[int]:
    """Return on which of the next *days* something is repeated."""
    begin = office.now
    return [(micros(datetime.fromisoformat(each.time)) - begin) // DAY for each in office.wait(days * DAY)]


def test_what_nobody_acts_on_is_repeated_more_and_more_seldom(office: Office) -> None:
    office.open(an_alert())
    office.wait(MINUTE)
    assert days_told(office, 36) == [0, 2, 6, 13, 20, 27, 34]


def test_what_is_no_graver_is_repeated_with_its_group(office: Office) -> None:
    office.open(an_alert())
    office.wait(8 * DAY)
    office.open(an_alert("principal-guarantee"))
    assert rules_told(office.wait(6 * DAY + HOUR)) == [
        ("opened", ["principal-guarantee"]),
        ("repeated", ["yield-promise", "principal-guarantee"]),
    ]
    assert days_told(office, 8) == [6]


@pytest.mark.parametrize(
    "graver",
    [
        pytest.param(an_alert("safe-account", severity=Severity.critical), id="another alert"),
        pytest.param(an_alert(severity=Severity.critical), id="the same"),
    ],
)
def test_something_graver_lets_a_group_repeat_soon_again(office: Office, graver: AlertRow) -> None:
    office.open(an_alert())
    office.wait(10 * DAY)
    office.change("raised", graver)
    office.wait(MINUTE)
    assert days_told(office, 15) == [0, 2, 6, 13]


def test_a_group_of_which_everything_was_over_repeats_soon_again(office: Office) -> None:
    office.open(an_alert())
    office.wait(10 * DAY)
    office.resolve(an_alert())
    office.wait(HOUR)
    office.change("reopened", an_alert(at=NOON + 10 * DAY))
    office.wait(HOUR)
    assert days_told(office, 15) == [0, 2, 6, 13]
