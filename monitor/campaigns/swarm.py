"""Promotional messages that resemble each other, directly or through others, and what was found about them so far."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from operator import attrgetter

from monitor.campaigns.sighting import Sighting
from monitor.campaigns.walk import Walk, kept
from monitor.clock import MINUTE
from monitor.findings import Finding
from monitor.review import Review

Similar = Callable[[bytes], list[bytes]]
RESTLESS = 20 * MINUTE  # communities that are heard of at all are hardly further apart
_AT, _PLACE = attrgetter("at"), attrgetter("place")


class Swarm:
    """Messages that may belong together; what is certain of them, and what others may still come in between.

    Up to the horizon nothing comes in any more: so far `settled` has walked for good. `ahead` has walked on from
    there, up to where messages still come in all the time; one that comes in before lets it walk again. So the order
    in which messages came in leaves no trace.
    """

    __slots__ = ("_ahead", "_entered", "_published", "_settled", "_tail", "texts")

    def __init__(self, settled: Walk) -> None:
        """Continue from *settled*."""
        self._settled = settled
        self._ahead: Walk | None = None
        self._entered = 0  # so many of the tail has `ahead` walked
        self._tail: list[Sighting] = []
        self._published: dict[str, Finding] = {}
        self.texts: dict[bytes, int] = {}  # when each was seen last

    def __len__(self) -> int:
        """Return how many messages are kept."""
        return len(self._tail) + len(self._settled)

    @property
    def last(self) -> int:
        """Return when one of the texts was seen last."""
        return max(self.texts.values())

    @property
    def since(self) -> int:
        """Return when the first of the campaigns under way began."""
        return min((*self._settled.beginnings(), *(sighting.at for sighting in self._tail[:1])), default=self.last)

    def add(self, sighting: Sighting) -> None:
        """Enter a message after the horizon."""
        place = bisect_right(self._tail, sighting.place, key=_PLACE)
        self._tail.insert(place, sighting)
        if place < self._entered:
            self._turn_back()
        self.texts[sighting.fingerprint] = max(sighting.at, self.texts.get(sighting.fingerprint, sighting.at))

    def absorb(self, other: "Swarm") -> None:
        """Go on together with *other*, which a new text connects with this one."""
        self._turn_back()
        self._settled.absorb(other._settled)
        self._tail = sorted((*self._tail, *other._tail), key=_PLACE)
        self._published |= other._published
        self.texts |= other.texts

    def review(self, similar: Similar, review: Review) -> None:
        """Walk from what is settled to the last message; enter into *review* what shows differently now."""
        walk = self._walk(similar)
        before, now = self._published, {key: kept(finding) for key, finding in walk.findings.items()}
        review.changed |= {key: finding for key, finding in now.items() if before.get(key) != finding}
        review.opened += [finding for key, finding in now.items() if key not in before]
        review.dropped += [finding for key, finding in before.items() if key not in now]
        review.standing += now.values()
        self._published = now

    def _walk(self, similar: Similar) -> Walk:
        """Return a walk to the last message."""
        quiet = bisect_right(self._tail, self._tail[-1].at - RESTLESS, key=_AT)
        if quiet > self._entered:
            ahead = self._settled.copy() if self._ahead is None else self._ahead
            self._ahead = _entered(ahead, self._tail[self._entered : quiet], similar)
            self._entered = quiet
        certain = self._settled if self._ahead is None else self._ahead
        return _entered(certain.copy(), self._tail[self._entered :], similar)

    def _turn_back(self) -> None:
        self._ahead, self._entered = None, 0

    def settle(self, horizon: int, similar: Similar) -> None:
        """Let nothing come in up to *horizon* any more. What is there has been reviewed."""
        certain = bisect_right(self._tail, horizon, key=_AT)
        if not certain:
            return
        _entered(self._settled, self._tail[:certain], similar).forget_before(horizon)
        del self._tail[:certain]
        self._entered -= certain
        if self._entered <= 0:
            self._turn_back()
        if self._ahead is not None:
            self._ahead.forget_before(horizon)
        self._published = {
            key: finding for key, finding in self._published.items() if not self._settled.is_over(finding, horizon)
        }


def _entered(walk: Walk, sightings: Iterable[Sighting], similar: Similar) -> Walk:
    """Return *walk* gone on over *sightings*."""
    for sighting in sightings:
        walk.enter(sighting, similar(sighting.fingerprint))
    return walk
