"""Newcomers, and whether anybody received them within their first day."""

from collections.abc import Callable, Iterator

import msgspec

from monitor.clock import DAY, MINUTE

WELCOME_WITHIN = 10 * MINUTE  # catalogue newcomer-unwelcomed
REPLY_WITHIN = DAY
ANSWER_WITHIN = 10 * MINUTE  # design: who speaks next so soon answers, with or without the reply function


class Newcomer(msgspec.Struct):
    """Somebody who joined less than a day ago; times in microseconds, 0 for never."""

    joined: int
    spoke: int = 0
    received: bool = False


class Arrivals(msgspec.Struct):
    """The newcomers of the last day by member, in order of joining, and which of them wrote the latest message."""

    newcomers: dict[str, Newcomer] = msgspec.field(default_factory=dict[str, Newcomer])
    waiting: str = ""


Judge = Callable[[str, bool, int], object]
"""judges whether a member had been received by a time"""


class Newcomers:
    """Waits a day for each newcomer to be welcomed or answered; an alarm.

    Words of owner, admin or bot, or a new notice within ten minutes welcome everybody who has just come. A reply
    within the day, or the next words of somebody else within ten minutes, answer the one who spoke.
    """

    def __init__(self, state: Arrivals, judge: Judge, wake: Callable[[int], None]) -> None:
        """Continue from *state*; *judge* judges each newcomer a day after the join."""
        self._state = state
        self._judge = judge
        self._wake = wake

    def joined(self, member: str, at: int) -> None:
        """Enter that *member* came."""
        if member not in self._state.newcomers:
            self._state.newcomers[member] = Newcomer(at)
            self._wake(at + REPLY_WITHIN)

    def welcomed(self, at: int) -> None:
        """Enter a welcome, or the rules, for all to read."""
        for newcomer in reversed(self._state.newcomers.values()):
            if newcomer.joined < at - WELCOME_WITHIN:
                break
            newcomer.received = True

    def heard(self, member: str, at: int, replied_to: str) -> None:
        """Enter a message of *member*, and to whom it replies if to anybody."""
        state = self._state
        if not state.newcomers:
            return
        if replied_to != member:
            self._answered(replied_to)
        if state.waiting != member:
            waiting = state.newcomers.get(state.waiting)
            if waiting and at - waiting.spoke <= ANSWER_WITHIN:
                self._answered(state.waiting)
        state.waiting = member if member in state.newcomers else ""
        if state.waiting:
            state.newcomers[member].spoke = at

    def _answered(self, member: str) -> None:
        if member in self._state.newcomers:
            self._state.newcomers[member].received = True

    def dues(self) -> Iterator[int]:
        """Yield when the first newcomer has been there for a day."""
        for newcomer in self._state.newcomers.values():
            yield newcomer.joined + REPLY_WITHIN
            break

    def ring(self, due: int) -> None:
        """Judge who has been there for a day."""
        newcomers = self._state.newcomers
        for member in [key for key, newcomer in newcomers.items() if newcomer.joined + REPLY_WITHIN <= due]:
            self._judge(member, newcomers.pop(member).received, due)
