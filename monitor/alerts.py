"""Alerts: findings of one rule about one subject, merged, so that a moderator sees each trouble once."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from monitor.digest import digest
from monitor.findings import Finding
from monitor.store import AlertRow, Transaction

REMEMBERED = 20  # findings an alert names; older ones are only counted

OPEN, PROVISIONAL, RESOLVED = "open", "provisional", "resolved"


class AlertBody(msgspec.Struct):
    """What the store keeps of an alert beside its columns. `counts` are matches by finding, oldest first."""

    counts: dict[str, int] = {}
    older: int = 0
    gravest: str = ""
    audience: tuple[str, ...] = ()
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
    """Merges findings into the alerts of the store, inside the caller's transaction."""

    def __init__(self, transaction: Transaction) -> None:
        """Write through *transaction*."""
        self._transaction = transaction
        self.rises: list[Rise] = []

    def merge(self, findings: Iterable[Finding], *, provisional: str = "") -> None:
        """Enter new and changed *findings*; *provisional* names the event that a preview rests on."""
        for finding in findings:
            row = self._transaction.alert(fingerprint(finding))
            if provisional and row is not None and row.state != RESOLVED:
                continue
            self._put(finding, row, provisional)

    def _put(self, finding: Finding, row: AlertRow | None, provisional: str) -> None:
        known = row is not None and row.state == OPEN
        body = body_of(row) if row is not None and known else AlertBody({})
        _count(body, finding)
        before = row.severity if row is not None and row.state != RESOLVED else -1
        if finding.severity >= (row.severity if known and row is not None else -1):
            body.gravest, body.audience = finding.id, finding.audience
        body.event = provisional
        merged = AlertRow(
            fingerprint=fingerprint(finding),
            rule=finding.rule,
            severity=max(finding.severity, row.severity if known and row is not None else 0),
            state=PROVISIONAL if provisional else OPEN,
            community=finding.community,
            subject=finding.subject,
            first_at=min(finding.at, row.first_at) if known and row is not None else finding.at,
            last_at=max(finding.last_at, row.last_at) if known and row is not None else finding.last_at,
            occurrences=body.older + sum(body.counts.values()),
            body=_encoder.encode(body),
        )
        self._transaction.put_alerts([merged])
        if merged.severity > before:
            self.rises.append(Rise(merged, finding))

    def withdraw(self, fingerprints: Iterable[str], state: str = OPEN) -> None:
        """Resolve those in *state* whose ground is gone: a scheme seen otherwise now, an unconfirmed preview."""
        for key in fingerprints:
            row = self._transaction.alert(key)
            if row is not None and row.state == state:
                self._transaction.put_alerts([row._replace(state=RESOLVED)])


def _count(body: AlertBody, finding: Finding) -> None:
    body.counts[finding.id] = finding.count
    while len(body.counts) > REMEMBERED:
        oldest = next(iter(body.counts))
        body.older += body.counts.pop(oldest)
