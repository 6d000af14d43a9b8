"""The windows that rule packs declare, kept in event time for one community."""

from collections import deque
from collections.abc import Mapping, Sequence

import msgspec

from rules import Window
from rules.facts import Value

SECOND = 1_000_000
Entry = tuple[int, str]
"""(time in microseconds, what is distinct; for a share "1" when the entry counts and "" when it does not)"""


class WindowState(msgspec.Struct):
    """Every window's entries, per window name and key, oldest first."""

    entries: dict[str, dict[str, list[Entry]]] = msgspec.field(default_factory=dict)


class WindowBook:
    """Counts what happened lately, so that a rule can compare it with a number.

    Complexity: amortised O(1) an entry for count and share, O(entries in the window) for distinct.
    """

    def __init__(self, windows: Sequence[Window], state: WindowState | None = None) -> None:
        """Keep *windows* (all of one kind of fact), continuing from *state*."""
        self._windows = windows
        kept = state.entries if state else {}
        self._entries: dict[str, dict[str, deque[Entry]]] = {
            window.name: {key: deque(entries) for key, entries in kept.get(window.name, {}).items()}
            for window in windows
        }
        self._hits: dict[tuple[str, str], int] = {
            (name, key): sum(1 for _, what in entries if what)
            for name, keys in self._entries.items()
            for key, entries in keys.items()
        }

    @property
    def names(self) -> list[str]:
        """Return the names of the windows."""
        return [window.name for window in self._windows]

    def add(self, at: int, member: str, fact: Mapping[str, Value], members: int) -> dict[str, int]:
        """Enter *fact* of *member* at *at* and return every window's value with it.

        Shares are per mille; a share of the members is 0 when *members* is 0, that is unknown.
        """
        return {window.name: self._add(window, at, member, fact, members) for window in self._windows}

    def _add(self, window: Window, at: int, member: str, fact: Mapping[str, Value], members: int) -> int:
        counts = window.matches(fact)
        key = member if window.per == "member" else ""
        keys = self._entries[window.name]
        entries = keys.get(key)
        if entries is None:
            if not counts and window.measure != "share":
                return 0
            entries = keys[key] = deque()
        self._expire(window, key, entries, at)
        if window.measure == "share":
            self._enter(window.name, key, entries, (at, "1" if counts else ""))
            return 1000 * self._hits[window.name, key] // len(entries)
        if counts:
            self._enter(window.name, key, entries, (at, member or "?"))
        if window.measure == "count":
            return len(entries)
        distinct = len({what for _, what in entries})
        if window.measure == "distinct":
            return distinct
        return 1000 * distinct // members if members else 0

    def _enter(self, name: str, key: str, entries: deque[Entry], entry: Entry) -> None:
        entries.append(entry)
        if entry[1]:
            self._hits[name, key] = self._hits.get((name, key), 0) + 1
        else:
            self._hits.setdefault((name, key), 0)

    def _expire(self, window: Window, key: str, entries: deque[Entry], at: int) -> None:
        oldest = at - window.over_seconds * SECOND
        while entries and entries[0][0] <= oldest:
            if entries.popleft()[1]:
                self._hits[window.name, key] -= 1

    def forget_before(self, at: int) -> None:
        """Drop what no window reaches any more, so that quiet members cost nothing."""
        for window in self._windows:
            keys = self._entries[window.name]
            for key in list(keys):
                self._expire(window, key, keys[key], at)
                if not keys[key]:
                    del keys[key]
                    self._hits.pop((window.name, key), None)

    def state(self) -> WindowState:
        """Return what has to be kept to continue."""
        return WindowState(
            {name: {key: list(entries) for key, entries in keys.items()} for name, keys in self._entries.items()}
        )
