"""What members do for the group, once a day each: who chats all day is no closer to it."""

from collections.abc import Callable
from typing import Literal

import msgspec

from monitor.clock import LocalClock

Activity = Literal["attendance", "interaction", "offline", "purchase", "duty"]

POINTS: dict[Activity, int] = {"attendance": 30, "interaction": 30, "offline": 20, "purchase": 20, "duty": 0}
"""tenths of the weights 3/3/2/2 (catalogue affinity-drop), so that what has faded can still be told apart"""

Judge = Callable[[Activity, str, int, bool], object]
"""judges what a member did at a time, and whether as owner or admin"""


class Today(msgspec.Struct):
    """Who has done what on a local day."""

    day: int = 0
    done: dict[str, dict[str, bool]] = msgspec.field(default_factory=dict[str, dict[str, bool]])


class Activities:
    """Lets the first of each kind count that a member does on a local day."""

    def __init__(self, state: Today, clock: LocalClock, judge: Judge) -> None:
        """Continue from *state*; *judge* judges what counts."""
        self._state = state
        self._clock = clock
        self._judge = judge

    def enter(self, kind: Activity, member: str, at: int, *, staff: bool) -> None:
        """Enter that *member* did something of *kind*."""
        today = self._clock.day(at)
        if today != self._state.day:
            self._state.day, self._state.done = today, {}
        done = self._state.done.setdefault(kind, {})
        if member not in done:
            done[member] = True
            self._judge(kind, member, at, staff)
