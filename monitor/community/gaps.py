"""Times without something - rules, staff, an answer - judged when the hours that rules name have passed."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Generic, TypeVar

import msgspec

from monitor.clock import HOUR, LocalClock
from rules import Catalogue
from rules.facts import Value


class Gap(msgspec.Struct):
    """A time without something, `since` when (0: no gap).

    `due` is no later than the next deadline (0: none left), `judged` the deadline last judged, `met` the one at which a
    rule was met.
    """

    since: int = 0
    due: int = 0
    judged: int = 0
    met: int = 0


G = TypeVar("G", bound=Gap)
Judge = Callable[[G, Mapping[str, Value], int], object]
"""judges a gap with its `hours` and `awake_hours` at a time; returns None when no rule was met"""


class Gaps(Generic[G]):
    """The gaps of one kind of fact, which are an alarm: rules compare how long they last, in whole hours.

    `hours` pass day and night, but a deadline that falls into the quiet hours waits for their end; `awake_hours` stand
    still in the quiet hours (X9). Once a deadline has passed, what else the rule asks may still come true: the gap
    waits until a rule was met.
    """

    def __init__(
        self,
        kind: str,
        clock: LocalClock,
        catalogue: Catalogue,
        running: Callable[[], Iterable[G]],
        *,
        judge: Judge[G],
        wake: Callable[[int], None],
    ) -> None:
        """Let *judge* judge those *running*; the deadlines are those that *catalogue* names for facts of *kind*."""
        self._clock = clock
        self._running = running
        self._judge = judge
        self._wake = wake
        self._hours = catalogue.least(kind, "hours")
        self._awake_hours = catalogue.least(kind, "awake_hours")
        self._soonest = min((*self._hours, *self._awake_hours), default=None)
        for gap in running():  # the rules may have changed since they were kept
            due = self._next(gap)
            gap.due = min(gap.due, due) if gap.due else due

    def begin(self, gap: G, at: int) -> None:
        """Let *gap* begin, or begin anew, at *at*."""
        gap.since, gap.judged, gap.met = at, 0, 0
        if self._soonest is None:
            gap.due = 0
        else:
            gap.due = at + self._soonest * HOUR  # not yet by the clock: most gaps end long before a deadline
            self._wake(gap.due)

    def end(self, gap: G) -> None:
        """Let there be no *gap* any more."""
        gap.since = gap.due = gap.judged = gap.met = 0

    def dues(self) -> Iterator[int]:
        """Yield when to look at the gaps again."""
        return (gap.due for gap in self._running() if gap.due)

    def ring(self, due: int) -> None:
        """Judge the gaps that reach a deadline at *due*."""
        for gap in [gap for gap in self._running() if gap.due and gap.due <= due]:
            deadline = self._next(gap)
            if deadline <= due:
                gap.judged = deadline
                self.judge(gap, due)
            gap.due = self._next(gap)

    def review(self, gap: G, at: int) -> None:
        """Judge *gap* again if no rule was met at its last deadline."""
        if gap.judged > gap.met:
            self.judge(gap, at)

    def judge(self, gap: G, at: int) -> None:
        """Judge *gap* as it is at *at*."""
        if self._judge(gap, self._elapsed(gap, at), at) is not None:
            gap.met = gap.judged

    def _elapsed(self, gap: G, at: int) -> dict[str, Value]:
        if not gap.since:
            return {}
        return {"hours": (at - gap.since) // HOUR, "awake_hours": self._clock.awake_between(gap.since, at) // HOUR}

    def _next(self, gap: G) -> int:
        """Return the first deadline after the one last judged, 0 when there is none."""
        if not gap.since:
            return 0
        dues = [self._clock.awake(gap.since + hours * HOUR) for hours in self._hours]
        dues += [self._clock.due(gap.since, hours) for hours in self._awake_hours]
        return min((due for due in dues if due > gap.judged), default=0)
