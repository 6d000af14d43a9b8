"""How far up the tree commissions are paid: what tells a pyramid from a lawful invitation campaign."""

import msgspec

DEEP_TIERS = 3


class PaidTiers(msgspec.Struct, array_like=True):
    """The commissions of one community or tree, by the tiers between payee and payer (`graph.forest.tree.tiers_above`).

    Law: pay by the number of people brought "directly or indirectly" over three tiers (公通字〔2013〕37号 §1). One-tier
    campaigns pay over 1, with a bonus for the one brought no further; two-tier ones over 2. Three integers, however
    many there were.
    """

    commissions: int = 0
    """Commissions whose payee and payer stand in one tree."""

    deep: int = 0
    """Those of them over 3 tiers or more."""

    span: int = 0
    """The most tiers that any of them went over; 3 and more is what lawful campaigns never pay."""

    @property
    def deep_share_pm(self) -> int:
        """Deep commissions / commissions, per mille; 0 in a lawful campaign, 0 as well before the first commission."""
        return 1000 * self.deep // self.commissions if self.commissions else 0

    def enter(self, tiers: int) -> None:
        """Enter a commission over *tiers*. Complexity: O(1)."""
        self.commissions += 1
        self.deep += tiers >= DEEP_TIERS
        self.span = max(self.span, tiers)
