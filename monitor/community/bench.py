"""What one community is judged with: its memory, and the way from a fact to findings and evidence."""

from collections.abc import Iterable, Mapping

from monitor.campaigns.sighting import Sighting
from monitor.clock import LocalClock
from monitor.community.gaps import Gaps
from monitor.community.items import Items
from monitor.community.referrals import Referrals
from monitor.community.roster import STAFF, Roster
from monitor.community.state import CommunityState
from monitor.findings import FindingBook, Proof
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Who
from monitor.schemes.evidence import EvidenceBook, Occasion
from rules import Match, Severity
from rules.facts import FACT_KINDS, Value, complete

SMALL_GROUP = 20  # X10


class Bench:
    """One community's parts over one memory; the handlers of events share it.

    `next_due` is no later than the next deadline of gaps and items.
    """

    def __init__(self, key: str, profile: Profile, panel: Panel, state: CommunityState) -> None:
        """Judge community *key* by *panel*, continuing from *state*."""
        self.key = key
        self.profile = profile
        self.panel = panel
        self.state = state
        self.clock = LocalClock(profile.zone(key.partition(":")[0]), profile.quiet_hours)
        self.roster = Roster(state.roster)
        self.referrals = Referrals(state)
        self.findings = FindingBook(key, state.findings)
        self.evidence = EvidenceBook(key, panel.scoring, state.counted)
        self.sightings: list[Sighting] = []
        self.items = Items(state, self.clock, panel.scoring.sla_hours)
        self.gaps = Gaps(state, self.clock, panel.catalogue)
        self.next_due = 0

    @property
    def subject(self) -> str:
        """Return the community as the subject of findings."""
        return f"community:{self.key}"

    @property
    def is_advisory(self) -> bool:
        """Return whether owner duties are advice only (X10); only who was counted is known to be few."""
        is_small = self.roster.is_counted and self.roster.members < SMALL_GROUP
        return self.profile.is_advisory or is_small

    def observes(self, what: str) -> bool:
        """Return whether *what* can be seen here: declared, or seen already."""
        return what in self.profile.observes or what in self.state.seen

    def is_staff(self, who: Who) -> bool:
        """Return whether *who* is owner or admin, by the event or else by the roster."""
        return (who.role or self.roster.state.members[self.roster.resolve(who)].role) in STAFF

    def wake(self, at: int) -> None:
        """Look at the deadlines again at *at*, when there may be a nearer one."""
        self.next_due = min(self.next_due, at)

    def staff_seen(self, at: int) -> None:
        """Enter that owner or admin was there."""
        self.wake(self.gaps.staff_seen(at))

    def complete(self, kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return the whole fact of *kind* with *values*, seen in this community."""
        context: dict[str, Value] = {"members": self.roster.members, "advisory": self.is_advisory}
        known = FACT_KINDS[kind].fields
        return complete(kind, {**{name: value for name, value in context.items() if name in known}, **values})

    def judge(
        self, kind: str, values: Mapping[str, Value], at: int, subject: str, proof: Proof | None, *, staff: bool = False
    ) -> bool:
        """Judge a fact of *kind* and enter what is found; return whether any rule was met."""
        matches = self.panel.engine.judge(self.complete(kind, values))
        return self.note(matches, at, subject, proof, staff=staff) is not None

    def note(
        self, matches: Iterable[Match], at: int, subject: str, proof: Proof | None, *, staff: bool
    ) -> Severity | None:
        """Enter *matches* as findings; return the gravest severity."""
        worst: Severity | None = None
        for match in matches:
            self.findings.note(match, at, subject, proof, staff=staff)
            worst = match.severity if worst is None else max(worst, match.severity)
        return worst

    def judge_gap(self, kind: str, gap: dict[str, Value] | None, at: int) -> None:
        """Judge the fact of a gap, if there is one."""
        if gap is not None:
            gap["observable"] = self.observes("notices" if kind == "rules_gap" else "roles")
            if self.judge(kind, gap, at, self.subject, None):
                self.gaps.met(kind)

    def judge_tree(self, tree: dict[str, Value] | None, at: int, event: str) -> None:
        """Judge the fact of a referral tree, if there is one, and weigh it for schemes."""
        if tree is not None:
            proof = Proof(event)
            self.judge("referral_tree", tree, at, self.subject, proof)
            self.evidence.weigh(self.complete("referral_tree", tree), Occasion(at, "", event, proof=proof))
