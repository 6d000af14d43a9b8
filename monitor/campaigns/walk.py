"""The campaigns among promotional texts that resemble each other: a walk over their messages in event time."""

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from monitor.campaigns.ongoing import WINDOW, Ongoing
from monitor.campaigns.sighting import Sighting
from monitor.clock import SECOND
from monitor.findings import MOST_EVIDENCE, Finding, FindingBook
from rules import Engine
from rules.facts import complete

MOST_PROOFS = 50  # in all communities together


class Walk:
    """Campaigns by the messages entered so far, and what was found about them.

    A message belongs to the campaign in which its text, or a near-duplicate of it, was seen in the last 24 hours;
    when there are several, they go on as the one that began first. Messages are entered in order of their place.
    """

    __slots__ = ("_campaigns", "_dedupe", "_engine", "_seen", "findings")

    def __init__(self, engine: Engine, dedupe: Mapping[str, int]) -> None:
        """Judge with *engine*; *dedupe* are the seconds that a finding of each rule stays open."""
        self._engine = engine
        self._dedupe = dedupe
        self._campaigns: dict[str, Ongoing] = {}
        self._seen: dict[bytes, tuple[int, str]] = {}  # by fingerprint: when last, and in which campaign
        self.findings: dict[str, Finding] = {}  # in the order in which they were opened

    def __len__(self) -> int:
        """Return how many messages are counted."""
        return sum(map(len, self._campaigns.values()))

    def beginnings(self) -> list[int]:
        """Return when the campaigns under way began."""
        return [campaign.first[0] for campaign in self._campaigns.values()]

    def enter(self, sighting: Sighting, similar: Iterable[bytes]) -> None:
        """Enter the next message, whose text is a near-duplicate of *similar*."""
        since = sighting.at - WINDOW
        seen = [self._seen[text] for text in (sighting.fingerprint, *similar) if text in self._seen]
        known = {campaign for at, campaign in seen if at > since}
        campaign = self._joined(known) if known else Ongoing(sighting)
        self._campaigns[campaign.id] = campaign
        self._seen[sighting.fingerprint] = sighting.at, campaign.id
        self._judge(campaign, sighting)

    def _joined(self, ids: Iterable[str]) -> Ongoing:
        first, *later = sorted((self._campaigns[id_] for id_ in ids), key=lambda campaign: campaign.first)
        for other in later:
            first.absorb(self._campaigns.pop(other.id))
            self._seen |= {text: (at, first.id) for text, (at, id_) in self._seen.items() if id_ == other.id}
        return first

    def _judge(self, campaign: Ongoing, sighting: Sighting) -> None:
        campaign.enter(sighting)
        if len(campaign) == 1:  # what was seen once is no campaign
            return
        matches = self._engine.judge(complete("campaign", campaign.fact()))
        book = FindingBook("", self.findings.values())
        for match in matches:
            finding = book.note(match, sighting.at, f"campaign:{campaign.id}", None)
            finding.communities = tuple(sorted({*finding.communities, *campaign.communities}))
            _prove(finding, [sighting] if finding.id in self.findings else campaign.recent())
            self.findings[finding.id] = finding

    def is_over(self, finding: Finding, at: int) -> bool:
        """Return whether no message after *at* can change *finding*."""
        return finding.at + self._dedupe[finding.rule] * SECOND <= at

    def forget_before(self, at: int) -> None:
        """Let go of campaigns and findings that no message after *at* can change."""
        self.findings = {key: finding for key, finding in self.findings.items() if not self.is_over(finding, at)}
        self._seen = {text: seen for text, seen in self._seen.items() if seen[0] > at - WINDOW}
        alive = {campaign for _, campaign in self._seen.values()}
        self._campaigns = {id_: campaign for id_, campaign in self._campaigns.items() if id_ in alive}

    def absorb(self, other: "Walk") -> None:
        """Go on with the campaigns of *other* too, which has had no text in common with this one."""
        self._campaigns |= other._campaigns
        self._seen |= other._seen
        self.findings |= other.findings

    def copy(self) -> "Walk":
        """Return one that goes on by itself."""
        copied = Walk(self._engine, self._dedupe)
        copied._campaigns = {id_: campaign.copy() for id_, campaign in self._campaigns.items()}
        copied._seen = dict(self._seen)
        copied.findings = {key: kept(finding) for key, finding in self.findings.items()}
        return copied


def _prove(finding: Finding, sightings: Iterable[Sighting]) -> None:
    """Enter *sightings* as evidence: so many from each community that its owner can act."""
    proofs = finding.proofs
    for sighting in sightings:
        if len(proofs) == MOST_PROOFS:
            return
        if sum(proof.community == sighting.community for proof in proofs) < MOST_EVIDENCE:
            proofs.append(sighting.proof)


def kept(finding: Finding) -> Finding:
    """Return *finding* as it is now, whatever becomes of it."""
    return replace(finding, proofs=list(finding.proofs))
