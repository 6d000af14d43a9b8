"""Money lost in steps: few enough to tell apart, with bounds that can be said aloud."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass

STEPS = 4


@dataclass(frozen=True, slots=True)
class LossScale:
    """Steps 1 to 4 of a loss; step 0 is no loss. `bounds` are in minor units, ascending, and begin a step each."""

    bounds: tuple[int, ...]

    @classmethod
    def up_to(cls, greatest: int) -> "LossScale":
        """Return the scale for losses of which *greatest* is the greatest; its bounds are 1 or 3 with noughts.

        Complexity: O(log greatest).
        """
        bounds, next_bound = [3], 10
        while next_bound <= greatest:
            bounds.append(next_bound)
            next_bound = bounds[-2] * 10
        return cls(tuple(bounds[1 - STEPS :]))

    def step(self, lost: int | None) -> int:
        """Return how grave a loss is: 0 for none, or none known, up to 4."""
        return 1 + bisect_right(self.bounds, lost) if lost and lost > 0 else 0

    def range(self, step: int, amount: Callable[[int], str]) -> str:
        """Return the amounts that *step* stands for, each said by *amount*."""
        if step == 1:
            return f"< {amount(self.bounds[0])}"
        if step > len(self.bounds):
            return f"≥ {amount(self.bounds[-1])}"
        return f"{amount(self.bounds[step - 2])} – {amount(self.bounds[step - 1])}"
