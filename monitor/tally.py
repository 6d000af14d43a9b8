"""What lies in a window just now, and the figures that are read off it."""

from collections import deque
from collections.abc import Callable, Iterable
from math import fsum
from statistics import median_low
from typing import Protocol

from rules import Window

REGULAR_DAYS = 3  # a median is of the members who are there on so many days (rules.pack.window)
UNKNOWN = "?"  # an entry that counts, of nobody in particular

Entry = tuple[int, str, int, int]
"""(when, whose, amount, facts): `whose` is empty where a window does not tell members apart."""

BY_MEMBER = frozenset({"distinct", "member_share", "median"})


class Stretch(Protocol):
    """What lies in a window: its entries, the sums of their amounts and facts, and how many people they are of."""

    @property
    def entries(self) -> Iterable[Entry]: ...
    @property
    def amount(self) -> int: ...
    @property
    def facts(self) -> int: ...
    @property
    def people(self) -> int: ...


class Tally:
    """A stretch that moves on entry by entry, with everything counted along the way."""

    def __init__(self) -> None:
        self.entries = deque[Entry]()
        self.amount = 0
        self.facts = 0
        self._entries_of: dict[str, int] = {}

    @property
    def people(self) -> int:
        """Return how many people the entries are of."""
        return len(self._entries_of)

    def add(self, entry: Entry) -> None:
        """Enter the newest *entry*."""
        self.entries.append(entry)
        _, whose, amount, facts = entry
        self.amount += amount
        self.facts += facts
        self._entries_of[whose] = self._entries_of.get(whose, 0) + 1

    def expire(self, oldest: int) -> None:
        """Drop what is not later than *oldest*."""
        while self.entries and self.entries[0][0] <= oldest:
            _, whose, amount, facts = self.entries.popleft()
            self.amount -= amount
            self.facts -= facts
            self._entries_of[whose] -= 1
            if not self._entries_of[whose]:
                del self._entries_of[whose]


def whose(window: Window, member: str) -> str:
    """Return whose an entry of *member* is in *window*."""
    return (member or UNKNOWN) if window.measure in BY_MEMBER else ""


def figure(window: Window, stretch: Stretch, members: int, ages: "Ages") -> int:
    """Return what *window*, which is neither since nor ratio, says of *stretch* in a group of *members*."""
    match window.measure:
        case "share":
            return 1000 * stretch.amount // stretch.facts if stretch.facts else 0
        case "distinct":
            return stretch.people
        case "member_share":
            return 1000 * stretch.people // members if members else 0
        case "sum" if ages.half_life:
            return round(fsum(amount * ages.weight(when) for when, _, amount, _ in stretch.entries))
        case "median":
            return _median(stretch, ages)
        case _:
            return stretch.amount


class Ages:
    """How old entries are at the end of a window, and on which day they were made."""

    def __init__(self, end: int, half_life: int, day: Callable[[int], int]) -> None:
        """Count from *end*, in the unit of the entries' times; a *half_life* of 0 lets nothing fade."""
        self.half_life = half_life
        self.day = day
        self._end = end

    def weight(self, when: int) -> float:
        """Return what part of an amount entered at *when* still counts."""
        return 0.5 ** ((self._end - when) / self.half_life) if self.half_life else 1.0


def _median(stretch: Stretch, ages: Ages) -> int:
    shares: dict[str, _Share] = {}
    latest, day, weight = -1, 0, 0.0
    for when, member, amount, _ in stretch.entries:
        if when != latest:
            latest, day, weight = when, ages.day(when), ages.weight(when)
        share = shares.get(member)
        if share is None:
            share = shares[member] = _Share()
        share.worth += amount * weight
        if share.last_day != day:
            share.last_day = day
            share.days += 1
    sums = [share.worth for share in shares.values() if share.days >= REGULAR_DAYS]
    return round(median_low(sums)) if sums else 0


class _Share:
    """What one member adds to a median, and on how many days."""

    __slots__ = ("days", "last_day", "worth")

    def __init__(self) -> None:
        self.worth, self.days, self.last_day = 0.0, 0, -1
