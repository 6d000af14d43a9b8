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

    The organiser has a row of his own, the tiers at which most changes begin one; the other rows are shared out
    evenly among the runs of tiers left, so that an outline without any change is still followed.

    Args:
        changes: for each tier how many blocks there do not just continue one of the tier above.
        most: at least 2.

    Complexity: O(tiers · log tiers + most²).
    """
    tiers = len(changes)
    if tiers <= most:
        return Rows(range(tiers + 1))
    busiest = sorted(range(2, tiers), key=changes.__getitem__, reverse=True)[: min(most // 2, most - 2)]
    runs = list(pairwise([0, 1, *sorted(tier for tier in busiest if changes[tier]), tiers]))
    parts = [1] * len(runs)
    while sum(parts) < most:
        share = [(end - begin) / part for (begin, end), part in zip(runs, parts, strict=True)]
        parts[share.index(max(share))] += 1
    split = zip(runs, parts, strict=True)
    return Rows([*(begin + (end - begin) * i // part for (begin, end), part in split for i in range(part)), tiers])
