"""Messages: what they say of schemes and ads, what they start, and what owner and admins say in them."""

from collections.abc import Mapping

from monitor.campaigns.sighting import Sighting
from monitor.clock import DAY, HOUR, MINUTE
from monitor.community.behaviour.contents import Contents
from monitor.community.behaviour.names import Names
from monitor.community.behaviour.violations import Violations
from monitor.community.bench import FOR_THE_PLATFORM, Bench
from monitor.community.duties.advertising import enter_ad
from monitor.community.health.health import Health
from monitor.community.readings import STRAIN, values_of
from monitor.community.roster import STAFF, Member
from monitor.community.schemes.downlines import Downlines
from monitor.community.schemes.outlook import Outlooks
from monitor.community.schemes.presence import enter_presence
from monitor.community.schemes.sums import enter_sum
from monitor.community.staff import Staff
from monitor.community.state import Confirmed
from monitor.findings import proof_of
from monitor.record import Promotion, Record
from monitor.schemes.evidence import Occasion, keys_of
from rules import Match, Severity
from rules.facts import Value, complete

SAID = frozenset({"message.created", "money.reported"})  # edits and notices are judged, but no further messages
NEW = 7 * DAY // MINUTE  # minutes since the join (catalogue contact-diversion)
ANSWERS = HOUR  # in which what others write answers the last word of staff: 收到, thanks for a red packet (design)
FRESH = 30 * DAY  # an earlier maintenance notice makes the next one an extension


