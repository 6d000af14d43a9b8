"""One picture of one referral tree: who brought whom, as far as it can be read at its size."""

from collections.abc import Sequence

from graph.drawing.icicle import icicle
from graph.drawing.layered import layered
from graph.drawing.radial import radial
from graph.drawing.svg import Drawing, document
from graph.errors import GraphError

LAYERED_PEOPLE = 60  # every name can be read
RADIAL_PEOPLE = 600  # every person can be seen
RADIAL_TIERS = 20  # beyond, rings stand so close that an icicle reads better


def picture(
    parents: Sequence[int],
    *,
    title: str,
    description: str,
    labels: Sequence[str] | None = None,
) -> str:
    """Return one self-contained SVG of a referral tree.

    Up to 60 people it is a tree from the top down, up to 600 (and 20 tiers) rings around the organiser, above that
    an icicle with narrow legs collapsed. A diamond is the organiser, a full dot brought somebody, an open dot nobody;
    blocks of an icicle carry their number of people.

    Args:
        parents: parents[i] < i is the index of who brought i, -1 for the organiser at 0; see
            `graph.tree.parents_of_tree`.
        title: the picture's name, for those who hear it.
        description: what the picture shows, for those who hear it.
        labels: a name for each person, if they may be shown.

    Raises:
        GraphError: the parents are not one tree in that order, or the labels are not one a person.
    """
    depths = _depths(parents)
    if labels is not None and len(labels) != len(parents):
        raise GraphError(f"{len(labels)} labels for {len(parents)} people")
    return document(_drawing(parents, depths, labels or ()), title=title, description=description)


def _drawing(parents: Sequence[int], depths: Sequence[int], labels: Sequence[str]) -> Drawing:
    if len(parents) <= LAYERED_PEOPLE:
        return layered(parents, depths, labels)
    if len(parents) <= RADIAL_PEOPLE and max(depths) < RADIAL_TIERS:
        return radial(parents, depths, labels)
    return icicle(parents, labels)


def _depths(parents: Sequence[int]) -> list[int]:
    """Return how many tiers each person stands below the organiser, who leads the list."""
    if not parents or parents[0] != -1:
        raise GraphError("a tree starts with its organiser, whose parent is -1")
    depths = [0]
    for member, parent in enumerate(parents[1:], start=1):
        if not 0 <= parent < member:
            raise GraphError(f"person {member} has parent {parent}; expected 0..{member - 1}")
        depths.append(depths[parent] + 1)
    return depths
