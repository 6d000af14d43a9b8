"""The rows of an icicle: which tiers of a deep tree get one of their own, and which share one."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Rows:
    """Row i holds the tiers from starts[i] up to, not including, starts[i + 1]; the organiser's tier is 0.

    The last of `starts` is the number of tiers.
    """

    starts: Sequence[int]

    def __len__(self) -> int:
        return len(self.starts) - 1

    def tiers(self, row: int) -> int:
        """Return how many tiers share *row*."""
        return self.starts[row + 1] - self.starts[row]

    def of_each_tier(self) -> list[int]:
        """Return the row of each tier."""
        return [row for row in range(len(self)) for _ in range(self.tiers(row))]

    def numbered(self, row: int) -> str:
        """Return the tiers of *row* as the law counts them, the organiser's own first."""
        first, last = self.starts[row] + 1, self.starts[row + 1]
        return f"{first}" if first == last else f"{first}–{last}"


def rows_for(changes: Sequence[int], most: int) -> Rows:
    """Return at most *most* rows for a tree.

    The tiers at which most changes get rows first; the rest are shared out by halving the longest run that is left,
    so that an outline without any change is still followed.

    Args:
        changes: for each tier how many blocks there do not just continue one of the tier above.

    Complexity: O(tiers · log tiers + most²).
    """
    tiers = len(changes)
    if tiers <= most:
        return Rows(range(tiers + 1))
    busiest = sorted(range(1, tiers), key=changes.__getitem__, reverse=True)[: most // 2]
    starts = {0, *(tier for tier in busiest if changes[tier])}
    while len(starts) < most:
        begin, end = max(pairwise([*sorted(starts), tiers]), key=lambda run: run[1] - run[0])
        starts.add((begin + end) // 2)
    return Rows([*sorted(starts), tiers])
