"""How many different ones were there lately."""

import heapq
from collections import Counter, deque
from collections.abc import Iterable


class Tally:
    """Counts different keys over a stretch of event time, entered in order; what is *span* old counts no more."""

    def __init__(self, span: int, entries: Iterable[tuple[int, str]] = ()) -> None:
        """Count over *span* microseconds, continuing from *entries* (time, key), oldest first."""
        self._span = span
        self._entries = deque(entries)
        self._counts = Counter(key for _, key in self._entries)

    def __len__(self) -> int:
        """Return how many entries there are."""
        return len(self._entries)

    @property
    def different(self) -> int:
        """Return how many different keys there are."""
        return len(self._counts)

    def enter(self, at: int, key: str) -> None:
        """Enter *key* at the time *at*."""
        self._entries.append((at, key))
        self._counts[key] += 1

    def expire(self, at: int) -> None:
        """Forget what is too old at *at*."""
        entries, counts = self._entries, self._counts
        while entries and entries[0][0] <= at - self._span:
            key = entries.popleft()[1]
            counts[key] -= 1
            if not counts[key]:
                del counts[key]

    def joined(self, other: "Tally") -> "Tally":
        """Return what both have counted, together."""
        return Tally(self._span, heapq.merge(self._entries, other._entries))

    def copy(self) -> "Tally":
        """Return one that counts on by itself."""
        return Tally(self._span, self._entries)
