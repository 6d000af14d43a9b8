"""From a platform's event to the record that is kept: pure, per event, and the only place that sees plain text."""

from collections.abc import Callable, Iterator
from functools import lru_cache, partial

import msgspec

from monitor import record as records
from monitor.campaigns.fingerprint import Fingerprints
from monitor.campaigns.sighting import is_promotional, is_sign_up_list
from monitor.community.behaviour.measures import MEASURES
from monitor.decode import event_time
from monitor.event import Data, Event, EventType, community_key
from monitor.excerpt import excerpt
from monitor.masking import Named, mask
from monitor.money import is_handed_on, minor, payee, payer, sum_of
from monitor.people import STAFF, People, people_in
from monitor.privacy.vault import Sight
from monitor.profile import Profiles
from monitor.pseudonym import Pseudonyms
from monitor.record import Promotion, Record, Transfer
from monitor.store import StoredEvent
from rules.scorer import ScoredReader
from rules.signals import Reading, Signal, Stance
from rules.signals.signal import Kind

NAMES_AT_HAND = 10_000
NAMING: frozenset[Kind] = frozenset({"scheme_name", "token", "link", "invite_code"})  # an address is no person's number
REASONED = MEASURES | {"report.acknowledged", "report.closed"}  # what is done with reasons that are evidence
SELLING: frozenset[Kind] = frozenset(
    {
        *("link", "contact", "payout_address", "yield", "guarantee", "entry_fee", "crypto_deposit", "terms"),
        *("task_rebate", "safe_account", "screen_share", "credit_pretext", "insider_tip", "account_rental", "loan"),
    }
)
_NOTHING = Reading("", ())
_UNSHOWN = frozenset({"scored", "clause"})  # signals that no excerpt is kept for


