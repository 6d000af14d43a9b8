"""How the entries of windows are kept: moment by moment, or a tally for each local day."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol

from monitor.clock import DAY, HOUR, SECOND
from monitor.tally import Ages, Entry, Tally, figure, whose
from rules import Window

Day = Callable[[int], int]
"""from a time in microseconds to the number of its local day"""
_Days = dict[int, dict[str, tuple[int, int]]]
"""per day and person: (amount, facts)"""


class Keeping(Protocol):
    """The entries of one window, or of several of the same facts, under one key; times never run backwards."""

    def enter(self, at: int, member: str, amount: int) -> None:
        """Enter a fact of *member* at *at*; an *amount* of 0 is only part of a share's whole."""
        ...

    def value(self, window: Window, at: int, members: int) -> int:
        """Return what *window* says at *at* in a group of *members*."""
        ...

    def forget_before(self, at: int) -> bool:
        """Drop what no window will reach any more from *at* on; return whether anything is left."""
        ...

    def entries(self) -> list[Entry]:
        """Return what has to be kept to continue, oldest first."""
        ...


def keeping(windows: Sequence[Window], day: Day, entries: Iterable[Entry] = ()) -> Keeping:
    """Return where *windows*, which are of the same facts, are kept, continuing from *entries*."""
    if windows[0].measure == "since":
        return Latest(windows, entries)
    return Days(windows, day, entries) if windows[0].daily else Moments(windows[0], day, entries)


class Latest:
    """The latest entry alone."""

    def __init__(self, windows: Sequence[Window], entries: Iterable[Entry]) -> None:
        self._over = max(window.over_seconds for window in windows) * SECOND
        self._last = next(iter(entries), None)

    def enter(self, at: int, member: str, amount: int) -> None:  # noqa: ARG002 - nobody asks whose
        self._last = (at, "", amount, 1)

    def value(self, window: Window, at: int, members: int) -> int:  # noqa: ARG002 - no share
        oldest = at - window.over_seconds * SECOND
        return (at - self._last[0]) // HOUR if self._last and self._last[0] > oldest else -1

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

    def value(self, window: Window, at: int, members: int) -> int:
        self._settle(at)
        ages = Ages(at - self._before, window.half_life_seconds * SECOND, self._day)
        return figure(window, self._tally, members, ages)

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

    All windows of the same facts are read off the same days, whatever they reach over. Memory grows with the days,
    times the members where the measure tells them apart, and not with the facts.

    Complexity: O(1) to enter, O(what is kept) to read.
    """

    def __init__(self, windows: Sequence[Window], day: Day, entries: Iterable[Entry]) -> None:
        self._window = windows[0]
        self._day = day
        self._reach = max(_days(window.over_seconds + window.before_seconds) for window in windows)
        self._days: _Days = {}
        for number, member, amount, facts in entries:
            self._days.setdefault(number, {})[member] = amount, facts

    def enter(self, at: int, member: str, amount: int) -> None:
        today = self._days.setdefault(self._day(at), {})
        key = whose(self._window, member)
        had = today.get(key, (0, 0))
        today[key] = had[0] + amount, had[1] + 1

    def value(self, window: Window, at: int, members: int) -> int:
        end = self._day(at) - 1 - _days(window.before_seconds)
        oldest = end - _days(window.over_seconds)
        days = {day: kept for day, kept in self._days.items() if oldest < day <= end}
        return figure(window, _Stretch(days), members, Ages(end, _days(window.half_life_seconds), lambda day: day))

    def forget_before(self, at: int) -> bool:
        oldest = self._day(at) - 1 - self._reach
        self._days = {day: kept for day, kept in self._days.items() if day > oldest}
        return bool(self._days)

    def entries(self) -> list[Entry]:
        return list(_Stretch(self._days).entries)


def _days(seconds: int) -> int:
    return seconds * SECOND // DAY


class _Stretch:
    """What lies in some days, counted only when it is asked for."""

    def __init__(self, days: _Days) -> None:
        self._days = days

    @property
    def entries(self) -> Iterator[Entry]:
        for day, kept in self._days.items():
            for member, (amount, facts) in kept.items():
                yield day, member, amount, facts

    @property
    def amount(self) -> int:
        return sum(amount for kept in self._days.values() for amount, _ in kept.values())

    @property
    def facts(self) -> int:
        return sum(facts for kept in self._days.values() for _, facts in kept.values())

    @property
    def people(self) -> int:
        return len(set[str]().union(*self._days.values()))
