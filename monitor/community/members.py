"""Members coming, going and changing their role, who brought whom, and the end of a group."""

from datetime import time

from monitor.clock import DAY, HOUR
from monitor.community.behaviour.leadership import Leadership
from monitor.community.behaviour.measures import Act
from monitor.community.behaviour.names import Names
from monitor.community.bench import Bench
from monitor.community.duties.group_settings import GroupSettings
from monitor.community.health.health import Health
from monitor.community.roster import STAFF
from monitor.community.schemes.downlines import Downlines
from monitor.community.schemes.sums import enter_sum
from monitor.community.schemes.transfers import enter_transfer, forget_transfers
from monitor.community.staff import Staff
from monitor.findings import Proof
from monitor.record import Record, Who
from monitor.schemes.evidence import Occasion
from rules.facts import Value

COMPLAINTS_OVER = 30 * DAY
NIGHT = time(23), time(6)  # catalogue night-dissolution
LEFT_TOGETHER = DAY  # design: owner and admins leaving within a day leave together
SURGE_DAYS, BASELINE_DAYS, SURGE_LEAST = 7, 28, 10  # catalogue stage growth: a week of joins against the 28 d mean


class Members:
    """Enters what happens to the roster and the referral forest."""

    def __init__(self, bench: Bench, staff: Staff, health: Health, names: Names, downlines: Downlines) -> None:
        """Work on *bench*; acts of *staff* are told to them, who comes and goes to *health*, invites to *downlines*."""
        self._bench = bench
        self._downlines = downlines
        self._staff = staff
        self._health = health
        self._leadership = Leadership(bench)
        self._names = names
        self.settings = GroupSettings(bench)

    def declare_owner(self, at: int) -> None:
        """Enter the owner whom the profile names, once for each name."""
        profile, state = self._bench.profile, self._bench.state
        owner = profile.owner or ""
        if owner and profile.former_owner:
            self._bench.roster.know({owner: profile.former_owner})
        if owner != state.declared_owner:
            state.declared_owner = owner
            if owner:
                self._set_role(Who(id=owner), "owner", at)

    def on_joined(self, record: Record) -> None:
        """Enter a join with who brought the member; a repeat may bring the inviter that the first one lacked."""
        if record.target is None:
            return
        bench = self._bench
        member = bench.roster.resolve(record.target)
        is_new = bench.roster.join(member, record.at)
        bench.promoters.heard(member, record.at, record.id)
        if record.inviter and not record.inviter_ambiguous:
            self._downlines.brought(record.inviter, record.target, record)
        if is_new:
            self._count_join(record)
            self._health.joined(member, record.at)
            self.settings.review(record.at, joined=True)
        self._names.seen(record.target, member, record)
        self._staff.group_rules.review(record.at)

    def _count_join(self, record: Record) -> None:
        days, today = self._bench.state.joins_by_day, record.at // DAY
        days[today] = days.get(today, 0) + 1
        if today * DAY - self._bench.state.first_at < (SURGE_DAYS + BASELINE_DAYS) * DAY:
            return
        recent = sum(days.get(today - ago, 0) for ago in range(SURGE_DAYS))
        before = sum(days.get(today - SURGE_DAYS - ago, 0) for ago in range(BASELINE_DAYS))
        ratio = self._bench.panel.scoring.stages.growth.join_surge
        if recent >= SURGE_LEAST and recent * BASELINE_DAYS >= ratio * before * SURGE_DAYS:
            self._bench.evidence.milestone("joins", Occasion(record.at, "", record.id))

    def on_left(self, record: Record) -> None:
        """Enter that somebody left; the owner and half of the admins leaving together end the group."""
        who = record.target or record.actor
        if who is None:
            return
        bench, state = self._bench, self._bench.state
        member = bench.roster.resolve(who)
        role = bench.roster.state.members[member].role
        bench.roster.leave(member, record.at)
        bench.conditions.restrained(member, record.at)
        self._health.left(member, record)
        bench.promoters.left(member, record.at, record.id)
        if role in STAFF:
            state.staff_left = [(at, was) for at, was in state.staff_left if at > record.at - LEFT_TOGETHER]
            state.staff_left.append((record.at, role))
            admins_left = sum(1 for _, was in state.staff_left if was == "admin")
            if any(was == "owner" for _, was in state.staff_left) and admins_left >= len(bench.roster.staff()):
                self.on_dissolved(record)

    def on_removed(self, record: Record) -> None:
        """Enter a removal or ban, which deals with all of the member's violations."""
        if record.target:
            member = self._bench.roster.resolve(record.target)
            act: Act = "banned" if record.type == "member.banned" else "removed"
            self._staff.measures.take(act, member, record)
            self._bench.handle(act, record, member=member)
            self._bench.conditions.restrained(member, record.at)
            self._bench.roster.leave(member, record.at)
            self._bench.promoters.removed(member)
            self._judge_removal(record, member)
        self._staff.acted(record)

    def _judge_removal(self, record: Record, member: str) -> None:
        bench = self._bench
        values: dict[str, Value] = {
            "night": bench.clock.is_between(record.at, *NIGHT),
            "announced": bench.is_announced(record.at),
            "is_test": record.is_test,
        }
        bench.judge_by_stage("removal", values, record.at, bench.subject, Proof(record.id), member=member)

    def on_role_changed(self, record: Record) -> None:
        """Enter a promotion or demotion."""
        if record.target:
            member = self._bench.roster.resolve(record.target)
            if record.role == "owner":
                self._leadership.owner_changed(member, record)
            self._set_role(record.target, record.role, record.at)
            if record.role in STAFF:
                self._names.seen(record.target, member, record)
            else:
                self._names.demoted(member)

    def on_renamed(self, record: Record) -> None:
        """Enter another name of the group."""
        self._leadership.renamed(record)
        self._staff.acted(record)

    def on_roster(self, record: Record) -> None:
        """Enter a snapshot of the members."""
        roster = self._bench.roster
        roster.snapshot(record.people, record.count, record.at, exact=record.exact)
        for who in record.people:
            if who.role in STAFF:
                self._names.seen(who, roster.resolve(who), record)
            if who.role == "owner":
                self._bench.state.owner = roster.resolve(who)
        if self._bench.roster.staff():
            self._staff_known(record.at)
        self.settings.review(record.at)

    def on_created(self, record: Record) -> None:
        """Enter the founding: who founds it owns it, rules are due from now on, and so are the settings it has."""
        self._staff.group_rules.founded(record.at)
        if record.actor:
            self._set_role(record.actor, "owner", record.at)
        self.settings.on_changed(record)

    def on_payment(self, record: Record) -> None:
        """Enter money of a scheme, and pay for recruits."""
        enter_sum(self._bench, record)
        enter_transfer(self._bench, record)
        self._downlines.paid(record)

    def on_dissolved(self, record: Record) -> None:
        """Enter the end of the group; the schemes judge it, because its gravity depends on their stage."""
        bench, state = self._bench, self._bench.state
        if state.dissolved:
            return
        state.dissolved = record.at
        fact: dict[str, Value] = {
            "night": bench.clock.is_between(record.at, *NIGHT),
            "announced": bench.is_announced(record.at),
            "hours_since_strain": (record.at - state.last_strain) // HOUR if state.last_strain else -1,
            "is_test": record.is_test,
        }
        bench.judge_by_stage("dissolution", fact, record.at, bench.subject, Proof(record.id))

    def _set_role(self, who: Who, role: str, at: int) -> None:
        member = self._bench.roster.resolve(who)
        self._bench.roster.set_role(member, role)
        if role == "owner":
            self._bench.state.owner = member
        if role in STAFF:
            self._staff_known(at)

    def _staff_known(self, at: int) -> None:
        self._bench.state.seen["roles"] = True
        self._bench.state.dissolved = 0  # somebody leads it again
        if not self._bench.state.staff_gap.since:
            self._bench.staff_seen(at)

    def forget_before(self, at: int) -> None:
        """Drop joins, complaints and transfers that nothing looks back at any more."""
        forget_transfers(self._bench, at)
        state = self._bench.state
        state.complainers = {who: when for who, when in state.complainers.items() if when > at - COMPLAINTS_OVER}
        first_day = at // DAY - SURGE_DAYS - BASELINE_DAYS
        state.joins_by_day = {day: count for day, count in state.joins_by_day.items() if day >= first_day}
