"""Promotional messages that resemble each other, directly or through others, and what was found about them so far."""

from bisect import bisect_right, insort
from collections.abc import Callable
from dataclasses import dataclass, field
from operator import attrgetter

from monitor.campaigns.sighting import Sighting
from monitor.campaigns.walk import Walk, kept
from monitor.findings import Finding

Similar = Callable[[bytes], list[bytes]]
_AT, _PLACE = attrgetter("at"), attrgetter("place")


@dataclass
class Review:
    """What shows differently now: new and changed findings, those of them that are new, and those that are gone.

    `standing` are the findings that hold in whatever was reviewed, changed or not.
    """

    changed: dict[str, Finding] = field(default_factory=dict[str, Finding])
    opened: list[Finding] = field(default_factory=list[Finding])
    dropped: list[Finding] = field(default_factory=list[Finding])
    standing: list[Finding] = field(default_factory=list[Finding])


class Swarm:
    """Messages that may belong together; what is certain of them, and what others may still come in between.

    Up to the horizon nothing comes in any more: so far `settled` has walked for good. The rest is walked again from
    there, so that the order in which messages came in leaves no trace.
    """

    __slots__ = ("_published", "_settled", "_tail", "texts")

    def __init__(self, settled: Walk) -> None:
        """Continue from *settled*."""
        self._settled = settled
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
        insort(self._tail, sighting, key=_PLACE)
        self.texts[sighting.fingerprint] = max(sighting.at, self.texts.get(sighting.fingerprint, sighting.at))

    def absorb(self, other: "Swarm") -> None:
        """Go on together with *other*, which a new text connects with this one."""
        self._settled.absorb(other._settled)
        self._tail = sorted((*self._tail, *other._tail), key=_PLACE)
        self._published |= other._published
        self.texts |= other.texts

    def review(self, similar: Similar, review: Review) -> None:
        """Walk from what is settled to the last message; enter into *review* what shows differently now."""
        walk = self._settled.copy()
        for sighting in self._tail:
            walk.enter(sighting, similar(sighting.fingerprint))
        before, now = self._published, {key: kept(finding) for key, finding in walk.findings.items()}
        review.changed |= {key: finding for key, finding in now.items() if before.get(key) != finding}
        review.opened += [finding for key, finding in now.items() if key not in before]
        review.dropped += [finding for key, finding in before.items() if key not in now]
        review.standing += now.values()
        self._published = now

    def settle(self, horizon: int, similar: Similar) -> None:
        """Let nothing come in up to *horizon* any more. What is there has been reviewed."""
        certain = bisect_right(self._tail, horizon, key=_AT)
        if not certain:
            return
        for sighting in self._tail[:certain]:
            self._settled.enter(sighting, similar(sighting.fingerprint))
        del self._tail[:certain]
        self._settled.forget_before(horizon)
        self._published = {
            key: finding for key, finding in self._published.items() if not self._settled.is_over(finding, horizon)
        }
