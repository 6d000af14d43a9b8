"""The alerts of the store: what findings make of them, so that a moderator sees each trouble once."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from monitor.alerts.alert import (
    OPEN,
    RESOLVED,
    AlertBody,
    Change,
    alert_of,
    before_preview,
    ended,
    fingerprint,
    fingerprint_of,
    preview_of,
    standing_of,
)
from monitor.findings import Finding, Turn
from monitor.store import AlertQuery, AlertRow, Transaction

MOST_OPEN = 10_000  # alerts looked through at a time; the rest is for the next


class AlertBook:
    """Merges findings into the alerts of the store, inside the caller's transaction; `flush` writes them down.

    `changes` tell in order what became of them.
    """

    def __init__(self, transaction: Transaction) -> None:
        """Read and write through *transaction*."""
        self._transaction = transaction
        self._rows: dict[str, AlertRow | None] = {}
        self._changed: dict[str, AlertRow] = {}
        self.changes: list[Change] = []

    def fetch(self, fingerprints: Iterable[str]) -> None:
        """Read those alerts that were not yet: many at once, before each is asked for."""
        missing = sorted(set(fingerprints) - self._rows.keys())
        if missing:
            self._rows |= dict.fromkeys(missing) | self._transaction.alerts_of(missing)

    def follow(self, turns: Sequence[Turn], community: str) -> None:
        """Enter what happened to the findings of *community*, in order."""
        self.fetch(fingerprint_of(turn.rule, turn.subject, community) for turn in turns)
        for turn in turns:
            if turn.finding:
                self._merge(turn.finding)
            if turn.kind == "ended":
                self._end(fingerprint_of(turn.rule, turn.subject, community), turn.at)

    def merge(self, findings: Sequence[Finding]) -> None:
        """Enter new and changed *findings*."""
        self.fetch(map(fingerprint, findings))
        for finding in findings:
            self._merge(finding)

    def preview(self, findings: Sequence[Finding], event: str) -> None:
        """Show *findings* that rest on *event* alone, whose place in the order is not certain yet."""
        self.fetch(map(fingerprint, findings))
        for finding in findings:
            row = self._rows[fingerprint(finding)]
            if row is None or row.state == RESOLVED:
                self._put(preview_of(finding, event, row), finding)

    def show(self, standing: Iterable[Finding]) -> None:
        """Let *standing* be all that is found of the alerts they belong to."""
        for findings in self._by_alert(standing).values():
            self._put(alert_of(findings, AlertBody()), max(findings, key=_gravity))

    def amend(self, changed: Iterable[Finding], gone: Iterable[Finding]) -> None:
        """Let *changed* be found, too, and *gone* not any more, which is withdrawn apart if nothing else is left."""
        ids = [finding.id for finding in gone]
        for key, findings in self._by_alert(changed).items():
            body = standing_of(self._rows[key])
            for gone_id in ids:
                body.parts.pop(gone_id, None)
            self._put(alert_of(findings, body), max(findings, key=_gravity))

    def _by_alert(self, findings: Iterable[Finding]) -> dict[str, list[Finding]]:
        found: dict[str, list[Finding]] = defaultdict(list)
        for finding in findings:
            found[fingerprint(finding)].append(finding)
        self.fetch(found)
        return found

    def end_quiet(self, rule: str, quiet: int, now: int) -> None:
        """Resolve the alerts of *rule* that have been *quiet* for so long by *now* that nothing more can come."""
        self.flush()
        for row in self._transaction.alerts(AlertQuery(states=(OPEN,), rule=rule, limit=MOST_OPEN)):
            over = row.last_at + quiet
            if over <= now:
                self._rows.setdefault(row.fingerprint, row)
                self._end(row.fingerprint, over)

    def withdraw(self, fingerprints: Sequence[str], state: str = OPEN) -> None:
        """Take back those in *state* that have never been so: a scheme seen otherwise now, an unconfirmed preview."""
        self.fetch(fingerprints)
        for key in fingerprints:
            row = self._rows[key]
            if row is not None and (row.state == state or (state == OPEN and row.ended_at is not None)):
                self._put(before_preview(row) or row._replace(state=RESOLVED, ended_at=None), None)

    def flush(self) -> None:
        """Write every changed alert down."""
        self._transaction.put_alerts(list(self._changed.values()))
        self._changed.clear()

    def _merge(self, finding: Finding) -> None:
        row = self._rows[fingerprint(finding)]
        self._put(alert_of([finding], standing_of(row)), finding)

    def _end(self, key: str, at: int) -> None:
        row = self._rows[key]
        if row is not None and row.state == OPEN:
            self._put(ended(row, at), None)

    def _put(self, row: AlertRow, finding: Finding | None) -> None:
        before = self._rows[row.fingerprint]
        if row != before:
            self._rows[row.fingerprint] = self._changed[row.fingerprint] = row
            self.changes += _changes(before, row, finding)


def _changes(before: AlertRow | None, row: AlertRow, finding: Finding | None) -> list[Change]:
    """Return what is to be told of an alert that was *before* and is *row* now."""
    if before is None or _begins(before, row):
        opened = row._replace(state=OPEN, ended_at=None) if row.state == RESOLVED else row
        begun = Change("opened" if before is None else "reopened", opened, finding)
        return [begun] if row.state != RESOLVED else [begun, Change("resolved", row, finding)]
    if row.state == RESOLVED:
        return [] if before.state == RESOLVED else [Change("resolved", row, finding)]
    return [Change("raised" if row.severity > before.severity else "more", row, finding)]


def _begins(before: AlertRow, row: AlertRow) -> bool:
    """Return whether *row* is not what *before* was: that was over, or all of this came after it."""
    return (before.state == RESOLVED and row.state != RESOLVED) or row.first_at > before.last_at


def _gravity(finding: Finding) -> tuple[int, int, str]:
    return finding.severity, finding.at, finding.id
