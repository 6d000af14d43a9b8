"""The windows that rule packs declare, kept in event time for one community."""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from rules import Window
from rules.facts import Value

SECOND = 1_000_000
UNKNOWN = "?"  # an entry that counts, of nobody in particular
Entry = tuple[int, str]
"""(time in microseconds, member; for a share an empty string when the entry does not count)"""


Counting = tuple[tuple[Window, bool], ...]
"""windows that a fact enters, each with whether it counts there (else it is only part of a share's whole)"""


class WindowState(msgspec.Struct):
    """Every window's entries, per window name and key, oldest first."""

    entries: dict[str, dict[str, list[Entry]]] = msgspec.field(default_factory=dict[str, dict[str, list[Entry]]])


class _Kept:
    """The entries of one window for one key, and how many of them count."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = deque(entries)
        self.hits = sum(1 for _, what in self.entries if what)

    def add(self, at: int, what: str) -> None:
        self.entries.append((at, what))
        self.hits += bool(what)

    def expire(self, oldest: int) -> None:
        entries = self.entries
        while entries and entries[0][0] <= oldest:
            self.hits -= bool(entries.popleft()[1])

    def distinct(self) -> int:
        return len({what for _, what in self.entries})


class WindowBook:
    """Counts what happened lately, so that a rule can compare it with a number.

    Complexity: amortised O(1) to enter; a value is O(1) for count and share, O(entries in the window) for distinct.
    """

    def __init__(self, windows: Mapping[str, Sequence[Window]], state: WindowState | None = None) -> None:
        """Keep *windows*, by the kind of fact they are added to, continuing from *state*."""
        self._windows = windows
        self._of: dict[str, list[Window]] = {}
        for window in (window for added in windows.values() for window in added):
            self._of.setdefault(window.of, []).append(window)
        kept = state.entries if state else {}
        self._kept = {
            window.key: {key: _Kept(entries) for key, entries in kept.get(window.key, {}).items()}
            for kind in self._of.values()
            for window in kind
        }

    def names(self, kind: str) -> list[str]:
        """Return the names of the windows that facts of *kind* carry."""
        return [window.name for window in self._windows.get(kind, ())]

    def counting(self, fact: Mapping[str, Value]) -> Counting:
        """Return the windows that a complete *fact* enters, and in which of them it counts."""
        matched = ((window, window.matches(fact)) for window in self._of.get(str(fact["kind"]), ()))
        return tuple((window, counts) for window, counts in matched if counts or window.measure == "share")

    def enter(self, at: int, member: str, counting: Counting) -> None:
        """Enter a fact of *member* at *at*, where *counting* says."""
        for window, counts in counting:
            key = member if window.per == "member" else ""
            keys = self._kept[window.key]
            kept = keys.get(key)
            if kept is None:
                kept = keys[key] = _Kept()
            kept.add(at, (member or UNKNOWN) if counts else "")
            kept.expire(at - window.over_seconds * SECOND)

    def values(self, kind: str, at: int, member: str, members: int) -> dict[str, int]:
        """Return what the windows that facts of *kind* carry say at *at*, for *member* where kept per member.

        Shares are per mille; a share of the members is 0 when *members* is 0, that is unknown.
        """
        return {window.name: self._value(window, at, member, members) for window in self._windows.get(kind, ())}

    def _value(self, window: Window, at: int, member: str, members: int) -> int:
        kept = self._kept[window.key].get(member if window.per == "member" else "")
        if kept is None:
            return 0
        kept.expire(at - window.over_seconds * SECOND)
        match window.measure:
            case "count":
                return len(kept.entries)
            case "share":
                return 1000 * kept.hits // len(kept.entries) if kept.entries else 0
            case "distinct":
                return kept.distinct()
            case "member_share":
                return 1000 * kept.distinct() // members if members else 0
            case "since" | "sum" | "median" | "ratio":
                raise NotImplementedError(window.measure)

    def forget_before(self, at: int) -> None:
        """Drop what no window reaches any more, so that quiet members cost nothing."""
        for window in (window for kind in self._of.values() for window in kind):
            keys = self._kept[window.key]
            for key, kept in list(keys.items()):
                kept.expire(at - window.over_seconds * SECOND)
                if not kept.entries:
                    del keys[key]

    def state(self) -> WindowState:
        """Return what has to be kept to continue."""
        return WindowState(
            {name: {key: list(kept.entries) for key, kept in keys.items()} for name, keys in self._kept.items()}
        )
