"""How a community fares: its days, its newcomers, who leaves it, and what members do for it."""

from datetime import timedelta

from monitor.clock import DAY, SECOND
from monitor.community.bench import Bench
from monitor.community.health.activities import POINTS, Activities, Activity
from monitor.community.health.days import DayReview, Horizon
from monitor.community.health.newcomers import Newcomers
from monitor.community.roster import STAFF, Member
from monitor.findings import Proof
from monitor.record import Record
from rules.facts import Value, complete

ONE_WAY = frozenset({"announcement", "class"})  # kinds of group in which few are to speak
STILL_JOINED = 30  # days: who still comes in shows that the group is open


class Health:
    """Tells the parts what happens, and composes the facts they judge."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        state, clock = bench.state, bench.clock
        daily = bench.panel.catalogue.windows.get("group_day", ())
        reach = max((window.over_seconds + window.before_seconds for window in daily), default=0)
        self._ends = self._end()
        horizon = Horizon(reach * SECOND // DAY, self._ends)
        self._days = DayReview(state.days, clock, horizon, self._judge_day, wake=bench.wake)
        self._newcomers = Newcomers(state.arrivals, self._judge_newcomer, bench.wake)
        self._activities = Activities(state.today, clock, self._judge_activity)
        self._counting = {
            (kind, staff): bench.windows.counting(complete("activity", _activity(kind, staff=staff)))
            for kind in POINTS
            for staff in (False, True)
        }
        bench.alarms += [self._newcomers, self._days]

    def happened(self, at: int) -> None:
        """Enter that anything happened."""
        self._days.happened(at)

    def heard(self, record: Record, member: str, entry: Member, *, staff: bool) -> None:
        """Enter a message of *member*."""
        is_bot = "bot" in (record.actor.role if record.actor else "", entry.role)
        if not is_bot:
            self._activities.enter("interaction", member, record.at, staff=staff)
        self._newcomers.heard(member, record.at, self._bench.authors.of(record.reply_to) if record.reply_to else "")
        if staff or is_bot:
            self._newcomers.welcomed(record.at)

    def noticed(self, at: int) -> None:
        """Enter that rules or a notice were posted."""
        self._newcomers.welcomed(at)

    def joined(self, member: str, at: int) -> None:
        """Enter that *member* came."""
        if self._bench.roster.state.members[member].role == "member":
            self._newcomers.joined(member, at)

    def left(self, member: str, record: Record) -> None:
        """Judge that *member* left."""
        fact: dict[str, Value] = {
            "announced": self._bench.is_announced(record.at),
            "age_days": self._age(record.at),
            "observable": self._bench.observes("joins"),
            "is_test": record.is_test,
        }
        self._bench.judge("departure", fact, record.at, self._bench.subject, Proof(record.id), member=member)

    def served(self, member: str, at: int) -> None:
        """Enter that *member*, owner or admin, did something as such."""
        self._activities.enter("duty", member, at, staff=True)

    def on_activity(self, record: Record) -> None:
        """Enter what a connector saw a member do for the group."""
        if record.actor and record.activity:
            member = self._bench.roster.resolve(record.actor)
            role = record.actor.role or self._bench.roster.state.members[member].role
            self._activities.enter(record.activity, member, record.at, staff=role in STAFF)

    def _judge_activity(self, activity: Activity, member: str, at: int, staff: bool) -> None:
        bench, fact = self._bench, _activity(activity, staff=staff)
        if bench.panel.engine.can_match("activity", fact):
            bench.judge("activity", fact, at, f"member:{member}", None, member=member, staff=staff)
        else:
            bench.windows.enter(at, member, self._counting[activity, staff])

    def _judge_newcomer(self, member: str, received: bool, at: int) -> None:
        bench = self._bench
        seen = all(bench.observes(what) for what in ("messages", "joins", "roles"))
        bench.judge("newcomer", {"received": received, "observable": seen}, at, bench.subject, None, member=member)

    def _judge_day(self, at: int) -> None:
        bench = self._bench
        if bench.state.dissolved:
            bench.conditions.over("group_day", bench.subject, at)
            return
        kind = bench.profile.kind or ""
        fact: dict[str, Value] = {
            "observable": bench.observes("messages"),
            "roles_observable": bench.observes("roles"),
            "counted": bench.roster.is_counted,
            "group_kind": kind,
            "one_way": kind in ONE_WAY,
            "age_days": self._age(at),
            "days_since_end": (at - self._ends) // DAY if 0 < self._ends <= at else -1,
            "open_to_join": self._is_open(at),
        }
        bench.judge("group_day", fact, at, bench.subject, None)

    def _age(self, at: int) -> int:
        return (at - self._bench.state.first_at) // DAY

    def _is_open(self, at: int) -> bool:
        state = self._bench.state
        if (approval := state.settings.get("join_approval")) is not None:
            return not approval
        return any(day > at // DAY - STILL_JOINED for day in state.joins_by_day)

    def _end(self) -> int:
        """Return when the declared last day of the group is over, 0 when none is declared."""
        ends = self._bench.profile.ends
        return self._bench.clock.begin(ends + timedelta(1)) if ends else 0


def _activity(kind: Activity, *, staff: bool) -> dict[str, Value]:
    return {"activity": kind, "points": POINTS[kind], "by_staff": staff}
