"""The referral forest of one community, what is promised and paid for recruits in it, and its trees as facts."""

from graph.forest import LATEST, Forest, Outcome
from graph.shape.features import features
from graph.shape.natural import rank, rank_from_top
from monitor.clock import SECOND
from monitor.community.schemes.commissions import TreePay
from monitor.community.state import CommunityState
from monitor.schemes.figures import SEVERAL, or_unknown
from rules import Catalogue
from rules.facts import Value

GROWN = frozenset({Outcome.linked, Outcome.merged})
MANY = 3  # levels: the law's tiers (公通字〔2013〕37号 §1)


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

    def bring(self, inviter: str, member: str, at: int) -> bool:
        """Enter that *inviter* brought *member* at the time *at*; return whether a tree grew."""
        outcome = self.forest.add(inviter, member, min(at // SECOND, LATEST))
        if outcome is Outcome.merged:
            number = self.forest.number(member)
            self._state.commissions.merge(number, self.forest.root(number))
        if outcome in GROWN:
            self.changed.append((inviter, member))
        return outcome in GROWN

    def move(self, member: str, *, is_in: bool) -> None:
        """Enter that *member* came back or left: who is brought below him after that may not count for him."""
        if is_in:
            self.forest.rejoin(member)
        else:
            self.forest.leave(member)

    def pledge(self, member: str, levels: int) -> bool:
        """Enter that *member*, empty for owner and admins, promises pay over *levels*; return whether that is news."""
        if levels <= self._state.pledged.get(member, 0):
            return False
        self._state.pledged[member] = levels
        return True

    def prove(self, at: int) -> bool:
        """Enter that pay over several levels, or by head, is promised here; return whether for the first time."""
        is_first, self._state.pay_promised = not self._state.pay_promised, at
        return is_first

    def pay(self, payee: str, payer: str) -> bool:
        """Enter a commission from *payer*'s money to *payee*; return whether it went up the tree."""
        upper, lower = self.find(payee), self.find(payer)
        return upper is not None and lower is not None and self._state.commissions.enter(self.forest, upper, lower)

    def find(self, member: str) -> int | None:
        """Return the number of *member*, None for somebody no invite names."""
        try:
            return self.forest.number(member)
        except KeyError:
            return None

    def span(self, root: int) -> int:
        """Return how many tiers commissions are known to go up in the tree of *root*."""
        return self._state.commissions.trees.get(root, TreePay()).span

    def levels(self, root: int) -> int:
        """Return over how many levels pay for recruits is promised or paid in the tree of *root*, MANY for more.

        It is promised by owner, admins and those who recruit in this very tree: a passer-by may advertise anything.
        """
        promised = (levels for member, levels in self._state.pledged.items() if self._recruits(member, root))
        return MANY if self.span(root) >= MANY else max(promised, default=0)

    def gated(self, root: int) -> dict[str, Value] | None:
        """Return the fields of the tree of *root* when it is past the gate."""
        passes = self.forest.size[root] >= self._people and self.forest.height[root] + 1 >= self._tiers
        return self.tree(root) if passes else None

    def tree(self, root: int) -> dict[str, Value]:
        """Return the fields of the tree of *root*."""
        tree, pay = features(self.forest, root), self._state.commissions.trees.get(root, TreePay())
        people, levels = tree.people, self.levels(root)
        return {
            "people": people,
            "tiers": tree.tiers,
            "depth_ratio_pm": tree.depth_ratio_pm,
            "recruiter_share_pm": tree.recruiter_share_pm,
            "top_recruiter_share_pm": tree.top_recruiter_share_pm,
            "shape_features": tree.shape_features,
            "depth_rank_pm": or_unknown(rank("depth_ratio_pm", people, tree.depth_ratio_pm)),
            "recruiter_rank_pm": or_unknown(rank("recruiter_share_pm", people, tree.recruiter_share_pm)),
            "top_recruiter_rank_pm": or_unknown(
                rank_from_top("top_recruiter_share_pm", people, tree.top_recruiter_share_pm)
            ),
            "commission_evidence": levels >= SEVERAL or bool(self._state.pay_promised),
            "commission_levels": levels,
            "commissions": pay.tiers.commissions,
            "paid_tier_span": pay.span,
            "paid_span_share_pm": pay.tiers.deep_share_pm,
            "ambiguous": self._state.roster.confused,
        }

    def _recruits(self, member: str, root: int) -> bool:
        if not member:
            return True
        number = self.find(member)
        return number is not None and self.forest.recruits[number] > 0 and self.forest.root(number) == root
