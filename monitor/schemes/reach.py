"""In how many groups a named scheme is promoted at a time, by how many owners, before how many members."""

from collections.abc import Iterable, Iterator

from monitor.clock import DAY
from monitor.schemes.evidence import Evidence
from rules.facts import Value

OVER = 7 * DAY  # catalogue cross-group-scheme


def reaches(evidence: Iterable[Evidence]) -> Iterator[tuple[Evidence, dict[str, Value]]]:
    """Yield the reach at each promotion in the *evidence* of one scheme, which comes in order."""
    latest: dict[str, Evidence] = {}
    for entry in evidence:
        if not (entry.keys and entry.is_promotion):
            continue
        latest[entry.community] = entry
        latest = {community: each for community, each in latest.items() if each.at > entry.at - OVER}
        yield (
            entry,
            {
                "communities_7d": len(latest),
                "owners_7d": len({each.owner for each in latest.values() if each.owner}),
                "members": sum(each.members for each in latest.values()),
            },
        )