class Intake:
    """Reads signals, replaces people by pseudonyms and lets the text go."""

    def __init__(self, reader: ScoredReader, pseudonyms: Pseudonyms) -> None:
        """Read texts with *reader*, name people with *pseudonyms*."""
        self._reader = reader
        self._pseudonyms = pseudonyms
        self._fingerprints = Fingerprints(pseudonyms.key_for("fingerprints"))
        self._named = Named(pseudonyms.value)
        self._shown: Callable[[str], str] = lru_cache(NAMES_AT_HAND)(mask)
        self._people = People(pseudonyms, lambda name: reader.read(name).normal)

    def record(self, event: Event) -> tuple[str, Record]:
        """Return the community's key and the record of *event*."""
        data = event.data
        community = community_key(data.platform, data.community.id)
        reading, cut, spans = self._read(event)
        message = data.message
        record = Record(
            id=event.id,
            type=event.type,
            at=event_time(event),
            actor=self._people.who(community, data.actor, named=_sells(reading)),
            message=_item_id(event),
            reply_to=(message.reply_to_id or "") if message else "",
            signals=self._without_numbers(reading.signals),
            excerpt=cut,
            spans=spans,
            community_name=self._shown(data.community.name or ""),
            is_test=data.is_test,
            promotion=self._promotion(event, reading),
            owner_account=self._people.owner(event),
            report=_report_id(event) if event.type.startswith("report.") else "",
            mentions=self._mentions(community, event, reading),
            former=self._people.former(community, data),
        )
        return community, record if event.type == "message.created" else self._with_rest(community, record, data)

    def _with_rest(self, community: str, record: Record, data: Data) -> Record:
        """Return *record* with what only other events than messages carry."""
        who = partial(self._people.who, community)
        inviter, roster = data.inviter, data.roster
        return msgspec.structs.replace(
            record,
            target=who(data.target, named=record.type == "member.joined" or data.role in STAFF),
            inviter=who(inviter.person) if inviter else None,
            inviter_ambiguous=inviter is not None and inviter.confidence == "ambiguous",
            role=data.role or (data.target.role if data.target and data.target.role else "") or "",
            notice_removed=record.type == "community.notice_changed" and not (data.notice and data.notice.text),
            count=(roster.count or (len(roster.members) if roster.exact else 0)) if roster else 0,
            exact=roster is not None and roster.exact,
            people=tuple(filter(None, map(who, roster.members))) if roster else (),
            paid_by=who(payer(data)),
            paid_to=who(payee(data, record.type)),
            signals=record.signals + self._reported(data),
            sum=sum_of(data),
            transfer=self._transfer(community, data, record.type),
            action=_action(data),
            rejected=data.report is not None and data.report.verdict == "rejected",
            settings=_settings(data),
            category=data.label.category if data.label else "",
            activity=data.activity.kind if data.activity else None,
            reasoned=_is_reasoned(data),
            recorded=bool(data.evidence and _reason(data)),
            reason=excerpt(_reason(data), ())[0] if record.type in REASONED else "",
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

    def hidden(self, profiles: Profiles) -> Profiles:
        """Return *profiles* with owners under their pseudonyms."""
        before = self._pseudonyms.previous
        return {
            key: profile.hidden(
                self._pseudonyms.member(key, profile.owner), before.member(key, profile.owner) if before else ""
            )
            if profile.owner
            else profile
            for key, profile in profiles.items()
        }

    def sights(self, event: Event, row: StoredEvent) -> Iterator[Sight]:
        """Yield the people in *event*, which is stored as *row*, whose ids the platform gave."""
        for person in people_in(event.data):
            if person.id and person.id_kind == "platform":
                who = self._people.who(row.community, person)
                yield Sight(row.community, who.id if who else "", person.id, row.at)

    def _without_numbers(self, signals: tuple[Signal, ...]) -> tuple[Signal, ...]:
        """Return *signals* with no number of a person in what they name."""
        return tuple(self._without_number(signal) if signal.kind in NAMING else signal for signal in signals)

    def _without_number(self, signal: Signal) -> Signal:
        hidden = self._named.hide(str(signal.value or ""))
        return msgspec.structs.replace(signal, value=hidden) if hidden and hidden != signal.value else signal

    def _read(self, event: Event) -> tuple[Reading, str, tuple[tuple[int, int], ...]]:
        message, notice = event.data.message, event.data.notice
        if message and message.text:
            text = message.text
            reading = self._reader.read(text, quoted=message.quoted_text, forwarded=message.forwarded_from is not None)
        elif notice and notice.text:
            text = notice.text
            reading = self._reader.read(text, notice=True)
        else:
            return _NOTHING, "", ()
        if not reading.signals:
            return reading, "", ()
        scored = tuple(signal for signal in reading.signals if signal.stance.scores and signal.kind not in _UNSHOWN)
        cut, spans = excerpt(text, scored) if scored else ("", ())
        return reading, cut, spans

    def _promotion(self, event: Event, reading: Reading) -> Promotion | None:
        """Return what campaigns are found by, for a new message that promotes something at some length."""
        if event.type != "message.created" or not is_promotional(reading.signals) or is_sign_up_list(reading.normal):
            return None
        fingerprint = self._fingerprints.of(reading.normal)
        if not fingerprint:
            return None
        return Promotion(fingerprint, self._people.account(event.data.platform, event.data.actor))

    def _transfer(self, community: str, data: Data, type_: EventType) -> Transfer | None:
        """Return what a payment that was seen handed from one member to another."""
        money = data.money
        if type_ != "payment.sent" or money is None or not is_handed_on(money):
            return None
        payer = self._people.who(community, money.payer or data.actor)
        payee = self._people.who(community, money.payee)
        return Transfer(payer, payee, minor(money), money.currency or "") if payer and payee else None

    def _reported(self, data: Data) -> tuple[Signal, ...]:
        """Return what a report of money says, as the signals that a message saying so would give."""
        money = data.money
        if money is None:
            return ()
        named = (Signal("scheme_name", (0, 0), Stance.report, self._name(money.scheme)),) if money.scheme else ()
        if money.kind in {"withdrawal", "payout"}:
            if money.status in {"failed", "delayed"}:
                return (Signal("payout_failure", (0, 0), Stance.report), *named)
            if money.status == "paid":
                return (Signal("payout_ok", (0, 0), Stance.report), *named)
        return named

    def _name(self, scheme: str) -> str:
        """Return the name of *scheme* as it would be read in a message."""
        reading = self._reader.read(scheme)
        named = (str(signal.value) for signal in reading.signals if signal.kind == "scheme_name")
        return self._named.hide(next(named, reading.normal.replace(" ", "")))

    def _mentions(self, community: str, event: Event, reading: Reading) -> tuple[str, ...]:
        """Return who is mentioned where somebody was insulted: they may be the ones."""
        message = event.data.message
        if message is None or all(signal.kind != "insult" for signal in reading.signals):
            return ()
        return tuple(self._pseudonyms.member(community, member) for member in message.mentions)


def _item_id(event: Event) -> str:
    """Return the message that an event brings or is about, if there is one."""
    data = event.data
    if decided := data.attestation or data.label:
        return decided.item_id
    if data.message:
        return data.message.id
    return (event.subject or "") if event.type.startswith("message.") else ""


def _is_reasoned(data: Data) -> bool:
    return bool(_reason(data) or (data.report and data.report.verdict))


def _reason(data: Data) -> str:
    """Return why something was done, in the words of who did it."""
    return (data.reason or (data.attestation.note if data.attestation else "") or "").strip()


def _report_id(event: Event) -> str:
    """Return the report that *event* is about."""
    return event.data.report.id if event.data.report else event.subject or ""


def _settings(data: Data) -> dict[str, bool] | None:
    """Return what is told of the settings and the group's page; what is not exposed is left out."""
    settings = data.settings
    if settings is None:
        return None
    filled = {
        "name": data.community.name,
        "category": settings.category,
        "description": settings.description,
        "code": settings.code,
        "contact": settings.contact,
    }
    told = {part: bool(text.strip()) for part, text in filled.items() if text is not None}
    return told if settings.join_approval is None else {**told, "join_approval": settings.join_approval}


def _action(data: Data) -> str:
    """Return what was attested or decided about an item."""
    if data.attestation:
        return data.attestation.action
    return data.label.verdict if data.label else ""


def _sells(reading: Reading) -> bool:
    """Return whether the author's name is worth comparing: somebody else's would help to sell this."""
    return any(signal.kind in SELLING and signal.stance.scores for signal in reading.signals)


def _sortable(sequence: str) -> str:
    """Pad a numeric platform sequence so that text order is number order."""
    return sequence.zfill(20) if sequence.isdigit() else sequence
