"""What a picture may tell of one person beyond his place in the tree."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Person:
    """One person of a tree; who brought somebody, and who leads the tree, is seen from the tree itself.

    `lost` is what he paid in and never got back, in minor units: 0 or less when nothing, None when nobody knows.
    """

    label: str = ""
    is_staff: bool = False
    has_left: bool = False
    lost: int | None = None
