"""When news of an alert may leave: others are to join it, people sleep, and minutes would tell who complained."""

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.alerts.news import News
from monitor.alerts.wording import is_coarse
from monitor.clock import LocalClock
from monitor.notices.recipient import Recipient
from monitor.store import AlertRow, DispatchRow
from rules import Severity

LONGEST_PAUSE = 7  # design: repeat intervals; what nobody acts on is repeated weekly where it is repeated after a day


@dataclass(frozen=True, slots=True)
class Item:
    """News of an alert that nothing mutes, waiting since `since`."""

    alert: AlertRow
    news: News
    since: int

    @property
    def is_urgent(self) -> bool:
        """Return whether this leaves at once, at whatever hour."""
        return self.alert.severity == Severity.critical and self.news != "resolved"


@dataclass(frozen=True, slots=True)
class Pace:
    """The pace of one group for one recipient, who had the last notice of it at `sent_at`."""

    recipient: Recipient
    sent_at: int | None

    def leaves_at(self, items: list[Item], now: int) -> list[int]:
        """Return when each of *items*, all that is waiting in the group at *now*, may leave.

        What is urgent takes along what only waits for others to join it.
        """
        recipient = self.recipient
        clock = LocalClock(recipient.zone, recipient.quiet_hours)
        together = self._together(items, now)
        return [
            now if self._is_urgent(item) else clock.awake(max(now, together, self._unveiled_at(item)))
            for item in items
        ]  # fmt: skip

    def _is_urgent(self, item: Item) -> bool:
        return item.is_urgent and not is_coarse(item.alert, self.recipient)

    def _together(self, items: list[Item], now: int) -> int:
        recipient = self.recipient
        if any(map(self._is_urgent, items)) and not recipient.digest:
            return now
        wait = recipient.digest or recipient.group_wait
        begun = min((item.since + wait for item in items if item.news != "repeated"), default=now)
        if self.sent_at is None:
            return begun
        return max(begun, self.sent_at + max(recipient.group_interval, recipient.digest))

    def _unveiled_at(self, item: Item) -> int:
        """Return when *item* came on, or when that day is over where its minute would tell who complained."""
        if not is_coarse(item.alert, self.recipient):
            return item.since
        return LocalClock(self.recipient.zone).day_end(item.since)


def repeats_at(row: DispatchRow, recipient: Recipient) -> int:
    """Return from when on a group repeats: all of it together, and after twice as long each time."""
    if row.repeated_at is None:
        return 0
    return row.repeated_at + min(1 << row.repeats, LONGEST_PAUSE) * recipient.repeat_interval


def sent(row: DispatchRow, gravest: int, items: Sequence[Item], now: int) -> DispatchRow:
    """Return *row* of a group after a notice of *items*; *gravest* is the severity told in it before, -1 when none was.

    Something graver than that lets the group repeat soon again.
    """
    is_graver = any(item.news not in {"repeated", "resolved"} and item.alert.severity > gravest for item in items)
    row = row._replace(number=row.number + 1, sent_at=now, repeats=0 if is_graver else row.repeats)
    if any(item.news == "repeated" for item in items):
        row = row._replace(repeated_at=now, repeats=row.repeats + 1)
    return row
