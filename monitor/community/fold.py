"""The way of one record through its community: time passes, it is entered, and what is new is kept for the caller."""

from collections.abc import Callable

import structlog

from monitor.clock import DAY, iso
from monitor.community.behaviour.measures import MEASURES
from monitor.community.behaviour.names import Names
from monitor.community.bench import Bench
from monitor.community.duties.owner_duties import OwnerDuties
from monitor.community.health.health import Health
from monitor.community.members import Members
from monitor.community.messages import Messages
from monitor.community.schemes.downlines import Downlines
from monitor.community.staff import Staff
from monitor.community.state import CommunityState
from monitor.duties.inspection import Inspection
from monitor.duties.trend import Trend
from monitor.errors import logged
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record
from rules import Match

SWEEP_EVERY = DAY
NEVER = 2**63


class CommunityFold:
    """Applies records in order; everything it decides follows from them, never from the wall clock.

    After each batch the caller takes what is new from `findings.changed`, `journal.entries`, `evidence.new`,
    `sightings`, `holdings`, `roster.changed`, `referrals.changed` and `failures`, and calls `forget_changes`.
    """

    def __init__(self, key: str, profile: Profile, panel: Panel, state: CommunityState | None = None) -> None:
        """Continue community *key* from *state*, judged by *panel*."""
        self.key = key
        self.profile = profile
        self.state = state = state or CommunityState()
        self._bench = bench = Bench(key, profile, panel, state)
        self.roster, self.referrals, self.items = bench.roster, bench.referrals, bench.items
        self.findings, self.evidence, self.sightings = bench.findings, bench.evidence, bench.sightings
        self.journal = bench.journal
        self.failures: list[tuple[str, str]] = []
        self._dedupe = {rule.id: rule.dedupe for rule in panel.catalogue.rules.values()}
        self._health = health = Health(bench)
        staff, names, downlines = Staff(bench, health), Names(bench), Downlines(bench)
        self._messages = Messages(bench, staff, health, names, downlines)
        self._members = Members(bench, staff, health, names, downlines)
        self._duties = OwnerDuties(bench)
        self.inspection = Inspection(bench)
        self._trend = Trend(bench, self.inspection)
        self.holdings = self._duties.holdings
        self._handlers = _handlers(self._messages, staff, self._members, health)
        if profile.members and not state.roster.count:
            state.roster.count = profile.members
        if state.first_at:
            self._members.declare_owner(state.clock)
            self._duties.declare(state.clock)

    def apply(self, record: Record) -> None:
        """Let time pass to the record's, then enter it."""
        self.advance(record.at)
        state = self.state
        if not state.first_at:
            state.first_at = record.at
            self._members.declare_owner(record.at)
            self._duties.declare(record.at)
        if record.former:
            self.roster.know(record.former)
        self._health.happened(record.at)
        self._trend.happened(record.at)
        if record.community_name:
            state.name = record.community_name
        if record.owner_account:
            state.owner_account = record.owner_account
        if record.type in MEASURES:
            state.seen["moderation"] = True
        try:
            if handler := self._handlers.get(record.type):
                handler(record)
            self._duties.enter(record)
        except Exception as error:  # one record that cannot be judged must not stop those behind it
            why = logged(error)
            structlog.get_logger().error("record not judged", type=record.type, time=iso(record.at), why=why)
            self.failures.append((record.id, f"could not be judged: {why}"))

    def advance(self, at: int) -> None:
        """Let time pass to *at*: judge every deadline on the way, in order."""
        state = self.state
        if at <= state.clock:
            return
        if at >= self._bench.next_due:
            self._tick(at)
        if at // SWEEP_EVERY > state.clock // SWEEP_EVERY:
            self._sweep(at // SWEEP_EVERY * SWEEP_EVERY)
        state.clock = at

    def preview(self, record: Record) -> list[tuple[Match, str, bool]]:
        """Return what urgent rules say of a message that has not been applied yet; see `Messages.preview`."""
        return self._messages.preview(record)

    def observes(self, what: str) -> bool:
        """Return whether *what* can be seen here: declared, or seen already."""
        return self._bench.observes(what)

    @property
    def is_advisory(self) -> bool:
        """Return whether owner duties are advice only (X10)."""
        return self._bench.is_advisory

    def forget_changes(self) -> None:
        """Let go of what the caller has taken."""
        self.findings.forget_changes()
        self.evidence.new.clear()
        self.sightings.clear()
        self.holdings.clear()
        self.journal.entries.clear()
        self.roster.changed.clear()
        self.referrals.changed.clear()
        self.failures.clear()

    def snapshot(self) -> CommunityState:
        """Return the state with every part brought into it."""
        self.state.windows = self._bench.windows.state()
        self.state.forest = self.referrals.forest.to_state()
        self.state.findings = self.findings.state()
        self.state.conditions = self._bench.conditions.state()
        return self.state

    def _tick(self, until: int) -> None:
        bench = self._bench
        while (due := min((at for alarm in bench.alarms for at in alarm.dues()), default=NEVER)) <= until:
            for alarm in bench.alarms:
                alarm.ring(due)
        bench.next_due = due

    def _sweep(self, at: int) -> None:
        """Drop what is too old at *at*, always a whole day, so that no result depends on when this is called."""
        self._bench.windows.forget_before(at)
        self._members.forget_before(at)
        self.findings.forget_before(at, self._dedupe)
        self.evidence.forget_before(at)
        self.items.forget_before(at)
        self._bench.authors.forget_before(at)
        self._duties.forget_before(at)
        self._bench.promoters.forget_before(at)
        self._messages.forget_before(at)


def _handlers(
    messages: Messages, staff: Staff, members: Members, health: Health
) -> dict[str, Callable[[Record], None]]:
    """Return who enters which type of event; the others change nothing."""
    return {
        "message.created": messages.on_message,
        "message.updated": messages.on_message,
        "money.reported": messages.on_message,
        "message.deleted": staff.on_deleted,
        "message.pinned": staff.on_pinned,
        "message.labelled": messages.contents.on_labelled,
        "report.submitted": staff.measures.abuse.on_reported,
        "member.muted": staff.on_muted,
        "community.muted_all": staff.on_muted_all,
        "action.attested": staff.on_attested,
        "community.notice_changed": messages.on_notice,
        "community.renamed": members.on_renamed,
        "community.settings_changed": members.settings.on_changed,
        "member.joined": members.on_joined,
        "member.left": members.on_left,
        "member.removed": members.on_removed,
        "member.banned": members.on_removed,
        "member.role_changed": members.on_role_changed,
        "roster.snapshot": members.on_roster,
        "payment.sent": members.on_payment,
        "community.created": members.on_created,
        "community.dissolved": members.on_dissolved,
        "activity.recorded": health.on_activity,
    }
