"""The forests that the graph is measured on, of any size; parents stand before children, -1 is above an organiser."""

from collections.abc import Callable, Mapping
from random import Random

from tests.graph.schemes import LAWFUL, SCHEMES

TIERS = 3_000  # PlusToken had 3,293


def scheme_like(people: int) -> list[int]:
    """Return one tree to which anybody brings the next few."""
    return SCHEMES["pyramid, several recruits"].parents(people)


def natural(people: int) -> list[int]:
    """Return many lawful trees of 30 people and more, few of them big: stars, campaigns, families, giveaways."""
    chance, plans = Random(1), list(LAWFUL.values())  # noqa: S311 - seeded, no secret
    parents: list[int] = []
    while len(parents) < people:
        size = min(int(30 * chance.paretovariate(1.2)), people - len(parents))
        first = len(parents)
        parents += [first + above if above >= 0 else -1 for above in chance.choice(plans).parents(size, first)]
    return parents


def deep(people: int) -> list[int]:
    """Return a line of 3,000 tiers with everybody else somewhere along it."""
    chance = Random(1)  # noqa: S311 - seeded, no secret
    return [*range(-1, TIERS - 1), *(chance.randrange(TIERS - 1) for _ in range(people - TIERS))]


SHAPES: Mapping[str, Callable[[int], list[int]]] = {
    "scheme-like": scheme_like,
    "natural": natural,
    "3,000 tiers": deep,
}
