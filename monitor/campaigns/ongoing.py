"""One campaign under way: who took part lately, and where."""

from collections.abc import Iterator, Mapping

from monitor.campaigns.sighting import Sighting
from monitor.campaigns.tally import Tally
from monitor.clock import DAY, MINUTE
from monitor.digest import digest
from rules.facts import Value

WINDOW = DAY  # catalogue duplicate-broadcast: the longest time it looks back
SHORT = 10 * MINUTE
SHOWN = 5  # messages kept to be shown

_SPANS: Mapping[str, int] = {
    "accounts": WINDOW,
    "groups": WINDOW,
    "groups in minutes": SHORT,
    "newcomers": WINDOW,
    "service notices": WINDOW,
}


class Ongoing:
    """The figures of one campaign over the last 24 hours; messages are entered in event order.

    The id comes from the first message and never changes.
    """

    def __init__(self, first: Sighting) -> None:
        """Begin with *first*, which is then entered like any other."""
        self.id = digest("campaign", first.community, first.event)
        self.first = first.place
        self.communities: frozenset[str] = frozenset()
        self.latest: tuple[Sighting, ...] = ()
        self._ad_percent = 0
        self._tallies = {name: Tally(span) for name, span in _SPANS.items()}
        self._accounts_in: dict[str, Tally] = {}

    def __len__(self) -> int:
        """Return how many messages are counted."""
        return len(self._tallies["groups"])

    def enter(self, sighting: Sighting) -> dict[str, Value]:
        """Enter the next message and return the fact that the campaign is with it."""
        self.communities |= {sighting.community}
        self.latest = (*self.latest[1 - SHOWN :], sighting)
        self._ad_percent = max(self._ad_percent, sighting.ad_percent)
        for name, key in _entries(sighting):
            self._tallies[name].enter(sighting.at, key)
        here = self._accounts_in.setdefault(sighting.community, Tally(SHORT))
        if sighting.account:
            here.enter(sighting.at, sighting.account)
        for tally in (here, *self._tallies.values()):
            tally.expire(sighting.at)
        return self._fact(sighting, here)

    def _fact(self, sighting: Sighting, here: Tally) -> dict[str, Value]:
        tallies = self._tallies
        messages = len(self)
        return {
            "accounts_24h": tallies["accounts"].different,
            "groups_10m": tallies["groups in minutes"].different,
            "groups_24h": tallies["groups"].different,
            "messages_24h": messages,
            "group_accounts_10m": here.different,
            "minutes": (sighting.at - self.first[0]) // MINUTE,
            "newcomer_share_pm": 1000 * len(tallies["newcomers"]) // messages,
            "ad_percent": self._ad_percent,
            "third_party_notice": len(tallies["service notices"]) == messages,
        }

    def absorb(self, other: "Ongoing") -> None:
        """Go on with what *other*, a campaign that began later, has counted."""
        self.communities |= other.communities
        self.latest = tuple(sorted((*self.latest, *other.latest), key=lambda entry: entry.place)[-SHOWN:])
        self._ad_percent = max(self._ad_percent, other._ad_percent)
        self._tallies = {name: tally.joined(other._tallies[name]) for name, tally in self._tallies.items()}
        for community, tally in other._accounts_in.items():
            own = self._accounts_in.get(community)
            self._accounts_in[community] = own.joined(tally) if own else tally

    def copy(self) -> "Ongoing":
        """Return one that goes on by itself."""
        copied = object.__new__(Ongoing)
        copied.__dict__.update(self.__dict__)
        copied._tallies = {name: tally.copy() for name, tally in self._tallies.items()}
        copied._accounts_in = {community: tally.copy() for community, tally in self._accounts_in.items()}
        return copied


def _entries(sighting: Sighting) -> Iterator[tuple[str, str]]:
    """Yield what *sighting* counts as. An account that is not known is not counted: there are so many at least."""
    yield "groups", sighting.community
    yield "groups in minutes", sighting.community
    if sighting.account:
        yield "accounts", sighting.account
    if sighting.is_newcomer:
        yield "newcomers", sighting.event
    if sighting.is_service_notice:
        yield "service notices", sighting.event
