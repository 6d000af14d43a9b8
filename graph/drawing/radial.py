"""Radial drawing, the organiser in the middle and a ring a tier, for some hundred people."""

from collections.abc import Sequence
from math import cos, pi, sin

from graph.drawing import svg
from graph.drawing.tidy import tidy

_SPACING = 11.0  # between neighbours on a ring
_RING = 48.0  # least distance between rings


def radial(parents: Sequence[int], depths: Sequence[int], labels: Sequence[str]) -> svg.Drawing:
    """Draw a tree around its organiser; names show on hover.

    Args:
        parents: parents[i] < i is who brought i, -1 for the organiser at 0.
        depths: tiers between each person and the organiser.
        labels: one a person, or none at all.
    """
    radii, angles = _rings_that_hold(parents, depths)
    points = [_point(angle, radii[depth]) for angle, depth in zip(angles, depths, strict=True)]
    curves: list[str] = []
    for member, parent in enumerate(parents[1:], start=1):
        middle = radii[depths[member]] - _RING / 2
        stops = (points[parent], _point(angles[parent], middle), _point(angles[member], middle), points[member])
        start, *bends = (f"{svg.number(x)} {svg.number(y)}" for x, y in stops)
        curves.append(f"M{start}C{' '.join(bends)}" if parent else f"M{start}L{bends[-1]}")
    outer = radii[-1] + _SPACING
    body = [_circles(radii), svg.links(curves), *svg.people(points, parents, labels)]
    return svg.Drawing(body, -outer, -outer, 2 * outer, 2 * outer)


def _rings_that_hold(parents: Sequence[int], depths: Sequence[int]) -> tuple[list[float], list[float]]:
    """Return the radius of every tier and the angle of every person, the first ring as small as leaves room for all."""
    first = _RING
    while True:
        radii = [0.0, *(first + tier * _RING for tier in range(max(depths)))]
        angles = _angles(parents, [_SPACING / radii[depth] if depth else 0.0 for depth in depths])
        turn = max(angles) + _SPACING / first  # the last keeps its distance from the first
        if turn <= 2 * pi:
            return radii, [angle * 2 * pi / turn for angle in angles]
        first *= 1.2


def _angles(parents: Sequence[int], apart: Sequence[float]) -> list[float]:
    """Lay the tree out by angle; cousins keep twice the distance of siblings."""
    return tidy(parents, lambda left, right: apart[left] * (1 if parents[left] == parents[right] else 2))


def _point(angle: float, radius: float) -> svg.Point:
    return radius * sin(angle), -radius * cos(angle)


def _circles(radii: Sequence[float]) -> str:
    circles = "".join(f'<circle r="{svg.number(radius)}"/>' for radius in radii[1:])
    return f'<g fill="none" stroke="{svg.FAINT}" stroke-dasharray="2 4">{circles}</g>'
