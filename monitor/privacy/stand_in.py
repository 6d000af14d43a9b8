"""Nobody in particular, in the place of a member who is forgotten: what is known of others stays as it was."""

from dataclasses import dataclass, field
from typing import TypeVar

import msgspec
from msgspec.structs import replace

from monitor import record as records
from monitor.campaigns.sighting import Sighting
from monitor.community.state import CommunityState
from monitor.findings import Finding, Proof
from monitor.record import Record, Transfer, Who
from monitor.schemes.evidence import Evidence

Encoded = TypeVar("Encoded")


@dataclass(slots=True)
class StandIn:
    """Takes the place of the member *label*, who goes by the pseudonyms *names*, too; `events` are what he wrote,
    `items` the messages that it was.

    *instead* is as long as a pseudonym, so that one can be replaced by the other in anything encoded. `accounts` are
    those by which he was known across communities.
    """

    label: str
    names: frozenset[str]
    instead: str
    events: set[str] = field(default_factory=set[str])
    items: set[str] = field(default_factory=set[str])
    accounts: set[str] = field(default_factory=set[str])

    @property
    def subject(self) -> str:
        """Return the member as the subject of findings."""
        return f"member:{self.label}"

    def is_named(self, body: bytes) -> bool:
        """Return whether he is named in something encoded."""
        return any(name.encode() in body for name in (*self.names, *self.accounts))

    def replaced(self, body: bytes) -> bytes:
        """Return something encoded with the stand-in's name for his."""
        for name in sorted((*self.names, *self.accounts)):
            body = body.replace(name.encode(), (name[0] + self.instead[1:]).encode())
        return body

    def body(self, body: bytes) -> bytes:
        """Return the body of an event without him: empty when it is his own."""
        record = records.decode(body)
        if self._is_him(record.actor):
            self.events.add(record.id)
            self.items.add(record.message)
            if record.promotion:
                self.accounts.add(record.promotion.account)
            return b""
        if self.is_named(body) or self._is_why(record):
            return self.replaced(records.encode(self._without(record)))
        return body

    def _is_why(self, record: Record) -> bool:
        """Return whether *record* says why something was done to him or to what he wrote."""
        return bool(record.reason) and (self._is_him(record.target) or record.message in self.items)

    def _is_him(self, who: Who | None) -> bool:
        return who is not None and (who.id or who.name) in self.names

    def _somebody(self, who: Who | None) -> Who | None:
        return Who(self.instead, role=who.role) if who and self._is_him(who) else who

    def _without(self, record: Record) -> Record:
        transfer = record.transfer
        return replace(
            record,
            target=self._somebody(record.target),
            inviter=self._somebody(record.inviter),
            paid_by=self._somebody(record.paid_by),
            paid_to=self._somebody(record.paid_to),
            people=tuple(filter(None, map(self._somebody, record.people))),
            transfer=self._handed(transfer) if transfer else None,
            reason="" if self._is_why(record) else record.reason,
            former={new: old for new, old in (record.former or {}).items() if new not in self.names} or None,
        )

    def _handed(self, transfer: Transfer) -> Transfer:
        payer, payee = self._somebody(transfer.payer), self._somebody(transfer.payee)
        return replace(transfer, payer=payer or transfer.payer, payee=payee or transfer.payee)

    def proof(self, proof: Proof | None) -> Proof | None:
        """Return *proof* without what he wrote."""
        return replace(proof, excerpt="", spans=()) if proof and proof.event in self.events else proof

    def finding(self, finding: Finding) -> Finding:
        """Return a finding about somebody else without what he wrote, and without his name."""
        proofs = [proof for each in finding.proofs if (proof := self.proof(each))]
        return self._recoded(replace(finding, proofs=proofs), Finding)

    def evidence(self, entry: Evidence) -> Evidence:
        """Return a piece of evidence that is nobody's in particular."""
        return self._recoded(replace(entry, proof=self.proof(entry.proof)), Evidence)

    def sighting(self, sighting: Sighting) -> Sighting:
        """Return a promotional message of his that is nobody's in particular, without its words."""
        return self._recoded(replace(sighting, proof=replace(sighting.proof, excerpt="", spans=())), Sighting)

    def state(self, state: CommunityState) -> CommunityState:
        """Return the memory of his community without him; figures of others and of the whole stay.

        Where he counts among others the stand-in does. Nothing of his own is left: no entry in the roster, no item,
        no window, no finding; in the forest there is a place without a name.
        """
        self._leave_roster(state)
        self._let_go(state)
        for entries in state.windows.entries.values():
            entries.pop(self.label, None)
        forest = replace(state.forest, members=["" if name == self.label else name for name in state.forest.members])
        return self._recoded(replace(state, forest=forest), CommunityState)

    def _leave_roster(self, state: CommunityState) -> None:
        roster = state.roster
        entry = roster.members.pop(self.label, None)
        roster.present -= entry is not None and entry.present
        roster.alias = {new: old for new, old in roster.alias.items() if self.names.isdisjoint((new, old))}
        kept = {name: [id_ for id_ in ids if id_ not in self.names] for name, ids in roster.ids_of_name.items()}
        roster.ids_of_name = {name: ids for name, ids in kept.items() if ids and name not in self.names}

    def _let_go(self, state: CommunityState) -> None:
        state.looks.pop(self.label, None)
        state.complainers.pop(self.label, None)
        state.pledged.pop(self.label, None)
        state.promoters.members.pop(self.label, None)
        state.staff_seen.pop(self.label, None)
        state.owner = "" if state.owner == self.label else state.owner
        state.declared_owner = "" if state.declared_owner in self.names else state.declared_owner
        state.items = {key: item for key, item in state.items.items() if item.member != self.label}
        state.said = {key: said for key, said in state.said.items() if said.member != self.label}
        state.violations = {key: one for key, one in state.violations.items() if one.member != self.label}
        state.insults = [insult for insult in state.insults if self.label not in {insult.author, insult.member}]
        state.held = [
            replace(held, proof=self.proof(held.proof))
            for held in state.held
            if self.label != held.member and held.subject != self.subject
        ]
        state.counted = {key: counted for key, counted in state.counted.items() if self.label not in key}
        state.findings = [self.finding(finding) for finding in state.findings if finding.subject != self.subject]

    def _recoded(self, value: Encoded, kind: type[Encoded]) -> Encoded:
        return msgspec.msgpack.decode(self.replaced(msgspec.msgpack.encode(value)), type=kind)
