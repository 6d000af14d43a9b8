"""Commissions paid up the referral trees of one community, and what they prove.

A commission is pay for recruits where it goes up the line that brought the payer. What goes down it is a bonus for
the one brought, or a campaign paying its referrers; what goes across it follows other links than the invites here.
"""

import msgspec

from graph.forest import Forest
from graph.forest.tree import tiers_above
from graph.shape.paid_tiers import DEEP_TIERS, PaidTiers

LEAST_PAYERS = 3  # design: one odd booking, or one odd standing order, proves nothing
LEAST_PAYEES = 2  # design: all to one alone may come of a link of his own, whoever let the payers in
LEAST_SHARE_PM = 10  # design: lawful campaigns pay nothing over three tiers; so much is left to wrong bookings


class TreePay(msgspec.Struct):
    """The commissions in one tree: `payers` are the three that went up furthest, with their tiers.

    `payees` are two of those who were paid over three tiers or more.
    """

    tiers: PaidTiers = msgspec.field(default_factory=PaidTiers)
    payers: dict[int, int] = msgspec.field(default_factory=dict[int, int])
    payees: list[int] = msgspec.field(default_factory=list[int])

    @property
    def span(self) -> int:
        """The tiers that commissions are known to go up: as far as those of three payers and one in a hundred do."""
        span = min(self.payers.values()) if len(self.payers) == LEAST_PAYERS else 0
        is_certain = len(self.payees) == LEAST_PAYEES and self.tiers.deep_share_pm >= LEAST_SHARE_PM
        return span if is_certain else min(span, DEEP_TIERS - 1)

    def enter(self, payee: int, payer: int, tiers: int) -> None:
        """Enter a commission over *tiers*."""
        self.tiers.enter(tiers)
        self._climb(payer, tiers)
        if tiers >= DEEP_TIERS:
            self._earn(payee)

    def join(self, other: "TreePay") -> None:
        """Enter all of *other*, whose tree became part of this one."""
        ours, theirs = self.tiers, other.tiers
        commissions, deep = ours.commissions + theirs.commissions, ours.deep + theirs.deep
        self.tiers = PaidTiers(commissions, deep, max(ours.span, theirs.span))
        for payer, tiers in other.payers.items():
            self._climb(payer, tiers)
        for payee in other.payees:
            self._earn(payee)

    def _climb(self, payer: int, tiers: int) -> None:
        self.payers[payer] = max(tiers, self.payers.get(payer, 0))
        if len(self.payers) > LEAST_PAYERS:
            del self.payers[min(self.payers, key=self.payers.__getitem__)]

    def _earn(self, payee: int) -> None:
        if payee not in self.payees and len(self.payees) < LEAST_PAYEES:
            self.payees.append(payee)


class Commissions(msgspec.Struct):
    """What was paid in each tree, by the number of its organiser, and to each payee."""

    trees: dict[int, TreePay] = msgspec.field(default_factory=dict[int, TreePay])
    payees: dict[int, PaidTiers] = msgspec.field(default_factory=dict[int, PaidTiers])

    def enter(self, forest: Forest, payee: int, payer: int) -> bool:
        """Enter a commission from *payer*'s money to *payee*; return whether it went up the tree."""
        tiers = tiers_above(forest, payee, payer)
        if tiers:
            self.trees.setdefault(forest.root(payee), TreePay()).enter(payee, payer, tiers)
            self.payees.setdefault(payee, PaidTiers()).enter(tiers)
        return bool(tiers)

    def merge(self, lower: int, top: int) -> None:
        """Enter that the tree of *lower* became part of that of *top*."""
        pay = self.trees.pop(lower, None)
        if pay:
            self.trees.setdefault(top, TreePay()).join(pay)
