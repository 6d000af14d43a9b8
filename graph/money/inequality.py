"""How unevenly sums are spread."""

from collections.abc import Iterable


def gini_pm(sums: Iterable[int]) -> int | None:
    """Return the Gini coefficient of *sums*, which are not negative, per mille; None when there is nothing to share.

    With n sums in ascending order G = (2 * sum(i * x_i) / sum(x_i) - (n + 1)) / n for i = 1..n: 0 when all are equal,
    1 - 1/n when one has everything. Integers throughout, rounded down. Complexity: O(n log n).
    """
    ordered = sorted(sums)
    people, total = len(ordered), sum(ordered)
    if not total:
        return None
    ranked = sum(rank * each for rank, each in enumerate(ordered, 1))
    return 1000 * (2 * ranked - (people + 1) * total) // (people * total)
