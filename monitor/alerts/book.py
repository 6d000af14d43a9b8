"""Alerts: findings of one rule about one subject, merged, so that a moderator sees each trouble once."""

from collections.abc import Sequence
from dataclasses import dataclass

import msgspec

from monitor.digest import digest
from monitor.findings import Finding
from monitor.store import AlertRow, Transaction

REMEMBERED = 20  # findings an alert names; older ones are only counted

OPEN, PROVISIONAL, RESOLVED = "open", "provisional", "resolved"


class AlertBody(msgspec.Struct):
    """What the store keeps of an alert beside its columns. `counts` are matches by finding, oldest first."""

    counts: dict[str, int] = msgspec.field(default_factory=dict[str, int])
    older: int = 0
    gravest: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class Rise:
    """An alert that is new or graver than before: a notice may leave."""

    row: AlertRow
    finding: Finding


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(AlertBody)


def fingerprint(finding: Finding) -> str:
    """Return the identity of the alert that *finding* belongs to."""
    return digest(finding.rule, finding.subject, finding.community)


def body_of(row: AlertRow) -> AlertBody:
    """Return the decoded body of *row*."""
    return _decoder.decode(row.body)


class AlertBook:
    """Merges findings into the alerts of the store, inside the caller's transaction; `flush` writes them down."""

    def __init__(self, transaction: Transaction) -> None:
        """Read and write through *transaction*."""
        self._transaction = transaction
        self._rows: dict[str, AlertRow | None] = {}
        self._changed: dict[str, AlertRow] = {}
        self.rises: list[Rise] = []

    def merge(self, findings: Sequence[Finding], *, provisional: str = "") -> None:
        """Enter new and changed *findings*; *provisional* names the event that a preview rests on."""
        self._fetch([fingerprint(finding) for finding in findings])
        for finding in findings:
            row = self._rows[fingerprint(finding)]
            if not (provisional and row is not None and row.state != RESOLVED):
                self._put(_merged(finding, row, provisional), row, finding)

    def withdraw(self, fingerprints: Sequence[str], state: str = OPEN) -> None:
        """Resolve those in *state* whose ground is gone: a scheme seen otherwise now, an unconfirmed preview."""
        self._fetch(fingerprints)
        for key in fingerprints:
            row = self._rows[key]
            if row is not None and row.state == state:
                self._rows[key] = self._changed[key] = row._replace(state=RESOLVED)

    def flush(self) -> None:
        """Write every changed alert down."""
        self._transaction.put_alerts(list(self._changed.values()))
        self._changed.clear()

    def _fetch(self, fingerprints: Sequence[str]) -> None:
        missing = sorted(set(fingerprints) - self._rows.keys())
        if missing:
            self._rows |= dict.fromkeys(missing) | self._transaction.alerts_of(missing)

    def _put(self, row: AlertRow, before: AlertRow | None, finding: Finding) -> None:
        self._rows[row.fingerprint] = self._changed[row.fingerprint] = row
        if before is None or before.state == RESOLVED or row.severity > before.severity:
            self.rises.append(Rise(row, finding))


def _merged(finding: Finding, row: AlertRow | None, provisional: str) -> AlertRow:
    """Return the alert *row* with *finding*; a resolved alert begins anew, and what is certain replaces a preview."""
    known = row if row is not None and row.state == OPEN else None
    body = body_of(known) if known else AlertBody()
    _count(body, finding)
    if known is None or finding.severity >= known.severity:
        body.gravest = finding.id
    body.event = provisional
    return AlertRow(
        fingerprint=fingerprint(finding),
        rule=finding.rule,
        severity=max(finding.severity, known.severity) if known else finding.severity,
        state=PROVISIONAL if provisional else OPEN,
        community=finding.community,
        subject=finding.subject,
        first_at=min(finding.at, known.first_at) if known else finding.at,
        last_at=max(finding.last_at, known.last_at) if known else finding.last_at,
        occurrences=body.older + sum(body.counts.values()),
        body=_encoder.encode(body),
    )


def _count(body: AlertBody, finding: Finding) -> None:
    body.counts[finding.id] = finding.count
    while len(body.counts) > REMEMBERED:
        oldest = next(iter(body.counts))
        body.older += body.counts.pop(oldest)
