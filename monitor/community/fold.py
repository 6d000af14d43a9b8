"""The way of one record through its community: memory, facts, findings, evidence for schemes."""

from collections.abc import Callable, Iterable, Mapping
from datetime import time

import structlog

from monitor.clock import DAY, HOUR, MINUTE, LocalClock
from monitor.community.gaps import Gaps
from monitor.community.items import Items
from monitor.community.readings import AFFAIRS, STRAIN, values_of
from monitor.community.referrals import Referrals
from monitor.community.roster import STAFF, Member, Roster
from monitor.community.state import CommunityState
from monitor.findings import FindingBook, Proof, proof_of
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.record import Record, Who
from monitor.schemes.evidence import EvidenceBook, Occasion, keys_of
from monitor.windows import WindowBook
from rules import Match, Severity
from rules.facts import FACT_KINDS, Value, complete

SMALL_GROUP = 20  # X10
ANNOUNCED_BEFORE, ANNOUNCED_WITHIN = DAY, 30 * DAY  # X8
COMPLAINTS_OVER = 30 * DAY
NIGHT = time(23), time(6)  # catalogue night-dissolution
SURGE_DAYS, BASELINE_DAYS, SURGE_RATIO, SURGE_LEAST = 7, 28, 3, 10  # catalogue stage growth: joins 3x the 28 d mean
SWEEP_EVERY = DAY
NEVER = 2**63

_MODERATION = frozenset(
    {"message.deleted", "member.muted", "member.removed", "member.banned", "community.muted_all", "action.attested"}
)  # fmt: skip


