"""What lies in a window just now, and the figures that are read off it."""

from collections import deque
from collections.abc import Callable, Iterable
from math import fsum
from statistics import median_low

from rules import Window

REGULAR_DAYS = 3  # a median is of the members who are there on so many days (rules.pack.window)
UNKNOWN = "?"  # an entry that counts, of nobody in particular

Entry = tuple[int, str, int, int]
"""(when, whose, amount, facts): `whose` is empty where a window does not tell members apart."""

_BY_MEMBER = frozenset({"distinct", "member_share", "median"})


class Tally:
    """Entries, oldest first, with their totals."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.entries = deque[Entry]()
        self.amount = 0
        self.facts = 0
        self.members: dict[str, int] = {}
        for entry in entries:
            self.add(entry)

    def add(self, entry: Entry) -> None:
        """Enter the newest *entry*."""
        self.entries.append(entry)
        _, whose, amount, facts = entry
        self.amount += amount
        self.facts += facts
        self.members[whose] = self.members.get(whose, 0) + 1

    def expire(self, oldest: int) -> None:
        """Drop what is not later than *oldest*."""
        while self.entries and self.entries[0][0] <= oldest:
            _, whose, amount, facts = self.entries.popleft()
            self.amount -= amount
            self.facts -= facts
            self.members[whose] -= 1
            if not self.members[whose]:
                del self.members[whose]


def whose(window: Window, member: str) -> str:
    """Return whose an entry of *member* is in *window*."""
    return (member or UNKNOWN) if window.measure in _BY_MEMBER else ""


def figure(window: Window, tally: Tally, members: int, ages: "Ages") -> int:
    """Return what *window*, which is neither since nor ratio, says of *tally* in a group of *members*."""
    match window.measure:
        case "share":
            return 1000 * tally.amount // tally.facts if tally.facts else 0
        case "distinct":
            return len(tally.members)
        case "member_share":
            return 1000 * len(tally.members) // members if members else 0
        case "sum" if ages.half_life:
            return round(fsum(map(ages.worth, tally.entries)))
        case "median":
            return _median(tally, ages)
        case _:
            return tally.amount


class Ages:
    """How old entries are at the end of a window, and on which day they were made."""

    def __init__(self, end: int, half_life: int, day: Callable[[int], int]) -> None:
        """Count from *end*, in the unit of the entries' times; a *half_life* of 0 lets nothing fade."""
        self.half_life = half_life
        self.day = day
        self._end = end

    def worth(self, entry: Entry) -> float:
        """Return how much the amount of *entry* still counts."""
        return entry[2] * 0.5 ** ((self._end - entry[0]) / self.half_life) if self.half_life else entry[2]


def _median(tally: Tally, ages: Ages) -> int:
    worths: dict[str, list[float]] = {}
    days: dict[str, set[int]] = {}
    for entry in tally.entries:
        worths.setdefault(entry[1], []).append(ages.worth(entry))
        days.setdefault(entry[1], set()).add(ages.day(entry[0]))
    sums = [fsum(worths[member]) for member in worths if len(days[member]) >= REGULAR_DAYS]
    return round(median_low(sums)) if sums else 0
