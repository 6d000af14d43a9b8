"""The end of each local day, at which a community is looked at as a whole.

A day's end is no grid over silent time: it is the end of the windows that such facts read, which are whole days. It
is armed by something that happens, and armed again only until the last of that has left the longest of these windows,
or until as long after the declared end of the group; then nothing that is read can change any more.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import msgspec

from monitor.clock import LocalClock

Wake = Callable[[int], None]


class Days(msgspec.Struct):
    """When something happened last, and the end of the day that is judged next; 0 for never."""

    last: int = 0
    due: int = 0


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far the windows look back, in days, and when the group is declared to end (0: never)."""

    reach: int
    ends: int = 0


class DayReview:
    """Judges the days whose windows are not empty, each at its end; an alarm."""

    def __init__(
        self, state: Days, clock: LocalClock, horizon: Horizon, judge: Callable[[int], object], *, wake: Wake
    ) -> None:
        """Continue from *state*; *judge* judges the day that ends at a time."""
        self._state = state
        self._clock = clock
        self._horizon = horizon
        self._judge = judge
        self._wake = wake

    def happened(self, at: int) -> None:
        """Enter that something happened at *at*."""
        state = self._state
        state.last = at
        if not state.due:
            state.due = self._clock.day_end(at)
            self._wake(state.due)

    def dues(self) -> Iterator[int]:
        """Yield the next end of a day that is to be judged."""
        if self._state.due:
            yield self._state.due

    def ring(self, due: int) -> None:
        """Judge the day that ends at *due*."""
        if due == self._state.due:
            self._judge(due)
            ahead, day = self._clock.day_end(due), self._clock.day
            emptied = day(max(self._state.last, self._horizon.ends)) + self._horizon.reach + 1
            self._state.due = ahead if day(ahead) <= emptied else 0
