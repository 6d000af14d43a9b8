"""What an alert is: findings of one rule about one subject in one place, which is one trouble from beginning to end.

An alert is open while something holds, and resolved when nothing does; what comes after that begins it anew.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import msgspec

from monitor.digest import digest
from monitor.findings import Finding
from monitor.store import AlertRow
from rules.facts import Value

OPEN, PROVISIONAL, RESOLVED = "open", "provisional", "resolved"
REMEMBERED = 20  # findings an alert names; older ones are only counted
OF_A_SCHEME = "scheme:"
INHERITED = ""  # stands for the findings of an alert from before revision 0005, which kept no parts

ChangeKind = Literal["opened", "raised", "reopened", "more", "resolved"]


class Part(msgspec.Struct, frozen=True, array_like=True):
    """What one finding adds to its alert, or all the older ones; `ended_at` is 0 while it holds."""

    at: int
    last_at: int
    severity: int
    count: int
    ended_at: int = 0

    def with_newer(self, other: "Part") -> "Part":
        """Return both in one."""
        return Part(
            min(self.at, other.at),
            max(self.last_at, other.last_at),
            max(self.severity, other.severity),
            self.count + other.count,
        )


class AlertBody(msgspec.Struct):
    """What the store keeps of an alert beside its columns.

    `parts` are the findings since the alert began, oldest first, `older` those beyond `REMEMBERED`. `gravest` is the
    finding that words it, with its `version` and `values`; `communities` are those of findings about several. A
    preview names its `event`, and keeps the alert `before` it.
    """

    parts: dict[str, Part] = msgspec.field(default_factory=dict[str, Part])
    older: Part | None = None
    gravest: str = ""
    event: str = ""
    audience: tuple[str, ...] = ()
    version: int = 0
    values: dict[str, Value] = msgspec.field(default_factory=dict[str, Value])
    communities: tuple[str, ...] = ()
    before: bytes = b""

    @property
    def counts(self) -> dict[str, int]:
        """Return how many matches each finding has."""
        return {key: part.count for key, part in self.parts.items()}

    @property
    def all(self) -> list[Part]:
        """Return every part, the older ones in one."""
        return [*([self.older] if self.older else ()), *self.parts.values()]

    @property
    def ended_at(self) -> int | None:
        """Return when the last of it ended, None while something holds."""
        ends = [part.ended_at for part in self.parts.values()]
        return max(ends, default=None) if all(ends) else None


@dataclass(frozen=True, slots=True)
class Change:
    """An alert as it became, and the finding by which; there may be none by which it was resolved."""

    kind: ChangeKind
    row: AlertRow
    finding: Finding | None


_encoder = msgspec.msgpack.Encoder()
_bodies = msgspec.msgpack.Decoder(AlertBody)
_rows = msgspec.msgpack.Decoder(AlertRow)


def fingerprint(finding: Finding) -> str:
    """Return the identity of the alert that *finding* belongs to."""
    return fingerprint_of(finding.rule, finding.subject, finding.community)


def fingerprint_of(rule: str, subject: str, community: str) -> str:
    """Return the identity of the alert of *rule* about *subject* in *community*."""
    return digest(rule, subject, community)


def body_of(row: AlertRow) -> AlertBody:
    """Return the decoded body of *row*."""
    return _bodies.decode(row.body)


def preview_of(finding: Finding, event: str, before: AlertRow | None) -> AlertRow:
    """Return the alert that *finding*, which rests on *event* alone, may become."""
    body = AlertBody(event=event, before=_encoder.encode(before) if before else b"")
    return alert_of([finding], body)._replace(state=PROVISIONAL)


def before_preview(row: AlertRow) -> AlertRow | None:
    """Return the alert that the preview *row* took the place of, None when there was none."""
    before = body_of(row).before
    return _rows.decode(before) if before else None


def standing_of(row: AlertRow | None) -> AlertBody:
    """Return what is certain of *row*, to go on with: nothing of a preview, nothing of what was taken back."""
    if row is not None and row.state == PROVISIONAL:
        row = before_preview(row)
    is_void = row is None or (row.state == RESOLVED and row.ended_at is None)
    return AlertBody() if row is None or is_void else body_of(row)


def alert_of(findings: Iterable[Finding], body: AlertBody) -> AlertRow:
    """Return the alert that *body* becomes with *findings*, of which there is at least one.

    Whatever ended before the next began is gone; the outcome does not depend on the order of *findings*.
    """
    told = {finding.id: finding for finding in findings}
    body.parts |= {key: _part(finding) for key, finding in told.items()}
    _begin_anew(body)
    _fold_oldest(body)
    _word(body, told)
    any_finding = next(iter(told.values()))
    severity, parts = max(part.severity for part in body.all), body.all
    return AlertRow(
        fingerprint=fingerprint(any_finding),
        rule=any_finding.rule,
        severity=severity,
        state=OPEN if body.ended_at is None else RESOLVED,
        community=any_finding.community,
        subject=any_finding.subject,
        first_at=min(part.at for part in parts),
        last_at=max(part.last_at for part in parts),
        occurrences=sum(part.count for part in parts),
        body=_encoder.encode(body),
        scheme=any_finding.subject.removeprefix(OF_A_SCHEME) if any_finding.subject.startswith(OF_A_SCHEME) else None,
        ended_at=body.ended_at,
    )


def ended(row: AlertRow, at: int) -> AlertRow:
    """Return *row* with everything in it ended at *at*, unless it ended before."""
    body = body_of(row)
    body.parts = {key: _ended(part, at) for key, part in body.parts.items()}
    return row._replace(state=RESOLVED, ended_at=body.ended_at, body=_encoder.encode(body))


def _ended(part: Part, at: int) -> Part:
    return part if part.ended_at else msgspec.structs.replace(part, ended_at=at)


def _part(finding: Finding) -> Part:
    return Part(finding.at, finding.last_at, finding.severity, finding.count, finding.ended_at)


def _begin_anew(body: AlertBody) -> None:
    """Keep what follows the last time at which nothing held."""
    ordered = sorted(body.parts.items(), key=lambda item: (item[1].at, item[0]))
    body.parts = {}
    for key, part in ordered:
        if body.parts and body.ended_at is not None and body.ended_at <= part.at:
            body.parts, body.older = {}, None
            body.audience, body.communities, body.gravest = (), (), ""
        body.parts[key] = part


def _fold_oldest(body: AlertBody) -> None:
    while len(body.parts) > REMEMBERED:
        part = body.parts.pop(next(iter(body.parts)))
        body.older = body.older.with_newer(part) if body.older else part


def _word(body: AlertBody, told: dict[str, Finding]) -> None:
    """Let the gravest finding word the alert, the latest of several; only those are told whom all findings concern."""
    severity, _, gravest = max((part.severity, part.at, key) for key, part in body.parts.items())
    if body.older is None or severity >= body.older.severity:
        body.gravest = gravest
    if finding := told.get(body.gravest):
        body.version, body.values = finding.version, finding.values
    for finding in (told[key] for key in body.parts if key in told):
        common = tuple(who for who in finding.audience if who in (body.audience or finding.audience))
        body.audience = common or finding.audience
        body.communities = tuple(sorted({*body.communities, *finding.communities}))
