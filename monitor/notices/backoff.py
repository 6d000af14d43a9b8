"""When a notice that was not taken is tried again, and when it is given up."""

from monitor.clock import DAY, MINUTE, SECOND
from monitor.notices.sink import Refused, Undelivered
from monitor.store import OutboxRow

FIRST_DELAY = 5 * SECOND
LONGEST_DELAY = 10 * MINUTE  # design: the notices behind it wait as long, a critical one among them
LONGEST_REST = DAY  # of what a Retry-After may ask
GIVE_UP_AFTER = 3 * DAY  # a receiver broken over a weekend still gets its notices
MOST_REFUSALS = 8  # about ten minutes: a gateway that starts anew also answers 404 for a while


def next_attempt(row: OutboxRow, now: int, error: Exception) -> int | None:
    """Return when to try *row* again, which failed with *error* at the time *now*; None gives it up.

    The delay doubles from 5 s to ten minutes, and is no shorter than a Retry-After. A notice is given up three days
    after it was made, or when it is refused for the eighth time.
    """
    if isinstance(error, Refused) and row.refusals + 1 >= MOST_REFUSALS:
        return None
    if now - row.created_at >= GIVE_UP_AFTER:
        return None
    asked = min(error.retry_after, LONGEST_REST) if isinstance(error, Undelivered) else 0
    return now + max(min(FIRST_DELAY << min(row.attempts, 32), LONGEST_DELAY), asked)
