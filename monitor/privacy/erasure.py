"""Forgetting a member of a community (个保法 §47), in one transaction."""

import re
import secrets
from collections import Counter
from collections.abc import Callable, Collection, Iterator

import msgspec

from monitor.campaigns.sighting import Sighting
from monitor.community.roster import Roster
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.evidence.ledger import Ledger
from monitor.findings import Finding
from monitor.masking import mask
from monitor.memory import Memory
from monitor.privacy.stand_in import StandIn
from monitor.schemes.evidence import Evidence
from monitor.service.privacy import ErasureReport, ErasureRequest
from monitor.store import START, AlertQuery, EvidenceRow, SightingRow, Transaction

PSEUDONYM = re.compile(r"[mn][0-9a-f]{16}")
_EVERY = 2**31 - 1
_ALWAYS = 2**62
_findings = msgspec.msgpack.Decoder(Finding)
_evidence = msgspec.msgpack.Decoder(Evidence)
_sightings = msgspec.msgpack.Decoder(Sighting)
_encode = msgspec.msgpack.Encoder().encode


def random_name() -> str:
    """Return a name as long as a pseudonym that stands for nobody."""
    return "m" + secrets.token_hex(8)


class Erasure:
    """Forgets one member: what he wrote, what was found about him, and who he is.

    What others did stays, and counts as before; where he was part of it, a stand-in is. The memory must be loaded anew
    afterwards. Who comes back is new.
    """

    def __init__(self, transaction: Transaction, memory: Memory, name: Callable[[], str] = random_name) -> None:
        """Work in *transaction* on what *memory* says; a stand-in is called what *name* returns."""
        self._transaction = transaction
        self._memory = memory
        self._name = name
        self._erased: Counter[str] = Counter()
        self._names: set[str] = set()

    def run(self, request: ErasureRequest, at: int, by: str) -> ErasureReport:
        """Forget a member at the time *at*, by the key named *by*; forgetting him again changes nothing.

        Raises:
            UnknownItemError: there is no such community.
            RefusedStepError: its evidence is held for a case.
        """
        community = request.community
        self._check(community)
        fold = self._memory.fold(self._transaction, community)
        stand_in = self._stand_in(fold.roster, request.member.removeprefix("member:"))
        is_owner = fold.state.owner == stand_in.label
        if is_owner and fold.state.owner_account:
            stand_in.accounts.add(fold.state.owner_account)
        self._forget_events(community, stand_in)
        self._forget_findings(community, stand_in)
        self._forget_alerts(community, stand_in)
        self._forget_evidence(community, stand_in)
        self._memory.replace_state(self._transaction, community, stand_in.state)
        self._forget_rows(community, stand_in, is_owner=is_owner)
        erased = {kind: count for kind, count in sorted(self._erased.items()) if count}
        redacted = self._redact(request, stand_in, at, by) if erased else 0
        return ErasureReport(community, request.member, erased, redacted)

    def _check(self, community: str) -> None:
        if community not in self._memory.places:
            raise UnknownItemError(f"there is no community {community}")
        holds = self._transaction.holds_of(community)
        if holds:
            cases = ", ".join(f"{hold.case_number} ({hold.reason})" for hold in holds)
            raise RefusedStepError(f"{community} is held for {cases}; release the hold first")

    def _stand_in(self, roster: Roster, member: str) -> StandIn:
        if not PSEUDONYM.fullmatch(member):
            raise UnknownItemError(f"{member} is no pseudonym; expected one as reports show them, m0123456789abcdef")
        label = roster.label(member)
        return StandIn(label, frozenset({member, *roster.known_as(label)}), self._name())

    def _forget_events(self, community: str, stand_in: StandIn) -> None:
        for row in self._transaction.events_between(community, START, _ALWAYS):
            body = stand_in.body(row.body) if row.body else b""
            if body != row.body:
                self._transaction.replace_body(row.source, row.event_id, body)
                self._erased["events"] += not body
        for aside in self._transaction.quarantined():
            body = stand_in.body(aside.body) if aside.community == community else aside.body
            if body != aside.body:
                self._transaction.release([aside])
                self._transaction.quarantine([aside._replace(body=body)] if body else [])
                self._erased["events"] += not body

    def _forget_findings(self, community: str, stand_in: StandIn) -> None:
        """Delete what was found about him; what was found about others loses what he wrote."""
        rows = [*self._transaction.findings(community=community), *self._transaction.findings(community="")]
        about = [row.id for row in rows if row.subject == stand_in.subject and row.community == community]
        self._transaction.delete_findings(about)
        self._erased["findings"] += len(about)
        self._names |= {*about}
        for row in rows:
            if row.body and row.id not in self._names:
                body = _encode(stand_in.finding(_findings.decode(row.body)))
                if body != row.body:
                    self._transaction.put_findings([row._replace(body=body)])

    def _forget_alerts(self, community: str, stand_in: StandIn) -> None:
        rows = self._transaction.alerts(AlertQuery(community=community, limit=_EVERY))
        about = [row.fingerprint for row in rows if row.subject == stand_in.subject]
        self._names |= {*about}
        self._erased["alerts"] += self._transaction.forget_alerts(about)
        self._transaction.put_alerts(
            [
                row._replace(body=stand_in.replaced(row.body))
                for row in rows
                if row.subject != stand_in.subject and stand_in.is_named(row.body)
            ]
        )
        self._erased["notices"] += self._transaction.forget_notices(stand_in.is_named)

    def _forget_evidence(self, community: str, stand_in: StandIn) -> None:
        """Let his part in schemes and campaigns be nobody's in particular: their figures are about others, too."""
        for row in self._transaction.evidence(community=community):
            if row.member in stand_in.names or row.event_id in stand_in.events or stand_in.is_named(row.body):
                self._transaction.delete_evidence(row)
                self._transaction.put_evidence(list(_rewritten(row, stand_in)))
                self._erased["evidence"] += 1
        for sighting in map(_sightings.decode, list(self._transaction.sightings())):
            if sighting.community == community and sighting.event in stand_in.events:
                body = _encode(stand_in.sighting(sighting))
                self._transaction.put_sightings([SightingRow(community, sighting.event, sighting.at, body)])
                self._erased["sightings"] += 1

    def _forget_rows(self, community: str, stand_in: StandIn, *, is_owner: bool) -> None:
        self._erased += Counter(self._transaction.forget_member(community, stand_in.names))
        self._transaction.rename_referrals(community, stand_in.names, stand_in.instead)
        if is_owner:
            self._erased["holdings"] += self._transaction.forget_holding(community)

    def _redact(self, request: ErasureRequest, stand_in: StandIn, at: int, by: str) -> int:
        words: Collection[str] = {*stand_in.names, stand_in.subject, *stand_in.events, *self._names}
        return Ledger(self._transaction).erase(request.community, words, at, by=by, reason=mask(request.reason))


def _rewritten(row: EvidenceRow, stand_in: StandIn) -> Iterator[EvidenceRow]:
    """Yield *row* as it stays; what waits to be judged about him does not."""
    entry = _evidence.decode(row.body) if row.body else None
    if entry is None or not (entry.pending and entry.pending.subject == stand_in.subject):
        member = stand_in.instead if row.member in stand_in.names else row.member
        yield row._replace(member=member, body=_encode(stand_in.evidence(entry)) if entry else b"")
