"""How many people and tiers a person has below him, as 公通字〔2013〕37号 counts them."""

from collections.abc import Iterable
from dataclasses import dataclass

MERGED_FROM_TIERS = 3  # 公通字〔2013〕37号 §1: from here on the people of several organisations are added up


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """Where a person stands in one organisation: himself and those below him. Both are 0 for nobody."""

    people: int
    """People in his part of the tree, himself included."""

    tiers: int
    """Tiers in it, his own counted."""


def merged(positions: Iterable[Position]) -> Position:
    """Count the organisations of one organiser: together once one of them has 3 tiers, else only the largest.

    He himself counts once. Source: 公通字〔2013〕37号 §1. Complexity: O(organisations).
    """
    held = [position for position in positions if position.people]
    largest = max(held, default=Position(0, 0))
    tiers = max((position.tiers for position in held), default=0)
    if tiers < MERGED_FROM_TIERS:
        return largest
    return Position(1 + sum(position.people - 1 for position in held), tiers)
