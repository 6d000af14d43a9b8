"""What one community is judged with: its memory, and the way from a fact to findings and evidence."""

from collections.abc import Callable, Iterable, Mapping

from monitor.campaigns.sighting import Sighting
from monitor.clock import DAY, HOUR, LocalClock
from monitor.community.alarm import Alarm
from monitor.community.authors import Authors
from monitor.community.conditions import Conditions
from monitor.community.duties.items import Deed, Items
from monitor.community.gaps import G, Gaps, Judge
from monitor.community.held import Held, HeldFacts
from monitor.community.roster import STAFF, Roster
from monitor.community.schemes.promoters import Promoters
from monitor.community.schemes.referrals import Referrals
from monitor.community.state import CommunityState, Item, StaffGap
from monitor.evidence.journal import Journal
from monitor.findings import FindingBook, Proof
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from monitor.schemes.evidence import EvidenceBook, Occasion, Pending
from monitor.schemes.pending import prospects_of
from monitor.windows import WindowBook
from rules import Match, Severity
from rules.facts import FACT_KINDS, Value, complete

SMALL_GROUP = 20  # X10
ANNOUNCED_BEFORE, ANNOUNCED_WITHIN = DAY, 30 * DAY  # X8
FOR_THE_PLATFORM = "A14"  # an action of rules about complaints: who complains has violated nothing


