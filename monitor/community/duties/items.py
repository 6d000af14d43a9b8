"""Violations of members that wait for the owner, and how fast they were dealt with."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from monitor.clock import DAY, HOUR, MINUTE, LocalClock
from monitor.community.state import CommunityState, Forgotten, Handled, Item
from monitor.evidence.entry import Entry
from monitor.evidence.journal import exhibit
from monitor.findings import Proof
from rules import Severity

FORGOTTEN_AFTER = 90 * DAY  # each by itself; that a member has some is not, until somebody deals with him
FIGURES_OVER = 30 * DAY


@dataclass(frozen=True, slots=True)
class Deed:
    """What somebody did that closes items: *by* is a pseudonym, empty for nobody in particular.

    `recorded` tells whether a reason and a digest of the evidence came with it; *reason* is the one that was given.
    """

    at: int
    action: str
    by: str
    by_staff: bool
    recorded: bool
    reason: str = ""


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
        close: Callable[[Entry], None],
    ) -> None:
        """Work on *state*; *sla_hours* are hours by severity name.

        *judge* is told of each missed deadline, *close* of how each item was closed.
        """
        self._state = state
        self._clock = clock
        self._sla_hours = sla_hours
        self._judge = judge
        self._close = close

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

    def handle(self, deed: Deed, *, item_id: str = "", member: str = "") -> str:
        """Close one item, or all of a member's; only what owner or admin did counts for the figures.

        Return whose were closed, nobody's when there were none.
        """
        closed = member if self._state.forgotten.pop(member, None) else ""
        for item in [i for i in self._state.items.values() if i.id == item_id or (member and i.member == member)]:
            del self._state.items[item.id]
            closed = item.member
            self._close(_entry(item, deed))
            if deed.by_staff:
                minutes, in_time = _answer(item, deed)
                self._state.handled.append(Handled(deed.at, minutes, in_time))
        return closed

    def get(self, item_id: str) -> Item | None:
        """Return the open item that a message is, if it is one."""
        return self._state.items.get(item_id)

    def members(self) -> set[str]:
        """Return the members who have violations that nobody has handled, forgotten ones among them."""
        return {item.member for item in self._state.items.values()} | self._state.forgotten.keys()

    def open_events(self) -> set[str]:
        """Return the events that are open violations."""
        return {item.proof.event for item in self._state.items.values() if item.proof}

    def forget_before(self, at: int) -> None:
        """Drop what is too old to be asked about; of open violations it is kept whose they were and how many."""
        state = self._state
        state.handled = [entry for entry in state.handled if entry.at > at - FIGURES_OVER]
        for item in [item for item in state.items.values() if item.at <= at - FORGOTTEN_AFTER]:
            del state.items[item.id]
            before = state.forgotten.get(item.member, Forgotten(0, item.severity))
            state.forgotten[item.member] = Forgotten(before.count + 1, max(before.severity, item.severity))

    def _next_due(self, item: Item) -> int:
        severity = Severity(item.severity)
        if item.steps and severity.raised(item.steps) == Severity.critical:
            return 0
        hours = self._sla_hours.get(severity.name, 0) * (item.steps + 1)
        if not hours:
            return 0
        return item.at + hours * HOUR if severity == Severity.critical else self._clock.due(item.at, hours)


def _answer(item: Item, deed: Deed) -> tuple[int, bool]:
    """Return after how many minutes *deed* answered *item*, and whether in time."""
    return (deed.at - item.at) // MINUTE, item.steps == 0


def _entry(item: Item, deed: Deed) -> Entry:
    """Return what is entered of *deed*; the owner's clock is answered by owner and admins alone."""
    minutes, in_time = _answer(item, deed)
    return Entry(
        "handled", deed.at, f"member:{item.member}", item.id,
        severity=item.severity, exhibits=(exhibit(item.proof),) if item.proof else (),
        by=deed.by, action=deed.action, reason=deed.reason, minutes=minutes, in_time=in_time if deed.by_staff else None,
        recorded=deed.recorded,
    )  # fmt: skip
