"""The windows that rule packs declare, kept in event time for one community."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import msgspec

from monitor.keeping import Day, Keeping, keeping
from monitor.tally import BY_MEMBER, Entry
from rules import Window
from rules.facts import Value

_RATES = frozenset({"count", "sum"})  # compared per unit of time


class WindowState(msgspec.Struct):
    """The entries of windows, per name and key, oldest first; those that share entries are under the first's name."""

    entries: dict[str, dict[str, list[Entry]]] = msgspec.field(default_factory=dict[str, dict[str, list[Entry]]])


class _Shelf:
    """Windows with the same entries, and these for each key: a member, or nothing for the whole community."""

    def __init__(self, windows: Sequence[Window], day: Day, entries: Mapping[str, list[Entry]]) -> None:
        self.windows = windows
        self.window = windows[0]
        self.keys: dict[str, Keeping] = {key: keeping(windows, day, kept) for key, kept in entries.items()}
        self._day = day

    def amount(self, fact: Mapping[str, Value]) -> int | None:
        """Return what *fact* adds to the window, None if nothing."""
        if self.window.matches(fact):
            return int(fact[self.window.field]) if self.window.field else 1
        return 0 if self.window.measure == "share" else None

    def enter(self, at: int, member: str, amount: int) -> None:
        key = self._key(member)
        kept = self.keys.get(key)
        if kept is None:
            kept = self.keys[key] = keeping(self.windows, self._day)
        kept.enter(at, member, amount)

    def value(self, window: Window, at: int, member: str, members: int) -> int:
        kept = self.keys.get(self._key(member))
        if kept is None:
            return -1 if window.measure == "since" else 0
        return kept.value(window, at, members)

    def forget_before(self, at: int) -> None:
        self.keys = {key: kept for key, kept in self.keys.items() if kept.forget_before(at)}

    def _key(self, member: str) -> str:
        return member if self.window.per == "member" else ""


Counting = tuple[tuple[_Shelf, int], ...]
"""windows that a fact enters, each with what it adds; 0 is only part of a share's whole"""


class WindowBook:
    """Measures what happened lately, so that a rule can compare it with a number.

    Complexity: amortised O(1) to enter; for reading see `monitor.keeping`.
    """

    def __init__(
        self,
        windows: Mapping[str, Sequence[Window]],
        day: Day,
        state: WindowState | None = None,
        reached: Callable[[], int] = lambda: 0,
    ) -> None:
        """Keep *windows*, by the kind of fact they are added to, continuing from *state*; *day* numbers local days.

        *reached* tells how far time has come: what is dated before that came in late and counts from then on.
        """
        self._reached = reached
        kept = state.entries if state else {}
        self._windows = windows
        shared = _sharing(window for added in windows.values() for window in added if window.measure != "ratio")
        self._shelves = [_Shelf(group, day, kept.get(group[0].key, {})) for group in shared]
        self._shelf = {window.key: shelf for shelf in self._shelves for window in shelf.windows}
        self._of: dict[str, list[_Shelf]] = {}
        for shelf in self._shelves:
            self._of.setdefault(shelf.window.of, []).append(shelf)

    def names(self, kind: str) -> list[str]:
        """Return the names of the windows that facts of *kind* carry."""
        return [window.name for window in self._windows.get(kind, ())]

    def counting(self, fact: Mapping[str, Value]) -> Counting:
        """Return the windows that a complete *fact* enters, and what it adds to each."""
        added = ((shelf, shelf.amount(fact)) for shelf in self._of.get(str(fact["kind"]), ()))
        return tuple((shelf, amount) for shelf, amount in added if amount is not None)

    def enter(self, at: int, member: str, counting: Counting) -> None:
        """Enter a fact of *member* at *at*, where *counting* says."""
        at = max(at, self._reached())
        for shelf, amount in counting:
            shelf.enter(at, member, amount)

    def values(self, kind: str, at: int, member: str, members: int) -> dict[str, int]:
        """Return what the windows that facts of *kind* carry say at *at*, for *member* where kept per member.

        Shares are per mille; a share of the members is 0 when *members* is 0, that is unknown.
        """
        at = max(at, self._reached())
        windows = self._windows.get(kind, ())
        values = {
            window.name: self._shelf[window.key].value(window, at, member, members)
            for window in windows
            if window.measure != "ratio"
        }
        known = {window.name: window for window in windows}
        for window in windows:
            if window.measure == "ratio":
                first, second = (known[name] for name in window.terms)
                values[window.name] = _ratio(values[first.name], first, values[second.name], second)
        return values

    def forget_before(self, at: int) -> None:
        """Drop what no window reaches any more, so that quiet members cost nothing."""
        for shelf in self._shelves:
            if shelf.keys:
                shelf.forget_before(at)

    def state(self) -> WindowState:
        """Return what has to be kept to continue."""
        return WindowState(
            {shelf.window.key: {key: kept.entries() for key, kept in shelf.keys.items()} for shelf in self._shelves}
        )


def _sharing(windows: Iterable[Window]) -> Iterable[Sequence[Window]]:
    """Return groups of *windows* that can be read off the same entries: whole days of the same facts."""
    groups: dict[object, list[Window]] = {}
    for window in windows:
        measure = "since" if window.measure == "since" else (window.measure == "share", window.measure in BY_MEMBER)
        same = (window.of, window.where, window.per, window.field, measure)
        groups.setdefault(same if window.daily else window.key, []).append(window)
    return groups.values()


def _ratio(value: int, window: Window, base: int, other: Window) -> int:
    """Return *value* of *window* per mille of *base* of *other*, counts and sums each per unit of time."""
    lower = base * (window.over_seconds if window.measure in _RATES else 1)
    upper = value * (other.over_seconds if other.measure in _RATES else 1)
    return 1000 * upper // lower if lower else 0
