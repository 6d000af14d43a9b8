"""Seeded synthetic referral trees: schemes of several plans, and lawful campaigns and groups that look a little alike.

No labelled real schemes with their trees are public, so recall is measured on these and always labelled synthetic.
A plan says where the next member comes in and how many tiers up his payment is shared; the same plan, size and seed
give the same story everywhere.
"""

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import NamedTuple

ORGANISER = 0
EVERY = 60  # seconds from one join to the next


class Invite(NamedTuple):
    """Who brought whom, and when: whole seconds since the scheme began."""

    inviter: str
    member: str
    at: int


class Commission(NamedTuple):
    """A share of what *payer* paid in, for who stands *tier* tiers above him."""

    payee: str
    payer: str
    tier: int
    at: int


Grow = Callable[[int, Random], list[int]]
"""(people, chance) -> who brought whom: parents[i] < i brought member i, -1 for the organiser."""


@dataclass(frozen=True, slots=True)
class Plan:
    """How a tree grows, and how many tiers up a commission is paid for each who joins (0: nobody is paid)."""

    grow: Grow
    paid_tiers: int

    def parents(self, people: int, seed: int = 0) -> list[int]:
        """Return a tree of *people*, the organiser first; parents[i] is who brought member i."""
        return self.grow(people, Random(seed))  # noqa: S311 - synthetic data need no secrecy

    def invites(self, people: int, seed: int = 0) -> Iterator[Invite]:
        """Yield who brought whom, in order of time."""
        for member, inviter in enumerate(self.parents(people, seed)):
            if member != ORGANISER:
                yield Invite(name(inviter), name(member), member * EVERY)

    def commissions(self, people: int, seed: int = 0) -> Iterator[Commission]:
        """Yield what is paid for each who joins, in order of time and at the time of the join, nearest tier first."""
        parents = self.parents(people, seed)
        for member in range(1, people):
            payee = member
            for tier in range(1, self.paid_tiers + 1):
                payee = parents[payee]
                if payee < 0:
                    break
                yield Commission(name(payee), name(member), tier, member * EVERY)


def name(member: int) -> str:
    """Return what member number *member* is called."""
    return f"m{member}"


def pyramid(people: int, chance: Random) -> list[int]:
    """Let anybody at all bring the next few: a uniform recursive tree with one to four recruits at a time."""
    parents = [-1]
    while len(parents) < people:
        sponsor = chance.randrange(len(parents))
        parents += [sponsor] * min(chance.randint(1, 4), people - len(parents))
    return parents


def spill_over(people: int, chance: Random) -> list[int]:
    """Give everybody three places; who is brought beyond stands in the first free place below the sponsor."""
    return _placed(people, 3, chance.randrange)


def matrix(width: int) -> Grow:
    """Return a forced matrix: everybody has *width* places, and all are filled from the top down, left to right."""

    def grow(people: int, _chance: Random) -> list[int]:
        return [-1, *((member - 1) // width for member in range(1, people))]

    return grow


def binary(people: int, chance: Random) -> list[int]:
    """Hang every recruit at the outer end of the left or the right leg of a random sponsor."""
    parents, legs = [-1], [[-1, -1]]
    while len(parents) < people:
        side, above = chance.randrange(2), chance.randrange(len(parents))
        while legs[above][side] >= 0:
            above = legs[above][side]
        legs[above][side] = len(parents)
        parents.append(above)
        legs.append([-1, -1])
    return parents


def unilevel(people: int, chance: Random) -> list[int]:
    """Let who has brought many bring more: a few busy legs without end (Yule, recruits + 1)."""
    parents, tickets = [-1], [ORGANISER]
    for member in range(1, people):
        sponsor = chance.choice(tickets)
        parents.append(sponsor)
        tickets += [sponsor, member]
    return parents


def chain(people: int, chance: Random) -> list[int]:
    """Make a line of agents, three members in four on it, and hang the others near its end.

    PlusToken had 3,293 tiers: about 4,400 people here.
    """
    parents, spine = [-1], [ORGANISER]
    for member in range(1, people):
        if chance.random() < 3 / 4:
            parents.append(spine[-1])
            spine.append(member)
        else:
            parents.append(chance.choice(spine[-20:]))
    return parents


def star(people: int, chance: Random) -> list[int]:
    """Let the owner bring nine in ten, and the members one here and there."""
    return _shared(people, chance, 0.9)


def one_tier(people: int, chance: Random) -> list[int]:
    """Bring a third directly and the others through few keen referrers, as in a paid campaign with an invitee bonus."""
    parents, keen = [-1], [ORGANISER]
    for member in range(1, people):
        inviter = ORGANISER if chance.random() < 1 / 3 else keen[int(len(keen) * chance.random() ** 3)]
        parents.append(inviter)
        if chance.random() < 1 / 20:
            keen.append(member)
    return parents


def families(people: int, chance: Random) -> list[int]:
    """Let the teacher bring a parent of each child, and every other parent one or two of the family."""
    parents = [-1]
    while len(parents) < people:
        parent = len(parents)
        parents.append(ORGANISER)
        relatives = chance.choice((0, 0, 1, 2))
        parents += [parent] * min(relatives, people - len(parents))
    return parents


def giveaway(people: int, chance: Random) -> list[int]:
    """Let fans bring three friends each for a prize, and a few of these friends three of their own."""
    parents, tier = [-1], [0]
    while len(parents) < people:
        if chance.random() < 2 / 3:
            parents.append(ORGANISER)
            tier.append(1)
        else:
            fan = chance.randrange(len(parents))
            if tier[fan] < 3:
                friends = min(3, people - len(parents))
                parents += [fan] * friends
                tier += [tier[fan] + 1] * friends
    return parents


def _shared(people: int, chance: Random, owners_share: float) -> list[int]:
    """Let the owner bring *owners_share* of all, and anybody the others."""
    return [
        -1,
        *(ORGANISER if chance.random() < owners_share else chance.randrange(member) for member in range(1, people)),
    ]


def _placed(people: int, width: int, sponsor: Callable[[int], int]) -> list[int]:
    """Put each recruit in the first free of *width* places at or below the sponsor, tier by tier."""
    parents: list[int] = [-1]
    below: list[list[int]] = [[]]
    while len(parents) < people:
        above = _first_free(below, width, sponsor(len(parents)))
        below[above].append(len(parents))
        parents.append(above)
        below.append([])
    return parents


def _first_free(below: Sequence[Sequence[int]], width: int, sponsor: int) -> int:
    waiting = deque([sponsor])
    while True:
        above = waiting.popleft()
        if len(below[above]) < width:
            return above
        waiting.extend(below[above])


SCHEMES: Mapping[str, Plan] = {
    "pyramid, several recruits": Plan(pyramid, 3),
    "spill-over, three places": Plan(spill_over, 5),
    "forced matrix 2x12": Plan(matrix(2), 12),
    "forced matrix 3x9": Plan(matrix(3), 9),
    "binary, two outer legs": Plan(binary, 10),
    "unilevel, busy legs": Plan(unilevel, 5),
    "chain with legs": Plan(chain, 3),
}
LAWFUL: Mapping[str, Plan] = {
    "star campaign": Plan(star, 0),
    "one-tier campaign with bonus": Plan(one_tier, 1),
    "class and family group": Plan(families, 0),
    "giveaway in two levels": Plan(giveaway, 2),
}
