"""What is erased when its time has passed, table by table."""

from collections.abc import Iterator, Mapping
from typing import TypeVar

from sqlalchemy import ColumnElement, Delete, Table, Update, delete, or_, select, tuple_, update

from monitor.clock import DAY
from monitor.store import tables
from monitor.store.session import Session

APPEALS_LONGER = (3 * 365 - 180) * DAY  # 个保法 §55-56, by analogy: three years, all else 180 days
MEMBER = "member:"
Step = TypeVar("Step", Delete, Update)

KEPT: Mapping[str, str] = {
    "community": "the group's own number and name, and how far it is judged; no person",
    "finding_community": "in which groups a campaign was seen; no person",
    "scheme": "the scheme's own name and stage; no person",
    "timeline": "when a scheme reached which stage, by which rules; no person",
    "api_key": "until it is withdrawn: whoever holds it answers for what is done with it",
    "rule_set": "rules; no person",
    "rule_change": "by whose key which rules came into force",
    "ledger": "redacted line by line, so that the rest can still be verified: `Ledger.retire`",
    "hold": "until it is released",
}
"""tables that nothing is erased from here, and why"""

_EVENT = tables.event.c
_COMMUNITY = tables.community.c


class Retention(Session):
    """What a transaction can erase."""

    def erase(self, before: int) -> None:
        """Erase what is older than *before*; see `steps`."""
        for step in steps(before):
            self._connection.execute(step)


def steps(before: int) -> Iterator[Delete | Update]:
    """Yield what erases everything from before the time *before*, in the order in which it has to be done.

    Identities of events stay, so that a late duplicate is still recognised; events that are not applied yet keep
    their bodies. Of findings and labels the figures stay, whom and what they are about does not. What people wrote in
    a community that is held for a case stays. A community that fell silent before *before* loses its people.
    """
    yield (
        _unheld(update(tables.event), tables.event)
        .where(_EVENT.at < before, _EVENT.body != b"", _applied())
        .values(body=b"")
    )
    yield from _steps_about_findings(before)
    yield from _steps_about_alerts(before)
    for dated, time in (
        (tables.quarantine, tables.quarantine.c.at),
        (tables.identity, tables.identity.c.seen_at),
        (tables.reveal, tables.reveal.c.asked_at),
        (tables.outbox, tables.outbox.c.created_at),
    ):
        yield delete(dated).where(time < before)
    yield delete(tables.appeal).where(tables.appeal.c.received_at < before - APPEALS_LONGER)
    silent = select(_COMMUNITY.id).where(_COMMUNITY.newest_at < before)
    for remembered in (tables.snapshot, tables.member, tables.referral, tables.holding):
        yield delete(remembered).where(remembered.c.community.in_(silent))


def _steps_about_findings(before: int) -> Iterator[Delete | Update]:
    found = tables.finding.c
    old = _unheld(update(tables.finding), tables.finding).where(found.at < before)
    yield old.where(found.body != b"").values(body=b"")
    yield old.where(found.subject.startswith(MEMBER), found.subject != MEMBER).values(subject=MEMBER)
    for dated in (tables.sighting, tables.evidence):
        yield _unheld(delete(dated), dated).where(dated.c.at < before)


def _steps_about_alerts(before: int) -> Iterator[Delete | Update]:
    alert, silence, sent = tables.alert.c, tables.silence.c, tables.dispatch.c
    yield _unheld(delete(tables.alert), tables.alert).where(alert.last_at < before)
    yield delete(tables.silence).where(silence.expires_at < before)
    fingerprints = select(alert.fingerprint)
    for about in (tables.case, tables.silenced, tables.told):
        yield delete(about).where(about.c.fingerprint.not_in(fingerprints))
    yield delete(tables.silenced).where(tables.silenced.c.silence.not_in(select(silence.id)))
    yield update(tables.label).where(tables.label.c.at < before, tables.label.c.note != "").values(note="")
    yield delete(tables.dispatch).where(or_(sent.next_at.is_(None), sent.next_at < before), sent.sent_at < before)


def _unheld(step: Step, table: Table) -> Step:
    """Return *step* for those communities alone that are held for no case."""
    return step.where(table.c.community.not_in(select(tables.hold.c.community)))


def _applied() -> ColumnElement[bool]:
    """Return whether an event is judged."""
    cursor = _COMMUNITY.cursor_at, _COMMUNITY.cursor_late, _COMMUNITY.cursor_sequence, _COMMUNITY.cursor_event
    place = tuple_(_EVENT.at, _EVENT.late, _EVENT.sequence, _EVENT.event_id)
    return select(_COMMUNITY.id).where(_COMMUNITY.id == _EVENT.community, place <= tuple_(*cursor)).exists()
