"""The list of alerts, and one of them with all that is known of it."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from monitor.alerts.alert import body_of
from monitor.alerts.case import VERDICTS, assignee, chain_of, may_be, standing
from monitor.alerts.pipeline import Muted, Telling, muted
from monitor.alerts.scene import Scene
from monitor.assessment import SEVERITY_NAMES, summary
from monitor.clock import exact, iso, micros
from monitor.document import Evidence
from monitor.errors import UnknownItemError
from monitor.evidence.entry import decode
from monitor.findings import Finding
from monitor.language import Language, language
from monitor.service import (
    AlertDetail,
    AlertEntry,
    AlertQuery,
    AlertState,
    FindingDetail,
    LabelEntry,
    LanguageCode,
    Step,
)
from monitor.store import AlertQuery as StoreQuery
from monitor.store import AlertRow, CaseRow, LabelRow, Store, Transaction
from rules import Catalogue

_PAGE = 500  # rows looked at by one statement while a filtered list is filled
_STEPS = frozenset({"case", "label", "appeal"})
_findings = msgspec.msgpack.Decoder(Finding)


@dataclass(frozen=True, slots=True)
class Seen:
    """An alert with what moderators did about it."""

    alert: AlertRow
    case: CaseRow | None
    label: LabelRow | None
    muted: Muted | None

    @property
    def standing(self) -> AlertState:
        """How it stands."""
        return standing(self.alert, self.case)


@dataclass(frozen=True, slots=True)
class AlertDesk:
    """Shows the alerts in *store*, worded by the *catalogue* in force; *scene* is what can mute them now."""

    store: Store
    catalogue: Callable[[], Catalogue]
    scene: Callable[[Transaction, Sequence[AlertRow]], Scene]

    def find(self, query: AlertQuery) -> list[AlertEntry]:
        """Return the alerts that *query* asks for."""
        with self.store.read() as transaction:
            return [self._entry(transaction, seen, language(query.lang)) for seen in self._found(transaction, query)]

    def detail(self, alert: str, lang: LanguageCode) -> AlertDetail:
        """Return one alert with all that is known of it.

        Raises:
            UnknownItemError: there is none of this id.
        """
        with self.store.read() as transaction:
            [seen] = self._seen(transaction, [known(transaction, alert)])
            findings = findings_of(transaction, seen.alert)
            return AlertDetail(
                alert=self._entry(transaction, seen, language(lang)),
                findings=tuple(self._finding(finding, language(lang)) for finding in reversed(findings)),
                label=_label(seen.label) if seen.label else None,
                steps=tuple(_steps(transaction, seen.alert)),
                muted_by=seen.muted.by if seen.muted else "",
            )

    def _found(self, transaction: Transaction, query: AlertQuery) -> list[Seen]:
        """Return what *query* asks for: what depends on moderators is told apart here, by one definition."""
        found: list[Seen] = []
        wanted = _stored(query)
        while len(found) < query.limit:
            rows = transaction.alerts(wanted)
            found += [seen for seen in self._seen(transaction, rows) if _is_asked_for(seen, query)]
            if len(rows) < wanted.limit:
                break
            wanted = wanted._replace(after=(rows[-1].first_at, rows[-1].fingerprint))
        return found[: query.limit]

    def _seen(self, transaction: Transaction, rows: Sequence[AlertRow]) -> list[Seen]:
        names = [row.fingerprint for row in rows]
        cases, labels = transaction.cases_of(names), transaction.labels_of(names)
        scene = self.scene(transaction, rows)
        return [
            Seen(
                row,
                cases.get(row.fingerprint),
                labels.get((row.fingerprint, row.first_at)),
                muted(Telling(row), scene) if scene.is_open(row) else None,
            )
            for row in rows
        ]

    def _entry(self, transaction: Transaction, seen: Seen, language: Language) -> AlertEntry:
        row, finding = seen.alert, gravest_of(transaction, seen.alert)
        return AlertEntry(
            id=row.fingerprint,
            rule=row.rule,
            severity=SEVERITY_NAMES[row.severity],
            community=row.community,
            subject=row.subject,
            state=seen.standing,
            first_time=exact(row.first_at),
            last_time=exact(row.last_at),
            count=row.occurrences,
            summary=summary(finding, self.catalogue(), language) if finding else "",
            findings=tuple(body_of(row).counts),
            scheme=row.scheme,
            assignee=assignee(row, seen.case),
            label=VERDICTS[seen.label.verdict] if seen.label else None,
            muted=seen.muted.reason.value if seen.muted else None,
        )

    def _finding(self, finding: Finding, language: Language) -> FindingDetail:
        return FindingDetail(
            id=finding.id,
            version=finding.version,
            severity=SEVERITY_NAMES[finding.severity],
            first_time=iso(finding.at),
            last_time=iso(finding.last_at),
            count=finding.count,
            summary=summary(finding, self.catalogue(), language),
            values=finding.values,
            evidence=tuple(Evidence(proof.event, proof.excerpt, proof.spans) for proof in finding.proofs),
        )


def known(transaction: Transaction, alert: str) -> AlertRow:
    """Return the alert of this id.

    Raises:
        UnknownItemError: there is none.
    """
    row = transaction.alerts_of([alert]).get(alert)
    if row is None:
        raise UnknownItemError("there is no alert of this id")
    return row


def findings_of(transaction: Transaction, alert: AlertRow) -> list[Finding]:
    """Return the findings behind *alert* that can still be read, oldest first."""
    rows = filter(None, map(transaction.finding, body_of(alert).counts))
    return [_findings.decode(row.body) for row in rows if row.body]


def gravest_of(transaction: Transaction, alert: AlertRow) -> Finding | None:
    """Return the finding that words *alert*, None when it cannot be read any more."""
    row = transaction.finding(body_of(alert).gravest)
    return _findings.decode(row.body) if row and row.body else None


def _is_asked_for(seen: Seen, query: AlertQuery) -> bool:
    return (
        query.state in {None, seen.standing}
        and query.assignee in {None, assignee(seen.alert, seen.case)}
        and query.muted in {None, seen.muted is not None}
    )


def _stored(query: AlertQuery) -> StoreQuery:
    after, is_plain = query.after, (query.state, query.assignee, query.muted) == (None, None, None)
    return StoreQuery(
        severity=SEVERITY_NAMES.index(query.min_severity),
        states=may_be(query.state) if query.state else (),
        community=query.community,
        rule=query.rule,
        after=(micros(datetime.fromisoformat(after.first_time)), after.id) if after else None,
        limit=query.limit if is_plain else _PAGE,
        scheme=query.scheme,
    )


def _label(row: LabelRow) -> LabelEntry:
    return LabelEntry(VERDICTS[row.verdict], row.note, row.version, row.by, iso(row.at))


def _steps(transaction: Transaction, alert: AlertRow) -> Iterator[Step]:
    """Yield what is in the ledger about *alert*, oldest first; what was redacted is left out."""
    for line in transaction.ledger(chain_of(alert)):
        if line.content and line.kind in _STEPS:
            entry = decode(line.content)
            if entry.reference == alert.fingerprint:
                yield Step(iso(entry.at), entry.by, entry.action, entry.reason)
