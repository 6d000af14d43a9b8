"""Every campaign under way, judged from the set of promotional messages that all communities have contributed."""

from collections.abc import Iterable
from itertools import islice

from msgspec.structs import replace

from monitor.campaigns.ongoing import WINDOW
from monitor.campaigns.sighting import Sighting
from monitor.campaigns.swarm import Swarm
from monitor.campaigns.variants import Variants
from monitor.campaigns.walk import Walk
from monitor.clock import DAY, HOUR
from monitor.findings import Finding
from monitor.panel import Panel
from monitor.review import Review

BEHIND = DAY  # how far a community may lie behind the newest message of all and still be counted (design)
SWEEP_EVERY = HOUR
MOST_KEPT = 100_000  # messages at a time: about 250 MB when no two are alike (measured)
STRIDE = 1_000


class CampaignBoard:
    """Keeps the promotional messages of the last days; reviews the campaigns among them.

    What a review shows depends on the set of messages, not on the order in which they came in, as long as none comes
    in more than `BEHIND` after the newest, which is refused, and nothing is too much: beyond `most_kept` messages what
    has been quiet for longest is forgotten, of one swarm no more than a quarter is kept, and of texts that are all
    alike no more than `Variants` keeps. What is 24 hours older than what is refused is forgotten.
    """

    def __init__(self, panel: Panel, most_kept: int = MOST_KEPT) -> None:
        """Judge with the rules of *panel*; keep at most *most_kept* messages."""
        self._engine = panel.engine
        self._dedupe = {rule.id: rule.dedupe for rule in panel.catalogue.rules.values()}
        self._most_kept = most_kept
        self._variants = Variants()
        self._swarms: dict[bytes, Swarm] = {}  # by each of its texts
        self._touched: dict[Swarm, None] = {}
        self._newest = self._swept = self._kept = 0
        self.since = 0

    def __len__(self) -> int:
        """Return how many messages are kept."""
        return sum(map(len, self._all()))

    @property
    def horizon(self) -> int:
        """Return up to when nothing comes in any more."""
        return self._newest - BEHIND

    def add(self, sightings: Iterable[Sighting]) -> list[Sighting]:
        """Enter new messages; return those that count, each with the text it counts as (see `Variants.add`)."""
        entered = map(self._entered, sorted(sightings, key=lambda each: each.place))
        return [sighting for sighting in entered if sighting]

    def _entered(self, sighting: Sighting) -> Sighting | None:
        if sighting.at <= self.horizon:
            return None
        text = self._variants.add(sighting.fingerprint)
        swarm = self._swarm_of(text)
        if len(swarm) >= self._most_kept // 4:
            if text not in swarm.texts:
                self._drop(text)
            return None
        counted = replace(sighting, fingerprint=text)
        swarm.add(counted)
        self._touched[swarm] = None
        self._newest = max(self._newest, sighting.at)
        self._kept += 1
        return counted

    def _swarm_of(self, text: bytes) -> Swarm:
        """Return the swarm of *text*: a new one, or the one that those it resembles become with it."""
        if text in self._swarms:
            return self._swarms[text]
        near = {self._swarms[other]: None for other in self._variants.similar(text)}
        swarm, *others = near or [Swarm(Walk(self._engine, self._dedupe))]
        for other in others:
            swarm.absorb(other)
            self._touched.pop(other, None)
            self._swarms |= dict.fromkeys(other.texts, swarm)
        self._swarms[text] = swarm
        return swarm

    def review(self) -> Review:
        """Judge what has been touched since the last review; return what shows differently now."""
        review = Review()
        for swarm in self._touched:
            swarm.review(self._variants.similar, review)
            swarm.settle(self.horizon, self._variants.similar)
        self._touched.clear()
        if self.horizon >= self._swept + SWEEP_EVERY or self._kept > self._most_kept:
            self._sweep()
        return review

    def _sweep(self) -> None:
        """Forget what nothing can belong to any more, and what there is no room for."""
        self._swept = self.horizon
        for swarm in self._all():
            swarm.settle(self.horizon, self._variants.similar)
            self._forget(swarm, self.horizon - WINDOW)
        swarms = sorted(self._all(), key=lambda swarm: swarm.last)
        self._kept = sum(map(len, swarms))
        for swarm in swarms:
            if self._kept <= self._most_kept:
                break
            self._kept -= len(swarm)
            self._forget(swarm, swarm.last)
        self.since = min((swarm.since for swarm in self._all()), default=self.horizon)

    def _forget(self, swarm: Swarm, until: int) -> None:
        """Forget the texts of *swarm* that were not seen after *until*."""
        for text in [text for text, last in swarm.texts.items() if last <= until]:
            del swarm.texts[text]
            self._drop(text)

    def _drop(self, text: bytes) -> None:
        del self._swarms[text]
        self._variants.remove(text)

    def _all(self) -> list[Swarm]:
        return list(dict.fromkeys(self._swarms.values()))

    def recall(self, sightings: Iterable[Sighting]) -> dict[str, Finding]:
        """Enter *sightings*, which come in order, and return all that is found; what is old is forgotten meanwhile."""
        iterator, found = iter(sightings), dict[str, Finding]()
        while some := list(islice(iterator, STRIDE)):
            self.add(some)
            found |= self.review().changed
        return found


def campaigns_among(sightings: Iterable[Sighting], panel: Panel) -> dict[str, Finding]:
    """Return all that is found about campaigns among *sightings*, by id, in whatever order they come."""
    return CampaignBoard(panel).recall(sorted(sightings, key=lambda sighting: sighting.place))
