"""How the entries of one window are kept: moment by moment, or a tally for each local day."""

from collections import deque
from collections.abc import Callable, Iterable
from typing import Protocol

from monitor.clock import DAY, HOUR, SECOND
from monitor.tally import Ages, Entry, Tally, figure, whose
from rules import Window

Day = Callable[[int], int]
"""from a time in microseconds to the number of its local day"""


class Keeping(Protocol):
    """The entries of one window under one key; times never run backwards."""

    def enter(self, at: int, member: str, amount: int) -> None:
        """Enter a fact of *member* at *at*; an *amount* of 0 is only part of a share's whole."""
        ...

    def value(self, at: int, members: int) -> int:
        """Return what the window says at *at* in a group of *members*."""
        ...

    def forget_before(self, at: int) -> bool:
        """Drop what the window will not reach any more from *at* on; return whether anything is left."""
        ...

    def entries(self) -> list[Entry]:
        """Return what has to be kept to continue, oldest first."""
        ...


def keeping(window: Window, day: Day, entries: Iterable[Entry] = ()) -> Keeping:
    """Return where *window* is kept, continuing from *entries*."""
    if window.measure == "since":
        return Latest(window, entries)
    return Days(window, day, entries) if window.daily else Moments(window, day, entries)


class Latest:
    """The latest entry alone."""

    def __init__(self, window: Window, entries: Iterable[Entry]) -> None:
        self._over = window.over_seconds * SECOND
        self._last = next(iter(entries), None)

    def enter(self, at: int, member: str, amount: int) -> None:  # noqa: ARG002 - nobody asks whose
        self._last = (at, "", amount, 1)

    def value(self, at: int, members: int) -> int:  # noqa: ARG002 - no share
        return (at - self._last[0]) // HOUR if self._last and self._last[0] > at - self._over else -1

    def forget_before(self, at: int) -> bool:
        return self._last is not None and self._last[0] > at - self._over

    def entries(self) -> list[Entry]:
        return [self._last] if self._last else []


class Moments:
    """An entry for each fact, at its time: those still before the window, and those in it.

    Complexity: amortised O(1) to enter and to read; O(entries in the window) to read a median or what fades.
    """

    def __init__(self, window: Window, day: Day, entries: Iterable[Entry]) -> None:
        self._window = window
        self._day = day
        self._over, self._before = window.over_seconds * SECOND, window.before_seconds * SECOND
        self._coming = deque(entries)
        self._tally = Tally()

    def enter(self, at: int, member: str, amount: int) -> None:
        self._coming.append((at, whose(self._window, member), amount, 1))
        self._settle(at)

    def value(self, at: int, members: int) -> int:
        self._settle(at)
        ages = Ages(at - self._before, self._window.half_life_seconds * SECOND, self._day)
        return figure(self._window, self._tally, members, ages)

    def forget_before(self, at: int) -> bool:
        self._settle(at)
        return bool(self._coming or self._tally.entries)

    def entries(self) -> list[Entry]:
        return [*self._tally.entries, *self._coming]

    def _settle(self, at: int) -> None:
        """Move the window's end to *at*."""
        end, coming = at - self._before, self._coming
        while coming and coming[0][0] <= end:
            self._tally.add(coming.popleft())
        self._tally.expire(end - self._over)


class Days:
    """A tally for each local day, for windows that are read when a day has ended: the day begun never counts.

    Memory grows with the days, times the members where the measure tells them apart, and not with the facts.

    Complexity: O(1) to enter, O(what is kept) to read.
    """

    def __init__(self, window: Window, day: Day, entries: Iterable[Entry]) -> None:
        self._window = window
        self._day = day
        self._over, self._before = (seconds * SECOND // DAY for seconds in (window.over_seconds, window.before_seconds))
        self._days: dict[int, dict[str, tuple[int, int]]] = {}
        for number, member, amount, facts in entries:
            self._days.setdefault(number, {})[member] = amount, facts

    def enter(self, at: int, member: str, amount: int) -> None:
        today = self._days.setdefault(self._day(at), {})
        key = whose(self._window, member)
        had = today.get(key, (0, 0))
        today[key] = had[0] + amount, had[1] + 1

    def value(self, at: int, members: int) -> int:
        end = self._end(at)
        tally = Tally(entry for entry in self.entries() if end - self._over < entry[0] <= end)
        ages = Ages(end, self._window.half_life_seconds * SECOND // DAY, lambda day: day)
        return figure(self._window, tally, members, ages)

    def forget_before(self, at: int) -> bool:
        oldest = self._end(at) - self._over
        self._days = {day: kept for day, kept in self._days.items() if day > oldest}
        return bool(self._days)

    def entries(self) -> list[Entry]:
        return [(day, member, *sums) for day, kept in self._days.items() for member, sums in kept.items()]

    def _end(self, at: int) -> int:
        """Return the last day of the window."""
        return self._day(at) - 1 - self._before
