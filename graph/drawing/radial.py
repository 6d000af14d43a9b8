"""Radial drawing, the organiser in the middle and a ring a tier, for some hundred people."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from graph.drawing import legend, marks, svg
from graph.drawing.tidy import tidy
from graph.drawing.tree import Tree

_RING = 40.0  # least distance between rings
SPACING = 11.0  # between neighbours on a ring
_HALO_SPACING = 16.0  # the same where money was lost
_ROWS = 3  # on a ring, at most
_COUSINS = 1.5  # times the spacing
_SMALLER = 0.95
_SPOKES = 90  # more links would blacken the middle
_HUB = "#f3f4f6"


@dataclass(frozen=True, slots=True)
class Rings:
    """Radius of each tier, angle of each person, and how far out of his ring he stands."""

    radii: Sequence[float]
    angles: Sequence[float]
    out: Sequence[float]

    @property
    def outer(self) -> float:
        """Return how far the outermost person can stand from the middle."""
        return self.radii[-1] + max(self.out)

    def point(self, member: int, depth: int) -> svg.Point:
        """Return where *member* stands, *depth* tiers below the organiser."""
        return _point(self.angles[member], self.radii[depth] + self.out[member])


def radial(tree: Tree) -> svg.Drawing:
    """Draw *tree* around its organiser; names show on hover."""
    spacing = _HALO_SPACING if any((person.lost or 0) > 0 for person in tree.people) else SPACING
    rings = rings_that_hold(tree, spacing)
    points = [rings.point(member, depth) for member, depth in enumerate(tree.depths)]
    outer = rings.outer + spacing
    body = [_circles(rings.radii), *_links(tree, rings, points), *marks.people(tree, points)]
    return legend.with_legend(svg.Drawing(body, -outer, -outer, 2 * outer, 2 * outer), legend.people(tree))


def _links(tree: Tree, rings: Rings, points: Sequence[svg.Point]) -> list[str]:
    """Link everybody with who brought him; where the organiser brought very many, the links start at a hub."""
    hub = rings.radii[1] - _RING / 2 if tree.recruits[0] > _SPOKES else 0.0
    curves: list[str] = []
    for member, parent in enumerate(tree.parents[1:], start=1):
        middle = rings.radii[tree.depths[member]] - _RING / 2
        start = points[parent] if parent else _point(rings.angles[member], hub)
        bends = (_point(rings.angles[parent], middle), _point(rings.angles[member], middle)) if parent else ()
        first, *rest = (f"{svg.number(x)} {svg.number(y)}" for x, y in (start, *bends, points[member]))
        curves.append(f"M{first}{'C' if parent else 'L'}{' '.join(rest)}")
    disc = f'<circle r="{svg.number(hub)}" fill="{_HUB}" stroke="{svg.LINK}"/>' if hub else ""
    return [disc, svg.links(curves)]


def rings_that_hold(tree: Tree, spacing: float) -> Rings:
    """Lay the tree out as small as leaves room for all, those who brought nobody in several rows where that helps."""
    single, several = _smallest(tree, spacing, 1), _smallest(tree, spacing, _ROWS)
    return several if several.outer < _SMALLER * single.outer else single


def _smallest(tree: Tree, spacing: float, rows: int) -> Rings:
    """Lay the tree out with the first ring one to three gaps out or where the fullest ring would need it."""
    people = [0] * tree.tiers
    for depth in tree.depths:
        people[depth] += 1
    fullest = max(people) * spacing / (2 * pi * rows)
    firsts = (_RING, 2 * _RING, 3 * _RING, max(fullest, _RING))
    return min((_rings_from(tree, spacing, first, rows) for first in firsts), key=lambda rings: rings.outer)


def _rings_from(tree: Tree, spacing: float, first: float, rows: int) -> Rings:
    """Lay the tree out with the first ring at least at *first*.

    Angles shrink as radii grow, so one layout tells how large it has to be.
    """
    apart = _RING + (rows - 1) * spacing
    radii = [0.0, *(first + tier * apart for tier in range(tree.tiers - 1))]
    row_of_each = _row_of_each(tree, rows)
    angles = _angles(tree, [spacing / radii[depth] if depth else 0.0 for depth in tree.depths], row_of_each, rows)
    turn = max(angles) + spacing / first  # the last keeps its distance from the first
    larger = max(turn / (2 * pi), 1.0)
    return Rings(
        [radius * larger for radius in radii],
        [angle * 2 * pi / turn for angle in angles],
        [row * spacing for row in row_of_each],
    )


def _angles(tree: Tree, apart: Sequence[float], row_of_each: Sequence[int], rows: int) -> list[float]:
    """Lay the tree out by angle; cousins keep some more distance than siblings, siblings in several rows share it."""
    parents, recruits = tree.parents, tree.recruits

    def gap(left: int, right: int) -> float:
        if parents[left] != parents[right]:
            return apart[left] * _COUSINS
        if row_of_each[left] == row_of_each[right]:
            return apart[left]
        return apart[left] / (2 if recruits[left] or recruits[right] else rows)

    return tidy(parents, gap)


def _row_of_each(tree: Tree, rows: int) -> list[int]:
    """Return the row of each person on his ring: who brought somebody in the first, the others take turns."""
    turns, row_of_each = [0] * len(tree.parents), [0] * len(tree.parents)
    for member, parent in enumerate(tree.parents[1:], start=1):
        if not tree.recruits[member]:
            row_of_each[member] = turns[parent] % rows
        turns[parent] = row_of_each[member] + 1
    return row_of_each


def _point(angle: float, radius: float) -> svg.Point:
    return radius * sin(angle), -radius * cos(angle)


def _circles(radii: Sequence[float]) -> str:
    circles = "".join(f'<circle r="{svg.number(radius)}"/>' for radius in radii[1:])
    return f'<g fill="none" stroke="{svg.FAINT}">{circles}</g>'
