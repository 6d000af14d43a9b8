"""Measures against members and messages, each judged with what it answers."""

from typing import Literal

from monitor.clock import DAY, HOUR
from monitor.community.behaviour.abuse import Abuse
from monitor.community.bench import Bench
from monitor.findings import Proof
from monitor.record import Record, Who

MEASURES = frozenset(
    {"message.deleted", "member.muted", "member.removed", "member.banned", "community.muted_all", "action.attested"}
)  # fmt: skip
"""the types of events that show what is done about violations"""
Act = Literal["deleted", "muted", "removed", "banned", "warned", "all_muted"]
ATTESTED: dict[str, Act] = {"deleted": "deleted", "muted": "muted", "removed": "removed", "warned": "warned"}
OPEN_TO_MEMBERS = frozenset({"deleted", "warned"})  # the other acts only staff can do
ANSWERED_WITHIN = DAY  # design: a measure answers what the member did within a day before


class Measures:
    """Judges what is done to members, by whom and after what."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self.abuse = Abuse(bench)

    def take(self, act: Act, target: str, record: Record) -> None:
        """Judge what *record* did to *target*, nobody for everybody; what one does to oneself is no measure."""
        bench = self._bench
        if record.actor and target and bench.roster.resolve(record.actor) == target:
            return
        bench.judge(
            "measure",
            {
                "act": act,
                "by_staff": self._is_by_staff(act, record.actor),
                "recorded": record.recorded,
                "hours_since_complaint": self._hours_since_complaint(target, record.at),
                "answers_violation": self._has_offended(target, record.at),
                "is_test": record.is_test,
            },
            record.at,
            bench.subject,
            Proof(record.id),
            member=target,
        )
        self.abuse.answered(target, record.at)

    def target_of(self, record: Record) -> str:
        """Return whose message *record* is about, nothing when nobody knows."""
        bench = self._bench
        if record.target:
            return bench.roster.resolve(record.target)
        item = bench.items.get(record.message)
        return item.member if item else bench.authors.of(record.message)

    def _is_by_staff(self, act: Act, actor: Who | None) -> bool:
        if actor is None:
            return False
        return act not in OPEN_TO_MEMBERS or actor.role == "bot" or self._bench.is_staff(actor)

    def _hours_since_complaint(self, member: str, at: int) -> int:
        complained = self._bench.state.complainers.get(member)
        return (at - complained) // HOUR if complained else -1

    def _has_offended(self, member: str, at: int) -> bool:
        entry = self._bench.roster.state.members.get(member)
        return entry is not None and bool(entry.offended) and at - entry.offended <= ANSWERED_WITHIN
