"""Judge communities from their records in order: the one way for exports, inline tests and backtests."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from monitor.alerts.floods import floods_among
from monitor.assessment import report
from monitor.campaigns.board import campaigns_among
from monitor.campaigns.sighting import Sighting
from monitor.community.fold import CommunityFold
from monitor.document import CommunityReport, Skipped
from monitor.findings import Finding
from monitor.language import Language
from monitor.owners.board import OwnerBoard
from monitor.owners.holding import Holding
from monitor.panel import Panel
from monitor.profile import Profile, Profiles
from monitor.record import Record
from monitor.schemes.board import Scheme, SchemeBoard

STRIDE = 1_000


@dataclass
class Judgement:
    """What a replay came to, by community."""

    folds: dict[str, CommunityFold] = field(default_factory=dict[str, CommunityFold])
    findings: dict[str, dict[str, Finding]] = field(default_factory=dict[str, dict[str, Finding]])
    schemes: dict[str, Scheme] = field(default_factory=dict[str, Scheme])
    campaigns: dict[str, Finding] = field(default_factory=dict[str, Finding])
    owners: dict[str, Finding] = field(default_factory=dict[str, Finding])
    floods: dict[str, Finding] = field(default_factory=dict[str, Finding])
    failures: list[Skipped] = field(default_factory=list[Skipped])

    def all_findings(self) -> list[Finding]:
        """Return the findings of communities, schemes, campaigns, owners and floods, in order of their ids."""
        found = {key: finding for own in self.findings.values() for key, finding in own.items()}
        for scheme in self.schemes.values():
            found |= scheme.findings
        found |= self.campaigns | self.owners | self.floods
        return [found[key] for key in sorted(found)]

    def reports(self, panel: Panel, language: Language) -> Iterator[CommunityReport]:
        """Yield the report on each community, and let go of what it was made from."""
        for key in list(self.folds):
            fold, findings = self.folds.pop(key), self.findings.pop(key)
            own = [*findings.values(), *self._across(key)]
            yield report(fold, own, self._schemes_in(key), panel.catalogue, language)

    def _schemes_in(self, community: str) -> list[Scheme]:
        return [scheme for scheme in self.schemes.values() if community in scheme.communities]

    def _across(self, community: str) -> list[Finding]:
        found = (self.campaigns | self.owners).values()
        return [finding for finding in found if community in finding.communities]


def replay(
    histories: Mapping[str, Iterable[Record]],
    panel: Panel,
    profiles: Profiles,
    *,
    until: int = 0,
    on_judged: Callable[[int], None] = lambda _done: None,
) -> Judgement:
    """Judge each community's records, which come in order, and then schemes, campaigns, owners and floods.

    Time ends with the last record of each community, or at *until* (microseconds) if that is later.
    """
    judgement, board, done = Judgement(), SchemeBoard(panel), 0
    sightings: list[Sighting] = []
    holdings: list[Holding] = []
    for community in sorted(histories):
        fold = judgement.folds[community] = CommunityFold(
            community, profiles.get(community, Profile()), panel.for_community(community)
        )
        judgement.findings[community] = {}
        for record in histories[community]:
            fold.apply(record)
            done += 1
            if done % STRIDE == 0:
                _take(fold, judgement, board, sightings)
                on_judged(done)
        fold.advance(until)
        _take(fold, judgement, board, sightings)
        if fold.state.holding:
            holdings.append(fold.state.holding)
        board.set_clock(community, fold.state.clock)
    on_judged(done)
    judgement.schemes = board.review()
    for key, finding in board.findings.items():
        judgement.findings[finding.community][key] = finding
    judgement.campaigns = campaigns_among(sightings, panel)
    judgement.owners = OwnerBoard(panel, holdings).findings()
    clock = max((fold.state.clock for fold in judgement.folds.values()), default=0)
    judgement.floods = floods_among(judgement.all_findings(), panel.engine, clock)
    return judgement


def _take(fold: CommunityFold, judgement: Judgement, board: SchemeBoard, sightings: list[Sighting]) -> None:
    """Hand on what is new in *fold*."""
    judgement.findings[fold.key].update(fold.findings.changed)
    judgement.failures += [Skipped(f"{fold.key} event {event}", why) for event, why in fold.failures]
    board.add(fold.evidence.new)
    sightings += fold.sightings
    fold.forget_changes()