class Messages:
    """Judges messages, and reports of money that say the same things."""

    def __init__(self, bench: Bench, staff: Staff, health: Health, names: Names, downlines: Downlines) -> None:
        """Work on *bench*; what *staff* say of the group goes to them, that somebody spoke to *health*.

        What is promised for recruits goes to *downlines*.
        """
        self._bench = bench
        self._downlines = downlines
        self._staff = staff
        self._health = health
        self._names = names
        self._abuse = staff.measures.abuse
        self._outlooks = Outlooks(bench)
        self._violations = violations = Violations(bench)
        self.contents = Contents(bench, staff, violations)
        self._engine = bench.panel.engine
        self._windows = bench.windows
        self._plain = {by: self._windows.counting(complete("message", {"by_staff": by})) for by in (False, True)}
        self._judges_plain = any(
            self._engine.can_match("message", {}, after) for after in (0, *bench.held.delays("message"))
        )

    def on_message(self, record: Record) -> None:
        """Enter a message; one without any signal only counts."""
        bench = self._bench
        member, entry, staff = self._speaker(record)
        if entry and record.type in SAID:
            self._health.heard(record, member, entry, staff=staff)
            if record.message:
                bench.authors.enter(record.message, member, record.at)
        if record.actor and record.actor.looks:
            self._names.seen(record.actor, member, record)
        if staff:
            bench.staff_seen(record.at, member)
        elif record.at - bench.state.staff_gap.since >= ANSWERS:
            bench.state.staff_gap.member_messages += 1
        if silent := bench.promoters.heard(member, record.at, record.id):
            bench.wake(silent)
        enter_sum(bench, record)
        values = self._values(record, entry)
        if values or self._judges_plain:
            self._judge(record, member, values, staff=staff)
        elif record.type in SAID:
            self._windows.enter(record.at, member, self._plain[staff])
        bench.staff_gap.review(bench.state.staff_gap, record.at)

    def on_notice(self, record: Record) -> None:
        """Enter a change of the notice; what it says is judged like words of owner or admin."""
        self._staff.on_notice(record)
        self._health.noticed(record.at)
        if record.signals:
            member = self._bench.roster.resolve(record.actor) if record.actor else ""
            self._judge(record, member, self._values(record, None), staff=True)

    def preview(self, record: Record) -> list[tuple[Match, str, bool]]:
        """Return what the urgent rules say of a message before its place in the order is certain; changes nothing.

        Each with its subject and whether the author is owner or admin.
        """
        who, roster = record.actor, self._bench.roster
        if record.type != "message.created" or (who and not who.id):  # who has only a name is not resolved yet
            return []
        member = roster.label_with(who.id, record.former) if who else ""
        entry = roster.state.members.get(member)
        staff = who is not None and (who.role or (entry.role if entry else "")) in STAFF
        said = {"message": {**self._values(record, entry), "by_staff": staff}, "content": self.contents.of(record)}
        return [
            (match, self._subject(member), staff)
            for kind, values in said.items()
            if values and self._engine.can_match(kind, values)
            for match in self._engine.judge(complete(kind, values, dict.fromkeys(self._windows.names(kind), 0)))
            if match.rule.urgent
        ]

    def _speaker(self, record: Record) -> tuple[str, Member | None, bool]:
        if record.actor is None:
            return "", None, False
        bench = self._bench
        member = bench.roster.resolve(record.actor)
        entry = bench.roster.spoke(member, record.at, again=record.type not in SAID)
        if record.actor.role in STAFF:
            bench.state.seen["roles"] = True
        if record.actor.role == "owner":
            bench.state.owner = member
        return member, entry, (record.actor.role or entry.role) in STAFF

    def _values(self, record: Record, entry: Member | None) -> dict[str, Value]:
        """Return what is not at its default; nothing for a message without any signal."""
        if not (record.signals or record.is_test):
            return {}
        bench, state = self._bench, self._bench.state
        values = values_of(record.signals)
        values["is_test"] = record.is_test
        values["members"] = bench.roster.members
        values["advisory"] = bench.is_advisory
        values["ads_policy"] = bench.ads_policy
        if entry and entry.joined and not entry.is_staff:
            values["minutes_since_join"] = (record.at - entry.joined) // MINUTE
            values["ordinal"] = entry.messages
        if state.last_strain:
            values["hours_since_strain"] = (record.at - state.last_strain) // HOUR
        if state.last_maintenance and record.at - state.last_maintenance < FRESH:
            values["maintenance_extended"] = True
        return values

    def _judge(self, record: Record, member: str, values: dict[str, Value], *, staff: bool) -> None:
        bench = self._bench
        if staff:
            self._staff.hear(record)
        values = {**values, "by_staff": staff}
        fact = complete("message", values)
        bench.hold(fact, values, record.at, self._subject(member), proof_of(record), member=member, staff=staff)
        if fact["payout_failure"]:
            bench.state.complainers[member] = record.at
        if record.type in SAID:
            self._windows.enter(record.at, member, self._windows.counting(fact))
            if fact["ad"] and not (staff or record.is_test):
                enter_ad(bench.state, record)
        fact.update(bench.figures("message", record.at, member))
        matched = self._engine.judge(fact) if self._engine.can_match("message", values) else []
        bench.note(matched, record.at, self._subject(member), proof_of(record), staff=staff)
        self._weigh(fact, record, member, high=_is_ponzi_high(matched), staff=staff)
        self._judge_offer(fact, record, member, staff=staff)
        self._outlooks.heard(fact, record, member, staff=staff)
        if record.promotion and not (staff or record.is_test):
            bench.sightings.append(self._sighting(record, record.promotion, fact))
        found = [match.severity for match in matched if FOR_THE_PLATFORM not in match.rule.owner_actions]
        worst = max((*found, *self.contents.read(record, member, staff=staff)), default=None)
        if member:
            self._abuse.heard(record, member, staff=staff)
            if worst is not None or fact["ad"] or fact["insult"]:
                bench.roster.state.members[member].offended = record.at
        if worst is not None:
            self._follow_up(record, member, worst, staff=staff)

    def forget_before(self, at: int) -> None:
        """Drop what is kept of messages and nothing looks back at any more."""
        self.contents.forget_before(at)
        self._violations.forget_before(at)
        self._abuse.forget_before(at)

    def _subject(self, member: str) -> str:
        return f"member:{member}" if member else self._bench.subject

    def _weigh(self, fact: Mapping[str, Value], record: Record, member: str, *, high: bool, staff: bool) -> None:
        bench, state = self._bench, self._bench.state
        keys = keys_of(record.signals, bench.panel.shared_hosts)
        occasion = Occasion(record.at, member, record.id, keys, high, proof_of(record))
        was_promoter = member in bench.promoters
        found = bench.evidence.weigh(fact, occasion)
        bench.promoters.promoted(member, found)
        if not staff:
            enter_presence(bench, record, occasion, found)
        is_first = member in bench.promoters and not was_promoter
        self._downlines.heard(fact, record, member, is_first=is_first)
        if fact["payout_ok"]:
            bench.evidence.milestone("payout_ok", occasion)
        if any(fact[name] for name in STRAIN):
            state.last_strain = record.at
            bench.promoters.strained(record.at)
            bench.wake(record.at)
        if fact["maintenance"]:
            state.last_maintenance = record.at

    def _judge_offer(self, fact: Mapping[str, Value], record: Record, member: str, *, staff: bool) -> None:
        """Hand on an offer of a new scheme, or of help to the victims of one: what it is worth tells the stage."""
        bench = self._bench
        if fact["migration"] or fact["recovery"]:
            offer: dict[str, Value] = {name: fact[name] for name in ("migration", "recovery", "is_test")}
            offer["by_promoter"] = staff or member in bench.promoters
            proof = proof_of(record)
            bench.judge_by_stage("offer", offer, record.at, self._subject(member), proof, member=member, staff=staff)

    def _sighting(self, record: Record, promotion: Promotion, fact: Mapping[str, Value]) -> Sighting:
        minutes = int(fact["minutes_since_join"])
        return Sighting(
            at=record.at,
            community=self._bench.key,
            event=record.id,
            account=promotion.account,
            fingerprint=promotion.fingerprint,
            proof=proof_of(record, self._bench.key),
            ad_percent=int(fact["ad_percent"]),
            is_newcomer=0 <= minutes < NEW,
            is_service_notice=bool(fact["third_party_notice"]),
        )

    def _follow_up(self, record: Record, member: str, worst: Severity, *, staff: bool) -> None:
        """Start the owner's clock for a member's violation; what staff wrote goes to the moderator."""
        if staff:
            self._staff.judge_act("authored", worst, member, record)
        elif worst >= Severity.medium and record.message:
            self._violations.enter(record.message, Confirmed(record.at, member, found=True), worst, proof_of(record))


def _is_ponzi_high(matches: list[Match]) -> bool:
    return any(match.rule.family == "ponzi" and match.severity >= Severity.high for match in matches)
