"""Members with many people below them, as the law counts an organiser's or leader's position."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from graph.forest import NO_PARENT
from graph.shape.paid_tiers import PaidTiers
from monitor.community.bench import Bench
from rules.facts import Value


class Positions:
    """Finds who passes a size that some rule asks for, the law counting (公通字〔2013〕37号 §1, §2)."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._forest = bench.referrals.forest
        self._told = bench.state.positions
        self._people = bench.panel.catalogue.least("member_position", "people")
        self._tiers = min(bench.panel.catalogue.least("member_position", "tiers"), default=1)

    def passing(self, lower: int) -> list[int]:
        """Return who passes one more size now that *lower* was brought in with all below him, nearest first.

        Complexity: O(the largest size asked for, and those who left): above who has passed it everybody was asked.
        """
        return [above for above in self._unsettled(lower) if self.passes(above)]

    def passes(self, member: int) -> bool:
        """Return whether *member* passes a larger size than when this was last asked."""
        position = self._forest.position(member)
        passed = bisect_right(self._people, position.people) if position.tiers >= self._tiers else 0
        if not passed or self._people[passed - 1] <= self._told.get(member, 0):
            return False
        self._told[member] = self._people[passed - 1]
        return True

    def known(self, members: Iterable[int | None]) -> list[int]:
        """Return those of *members* who have passed some size, first seen first."""
        return sorted(member for member in set(members) if member is not None and member in self._told)

    def _unsettled(self, lower: int) -> Iterator[int]:
        """Yield who may have had too few people or tiers until *lower* came."""
        parent, above = self._forest.parent, self._forest.parent[lower]
        while above != NO_PARENT and self._people and self._told.get(above, 0) < self._people[-1]:
            yield above
            above = parent[above]

    def fact(self, number: int) -> dict[str, Value]:
        """Return the fields of a member's position."""
        forest, bench = self._forest, self._bench
        name, position = forest.members[number], forest.position(number)
        pay = bench.state.commissions.payees.get(number, PaidTiers())
        entry = bench.roster.state.members[name]
        return {
            "people": position.people,
            "tiers": position.tiers,
            "recruits": forest.recruits[number],
            "depth": forest.depth(number),
            "left": not entry.present,
            "staff": entry.is_staff,
            "promoted": name in bench.promoters,
            "commissions": pay.commissions,
            "paid_tier_span": pay.span,
            "commission_levels": bench.referrals.levels(forest.root(number)),
            "ambiguous": bench.roster.state.confused,
        }
