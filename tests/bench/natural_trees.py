"""Real invitation trees to measure on, read from a folder outside the project: they are measured, never shipped."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from graph.forest import Forest
from tests.graph.schemes import Invite, name

DATA = Path(__file__).parents[3] / "shared" / "data" / "graph"
CASCADES, CAMPAIGN = "twitter15-cascades.csv", "astar-crowdloan.csv"
LEAST_PEOPLE = 30


class NaturalTree(NamedTuple):
    """One tree: the file it is from and who brought whom, in order of time."""

    source: str
    invites: list[Invite]


def is_there(folder: Path) -> bool:
    """Return whether both files are in *folder*."""
    return (folder / CASCADES).exists() and (folder / CAMPAIGN).exists()


def natural_trees(folder: Path) -> Iterator[NaturalTree]:
    """Yield the trees of 30 people and more: retweet cascades, then those of the paid referral campaign."""
    yield from (NaturalTree(CASCADES, invites) for invites in _cascades(folder))
    yield from (NaturalTree(CAMPAIGN, invites) for invites in _campaign(folder))


def _cascades(folder: Path) -> Iterator[list[Invite]]:
    trees: dict[str, list[Invite]] = defaultdict(list)
    with (folder / CASCADES).open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            trees[row["tree"]].append(_invite(row["inviter"], row["invitee"], int(row["seconds"])))
    for invites in trees.values():
        invites.sort(key=lambda invite: invite.at)  # stable: the file's order within a second
    yield from (invites for invites in trees.values() if _forest(invites).size[0] >= LEAST_PEOPLE)


def _campaign(folder: Path) -> Iterator[list[Invite]]:
    """Group the campaign's pairs by tree; they bear no times, so a minute lies between one and the next."""
    with (folder / CAMPAIGN).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    invites = [_invite(row["inviter"], row["invitee"], 60 * place) for place, row in enumerate(rows)]
    forest, trees = _forest(invites), defaultdict[int, list[Invite]](list)
    for invite in invites:
        trees[forest.root(forest.number(invite.member))].append(invite)
    yield from (trees[root] for root in trees if forest.size[root] >= LEAST_PEOPLE)


def _invite(inviter: str, member: str, at: int) -> Invite:
    return Invite(name(int(inviter)), name(int(member)), at)


def _forest(invites: list[Invite]) -> Forest:
    forest = Forest()
    for invite in invites:
        forest.add(invite.inviter, invite.member)
    return forest
