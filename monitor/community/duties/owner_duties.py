"""What an owner has to see to beyond rules and single violations: identity, reports, records, the sum of all groups."""

from monitor.clock import DAY
from monitor.community.behaviour.measures import MEASURES
from monitor.community.bench import Bench
from monitor.community.duties.advertising import forget_ads
from monitor.community.duties.identity import Identity
from monitor.community.duties.recording import Recording
from monitor.community.duties.reports import Reports
from monitor.owners.holding import Holding
from monitor.record import Record

STAFF_ASKED_OVER = 30 * DAY
_ACTS = frozenset({"community.settings_changed", "report.acknowledged", "report.closed"})


class OwnerDuties:
    """Enters records for the duties, after they were entered for everything else."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._identity = Identity(bench)
        self._reports = reports = Reports(bench)
        self._recording = Recording(bench)
        self.holdings: list[Holding] = []
        self._handlers = {
            **dict.fromkeys(MEASURES, self._on_measure),
            "report.submitted": reports.on_submitted,
            "report.acknowledged": reports.on_acknowledged,
            "report.closed": reports.on_closed,
        }

    def declare(self, at: int) -> None:
        """Enter what the profile declares."""
        self._recording.declare(at)

    def enter(self, record: Record) -> None:
        """Enter *record*."""
        if record.type in _ACTS and record.actor and self._bench.is_staff(record.actor):
            self._bench.staff_seen(record.at, self._bench.roster.resolve(record.actor))
        if handler := self._handlers.get(record.type):
            handler(record)
        self._identity.review(record)
        self._hold(record.at)

    def forget_before(self, at: int) -> None:
        """Drop what is too old to be asked about."""
        self._reports.forget_before(at)
        state = self._bench.state
        forget_ads(state, at)
        state.staff_seen = {who: seen for who, seen in state.staff_seen.items() if seen > at - STAFF_ASKED_OVER}

    def _hold(self, at: int) -> None:
        """Contribute who owns the group and its members, when either tells more than before."""
        state = self._bench.state
        members = 0 if state.dissolved else self._bench.roster.members
        held = state.holding
        if not state.owner_account or (held and held.owner == state.owner_account and 0 < members <= held.members):
            return
        if members or (held and held.members):
            state.holding = Holding(self._bench.key, state.owner_account, members, at)
            self.holdings.append(state.holding)

    def _on_measure(self, record: Record) -> None:
        self._recording.on_measure(record)
        if record.type == "action.attested" and record.actor and self._bench.is_staff(record.actor):
            self._reports.close(record.message, record, rejected=record.action == "dismissed")
