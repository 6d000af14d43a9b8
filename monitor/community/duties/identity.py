"""Whether owner, admins and those who post are verified, where the platform tells; where it does not, nobody knows."""

from collections.abc import Mapping

from monitor.clock import DAY
from monitor.community.bench import Bench
from monitor.community.gaps import Gap
from monitor.record import Record
from rules import Severity
from rules.facts import Value

POSTED_WITHIN = 30 * DAY  # catalogue owner-identity-unverified


class Identity:
    """Runs a clock while owner or an admin is known to be unverified; judges those who post when one of them does."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._gap = bench.gaps("identity_gap", lambda: [bench.state.identity_gap], self._judge)

    def review(self, record: Record) -> None:
        """Look again at who is verified after *record*, which may have told, or changed who leads."""
        posted = record.type == "message.created"
        is_unverified = record.actor is not None and record.actor.verified is False
        if not self._bench.roster.state.verifies or (posted and not is_unverified):
            return
        gap = self._bench.state.identity_gap
        if not self._unverified_staff():
            self._gap.end(gap)
        elif not gap.since:
            self._gap.begin(gap, record.at)
        if posted or (not gap.since and self._bench.conditions.has("identity_gap", self._bench.subject)):
            self._gap.judge(gap, record.at)

    def _unverified_staff(self) -> int:
        members = self._bench.roster.state.members
        return sum(1 for member in self._bench.roster.staff() if members[member].verified is False)

    def _judge(self, _gap: Gap, elapsed: Mapping[str, Value], at: int) -> Severity | None:
        bench = self._bench
        posters = [entry for entry in bench.roster.state.members.values() if entry.spoke > at - POSTED_WITHIN]
        unverified = sum(1 for entry in posters if entry.verified is False)
        fact = {
            **elapsed,
            "staff_unverified": self._unverified_staff(),
            "posters_30d": len(posters),
            "unverified_pm": 1000 * unverified // len(posters) if posters else 0,
        }
        return bench.judge("identity_gap", fact, at, bench.subject, None)
