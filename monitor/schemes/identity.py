"""Which pieces of evidence speak of the same scheme: a function of their set, whatever order they came in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from monitor.digest import digest
from monitor.schemes.evidence import Evidence, Key

STRONG = frozenset({"domain", "code", "address"})


class _Union:
    def __init__(self) -> None:
        self._parent: dict[Key, Key] = {}

    def find(self, key: Key) -> Key:
        parent = self._parent.setdefault(key, key)
        while parent != self._parent[parent]:
            self._parent[key] = parent = self._parent[parent]
        return parent

    def join(self, one: Key, other: Key) -> None:
        first, second = sorted((self.find(one), self.find(other)))
        self._parent[second] = first


class Grouping:
    """The evidence of every scheme.

    Keys named in one message belong together when one of them is strong (a domain, an invite code, a payout
    address). A token belongs to a name when no other name is ever mentioned with it. What names nothing belongs
    to its community's only named scheme, else to an anonymous scheme of that community.
    """

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        """Group *evidence*."""
        everything = sorted(evidence, key=_order)
        self._union = _unite(everything)
        self._named_in: dict[str, set[Key]] = defaultdict(set)
        for entry in everything:
            if entry.keys:
                self._named_in[entry.community].add(self._union.find(entry.keys[0]))
        self._evidence: dict[Key | str, list[Evidence]] = defaultdict(list)
        for entry in everything:
            self._evidence[self._home(entry)].append(entry)

    def _home(self, entry: Evidence) -> Key | str:
        if entry.keys:
            return self._union.find(entry.keys[0])
        named = self._named_in.get(entry.community, set())
        return next(iter(named)) if len(named) == 1 else entry.community

    def schemes(self) -> dict[str, Sequence[Evidence]]:
        """Return the evidence by scheme id, in event order.

        The id comes from the earliest key, so that it stays when more becomes known.
        """
        return {_identify(home, entries): entries for home, entries in self._evidence.items()}


def _order(entry: Evidence) -> tuple[int, str, str, str]:
    return entry.at, entry.community, entry.event, entry.signal


def _unite(evidence: Sequence[Evidence]) -> _Union:
    union = _Union()
    names_of_token: dict[Key, set[Key]] = defaultdict(set)
    for entry in evidence:
        strong = next((key for key in entry.keys if key[0] in STRONG), None)
        for key in entry.keys:
            if strong:
                union.join(strong, key)
            if key[0] == "token":
                names_of_token[key].update(other for other in entry.keys if other[0] == "name")
    for token, names in names_of_token.items():
        if len(names) == 1:
            union.join(token, next(iter(names)))
    return union


def _identify(home: Key | str, entries: Sequence[Evidence]) -> str:
    if isinstance(home, str):
        return digest("anonymous", home)
    return digest(*next(entry.keys[0] for entry in entries if entry.keys))


def name_of(evidence: Sequence[Evidence]) -> str:
    """Return what a scheme is called most often, or an empty string when nothing names it."""
    counts: dict[tuple[int, str], int] = defaultdict(int)
    rank = {"name": 0, "token": 1, "domain": 2, "code": 3, "address": 4}
    for entry in evidence:
        for kind, value in entry.keys:
            counts[rank[kind], value] += 1
    if not counts:
        return ""
    return min(counts, key=lambda key: (key[0], -counts[key], key[1]))[1]
