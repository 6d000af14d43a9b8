"""One picture of one referral tree: who brought whom, who lost how much, as far as it can be read at its size."""

from collections.abc import Sequence

from graph.drawing.icicle import icicle
from graph.drawing.layered import layered
from graph.drawing.person import Person
from graph.drawing.radial import radial
from graph.drawing.svg import Drawing, document
from graph.drawing.tree import Tree
from graph.drawing.words import Words

__all__ = ["LAYERED_PEOPLE", "RADIAL_PEOPLE", "RADIAL_TIERS", "Person", "Words", "picture"]

LAYERED_PEOPLE = 60  # every name can be read
RADIAL_PEOPLE = 600  # every person can be seen
RADIAL_TIERS = 20  # beyond, rings stand so close that an icicle reads better


def picture(
    parents: Sequence[int],
    people: Sequence[Person] = (),
    *,
    title: str,
    description: str,
    words: Words | None = None,
    name: str = "tree",
) -> str:
    """Return one self-contained SVG of a referral tree.

    Up to 60 people it is a tree from the top down, up to 600 (and 20 tiers) rings around the organiser, above that
    an icicle with narrow legs collapsed and long runs of tiers shortened. Shape tells the role: a diamond is the
    organiser, a square the owner or an admin, a full mark brought somebody, an open one nobody, a crossed one left.
    A halo tells the money lost, wider and darker with more; blocks of an icicle are darker and carry more strokes.

    Args:
        parents: parents[i] < i is the index of who brought i, -1 for the organiser at 0; see
            `graph.forest.tree.parents_of`.
        people: what is known of each person, in the same order, or nothing at all.
        title: the picture's name, for those who hear it.
        description: what the picture shows, for those who hear it; `graph.tiers` gives a table to set beside it.
        words: the legend and what marks say when pointed at; without them there is neither, names apart.
        name: what the picture's ids begin with, unlike those of other pictures on the page.

    Complexity: O(n), and at most some hundred kilobytes of SVG.

    Raises:
        GraphError: the parents are not one tree in that order, or the people are not one a member.
    """
    drawing = _drawing(Tree.of(parents, people, words))
    return document(drawing, title=title, description=description, name=name)


def _drawing(tree: Tree) -> Drawing:
    if len(tree.parents) <= LAYERED_PEOPLE:
        return layered(tree)
    if len(tree.parents) <= RADIAL_PEOPLE and tree.tiers <= RADIAL_TIERS:
        return radial(tree)
    return icicle(tree)
