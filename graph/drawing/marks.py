"""The mark of one person: shape tells the role and a halo the money lost; colour repeats both, never alone.

A diamond is the organiser, a square the owner or an admin, a dot anybody else. A full mark brought somebody, an open
one nobody; a grey mark with a stroke through it has left. Every colour that tells a role has a contrast of at least
4.5:1 against the ground; halos grow wider and darker with the loss and are outlined.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from graph.drawing import svg
from graph.drawing.loss import LossScale
from graph.drawing.tree import Tree

ORGANISER = "#9b1c1c"
STAFF = "#0f766e"
PEOPLE = "#1d4ed8"
LEFT = "#6b7280"
LOSSES = ("#ffffff", "#fcd68a", "#ef9b28", "#b8500c", "#5f1a07")  # by step; lighter to darker also without hues
HALOS = (0.0, 6.5, 8.0, 9.5, 11.0)  # radius by step
OUTLINE = f'stroke="{svg.INK}" stroke-width="0.5"'  # of halos: the lightest would be lost on white


@dataclass(frozen=True, slots=True, order=True)
class Look:
    """How a person is drawn; people of one look share their attributes."""

    shape: str  # diamond, square, dot
    is_full: bool
    is_crossed: bool

    @property
    def attributes(self) -> str:
        """Return the fill and stroke of the mark."""
        colour = LEFT if self.is_crossed else {"diamond": ORGANISER, "square": STAFF, "dot": PEOPLE}[self.shape]
        return f'fill="{colour if self.is_full else svg.GROUND}" stroke="{colour}" stroke-width="1.5"'

    def at(self, x: float, y: float, hover: str = "") -> str:
        """Return the mark with its middle at (x, y)."""
        if self.shape == "dot":
            radius = 4.5 if self.is_full else 3.5
            mark = svg.element("circle", f'cx="{svg.number(x)}" cy="{svg.number(y)}" r="{radius}"', hover)
        elif self.shape == "square":
            mark = svg.element("path", f'd="M{svg.number(x - 4.5)} {svg.number(y - 4.5)}h9v9h-9z"', hover)
        else:
            mark = svg.element("path", f'd="M{svg.number(x)} {svg.number(y - 9)}l9 9l-9 9l-9 -9z"', hover)
        return mark + (self._cross(x, y) if self.is_crossed else "")

    def _cross(self, x: float, y: float) -> str:
        line = f"M{svg.number(x - 6)} {svg.number(y + 6)}l12 -12"
        return f'<path d="{line}" stroke="{svg.INK}" pointer-events="none"/>'


def look(tree: Tree, member: int) -> Look:
    """Return how *member* is drawn; the organiser is full however many he brought."""
    person = tree.person(member)
    shape = "diamond" if member == 0 else "square" if person.is_staff else "dot"
    return Look(shape, member == 0 or tree.recruits[member] > 0, person.has_left)


def loss_scale(tree: Tree) -> LossScale:
    """Return the steps of the losses in *tree*; all are step 0 when nobody is known to have lost anything."""
    return LossScale.up_to(max((person.lost or 0 for person in tree.people), default=0))


def halo(step: int, x: float, y: float) -> str:
    """Return the halo of a loss of *step*, 1 to 4, around a mark at (x, y)."""
    return f'<circle cx="{svg.number(x)}" cy="{svg.number(y)}" r="{HALOS[step]}" fill="{LOSSES[step]}"/>'


def people(tree: Tree, points: Sequence[svg.Point]) -> list[str]:
    """Mark everybody of *tree* where he stands, halos below the marks."""
    scale, marks = loss_scale(tree), defaultdict[Look, list[str]](list)
    steps = [scale.step(person.lost) for person in tree.people]
    halos = [halo(step, *point) for step, point in zip(steps, points, strict=False) if step]
    for member, point in enumerate(points):
        mark = look(tree, member)
        marks[mark].append(mark.at(*point, told(tree, member)))
    body = svg.group(OUTLINE, halos)
    for mark in sorted(marks):
        body += svg.group(mark.attributes, marks[mark])
    return body


def told(tree: Tree, member: int) -> str:
    """Return what shows for who points at *member*."""
    person, words = tree.person(member), tree.words
    if words is None:
        return person.label
    recruits = tree.recruits[member]
    facts = [
        person.label,
        words.organiser if member == 0 else "",
        words.staff if person.is_staff else "",
        words.tier(tree.depths[member] + 1),
        words.brought(recruits) if recruits else words.member,
        words.left if person.has_left else "",
        f"{words.lost} {words.amount(person.lost)}" if person.lost and person.lost > 0 else "",
    ]
    return " · ".join(fact for fact in facts if fact)
