"""One campaign under way: who took part lately, and where."""

import heapq
from collections.abc import Collection

from monitor.campaigns.sighting import Sighting
from monitor.clock import DAY, MINUTE
from monitor.digest import digest
from rules.facts import Value

WINDOW = DAY  # catalogue duplicate-broadcast: the longest time it looks back
SHORT = 10 * MINUTE


class Counts(dict[str, int]):
    """How many of each there are; what there is none of is not in it."""

    __slots__ = ()

    def add(self, key: str, number: int) -> None:
        """Enter *number* more, or fewer, of *key*."""
        count = self.get(key, 0) + number
        if count:
            self[key] = count
        else:
            del self[key]


class Ongoing:
    """The figures of one campaign over the last 24 hours and 10 minutes; messages are entered in event order.

    The id comes from the first message and never changes. Who is not known is not counted as an account.
    Complexity: O(1) to enter, amortised.
    """

    __slots__ = (
        *("id", "first", "_ad_percent", "_recent", "_day", "_minutes"),
        *("_accounts", "_groups", "_groups_short", "_accounts_in", "_newcomers", "_notices"),
    )

    def __init__(self, first: Sighting) -> None:
        """Begin with *first*, which is then entered like any other."""
        self.id = digest("campaign", first.community, first.event)
        self.first = first.place
        self._ad_percent = 0
        self._empty()

    def _empty(self) -> None:
        self._recent: list[Sighting] = []
        self._day = self._minutes = 0  # where in `_recent` the last 24 hours and the last 10 minutes begin
        self._accounts, self._groups, self._groups_short = Counts(), Counts(), Counts()
        self._accounts_in: dict[str, Counts] = {}  # of a group, in 10 minutes
        self._newcomers = self._notices = 0

    def __len__(self) -> int:
        """Return how many messages are counted."""
        return len(self._recent) - self._day

    @property
    def communities(self) -> Collection[str]:
        """Return where it was seen in the last 24 hours."""
        return self._groups.keys()

    def enter(self, sighting: Sighting) -> None:
        """Enter the next message."""
        self._ad_percent = max(self._ad_percent, sighting.ad_percent)
        self._recent.append(sighting)
        self._count_day(sighting, 1)
        self._count_minutes(sighting, 1)
        self._expire(sighting.at)

    def _expire(self, at: int) -> None:
        recent = self._recent
        while recent[self._minutes].at <= at - SHORT:
            self._count_minutes(recent[self._minutes], -1)
            self._minutes += 1
        while recent[self._day].at <= at - WINDOW:
            self._count_day(recent[self._day], -1)
            self._day += 1
        if self._day > len(self):  # so that forgetting costs no more than entering
            del recent[: self._day]
            self._minutes -= self._day
            self._day = 0

    def _count_day(self, sighting: Sighting, number: int) -> None:
        self._groups.add(sighting.community, number)
        if sighting.account:
            self._accounts.add(sighting.account, number)
        self._newcomers += number * sighting.is_newcomer
        self._notices += number * sighting.is_service_notice

    def _count_minutes(self, sighting: Sighting, number: int) -> None:
        community = sighting.community
        self._groups_short.add(community, number)
        if not sighting.account:
            return
        accounts = self._accounts_in.setdefault(community, Counts())
        accounts.add(sighting.account, number)
        if not accounts:
            del self._accounts_in[community]

    def fact(self) -> dict[str, Value]:
        """Return the values of the fact that the campaign is with its newest message."""
        newest, messages = self._recent[-1], len(self)
        return {
            "accounts_24h": len(self._accounts),
            "groups_10m": len(self._groups_short),
            "groups_24h": len(self._groups),
            "messages_24h": messages,
            "group_accounts_10m": len(self._accounts_in.get(newest.community, ())),
            "minutes": (newest.at - self.first[0]) // MINUTE,
            "newcomer_share_pm": 1000 * self._newcomers // messages,
            "ad_percent": self._ad_percent,
            "third_party_notice": self._notices == messages,
        }

    def recent(self) -> list[Sighting]:
        """Return the messages of the last 24 hours, oldest first."""
        return self._recent[self._day :]

    def absorb(self, other: "Ongoing") -> None:
        """Go on with what *other*, a campaign that began later, has counted."""
        recent = list(heapq.merge(self._recent, other._recent, key=lambda sighting: sighting.place))
        self._ad_percent = max(self._ad_percent, other._ad_percent)
        self._empty()
        for sighting in recent:
            self.enter(sighting)

    def copy(self) -> "Ongoing":
        """Return one that goes on by itself."""
        copied = object.__new__(Ongoing)
        for name in Ongoing.__slots__:
            setattr(copied, name, getattr(self, name))
        copied._recent = list(self._recent)
        copied._accounts, copied._groups = Counts(self._accounts), Counts(self._groups)
        copied._groups_short = Counts(self._groups_short)
        copied._accounts_in = {community: Counts(accounts) for community, accounts in self._accounts_in.items()}
        return copied
