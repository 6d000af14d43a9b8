"""From a platform's event to the record that is kept: pure, per event, and the only place that sees plain text."""

from monitor import record as records
from monitor.decode import event_time
from monitor.event import Event, Person, community_key
from monitor.excerpt import excerpt
from monitor.pseudonym import Pseudonyms
from monitor.record import Record, Who
from monitor.store import StoredEvent
from rules.signals import Signal, SignalReader

NOTICES = frozenset({"community.notice_changed"})


class Intake:
    """Reads signals, replaces people by pseudonyms and lets the text go."""

    def __init__(self, reader: SignalReader, pseudonyms: Pseudonyms) -> None:
        """Read texts with *reader*, name people with *pseudonyms*."""
        self._reader = reader
        self._pseudonyms = pseudonyms

    def record(self, event: Event) -> tuple[str, Record]:
        """Return the community's key and the record of *event*."""
        data = event.data
        community = community_key(data.platform, data.community.id)
        signals, cut, spans = self._read(event)
        money = data.money

        def who(person: Person | None) -> Who | None:
            return self._who(community, person)

        return community, Record(
            id=event.id,
            type=event.type,
            at=event_time(event),
            actor=who(data.actor),
            target=who(data.target),
            inviter=who(data.inviter.person) if data.inviter else None,
            inviter_ambiguous=data.inviter is not None and data.inviter.confidence == "ambiguous",
            message=_message_id(event),
            reply_to=(data.message.reply_to_id or "") if data.message else "",
            signals=signals,
            excerpt=cut,
            spans=spans,
            role=data.role or (data.target.role if data.target and data.target.role else "") or "",
            community_name=data.community.name or "",
            is_test=data.is_test,
            notice_removed=event.type in NOTICES and not (data.notice and data.notice.text),
            attested=data.attestation.action if data.attestation else "",
            count=(data.roster.count or len(data.roster.members)) if data.roster else 0,
            exact=data.roster is not None and data.roster.exact,
            people=tuple(filter(None, map(who, data.roster.members))) if data.roster else (),
            paid_by=who(money.source_member or money.payer) if money and money.kind == "commission" else None,
            paid_to=who(money.payee) if money and money.kind == "commission" else None,
        )

    def stored(self, event: Event) -> StoredEvent:
        """Return the row that the store keeps of *event*."""
        community, record = self.record(event)
        return StoredEvent(
            source=event.source,
            event_id=event.id,
            community=community,
            at=record.at,
            late=0,
            sequence=_sortable(event.sequence or ""),
            body=records.encode(record),
        )

    def _read(self, event: Event) -> tuple[tuple[Signal, ...], str, tuple[tuple[int, int], ...]]:
        message, notice = event.data.message, event.data.notice
        if message and message.text:
            text = message.text
            reading = self._reader.read(text, quoted=message.quoted_text, forwarded=message.forwarded_from is not None)
        elif notice and notice.text:
            text = notice.text
            reading = self._reader.read(text)
        else:
            return (), "", ()
        if not reading.signals:
            return (), "", ()
        scored = tuple(signal for signal in reading.signals if signal.stance.scores)
        cut, spans = excerpt(text, scored) if scored else ("", ())
        return reading.signals, cut, spans

    def _who(self, community: str, person: Person | None) -> Who | None:
        if person is None:
            return None
        name = person.name or person.display_name
        by_id = person.id if person.id_kind == "platform" else None
        if not by_id and not name:
            return None
        return Who(
            id=self._pseudonyms.member(community, by_id) if by_id else "",
            name=self._pseudonyms.name(community, name) if name else "",
            role="bot" if person.is_bot else person.role or "",
        )


def _message_id(event: Event) -> str:
    data = event.data
    if data.message:
        return data.message.id
    if data.attestation:
        return data.attestation.item_id
    return (event.subject or "") if event.type.startswith("message.") else ""


def _sortable(sequence: str) -> str:
    """Pad a numeric platform sequence so that text order is number order."""
    return sequence.zfill(20) if sequence.isdigit() else sequence