class CommunityFold:
    """Applies records in order; everything it decides follows from them, never from the wall clock.

    After each batch the caller takes what is new from `findings.changed`, `evidence.new`, `roster.changed`,
    `referrals.changed` and `failures`, and calls `forget_changes`.
    """

    def __init__(self, key: str, profile: Profile, panel: Panel, state: CommunityState | None = None) -> None:
        """Continue community *key* from *state*, judged by *panel*."""
        self.key = key
        self.state = state = state or CommunityState()
        self.profile = profile
        self._engine = panel.engine
        self._shared_hosts = panel.shared_hosts
        self.clock = LocalClock(profile.zone(key.partition(":")[0]), profile.quiet_hours)
        self.roster = Roster(state.roster)
        self.referrals = Referrals(state)
        self.findings = FindingBook(key, state.findings)
        self.evidence = EvidenceBook(key, panel.scoring, state.counted)
        self.items = Items(state, self.clock, panel.scoring.sla_hours)
        self.gaps = Gaps(state, self.clock, panel.catalogue)
        self._windows = WindowBook(panel.catalogue.windows.get("message", ()), state.windows)
        self._plain = {
            staff: self._windows.counting(complete("message", {"by_staff": staff})) for staff in (False, True)
        }
        self._judges_plain = self._engine.can_match("message", {})
        self._dedupe = {rule.id: rule.dedupe for rule in panel.catalogue.rules.values()}
        self._next_due = 0
        self.failures: list[tuple[str, str]] = []
        self._handlers: dict[str, Callable[[Record], None]] = {
            "message.created": self._on_message,
            "message.updated": self._on_message,
            "message.deleted": self._on_deleted,
            "message.pinned": self._on_pinned,
            "member.joined": self._on_joined,
            "member.left": self._on_left,
            "member.removed": self._on_removed,
            "member.banned": self._on_removed,
            "member.muted": self._on_muted,
            "member.role_changed": self._on_role_changed,
            "community.created": self._on_created,
            "community.renamed": self._on_renamed,
            "community.notice_changed": self._on_notice,
            "community.dissolved": self._on_dissolved,
            "payment.sent": self._on_payment,
            "money.reported": self._on_message,
            "roster.snapshot": self._on_roster,
            "action.attested": self._on_attested,
        }
        if profile.members and not state.roster.count:
            state.roster.count = profile.members

    # what the caller does

    def apply(self, record: Record) -> None:
        """Let time pass to the record's, then enter it."""
        self.advance(record.at)
        state = self.state
        state.first_at = state.first_at or record.at
        if record.community_name:
            state.name = record.community_name
        if record.type in _MODERATION:
            state.seen.add("moderation")
        handler = self._handlers.get(record.type)
        if handler:
            try:
                handler(record)
            except Exception as error:  # one record that cannot be judged must not stop those behind it
                structlog.get_logger().exception("record not judged", community=self.key, event=record.id)
                self.failures.append((record.id, f"could not be judged: {error!r}"))

    def advance(self, at: int) -> None:
        """Let time pass to *at*: judge every deadline on the way, in order."""
        state = self.state
        if at <= state.clock:
            return
        if at >= self._next_due:
            self._tick(at)
        if at // SWEEP_EVERY > state.clock // SWEEP_EVERY:
            self._sweep(at // SWEEP_EVERY * SWEEP_EVERY)
        state.clock = at

    def forget_changes(self) -> None:
        """Let go of what the caller has taken."""
        self.findings.changed.clear()
        self.evidence.new.clear()
        self.roster.changed.clear()
        self.referrals.changed.clear()
        self.failures.clear()

    def snapshot(self) -> CommunityState:
        """Return the state with every part brought into it."""
        self.state.windows = self._windows.state()
        self.state.forest = self.referrals.forest.to_state()
        self.state.findings = self.findings.state()
        return self.state

    def preview(self, record: Record) -> list[tuple[Match, str, bool]]:
        """Return what the urgent rules say of a message before its place in the order is certain; changes nothing.

        Each with its subject and whether the author is owner or admin.
        """
        if record.type != "message.created":
            return []
        who = record.actor
        member = self.state.roster.alias.get(who.id, who.id) if who else ""
        entry = self.state.roster.members.get(member)
        staff = who is not None and (who.role or (entry.role if entry else "")) in STAFF
        values = self._message_values(record, entry)
        if not self._engine.can_match("message", values):
            return []
        fact = complete("message", {**values, "by_staff": staff}, dict.fromkeys(self._windows.names, 0))
        matches = [match for match in self._engine.judge(fact) if match.rule.urgent]
        return [(match, self._subject(member), staff) for match in matches]

    def observes(self, what: str) -> bool:
        """Return whether *what* can be seen here: declared, or seen already."""
        return what in self.profile.observes or what in self.state.seen

    @property
    def is_advisory(self) -> bool:
        """Return whether owner duties are advice only (X10); only who was counted is known to be few."""
        is_small = self.roster.is_counted and self.roster.members < SMALL_GROUP
        return self.profile.is_advisory or is_small

    # time

    def _tick(self, until: int) -> None:
        while True:
            due = min((at for at in (*self.gaps.dues(), *self.items.dues())), default=None)
            if due is None or due > until:
                self._next_due = NEVER if due is None else due
                return
            for kind, gap in self.gaps.reached(due):
                self._judge_gap(kind, gap, due)
            for at, item, raised in self.items.overdue(due):
                fact: dict[str, Value] = {
                    "observable": self.observes("moderation"),
                    "raised_rank": int(raised),
                    "hours_open": (at - item.at) // HOUR,
                }
                self._judge("open_item", fact, at, f"member:{item.member}", item.proof)

    def _judge_gap(self, kind: str, gap: dict[str, Value] | None, at: int) -> None:
        if gap is None:
            return
        gap["observable"] = self.observes("notices" if kind == "rules_gap" else "roles")
        if self._judge(kind, gap, at, f"community:{self.key}", None):
            self.gaps.met(kind)

    def _sweep(self, at: int) -> None:
        """Drop what is too old at *at*, always a whole day, so that no result depends on when this is called."""
        self._windows.forget_before(at)
        self.findings.forget_before(at, self._dedupe)
        self.evidence.forget_before(at)
        self.items.forget_before(at)
        state = self.state
        state.complainers = {who: when for who, when in state.complainers.items() if when > at - COMPLAINTS_OVER}
        first_day = at // DAY - SURGE_DAYS - BASELINE_DAYS
        state.joins_by_day = {day: count for day, count in state.joins_by_day.items() if day >= first_day}

    # messages

    def _on_message(self, record: Record) -> None:
        member, entry, staff = self._speaker(record)
        if staff:
            self._staff_seen(record.at)
        else:
            self.state.staff_gap.member_messages += 1
        values = self._message_values(record, entry)
        if values or self._judges_plain:
            self._judge_message(record, member, values, staff=staff)
        else:
            self._windows.enter(record.at, member, self._plain[staff])
        self._judge_gap("staff_gap", self.gaps.waiting("staff_gap", record.at), record.at)

    def _judge_message(self, record: Record, member: str, values: dict[str, Value], *, staff: bool) -> None:
        if record.signals:
            self._hear_affairs(record, staff=staff)
        fact = complete("message", {**values, "by_staff": staff})
        if fact["payout_failure"]:
            self.state.complainers[member] = record.at
        self._windows.enter(record.at, member, self._windows.counting(fact))
        fact.update(self._windows.values(record.at, member, self.roster.members))
        matched = self._engine.judge(fact) if self._engine.can_match("message", values) else []
        proof = proof_of(record)
        worst = self._note(matched, record.at, self._subject(member), proof, staff=staff)
        self._weigh(fact, record, member, high=_is_ponzi_high(matched))
        if worst is not None:
            self._follow_up(record, member, worst, proof, staff=staff)

    def _speaker(self, record: Record) -> tuple[str, Member | None, bool]:
        if record.actor is None:
            return "", None, False
        member = self.roster.resolve(record.actor)
        entry = self.roster.spoke(member, record.at)
        staff = (record.actor.role or entry.role) in STAFF
        if record.actor.role in STAFF:
            self.state.seen.add("roles")
        return member, entry, staff

    def _message_values(self, record: Record, entry: Member | None) -> dict[str, Value]:
        """Return what is not at its default; nothing for a message without any signal."""
        if not (record.signals or record.is_test):
            return {}
        values = values_of(record.signals)
        if record.is_test:
            values["is_test"] = True
        state = self.state
        values["members"] = self.roster.members
        values["advisory"] = self.is_advisory
        values["ads_policy"] = self.profile.ads or state.ads or "silent"
        if entry and entry.joined and not entry.is_staff:
            values["minutes_since_join"] = (record.at - entry.joined) // MINUTE
            values["ordinal"] = entry.messages
        if state.last_strain:
            values["hours_since_strain"] = (record.at - state.last_strain) // HOUR
        if state.last_maintenance and record.at - state.last_maintenance < COMPLAINTS_OVER:
            values["maintenance_extended"] = True
        return values

    def _hear_affairs(self, record: Record, *, staff: bool) -> None:
        """Read what owner or admin say about the group itself."""
        kinds = {signal.kind for signal in record.signals if signal.kind in AFFAIRS}
        if not kinds or not staff:
            return
        if "group_rules" in kinds:
            self._rules_posted()
        if "ads_forbidden" in kinds or "ads_allowed" in kinds:
            self.state.ads = "forbidden" if "ads_forbidden" in kinds else "allowed"
        if "planned_closure" in kinds:
            self.state.closure_announced = record.at
        if record.reply_to:
            if "reprimand" in kinds:
                self.items.handle(record.at, item_id=record.reply_to)
            elif "approval" in kinds:
                self._staff_act("praised", record.reply_to, record)

    def _weigh(self, fact: Mapping[str, Value], record: Record, member: str, *, high: bool) -> None:
        occasion = Occasion(
            record.at, member, record.id, keys_of(record.signals, self._shared_hosts), high, proof_of(record)
        )
        self.evidence.weigh(fact, occasion)
        state = self.state
        if fact["payout_ok"]:
            self.evidence.milestone("payout_ok", occasion)
        if any(fact[name] for name in STRAIN):
            state.last_strain = record.at
        if fact["maintenance"]:
            state.last_maintenance = record.at
        if fact["commission_levels"] and not fact["goods_commission"]:
            first = not state.last_commission
            state.last_commission = record.at
            if first:
                self._judge_tree(self.referrals.largest(), record)

    def _follow_up(self, record: Record, member: str, worst: Severity, proof: Proof, *, staff: bool) -> None:
        """Start the owner's clock for a member's violation; what staff wrote goes to the moderator."""
        if staff:
            if worst >= Severity.high:
                self._judge_staff_act("authored", worst, member, record)
        elif worst >= Severity.medium and record.message:
            self.items.open(record.message, member, record.at, worst, proof)
            self._next_due = min(self._next_due, record.at)

    # staff

    def _on_deleted(self, record: Record) -> None:
        by_staff = record.actor is None or self._is_staff(record.actor)
        self.items.handle(record.at, item_id=record.message, by_staff=by_staff)
        self._acted(record)

    def _on_pinned(self, record: Record) -> None:
        self._acted(record)
        if self.items.get(record.message):
            self._staff_act("pinned", record.message, record)
        elif record.actor is None or self._is_staff(record.actor):
            self._rules_posted()

    def _on_muted(self, record: Record) -> None:
        if record.target:
            self.items.handle(record.at, member=self.roster.resolve(record.target))
        self._acted(record)

    def _on_attested(self, record: Record) -> None:
        self._acted(record)
        if record.actor and self._is_staff(record.actor):
            self.items.handle(record.at, item_id=record.message)

    def _on_notice(self, record: Record) -> None:
        self._acted(record)
        if record.notice_removed:
            self.state.has_rules = False
            self.gaps.rules_lost(record.at)
            self._next_due = min(self._next_due, record.at)
        else:
            self._rules_posted()
            self._hear_affairs(record, staff=True)

    def _staff_act(self, act: str, item_id: str, record: Record) -> None:
        item = self.items.get(item_id)
        if item and record.actor and item.severity >= Severity.high:
            self._judge_staff_act(act, Severity(item.severity), self.roster.resolve(record.actor), record)

    def _judge_staff_act(self, act: str, severity: Severity, member: str, record: Record) -> None:
        warns = any(signal.kind == "reprimand" or signal.stance == "warn" for signal in record.signals)
        fact: dict[str, Value] = {"act": act, "item_rank": int(severity), "warns": warns}
        self._judge("staff_act", fact, record.at, f"member:{member}", proof_of(record), staff=True)

    def _acted(self, record: Record) -> None:
        if record.actor and self._is_staff(record.actor):
            self._staff_seen(record.at)

    def _is_staff(self, who: Who) -> bool:
        return (who.role or self.roster.state.members[self.roster.resolve(who)].role) in STAFF

    def _rules_posted(self) -> None:
        self.state.has_rules = True
        self.gaps.rules_lost(0)

    # members

    def _on_joined(self, record: Record) -> None:
        if record.target is None:
            return
        member = self.roster.resolve(record.target)
        is_new = self.roster.join(member, record.at)
        if record.inviter and not record.inviter_ambiguous:
            self._bring(record, record.inviter, record.target, member)
        if is_new:
            self._count_join(record)
        self._judge_gap("rules_gap", self.gaps.waiting("rules_gap", record.at), record.at)

    def _bring(self, record: Record, inviter: Who, target: Who, member: str) -> None:
        if self.roster.is_ambiguous(inviter) or self.roster.is_ambiguous(target):
            return
        self._judge_tree(self.referrals.bring(self.roster.resolve(inviter), member), record)

    def _judge_tree(self, tree: dict[str, Value] | None, record: Record) -> None:
        if tree is None:
            return
        proof = Proof(record.id)
        self._judge("referral_tree", tree, record.at, f"community:{self.key}", proof)
        self.evidence.weigh(self._complete("referral_tree", tree), Occasion(record.at, "", record.id, proof=proof))

    def _count_join(self, record: Record) -> None:
        days = self.state.joins_by_day
        today = record.at // DAY
        days[today] = days.get(today, 0) + 1
        if today * DAY - self.state.first_at < (SURGE_DAYS + BASELINE_DAYS) * DAY:
            return
        recent = sum(days.get(day, 0) for day in range(today - SURGE_DAYS + 1, today + 1))
        before = sum(days.get(day, 0) for day in range(today - SURGE_DAYS - BASELINE_DAYS + 1, today - SURGE_DAYS + 1))
        if recent >= SURGE_LEAST and recent * BASELINE_DAYS >= SURGE_RATIO * before * SURGE_DAYS:
            self.evidence.milestone("joins", Occasion(record.at, "", record.id))

    def _on_left(self, record: Record) -> None:
        who = record.target or record.actor
        if who is None:
            return
        member = self.roster.resolve(who)
        was_staff = self.roster.state.members[member].is_staff
        self.roster.leave(member, record.at)
        if was_staff and not self.roster.staff():
            self._on_dissolved(record)

    def _on_removed(self, record: Record) -> None:
        if record.target:
            member = self.roster.resolve(record.target)
            self.items.handle(record.at, member=member)
            self.roster.leave(member, record.at)
        self._acted(record)

    def _on_role_changed(self, record: Record) -> None:
        if record.target:
            self._set_role(self.roster.resolve(record.target), record.role, record.at)

    def _on_roster(self, record: Record) -> None:
        self.roster.snapshot(record.people, record.count, record.at, exact=record.exact)
        if self.roster.staff():
            self._staff_known(record.at)

    # the community itself

    def _on_created(self, record: Record) -> None:
        state = self.state
        state.seen.add("created")
        if not state.has_rules and not state.rules_gap.since:
            self.gaps.rules_lost(record.at)
            self._next_due = min(self._next_due, record.at)
        if record.actor:
            self._set_role(self.roster.resolve(record.actor), "owner", record.at)

    def _on_renamed(self, record: Record) -> None:
        self._acted(record)

    def _on_payment(self, record: Record) -> None:
        if record.paid_by and record.paid_to:
            payee, payer = self.roster.resolve(record.paid_to), self.roster.resolve(record.paid_by)
            self.state.last_commission = record.at
            self._judge_tree(self.referrals.pay(payee, payer), record)

    def _on_dissolved(self, record: Record) -> None:
        state = self.state
        if state.dissolved:
            return
        state.dissolved = record.at
        announced = state.closure_announced
        failures = sum(1 for when in state.complainers.values() if when > record.at - COMPLAINTS_OVER)
        fact = self._complete(
            "dissolution",
            {
                "night": self.clock.is_between(record.at, *NIGHT),
                "announced": bool(announced) and ANNOUNCED_BEFORE <= record.at - announced <= ANNOUNCED_WITHIN,
                "hours_since_strain": (record.at - state.last_strain) // HOUR if state.last_strain else -1,
                "payout_failures": failures,
                "is_test": record.is_test,
            },
        )
        self.evidence.weigh(fact, Occasion(record.at, "", record.id, proof=Proof(record.id)))

    # judging

    def _subject(self, member: str) -> str:
        return f"member:{member}" if member else f"community:{self.key}"

    def _set_role(self, member: str, role: str, at: int) -> None:
        self.roster.set_role(member, role)
        if role in STAFF:
            self._staff_known(at)

    def _staff_known(self, at: int) -> None:
        self.state.seen.add("roles")
        if not self.state.staff_gap.since:
            self._staff_seen(at)

    def _staff_seen(self, at: int) -> None:
        self.gaps.staff_seen(at)
        self._next_due = min(self._next_due, *self.gaps.dues())

    def _complete(self, kind: str, values: Mapping[str, Value]) -> dict[str, Value]:
        context: dict[str, Value] = {"members": self.roster.members, "advisory": self.is_advisory}
        known = FACT_KINDS[kind].fields
        return complete(kind, {**{name: value for name, value in context.items() if name in known}, **values})

    def _judge(
        self, kind: str, values: Mapping[str, Value], at: int, subject: str, proof: Proof | None, *, staff: bool = False
    ) -> bool:
        matches = self._engine.judge(self._complete(kind, values))
        self._note(matches, at, subject, proof, staff=staff)
        return bool(matches)

    def _note(
        self, matches: Iterable[Match], at: int, subject: str, proof: Proof | None, *, staff: bool
    ) -> Severity | None:
        """Enter *matches*; return the gravest."""
        worst: Severity | None = None
        for match in matches:
            self.findings.note(match, at, subject, proof, staff=staff)
            worst = match.severity if worst is None else max(worst, match.severity)
        return worst


def _is_ponzi_high(matches: Iterable[Match]) -> bool:
    return any(match.rule.family == "ponzi" and match.severity >= Severity.high for match in matches)
