"""Judges trees, and people in them, when one grows and when pay for recruits is promised or paid."""

from collections.abc import Iterable

from graph.forest.state import ERASED
from graph.shape.paid_tiers import PaidTiers
from monitor.community.bench import Bench
from monitor.community.schemes.organisation import Organisation
from monitor.community.schemes.positions import Positions
from monitor.community.schemes.referrals import MANY
from monitor.findings import Proof
from monitor.record import Record, Who
from monitor.schemes.figures import SEVERAL
from rules.facts import Fact, Value
from rules.signals import Signal, Stance


class Downlines:
    """Tells of a community's trees, of members with many below them, and tells schemes of the owner's own tree."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._referrals = bench.referrals
        self._forest = bench.referrals.forest
        self._positions = Positions(bench)
        self._organisation = Organisation(bench)

    def brought(self, inviter: Who, member: Who, record: Record) -> None:
        """Enter that *inviter* brought *member*, unless one of the names is not unique."""
        upper, lower = self._resolve(inviter), self._resolve(member)
        if upper and lower and self._referrals.bring(upper, lower, record.at):
            number = self._forest.number(lower)
            self._judge_tree(self._referrals.gated(self._forest.root(number)), record)
            self._judge_people(self._positions.passing(number), record)
            self._organisation.tell(record)

    def heard(self, fact: Fact, record: Record, member: str, *, is_first: bool) -> None:
        """Enter what a message says of pay for recruits; *is_first* tells whether *member* promotes anything anew."""
        if record.is_test:
            return
        number = self._referrals.find(member)
        if self._promise(fact, record, member):
            roots = () if number is None else (self._forest.root(number),)
            self._prove([*roots, *_some(self._forest.largest)], record)
        elif is_first:
            self._judge_people(self._positions.known(_some(number)), record)
        self._organisation.tell(record)

    def paid(self, record: Record) -> None:
        """Enter a commission or a payout: how far up the tree it goes tells a pyramid from a campaign."""
        kind = record.sum.kind if record.sum else ""
        payee = self._resolve(record.paid_to) if kind in {"commission", "payout"} and not record.is_test else ""
        if not payee:
            return
        self._forest.paid(payee)
        if payer := self._resolve(record.paid_by) if kind == "commission" else "":
            self._pay(payee, payer, record)
        number = self._referrals.find(payee)
        self._judge_people([each for each in _some(number) if self._positions.passes(each)], record)

    def _pay(self, payee: str, payer: str, record: Record) -> None:
        number = self._referrals.find(payee)
        if number is None:
            return
        root, payees = self._forest.root(number), self._bench.state.commissions.payees
        tree_span, own_span = self._referrals.span(root), payees.get(number, PaidTiers()).span
        if not self._referrals.pay(payee, payer):
            return
        if self._referrals.span(root) > max(tree_span, SEVERAL):
            self._prove([root], record)
        elif payees[number].span > own_span:
            self._judge_people(self._positions.known([number]), record)
        self._organisation.tell(record)

    def _resolve(self, who: Who | None) -> str:
        """Return the member that *who* is, empty for nobody and for a name that several bear."""
        roster = self._bench.roster
        return "" if who is None or roster.is_ambiguous(who) else roster.resolve(who)

    def _promise(self, fact: Fact, record: Record, member: str) -> bool:
        """Enter pay for recruits that *fact* speaks of; return whether that is news."""
        levels = 0 if fact["goods_commission"] else _promoted_levels(record.signals)
        speaker = "" if fact["by_staff"] else member
        is_pledge = bool(fact["by_staff"] or member) and self._referrals.pledge(speaker, levels)
        return (_is_proof(fact) and self._referrals.prove(record.at)) or is_pledge

    def _prove(self, roots: Iterable[int], record: Record) -> None:
        """Judge the trees of *roots*, and who promotes or is paid, by what has come to be known of their pay."""
        for root in dict.fromkeys(roots):
            self._judge_tree(self._referrals.tree(root), record)
        state = self._bench.state
        promoters = map(self._referrals.find, state.promoters.members)
        self._judge_people(self._positions.known([*promoters, *state.commissions.payees]), record)

    def _judge_tree(self, tree: dict[str, Value] | None, record: Record) -> None:
        if tree is not None:
            values = {**tree, "is_test": record.is_test}
            self._bench.judge("referral_tree", values, record.at, self._bench.subject, Proof(record.id))

    def _judge_people(self, members: Iterable[int], record: Record) -> None:
        for number in members:
            name = self._forest.members[number]
            if name == ERASED:
                continue
            values = {**self._positions.fact(number), "is_test": record.is_test}
            self._bench.judge(
                "member_position",
                values,
                record.at,
                f"member:{name}",
                Proof(record.id),
                member=name,
                staff=bool(values["staff"]),
            )


def _some(number: int | None) -> list[int]:
    return [] if number is None else [number]


def _is_proof(fact: Fact) -> bool:
    """Return whether *fact* speaks of pay over several levels, or by head: one level is what lawful campaigns pay."""
    by_head = bool(fact["headcount"]) and not fact["goods_commission"]
    return by_head or int(fact["commission_levels"]) >= SEVERAL


def _promoted_levels(signals: Iterable[Signal]) -> int:
    """Return over how many levels pay is promoted, SEVERAL by head; what somebody reports is nobody's promise."""
    return max((_levels(signal) for signal in signals if signal.stance is Stance.promote), default=0)


def _levels(signal: Signal) -> int:
    if signal.kind == "headcount":
        return SEVERAL
    return min(int(signal.value), MANY) if signal.kind == "commission" and isinstance(signal.value, int | float) else 0
