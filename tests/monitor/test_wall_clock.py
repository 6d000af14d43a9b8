"""The clock goes forward, whatever the machine's does."""

import time

import pytest

from monitor.clock import HOUR, SECOND
from monitor.wall_clock import WallClock


class Machine:
    """A machine whose time of day can be set, beside the time that passes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.shown, self.elapsed = 100 * HOUR, 0
        monkeypatch.setattr(time, "time_ns", lambda: self.shown * 1_000)
        monkeypatch.setattr(time, "monotonic_ns", lambda: self.elapsed * 1_000)

    def run(self, microseconds: int) -> None:
        self.shown += microseconds
        self.elapsed += microseconds


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(monkeypatch)


def test_the_clock_shows_the_time_of_day(machine: Machine) -> None:
    clock = WallClock()
    assert clock.now() == 100 * HOUR
    machine.run(SECOND)
    assert clock.now() == 100 * HOUR + SECOND


def test_set_back_an_hour_it_goes_on_by_elapsed_time(machine: Machine) -> None:
    clock = WallClock()
    before = clock.now()
    machine.shown -= HOUR
    assert clock.now() == before
    machine.run(SECOND)
    assert clock.now() == before + SECOND


def test_set_forward_it_follows(machine: Machine) -> None:
    clock = WallClock()
    clock.now()
    machine.shown += HOUR
    assert clock.now() == 101 * HOUR
