"""The tree that a picture shows, checked and counted once for every layout."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.drawing.person import Person
from graph.drawing.words import Words
from graph.errors import GraphError


@dataclass(frozen=True, slots=True)
class Tree:
    """One referral tree with what is known of its people.

    parents[i] < i is who brought i, -1 for the organiser at 0; depths[i] are the tiers between i and him;
    recruits[i] is how many i brought. `people` has one entry a person, or none at all.
    """

    parents: Sequence[int]
    depths: Sequence[int]
    recruits: Sequence[int]
    people: Sequence[Person] = ()
    words: Words | None = None

    @classmethod
    def of(cls, parents: Sequence[int], people: Sequence[Person] = (), words: Words | None = None) -> "Tree":
        """Return the tree that *parents* describe, in linear time.

        Raises:
            GraphError: the parents are not one tree in that order, or the people are not one a member.
        """
        if not parents or parents[0] != -1:
            raise GraphError("a tree starts with its organiser, whose parent is -1")
        if people and len(people) != len(parents):
            raise GraphError(f"{len(people)} people described for a tree of {len(parents)}")
        depths, recruits = [0] * len(parents), [0] * len(parents)
        for member in range(1, len(parents)):
            parent = parents[member]
            if not 0 <= parent < member:
                raise GraphError(f"person {member} has parent {parent}; expected 0..{member - 1}")
            depths[member] = depths[parent] + 1
            recruits[parent] += 1
        return cls(parents, depths, recruits, people, words)

    def person(self, member: int) -> Person:
        """Return what is known of *member*."""
        return self.people[member] if self.people else _NOBODY_KNOWN

    @property
    def tiers(self) -> int:
        """How many tiers there are, the organiser's counted."""
        return max(self.depths) + 1


_NOBODY_KNOWN = Person()
