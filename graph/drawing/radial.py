"""Radial drawing, the organiser in the middle and a ring a tier, for some hundred people."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from graph.drawing import marks, svg
from graph.drawing.tidy import tidy
from graph.drawing.tree import Tree

_RING = 48.0  # least distance between rings
_SPACING = 12.0  # between neighbours on a ring
_HALO_SPACING = 20.0  # the same where money was lost
_LARGEST = 330.0  # first ring; beyond, those who brought nobody stand in several rows
_ROWS = 3


@dataclass(frozen=True, slots=True)
class _Rings:
    """Radius of each tier, angle of each person, and how far out of his ring he stands."""

    radii: Sequence[float]
    angles: Sequence[float]
    out: Sequence[float]

    def point(self, member: int, depth: int) -> svg.Point:
        return _point(self.angles[member], self.radii[depth] + self.out[member])


def radial(tree: Tree) -> svg.Drawing:
    """Draw *tree* around its organiser; names show on hover."""
    spacing = _HALO_SPACING if any((person.lost or 0) > 0 for person in tree.people) else _SPACING
    rings = _rings(tree, spacing)
    points = [rings.point(member, depth) for member, depth in enumerate(tree.depths)]
    curves: list[str] = []
    for member, parent in enumerate(tree.parents[1:], start=1):
        middle = rings.radii[tree.depths[member]] - _RING / 2
        stops = (points[parent], _point(rings.angles[parent], middle), _point(rings.angles[member], middle))
        start, *bends = (f"{svg.number(x)} {svg.number(y)}" for x, y in (*stops, points[member]))
        curves.append(f"M{start}C{' '.join(bends)}" if parent else f"M{start}L{bends[-1]}")
    outer = rings.radii[-1] + max(rings.out) + spacing
    body = [_circles(rings.radii), svg.links(curves), *marks.people(tree, points)]
    return svg.Drawing(body, -outer, -outer, 2 * outer, 2 * outer)


def _rings(tree: Tree, spacing: float) -> _Rings:
    """Lay the tree out with one row a ring, and where that takes too much room with several."""
    rings = _rings_of(tree, spacing, 1)
    return rings if tree.tiers == 1 or rings.radii[1] <= _LARGEST else _rings_of(tree, spacing, _ROWS)


def _rings_of(tree: Tree, spacing: float, rows: int) -> _Rings:
    """Lay the tree out with the first ring as small as leaves room for all."""
    first, apart = _RING, _RING + (rows - 1) * spacing
    while True:
        radii = [0.0, *(first + tier * apart for tier in range(tree.tiers - 1))]
        angles = _angles(tree, [spacing / radii[depth] if depth else 0.0 for depth in tree.depths], rows)
        turn = max(angles) + spacing / first  # the last keeps its distance from the first
        if turn <= 2 * pi:
            out = [row * spacing for row in _row_of_each(tree, rows)]
            return _Rings(radii, [angle * 2 * pi / turn for angle in angles], out)
        first *= 1.2


def _angles(tree: Tree, apart: Sequence[float], rows: int) -> list[float]:
    """Lay the tree out by angle; cousins keep twice the distance of siblings, siblings in several rows share it."""
    parents, recruits = tree.parents, tree.recruits

    def gap(left: int, right: int) -> float:
        if parents[left] != parents[right]:
            return apart[left] * 2
        return apart[left] if recruits[left] or recruits[right] else apart[left] / rows

    return tidy(parents, gap)


def _row_of_each(tree: Tree, rows: int) -> list[int]:
    """Return the row of each person on his ring: those whom one person brought and who brought nobody take turns."""
    turns = [0] * len(tree.parents)
    row_of_each = [0] * len(tree.parents)
    for member, parent in enumerate(tree.parents):
        if member and not tree.recruits[member]:
            row_of_each[member] = turns[parent] % rows
            turns[parent] += 1
    return row_of_each


def _point(angle: float, radius: float) -> svg.Point:
    return radius * sin(angle), -radius * cos(angle)


def _circles(radii: Sequence[float]) -> str:
    circles = "".join(f'<circle r="{svg.number(radius)}"/>' for radius in radii[1:])
    return f'<g fill="none" stroke="{svg.FAINT}" stroke-dasharray="2 4">{circles}</g>'