class Bench:
    """One community's parts over one memory; the handlers of events share it.

    `alarms` are what waits for a time; `next_due` is no later than the earliest of these times.
    """

    def __init__(self, key: str, profile: Profile, panel: Panel, state: CommunityState) -> None:
        """Judge community *key* by *panel*, continuing from *state*."""
        self.key = key
        self.profile = profile
        self.panel = panel
        self.state = state
        self.clock = LocalClock(profile.zone(key.partition(":")[0]), profile.quiet_hours)
        self.referrals = Referrals(state, panel.catalogue)
        self.roster = Roster(state.roster, self.referrals.move)
        self.journal = Journal()
        self.findings = FindingBook(key, state.findings, tell=self.journal.found)
        self.evidence = EvidenceBook(key, panel.scoring, state.counted, lambda: state.owner_account)
        self.sightings: list[Sighting] = []
        self.windows = WindowBook(panel.catalogue.windows, self.clock.day, state.windows, lambda: state.clock)
        self.items = Items(state, self.clock, panel.scoring.sla_hours, self._judge_overdue, self.journal.enter)
        self.authors = Authors(state.said)
        self.held = HeldFacts(state.held, self.clock, panel.catalogue, self.judge_held)
        self.promoters = Promoters(state.promoters, self.evidence, self.is_announced)
        self.alarms: list[Alarm] = [self.items, self.held, self.promoters]
        self.next_due = 0
        self.conditions = Conditions(state.conditions, self.findings.end, busy=self.items.members, wake=self.wake)
        self.alarms.append(self.conditions)
        self.staff_gap = self.gaps("staff_gap", lambda: [state.staff_gap], self._judge_staff_gap)

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

    def is_announced(self, at: int) -> bool:
        """Return whether an end of the group was announced well before *at* (X8)."""
        announced = self.state.closure_announced
        return bool(announced) and ANNOUNCED_BEFORE <= at - announced <= ANNOUNCED_WITHIN

    def is_staff(self, who: Who) -> bool:
        """Return whether *who* is owner or admin, by the event or else by the roster."""
        return (who.role or self.roster.state.members[self.roster.resolve(who)].role) in STAFF

    def handle(
        self, action: str, record: Record, *, item_id: str = "", member: str = "", by_staff: bool = True
    ) -> None:
        """Close one item, or all of a *member's*, by what *record* shows was done."""
        deed = Deed(
            record.at, action, self.actor(record), by_staff=by_staff, recorded=record.recorded, reason=record.reason
        )
        closed = self.items.handle(deed, item_id=item_id, member=member)
        author = closed or (member or self.authors.of(item_id) if by_staff else "")
        if author and author not in self.items.members():
            self.conditions.handled(author, record.at)

    def actor(self, record: Record) -> str:
        """Return who did what *record* tells, as far as is known, without entering anybody."""
        who = record.actor
        return self.roster.label(who.id or who.name) if who else ""

    def wake(self, at: int) -> None:
        """Look at the deadlines again at *at*, when there may be a nearer one."""
        self.next_due = min(self.next_due, at)

    def is_for_one_occasion(self, at: int) -> bool:
        """Return whether the group is for one occasion, whose declared last day is not over at *at* (X8)."""
        ends = self.profile.ends
        return ends is not None and self.clock.day(at) <= ends.toordinal()

    @property
    def ads_policy(self) -> str:
        """Return what the group does with ads, declared or by its rules: allowed, forbidden or silent."""
        return self.profile.ads or self.state.ads or "silent"

    def staff_seen(self, at: int, member: str = "") -> None:
        """Enter that owner or admin was there, and which of them if that is known."""
        if member:
            self.state.staff_seen[member] = at
        self.state.staff_gap.member_messages = 0
        self.staff_gap.begin(self.state.staff_gap, at)
        self.conditions.over("staff_gap", self.subject, at)

    def gaps(self, kind: str, running: Callable[[], Iterable[G]], judge: Judge[G]) -> Gaps[G]:
        """Return an alarm for the gaps of *kind* that are *running*, plugged in."""
        gaps = Gaps(kind, self.clock, self.panel.catalogue, running, judge=judge, wake=self.wake)
        self.alarms.append(gaps)
        return gaps

    def complete(self, kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
        """Return the whole fact of *kind* with *values*, seen in this community."""
        context: dict[str, Value] = {"members": self.roster.members, "advisory": self.is_advisory}
        known = FACT_KINDS[kind].fields
        return complete(kind, {**{name: value for name, value in context.items() if name in known}, **values})

    def judge(
        self,
        kind: str,
        values: Mapping[str, Value],
        at: int,
        subject: str,
        proof: Proof | None,
        *,
        member: str = "",
        staff: bool = False,
    ) -> Severity | None:
        """Judge a fact of *kind*, enter it in the windows and what is found as findings; return the gravest severity.

        *member* is whom windows per member count it for. Rules with `after` judge it again when that has passed. What
        counts for a scheme is handed on as evidence.
        """
        fact = self._enter(kind, values, at, subject, proof, member=member, staff=staff)
        matches = self.panel.engine.judge(fact)
        self.conditions.judged(kind, subject, [match.rule.id for match in matches], at)
        return self.note(matches, at, subject, proof, staff=staff)

    def judge_by_stage(
        self,
        kind: str,
        values: Mapping[str, Value],
        at: int,
        subject: str,
        proof: Proof,
        *,
        member: str = "",
        staff: bool = False,
    ) -> None:
        """Hand on a fact of *kind*, with its windows as they are now, to be judged by the stage of the schemes here.

        Its `stage` is filled in then; otherwise as `judge`.
        """
        fact = self._enter(kind, values, at, subject, proof, member=member, staff=staff)
        self._await_stage(fact, Pending(kind, subject, staff), Occasion(at, member, proof.event, proof=proof))

    def _enter(
        self,
        kind: str,
        values: Mapping[str, Value],
        at: int,
        subject: str,
        proof: Proof | None,
        *,
        member: str,
        staff: bool,
    ) -> dict[str, Value]:
        """Enter a fact wherever it counts; return it with its windows."""
        fact = self.complete(kind, values)
        self.windows.enter(at, member, self.windows.counting(fact))
        self.hold(fact, values, at, subject, proof, member=member, staff=staff)
        fact.update(self.figures(kind, at, member))
        if proof:
            self.evidence.weigh(fact, Occasion(at, member, proof.event, proof=proof))
        return fact

    def hold(
        self,
        fact: Mapping[str, Value],
        values: Mapping[str, Value],
        at: int,
        subject: str,
        proof: Proof | None,
        *,
        member: str,
        staff: bool,
    ) -> None:
        """Keep *values*, of which the whole *fact* is made, for the rules that judge it later."""
        kind = str(fact["kind"])
        for after in self.held.delays(kind):
            if self.panel.engine.can_match(kind, fact, after):
                due = self.held.due(kind, at, after)
                self.held.hold(Held(due, after, kind, dict(values), subject, member, proof, staff))
                self.wake(due)

    def count(self, kind: str, values: Mapping[str, Value], at: int, member: str = "") -> None:
        """Enter a fact of *kind* in the windows only: nothing is judged."""
        self.windows.enter(at, member, self.windows.counting(self.complete(kind, values)))

    def judge_held(self, held: Held) -> None:
        """Judge a fact whose time has come, with its windows as they are now."""
        fact = self.complete(held.kind, held.values)
        fact.update(self.figures(held.kind, held.due, held.member))
        if "stage" in fact and held.proof:
            occasion = Occasion(held.due, held.member, held.proof.event, proof=held.proof)
            self._await_stage(fact, Pending(held.kind, held.subject, held.staff, held.after), occasion)
        else:
            matches = self.panel.engine.judge(fact, held.after)
            met = [match.rule.id for match in matches]
            self.conditions.judged(held.kind, held.subject, met, held.due, held.after)
            self.note(matches, held.due, held.subject, held.proof, staff=held.staff)

    def _await_stage(self, fact: dict[str, Value], pending: Pending, occasion: Occasion) -> None:
        """Hand *fact* on when some rule would be met by it at some stage."""
        prospects = prospects_of(fact, self.panel.catalogue, pending.after)
        if prospects:
            self.evidence.wait(fact, pending, occasion, ",".join(prospects))

    def figures(self, kind: str, at: int, member: str) -> dict[str, int]:
        """Return what the windows that facts of *kind* carry say at *at*; shares of members need a counted group."""
        return self.windows.values(kind, at, member, self.roster.members if self.roster.is_counted else 0)

    def note(
        self, matches: Iterable[Match], at: int, subject: str, proof: Proof | None, *, staff: bool
    ) -> Severity | None:
        """Enter *matches* as findings; return the gravest severity."""
        worst: Severity | None = None
        for match in matches:
            finding = self.findings.note(match, at, subject, proof, staff=staff)
            is_beyond = staff or FOR_THE_PLATFORM in match.rule.owner_actions
            if not finding.ended_at:  # what came late may have ended before
                self.conditions.met(match, subject, at, beyond=is_beyond)
            if match.severity >= Severity.high and is_beyond:
                self.state.grave = at
            worst = match.severity if worst is None else max(worst, match.severity)
        return worst

    def _judge_staff_gap(self, gap: StaffGap, elapsed: Mapping[str, Value], at: int) -> Severity | None:
        fact = {**elapsed, "observable": self.observes("roles"), "member_messages": gap.member_messages}
        return self.judge("staff_gap", fact, at, self.subject, None)

    def _judge_overdue(self, item: Item, raised: Severity, at: int) -> None:
        fact: dict[str, Value] = {
            "observable": self.observes("moderation"),
            "raised_rank": int(raised),
            "hours_open": (at - item.at) // HOUR,
        }
        self.judge("open_item", fact, at, f"member:{item.member}", item.proof, member=item.member)
