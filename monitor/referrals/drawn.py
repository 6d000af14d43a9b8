"""A tree ready to be drawn, with what is known of its people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from graph.forest.tree import parents_of
from graph.picture import Person
from monitor.referrals.group import Group


@dataclass(frozen=True, slots=True)
class Drawn:
    """One tree of *group*: members' numbers tier by tier, by place in that list who brought each, and the people."""

    group: Group
    members: Sequence[int]
    parents: Sequence[int]
    people: Sequence[Person]

    @classmethod
    def of(cls, group: Group, members: Sequence[int], lost: Mapping[str, int]) -> "Drawn":
        """Make the tree of *members*, the organiser first, ready; *lost* are losses in minor units by name."""
        people = [_person(group, member, lost) for member in members]
        return cls(group, members, parents_of(group.forest, members), people)


def _person(group: Group, member: int, lost: Mapping[str, int]) -> Person:
    name = group.forest.members[member]
    return Person(group.label(member), name in group.staff, name in group.gone, lost.get(name))
