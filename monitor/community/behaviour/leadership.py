"""The group as such: who owns it and what it is called."""

from monitor.clock import DAY, HOUR
from monitor.community.bench import Bench
from monitor.findings import Proof
from monitor.record import Record
from rules import Severity

LOOKED_BACK = 30 * DAY  # design: staff and complaints have no list to be taken from


class Leadership:
    """Judges changes of owner and name by what is open at that time."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench

    def owner_changed(self, member: str, record: Record) -> None:
        """Judge that *member* became the owner, unless he was it already or nobody was before."""
        bench, before = self._bench, self._bench.state.owner
        if before and before != member:
            bench.judge_by_stage("owner_change", self._values(record), record.at, bench.subject, Proof(record.id))

    def renamed(self, record: Record) -> None:
        """Judge that the group got another name."""
        bench = self._bench
        bench.judge("rename", self._values(record), record.at, bench.subject, Proof(record.id))

    def _values(self, record: Record) -> dict[str, bool | int | str]:
        return {
            "announced": self._bench.is_announced(record.at),
            "hours_since_grave": self._hours_since_grave(record.at),
            "is_test": record.is_test,
        }

    def _hours_since_grave(self, at: int) -> int:
        """Return the whole hours since the newest high or critical violation that is open, -1 when none is.

        A member's is open until it is handled; one that is no member's, which nobody handles, for `LOOKED_BACK`.
        """
        state = self._bench.state
        items = (item.at for item in state.items.values() if item.severity >= Severity.high)
        newest = max((*items, state.grave if state.grave > at - LOOKED_BACK else 0))
        return (at - newest) // HOUR if newest else -1
