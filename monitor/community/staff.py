"""What owner and admins do: rules and notices, and how they deal with violations."""

from monitor.community.behaviour.measures import ATTESTED, Measures
from monitor.community.bench import Bench
from monitor.community.duties.group_rules import GroupRules
from monitor.community.health.health import Health
from monitor.community.readings import AFFAIRS
from monitor.findings import proof_of
from monitor.record import Record
from rules import Severity


class Staff:
    """Enters acts of owner and admins; everything they do shows that they are there."""

    def __init__(self, bench: Bench, health: Health) -> None:
        """Work on *bench*; that they were there goes to *health*."""
        self._bench = bench
        self._health = health
        self.measures = Measures(bench)
        self.group_rules = GroupRules(bench)

    def acted(self, record: Record) -> None:
        """Enter that whoever acted was there, if it was one of them."""
        if record.actor and self._bench.is_staff(record.actor):
            member = self._bench.roster.resolve(record.actor)
            self._bench.staff_seen(record.at, member)
            self._health.served(member, record.at)

    def hear(self, record: Record) -> None:
        """Read what one of them says about the group itself, and about the violation it replies to."""
        state = self._bench.state
        kinds = {signal.kind for signal in record.signals if signal.kind in AFFAIRS}
        if "group_rules" in kinds and record.type != "community.notice_changed":  # that is entered already
            self.group_rules.posted(record)
        if "ads_forbidden" in kinds or "ads_allowed" in kinds:
            state.ads = "forbidden" if "ads_forbidden" in kinds else "allowed"
        if "planned_closure" in kinds:
            state.closure_announced = record.at
        if record.reply_to and "reprimand" in kinds:
            self.measures.take("warned", self._bench.authors.of(record.reply_to), record)
            self._bench.handle("warned", record, item_id=record.reply_to)
        elif record.reply_to and "approval" in kinds:
            self._judge_item("praised", record.reply_to, record)

    def on_deleted(self, record: Record) -> None:
        """Enter a deletion; one by nobody in particular was the staff's."""
        self.measures.take("deleted", self.measures.target_of(record), record)
        by_staff = record.actor is None or self._bench.is_staff(record.actor)
        self._bench.handle("deleted", record, item_id=record.message, by_staff=by_staff)
        self.acted(record)

    def on_pinned(self, record: Record) -> None:
        """Enter a pin: of a violation it condones it, of anything else it is a notice.

        A member's pin, which some platforms allow, says nothing.
        """
        self.acted(record)
        if record.actor and not self._bench.is_staff(record.actor):
            return
        if self._bench.items.get(record.message):
            self._judge_item("pinned", record.message, record)
        else:
            self.group_rules.posted(record)

    def on_muted(self, record: Record) -> None:
        """Enter a mute, which deals with all of a member's violations."""
        if record.target:
            member = self._bench.roster.resolve(record.target)
            self.measures.take("muted", member, record)
            self._bench.handle("muted", record, member=member)
            self._bench.conditions.restrained(member, record.at)
        self.acted(record)

    def on_muted_all(self, record: Record) -> None:
        """Enter that everybody was muted."""
        self.measures.take("all_muted", "", record)
        self.acted(record)

    def on_attested(self, record: Record) -> None:
        """Enter what one of them says was done about an item."""
        self.acted(record)
        if record.actor and self._bench.is_staff(record.actor):
            if act := ATTESTED.get(record.action):
                self.measures.take(act, self.measures.target_of(record), record)
            self._bench.handle(record.action or "attested", record, item_id=record.message)

    def on_notice(self, record: Record) -> None:
        """Enter a new notice, or that there is none any more; one that names an item deals with it."""
        self.acted(record)
        if record.notice_removed:
            self.group_rules.removed(record.at)
            return
        self.group_rules.posted(record)
        for item_id in (record.message, record.reply_to):
            if self._bench.items.get(item_id):
                self._bench.handle("noticed", record, item_id=item_id)

    def judge_act(self, act: str, severity: Severity, member: str, record: Record) -> None:
        """Judge what *member*, one of them, did with a violation of *severity*."""
        warns = any(signal.kind == "reprimand" or signal.stance == "warn" for signal in record.signals)
        fact: dict[str, str | int | bool] = {"act": act, "item_rank": int(severity), "warns": warns}
        self._bench.judge("staff_act", fact, record.at, f"member:{member}", proof_of(record), staff=True)

    def _judge_item(self, act: str, item_id: str, record: Record) -> None:
        item = self._bench.items.get(item_id)
        if item and record.actor:
            self.judge_act(act, Severity(item.severity), self._bench.roster.resolve(record.actor), record)
