"""Which accounts promote schemes here, day by day: the only ones that may be followed from group to group."""

from collections.abc import Iterable

from monitor.community.bench import Bench
from monitor.record import Record
from monitor.schemes.collusion import ACTIVE
from monitor.schemes.evidence import Evidence, Occasion


def enter_presence(bench: Bench, record: Record, occasion: Occasion, found: Iterable[Evidence]) -> None:
    """Hand on that the author of *record*, in which evidence was *found*, promotes a scheme today.

    Left out is who is known by name only: two may have one. How many people he has brought here goes with it.
    """
    promotion, author = record.promotion, record.actor
    if promotion and author and author.id and any(entry.is_promotion for entry in found):
        number = bench.referrals.find(occasion.member)
        brought = bench.referrals.forest.recruits[number] if number is not None else 0
        bench.evidence.once_a_day(ACTIVE, occasion, promotion.account, {"brought": brought})
