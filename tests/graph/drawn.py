"""Trees to draw: who brought each, -1 for the organiser at 0."""

from random import Random

from hypothesis import strategies as st


def trees(people: int) -> st.SearchStrategy[list[int]]:
    """Return trees of up to *people*, parents before children."""
    shape = st.lists(st.integers(0, 10**6), max_size=people - 1)
    return shape.map(lambda picks: [-1, *(pick % (place + 1) for place, pick in enumerate(picks))])


def chain(people: int) -> list[int]:
    """Return a line."""
    return list(range(-1, people - 1))


def star(people: int) -> list[int]:
    """Return one who brought everybody."""
    return [-1, *[0] * (people - 1)]


def pyramid(people: int) -> list[int]:
    """Return a forced matrix: everybody brings three."""
    return [-1, *((member - 1) // 3 for member in range(1, people))]


def bushy(people: int) -> list[int]:
    """Return a random recursive tree: everybody is brought by anybody before him."""
    chance = Random(5)  # noqa: S311 - a seeded shape, no secret
    return [-1, *(chance.randrange(member) for member in range(1, people))]


def legs(people: int, tiers: int) -> list[int]:
    """Return a line of so many *tiers* whose members brought the others, too."""
    chance = Random(5)  # noqa: S311 - a seeded shape, no secret
    return [*chain(tiers), *(chance.randrange(tiers) for _ in range(people - tiers))]
