"""When the money that flows into a scheme dries up, told from what flowed in so far."""

from collections.abc import Sequence

import numpy as np

from graph.outlook.filling import Filling
from graph.outlook.horizon import HORIZON
from graph.outlook.interval import Interval, interval
from graph.outlook.pace import pace
from graph.outlook.unknowns import between_orders, normal, points

ENDED = 0.95
"""Share of all deposits after which a scheme is over: what still comes in pays nobody back (design)."""
LATEST_DAYS = 28
"""Days that tell the pace of today (design: four weeks, so that weekdays weigh the same)."""
STILL_TO_COME = (1.05, 20.0)
"""All deposits there will ever be, as a multiple of those so far: nearly over, to hardly begun (design)."""


def dries_up(deposits: Sequence[int]) -> Interval | None:
    """Return in how many days `ENDED` of all deposits have come in; None when too little was seen.

    *deposits* are the sums of whole days since the first one, oldest first, in whatever unit. Their total is taken to
    follow a logistic curve through its size and pace of today up to a cap that nobody knows: the two unknowns are the
    pace and the cap. Payouts do not enter: such schemes pay from the deposits of the same day and hold next to nothing
    (a day's dwell, a twentieth of all deposits at most, in 13 Bitcoin Ponzis). Complexity: O(days).
    """
    seen = pace(deposits[-LATEST_DAYS:])
    if seen is None:
        return None
    rate = np.exp(seen.log_rate + seen.log_rate_error * normal(2, 0))
    total = float(sum(deposits))
    filling = Filling(rate, total, total * between_orders(points(2)[1], *STILL_TO_COME))
    return interval(np.minimum(filling.days_until(ENDED), HORIZON))
