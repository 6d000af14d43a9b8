"""A dispatcher over a store of its own, with a clock that is told what time it is, and alerts to tell of."""

from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from monitor.alerts.alert import OPEN, RESOLVED, AlertBody, Change, ChangeKind, Part, fingerprint_of
from monitor.alerts.dispatch import Dispatcher
from monitor.alerts.pipeline import Muted, Telling, muted
from monitor.clock import SECOND
from monitor.notices.notice import Notice, decoded
from monitor.notices.recipient import Recipient
from monitor.panel import Panel
from monitor.store import AlertQuery, AlertRow, CaseRow, Store, Transaction
from rules import Severity

NOON = 1_709_265_600 * SECOND  # 2024-03-01 04:00 UTC, noon in China
MOST_ROUNDS = 1_000  # of looking at what is due at one moment
EVERYBODY = ("moderator", "owner")


def an_alert(
    rule: str = "yield-promise",
    subject: str = "member:ann",
    community: str = "wechat:g",
    severity: Severity = Severity.high,
    at: int = NOON,
    *,
    audience: tuple[str, ...] = EVERYBODY,
    scheme: str | None = None,
    parts: dict[str, Part] | None = None,
) -> AlertRow:
    """Return an open alert."""
    body = AlertBody(parts=parts or {}, audience=audience, version=1, values={"monthly_bp": 1500})
    return AlertRow(
        fingerprint_of(rule, subject, community), rule, severity, OPEN, community, subject, at, at, 1,
        msgspec.msgpack.encode(body), scheme,
    )  # fmt: skip


class Office:
    """Where alerts come in and notices go out."""

    def __init__(self, folder: Path, panel: Panel, *recipients: Recipient) -> None:
        self.now = NOON
        self.counted = Counter[str]()
        self._panel = panel
        self._recipients = recipients
        self._seen: set[str] = set()
        self.store = Store.open(f"sqlite:///{folder}/office.db", durable=False)
        self.restart()

    def restart(self) -> None:
        """Forget everything that is not in the store."""
        self.dispatcher = Dispatcher(self._recipients, lambda: self._panel, lambda: self.now, count=self._count)

    def _count(self, reason: str, count: int) -> None:
        self.counted[reason] += count

    def write(self, work: Callable[[Transaction], None]) -> None:
        """Do *work* in a transaction."""
        with self.store.begin() as transaction:
            work(transaction)

    def change(self, kind: ChangeKind, *rows: AlertRow) -> None:
        """Commit *rows* and what they are news of."""
        self.enter(*(Change(kind, row, None) for row in rows))

    def enter(self, *changes: Change) -> None:
        """Commit *changes* at once."""
        with self.store.begin() as transaction:
            transaction.put_alerts([change.row for change in changes])
            self.dispatcher.note(transaction, changes)

    def open(self, *rows: AlertRow) -> None:
        """Commit new alerts."""
        self.change("opened", *rows)

    def resolve(self, *rows: AlertRow) -> None:
        """Commit that alerts are over."""
        self.change("resolved", *(row._replace(state=RESOLVED, ended_at=row.last_at) for row in rows))

    def take_case(self, row: AlertRow, state: str) -> None:
        """Commit what a moderator did about an alert."""
        with self.store.begin() as transaction:
            transaction.put_case(CaseRow(row.fingerprint, row.first_at, row.last_at, state, "", "mo", self.now))
            self.dispatcher.look_again(transaction, [row.fingerprint])

    def wait(self, length: int = 0) -> list[Notice]:
        """Let time pass and return the notices that left meanwhile, in order."""
        end = self.now + length
        while self.now < end:
            self.now = max(self.now, min(self._dispatch(), end))
        self._dispatch()
        return self.notices()

    def _dispatch(self) -> int:
        """Leave what is due; return when something is due next."""
        with self.store.begin() as transaction:
            rounds = 0
            while self.dispatcher.dispatch(transaction):
                rounds += 1
                assert rounds < MOST_ROUNDS, "something is looked at again and again"
        return self.due_at()

    def due_at(self) -> int:
        """Return when something is to be looked at next."""
        with self.store.read() as transaction:
            following = transaction.due_dispatches(2**62, 1)
        return following[0].next_at or 0 if following else 2**62

    def notices(self) -> list[Notice]:
        """Return the notices that were not returned before."""
        found: list[Notice] = []
        with self.store.read() as transaction:
            for recipient in self._recipients:
                rows = transaction.due_outbox(recipient.name, 2**62, 100_000)
                found += [decoded(row.body) for row in rows if row.key not in self._seen]
                self._seen |= {row.key for row in rows}
        return sorted(found, key=lambda notice: notice.time)

    def muted(self) -> dict[str, Muted]:
        """Return by rule why open alerts are told to nobody."""
        with self.store.read() as transaction:
            rows = transaction.alerts(AlertQuery())
            scene = self.dispatcher.scene(transaction, rows)
        reasons = {row.rule: muted(Telling(row), scene) for row in rows if scene.is_open(row)}
        return {rule: reason for rule, reason in reasons.items() if reason}

    def reasons(self) -> dict[str, str]:
        """Return by rule the names of these reasons."""
        return {rule: muted.reason.value for rule, muted in self.muted().items()}


def rules_told(notices: Sequence[Notice]) -> list[tuple[str, list[str]]]:
    """Return what each notice is about, and the rules of the alerts in it."""
    return [(notice.reason, [told.rule for told in notice.alerts]) for notice in notices]
