"""Violations of members, each counted once, and taken back when a moderator overturns it."""

from msgspec.structs import replace

from monitor.clock import DAY
from monitor.community.bench import Bench
from monitor.community.state import Confirmed
from monitor.findings import Proof
from monitor.record import Record
from rules import Severity
from rules.facts import Value

LOOKED_BACK = 30 * DAY  # the longest window over violations (repeat-offender-not-escalated)


class Violations:
    """Starts the owner's clock for a member's violation and counts it for the member."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._state = bench.state.violations

    def enter(self, message: str, confirmed: Confirmed, severity: Severity, proof: Proof) -> None:
        """Enter that *message* is a violation, at least as grave as *severity*."""
        bench, at, member = self._bench, confirmed.at, confirmed.member
        bench.items.open(message, member, at, severity, proof)
        bench.wake(at)
        if message not in self._state:
            self._state[message] = confirmed
            values = {**self._values(), "ordinal": self._standing(member, at)}
            bench.judge("violation", values, at, f"member:{member}", proof, member=member)
        elif confirmed.found:
            self._state[message] = replace(self._state[message], found=True)

    def overturn(self, record: Record) -> None:
        """Take back that the message of *record* is a violation: it is open no more and counts for nothing."""
        self._bench.handle("overturned", record, item_id=record.message, by_staff=False)
        confirmed = self._state.pop(record.message, None)
        if confirmed:
            self._bench.count("violation", {**self._values(), "change": -1}, record.at, confirmed.member)

    def withdraw(self, record: Record) -> None:
        """Take back that the message of *record* is a violation if nothing but a label made it one."""
        confirmed = self._state.get(record.message)
        if confirmed is None or not confirmed.found:
            self.overturn(record)

    def _standing(self, member: str, at: int) -> int:
        """Return how many violations of *member* stand, of those that are looked back at."""
        return sum(1 for each in self._state.values() if each.member == member and each.at > at - LOOKED_BACK)

    def _values(self) -> dict[str, Value]:
        return {"observable": self._bench.observes("moderation")}

    def forget_before(self, at: int) -> None:
        """Drop what no window looks back at any more."""
        for message in [key for key, confirmed in self._state.items() if confirmed.at <= at - LOOKED_BACK]:
            del self._state[message]
