"""What a picture says, in the reader's language."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Names of the marks for the legend, and sentences for who points at a mark.

    Amounts are in minor units; tiers count as the law counts them, the organiser's own is 1.
    """

    organiser: str
    recruiter: str  # brought somebody
    member: str  # brought nobody
    staff: str  # owner or admin
    left: str
    subtree: str  # one person and everybody below him, drawn as one block
    legs: str  # several narrow subtrees, drawn as one block
    torn: str  # several tiers drawn as one row
    lost: str
    lost_a_head: str
    number: Callable[[int], str]
    amount: Callable[[int], str]
    people: Callable[[int], str]
    brought: Callable[[int], str]
    tier: Callable[[int], str]
    tiers_alike: Callable[[int], str]  # said on such a row
