"""Which accounts promote one scheme together, and how much money goes round in it, day by day (UTC).

Only accounts that promote are followed from group to group, and none that is known by name only: two may share one.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from operator import attrgetter

from graph.collusion.places import in_several, shared_introducers, spread
from monitor.clock import DAY
from monitor.schemes.evidence import Evidence
from monitor.schemes.exodus import PROMOTED_WITHIN
from monitor.schemes.figures import yuan
from monitor.schemes.stages import NONE, RECRUITMENT, Step
from rules.facts import Value

ACTIVE, CIRCLE = "promoter.active", "money.circle"
WITHIN = 7 * DAY  # design: rounds are as near to each other as the payments of one may be
Promotions = Mapping[str, Mapping[str, Sequence[Evidence]]]
"""by account and community, in order"""
_time = attrgetter("at")


class Collusion:
    """What is worked out for a scheme once a day of evidence, and kept as long as nothing up to that day changes.

    Complexity: O(evidence); and for each day that changed, O(evidence of the 30 days before) and, where two accounts
    are in several groups, the bounded work of `graph.collusion`.
    """

    def __init__(self) -> None:
        """Start with nothing."""
        self._entries: Sequence[Evidence] = ()
        self._days: dict[int, tuple[Evidence, Mapping[str, Value]]] = {}

    def facts(self, evidence: Iterable[Evidence], steps: Sequence[Step]) -> Iterator[tuple[Evidence, dict[str, Value]]]:
        """Yield what each day of *evidence*, which comes in order, shows, with its last piece."""
        self._enter([entry for entry in evidence if entry.signal in {ACTIVE, CIRCLE}])
        for day, (last, figures) in self._days.items():
            if any(figures.values()):
                yield last, {**figures, "recruiting": _stage(steps, day) >= RECRUITMENT}

    def _enter(self, entries: Sequence[Evidence]) -> None:
        """Work out the days from the first on of which some piece is new or gone."""
        known, self._entries = self._entries, entries
        same = _leading(known, entries)
        changed = min((entry.at // DAY for part in (known, entries) for entry in part[same : same + 1]), default=None)
        if changed is not None:
            kept = {day: figures for day, figures in self._days.items() if day < changed}
            ends = {entry.at // DAY: end for end, entry in enumerate(entries, 1) if entry.at // DAY >= changed}
            self._days = kept | {day: (entries[end - 1], _figures(entries, end)) for day, end in ends.items()}


def _leading(one: Sequence[Evidence], other: Sequence[Evidence]) -> int:
    """Count the pieces that both begin with."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((number for number, (a, b) in pairs if a is not b), min(len(one), len(other)))


def _stage(steps: Sequence[Step], day: int) -> int:
    """Return how far the scheme had come by the end of *day*."""
    return next((step.stage for step in reversed(steps) if step.at // DAY <= day), NONE)


def _figures(entries: Sequence[Evidence], end: int) -> Mapping[str, Value]:
    """Return what the day shows whose *entries* stand before *end*."""
    active = [entry for entry in _lately(entries, end, PROMOTED_WITHIN) if entry.signal == ACTIVE]
    places = _places(active)
    promotions = _promotions(active, in_several(places))
    circles = [entry for entry in _lately(entries, end, WITHIN) if entry.signal == CIRCLE]
    return {
        "shared_accounts": len(promotions),
        "shared_introducers": len(shared_introducers(_brought(promotions))),
        **_together(promotions, spread(places)),
        "circles_7d": len(circles),
        "circle_members": max((int(entry.values["members"]) for entry in circles), default=0),
        "circle_cny": yuan(sum(int(entry.values["fen"]) for entry in circles)),
    }


def _lately(entries: Sequence[Evidence], end: int, over: int) -> Sequence[Evidence]:
    return entries[bisect_right(entries, entries[end - 1].at - over, hi=end, key=_time) : end]


def _places(entries: Iterable[Evidence]) -> Mapping[str, Set[str]]:
    """Return the communities that each account promotes in."""
    found: dict[str, set[str]] = defaultdict(set)
    for entry in entries:
        found[entry.account].add(entry.community)
    return found


def _promotions(entries: Iterable[Evidence], accounts: Iterable[str]) -> Promotions:
    """Return those of *entries* that are of *accounts*."""
    found: dict[str, dict[str, list[Evidence]]] = {account: defaultdict(list) for account in accounts}
    for entry in entries:
        if entry.account in found:
            found[entry.account][entry.community].append(entry)
    return found


def _brought(promotions: Promotions) -> dict[str, dict[str, int]]:
    """Return how many people each account has brought into each community."""
    return {
        account: {community: max(int(entry.values["brought"]) for entry in its) for community, its in places.items()}
        for account, places in promotions.items()
    }


def _together(promotions: Promotions, groups: int) -> dict[str, Value]:
    """Return what the graph of accounts in the same groups shows, of as many *groups* as there are to choose from."""
    if len(promotions) < 2:
        return {"alternating_accounts": 0, "ring_accounts": 0, "ring_groups": 0, "ring_one_owner": False}
    from graph.collusion import projection, ring, turns  # noqa: PLC0415 - networkx takes 0.2 s, few schemes need it

    projected = projection.projected(promotions)
    largest = ring.largest_ring(projected, promotions, groups)
    return {
        "alternating_accounts": len(turns.taking_turns(projected, _days(promotions))),
        "ring_accounts": len(largest.accounts),
        "ring_groups": len(largest.groups),
        "ring_one_owner": _is_of_one_owner(promotions, frozenset(largest.groups)),
    }


def _is_of_one_owner(promotions: Promotions, groups: Set[str]) -> bool:
    """Return whether all *groups* are known to have the same owner: who joins one of them joins the others."""
    entries = (entry for places in promotions.values() for its in places.values() for entry in its)
    owned = {(entry.community, entry.owner) for entry in entries if entry.owner and entry.community in groups}
    return len({owner for _, owner in owned}) == 1 and {community for community, _ in owned} == groups


def _days(promotions: Promotions) -> dict[str, int]:
    """Return the days on which each account promotes, a bit for each since the first of all."""
    active = {
        account: {entry.at // DAY for its in places.values() for entry in its} for account, places in promotions.items()
    }
    first = min(day for days in active.values() for day in days)
    return {account: sum(1 << day - first for day in days) for account, days in active.items()}
