"""Withdrawals that were asked for: who fails to get his money, and how long the others wait."""

from collections import deque
from typing import Generic

from graph.money.payment import M

RECENT = 7 * 86_400  # catalogue: strain is looked for within 7 days


class Withdrawals(Generic[M]):
    """The failures and waits of the last 7 days; each is entered and dropped once, so O(1) amortised."""

    def __init__(self) -> None:
        """Start with nobody waiting."""
        self._since: dict[M, int] = {}
        self._failed: dict[M, int] = {}  # everybody's latest failure, the oldest first
        self._waits: deque[tuple[int, int]] = deque()  # paid at, after so many seconds
        self._waited = 0

    def ask(self, member: M, at: int) -> None:
        """Enter that *member* wants his money; who waits already goes on waiting."""
        self._since.setdefault(member, at)

    def fail(self, member: M, at: int) -> None:
        """Enter that *member* was refused, or is still waiting."""
        self.ask(member, at)
        self._failed.pop(member, None)
        self._failed[member] = at

    def pay(self, member: M, at: int) -> None:
        """Enter that *member* was paid."""
        asked = self._since.pop(member, None)
        if asked is not None:
            self._waits.append((at, at - asked))
            self._waited += at - asked

    def failing(self, now: int) -> int:
        """Return how many different members were refused or kept waiting in the 7 days before *now*."""
        while self._failed and next(iter(self._failed.values())) <= now - RECENT:
            del self._failed[next(iter(self._failed))]
        return len(self._failed)

    def waits(self, now: int) -> int:
        """Return how many withdrawals that had been asked for were paid in the 7 days before *now*."""
        while self._waits and self._waits[0][0] <= now - RECENT:
            self._waited -= self._waits.popleft()[1]
        return len(self._waits)

    def mean_wait(self, now: int) -> int | None:
        """Return how many seconds these took from the first request on, on average; None when there are none."""
        waits = self.waits(now)
        return self._waited // waits if waits else None
