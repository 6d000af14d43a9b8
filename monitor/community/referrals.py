"""The referral forest of one community and what is said of a tree when it grows."""

from graph.features import features
from graph.forest import Forest, Outcome
from graph.tree import distance, largest_tree
from monitor.community.state import CommunityState
from rules import Catalogue
from rules.facts import Value

GROWN = frozenset({Outcome.linked, Outcome.merged})


class Referrals:
    """Who brought whom, kept on every invite.

    A tree is described from the size on that some rule asks for: the legal gate, 30 people and 3 tiers with the
    organiser counted (公通字〔2013〕37号 §1).
    """

    def __init__(self, state: CommunityState, catalogue: Catalogue) -> None:
        """Work on *state*; the sizes are those that *catalogue* compares with."""
        self._state = state
        self._people = min(catalogue.least("referral_tree", "people"), default=1)
        self._tiers = min(catalogue.least("referral_tree", "tiers"), default=1)
        self.forest = Forest.from_state(state.forest)
        self.changed: list[tuple[str, str]] = []

    def bring(self, inviter: str, member: str) -> dict[str, Value] | None:
        """Enter that *inviter* brought *member*; return the tree's fields when it grew past the gate."""
        if self.forest.add(inviter, member) not in GROWN:
            return None
        self.changed.append((inviter, member))
        return self._gated(self.forest.number(member))

    def pay(self, payee: str, payer: str) -> dict[str, Value] | None:
        """Enter a commission from *payer*'s deposit to *payee*; return the tree's fields when its span grew."""
        forest = self.forest
        try:
            span = distance(forest, forest.number(payee), forest.number(payer))
        except KeyError:
            return None
        if span is None or span <= self._state.paid_tier_span:
            return None
        self._state.paid_tier_span = span
        return self._tree(forest.number(payer))

    def largest(self) -> dict[str, Value] | None:
        """Return the fields of the largest tree when it is past the gate."""
        root = largest_tree(self.forest)
        return None if root is None else self._gated(root)

    def _gated(self, member: int) -> dict[str, Value] | None:
        root = self.forest.root(member)
        passes = self.forest.size[root] >= self._people and self.forest.height[root] + 1 >= self._tiers
        return self._tree(root) if passes else None

    def _tree(self, member: int) -> dict[str, Value]:
        tree = features(self.forest, self.forest.root(member))
        return {
            "people": tree.people,
            "tiers": tree.tiers,
            "depth_ratio_pm": tree.depth_ratio_pm,
            "recruiter_share_pm": tree.recruiter_share_pm,
            "top_recruiter_share_pm": tree.top_recruiter_share_pm,
            "shape_features": tree.shape_features,
            "commission_evidence": bool(self._state.last_commission),
            "paid_tier_span": self._state.paid_tier_span,
            "ambiguous": self._state.roster.confused,
        }
