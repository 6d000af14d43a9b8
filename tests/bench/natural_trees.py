"""Real invitation trees to measure on, read from a folder outside the project: they are measured, never shipped."""

import csv
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from graph.forest import Forest
from tests.graph.schemes import Invite, name

DATA = Path(__file__).parents[3] / "shared" / "data" / "graph"
CASCADES, CAMPAIGN = "twitter15-cascades.csv", "astar-crowdloan.csv"
LEAST_PEOPLE = 30


class NaturalTree(NamedTuple):
    """One tree: the file it is from, who stands at its top and who brought whom, in order of time."""

    source: str
    organiser: str
    invites: list[Invite]


def is_there(folder: Path) -> bool:
    """Return whether both files are in *folder*."""
    return (folder / CASCADES).exists() and (folder / CAMPAIGN).exists()


def natural_trees(folder: Path) -> Iterator[NaturalTree]:
    """Yield the trees of 30 people and more: retweet cascades, then those of the paid referral campaign."""
    yield from _cascades(folder)
    yield from _campaign(folder)


def _cascades(folder: Path) -> Iterator[NaturalTree]:
    cascades: dict[str, list[Invite]] = defaultdict(list)
    with (folder / CASCADES).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            cascades[row["tree"]].append(_invite(row["inviter"], row["invitee"], int(row["seconds"])))
    for invites in cascades.values():
        invites.sort(key=lambda invite: invite.at)  # stable: the file's order within a second
        yield from _trees(CASCADES, invites)


def _campaign(folder: Path) -> Iterator[NaturalTree]:
    """Yield the campaign's trees; its pairs bear no times, so a minute lies between one and the next."""
    with (folder / CAMPAIGN).open(encoding="utf-8", newline="") as file:
        rows = enumerate(csv.DictReader(file))
        yield from _trees(CAMPAIGN, [_invite(row["inviter"], row["invitee"], 60 * place) for place, row in rows])


def _trees(source: str, invites: Sequence[Invite]) -> Iterator[NaturalTree]:
    """Part *invites* by the tree in which they end up."""
    forest, trees = Forest(), defaultdict[int, list[Invite]](list)
    for invite in invites:
        forest.add(invite.inviter, invite.member)
    for invite in invites:
        trees[forest.root(forest.number(invite.member))].append(invite)
    for root, own in trees.items():
        if forest.size[root] >= LEAST_PEOPLE:
            yield NaturalTree(source, forest.members[root], own)


def _invite(inviter: str, member: str, at: int) -> Invite:
    return Invite(name(int(inviter)), name(int(member)), at)
