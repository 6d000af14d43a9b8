"""An event from the future waits, and is judged once its time has come, as if it had come in then."""

from pathlib import Path

import pytest

from monitor.clock import DAY, HOUR
from monitor.decode import event_time
from monitor.intake import Intake
from monitor.live import Monitor
from monitor.panel import Panel
from monitor.pseudonym import Pseudonyms
from monitor.service import AlertQuery
from monitor.store import Store
from tests.e2e.living import KEY, StoppedClock
from tests.monitor.events import message

PROMISE = message(text="保本保息,日息2%,稳赚不赔")


class SetClock(StoppedClock):
    """A clock that a test sets."""

    def set(self, now: int) -> None:
        self._now = now


@pytest.fixture
def clock() -> SetClock:
    return SetClock(event_time(PROMISE) - HOUR)


def monitor_on(folder: Path, panel: Panel, clock: SetClock) -> Monitor:
    return Monitor(
        Store.open(f"sqlite:///{folder}/live.db"), panel, Intake(panel.reader, Pseudonyms(KEY)), clock=clock, lateness=0
    )


def test_its_time_come_it_is_judged_once(tmp_path: Path, panel: Panel, clock: SetClock) -> None:
    with monitor_on(tmp_path, panel, clock) as monitor:
        assert monitor.ingest([PROMISE], "http").quarantined == 1
        monitor.release()
        assert monitor.alerts(AlertQuery()) == []
    clock.set(event_time(PROMISE))
    with monitor_on(tmp_path, panel, clock) as monitor:  # it has waited through a restart
        monitor.release()
        [*found] = monitor.alerts(AlertQuery())
        assert {alert.count for alert in found} == {1}
        clock.set(event_time(PROMISE) + DAY)
        monitor.release()
        assert monitor.ingest([PROMISE], "http").duplicate == 1
        assert monitor.alerts(AlertQuery()) == found
