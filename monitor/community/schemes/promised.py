"""What is remembered of promises in one community."""

import msgspec

from monitor.clock import DAY

COMMISSION_FRESH = 30 * DAY  # the span in which yield and commission belong together (catalogue ponzi-triad)


class Promised(msgspec.Struct):
    """The levels of recruits that pay and when that was said, and the worst that was judged on which day."""

    levels: int = 0
    levels_at: int = 0
    day: int = 0
    worst: tuple[int, int] = (0, 0)

    def pays(self, levels: int, at: int) -> None:
        """Enter that so many *levels* pay."""
        self._forget_before(at - COMMISSION_FRESH)
        self.levels, self.levels_at = max(self.levels, levels), at

    def is_news(self, monthly_bp: int, at: int) -> bool:
        """Return whether a yield is the first promise of its day, or worse than those before; enter it as judged."""
        self._forget_before(at - COMMISSION_FRESH)
        before = self.worst if self.day == at // DAY else (0, 0)
        self.day, self.worst = at // DAY, (max(before[0], monthly_bp), max(before[1], self.levels))
        return self.worst != before

    def _forget_before(self, at: int) -> None:
        if self.levels_at < at:
            self.levels = 0
