"""Violations of members that wait for the owner, and how fast they were dealt with."""

from collections.abc import Callable, Iterator, Mapping

from monitor.clock import DAY, HOUR, MINUTE, LocalClock
from monitor.community.state import CommunityState, Handled, Item
from monitor.findings import Proof
from rules import Severity

FORGOTTEN_AFTER = 90 * DAY
FIGURES_OVER = 30 * DAY


class Items:
    """The owner's list of open violations.

    The clock of an item stands still in the quiet hours unless it is critical (X9). Each missed deadline raises it
    one level; nothing is left to miss once that level is critical.
    """

    def __init__(
        self,
        state: CommunityState,
        clock: LocalClock,
        sla_hours: Mapping[str, int],
        judge: Callable[[Item, Severity, int], None],
    ) -> None:
        """Work on *state*; *sla_hours* are hours by severity name. *judge* is told of each missed deadline."""
        self._state = state
        self._clock = clock
        self._sla_hours = sla_hours
        self._judge = judge

    def open(self, item_id: str, member: str, at: int, severity: Severity, proof: Proof) -> None:
        """Enter a violation, or raise the one that this message already is."""
        item = self._state.items.get(item_id)
        if item is None:
            item = Item(item_id, member, at, severity, 0, proof=proof)
            self._state.items[item_id] = item
        elif severity > item.severity:
            item.severity = severity
        item.due = self._next_due(item)

    def dues(self) -> Iterator[int]:
        """Yield the deadlines ahead."""
        return (item.due for item in self._state.items.values() if item.due)

    def ring(self, due: int) -> None:
        """Judge each item that misses a deadline at *due*, with its severity raised, in order."""
        late = sorted((item.due, item.id) for item in self._state.items.values() if item.due and item.due <= due)
        for at, item_id in late:
            item = self._state.items[item_id]
            item.steps += 1
            item.due = self._next_due(item)
            self._judge(item, Severity(item.severity).raised(item.steps), at)

    def handle(self, at: int, *, item_id: str = "", member: str = "", by_staff: bool = True) -> None:
        """Close one item, or all of a member's; only what owner or admin did counts for the figures."""
        for item in [i for i in self._state.items.values() if i.id == item_id or (member and i.member == member)]:
            del self._state.items[item.id]
            if by_staff:
                self._state.handled.append(Handled(at, (at - item.at) // MINUTE, in_time=item.steps == 0))

    def get(self, item_id: str) -> Item | None:
        """Return the open item that a message is, if it is one."""
        return self._state.items.get(item_id)

    def open_events(self) -> set[str]:
        """Return the events that are open violations."""
        return {item.proof.event for item in self._state.items.values() if item.proof}

    def forget_before(self, at: int) -> None:
        """Drop what is too old to be asked about."""
        state = self._state
        state.handled = [entry for entry in state.handled if entry.at > at - FIGURES_OVER]
        for item_id in [i.id for i in state.items.values() if i.at <= at - FORGOTTEN_AFTER]:
            del state.items[item_id]

    def _next_due(self, item: Item) -> int:
        severity = Severity(item.severity)
        if item.steps and severity.raised(item.steps) == Severity.critical:
            return 0
        hours = self._sla_hours.get(severity.name, 0) * (item.steps + 1)
        if not hours:
            return 0
        return item.at + hours * HOUR if severity == Severity.critical else self._clock.due(item.at, hours)
