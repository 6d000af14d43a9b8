"""Top-down drawing with names, for trees in which every person can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.drawing import svg
from graph.drawing.tidy import tidy
from graph.xml import escaped

LABEL_WIDTH = 116.0
UPRIGHT_LEAVES = 10  # with more, the names of those who brought nobody hang downwards
_DOT = 10.0
_ROW = 48.0
_SPACE = 8.0


@dataclass(frozen=True, slots=True)
class _Name:
    """A shortened name and how far it reaches from its dot."""

    text: str
    place: str  # beside, under, hanging
    left: float
    right: float
    below: float

    def drawn(self, x: float, y: float) -> str:
        """Return the text for a dot at (x, y)."""
        attributes = {
            "beside": f'x="{svg.number(x + _DOT + 4)}" y="{svg.number(y + 4)}"',
            "under": f'x="{svg.number(x)}" y="{svg.number(y + _DOT + 12)}" text-anchor="middle"',
            "hanging": f'transform="translate({svg.number(x - 4)} {svg.number(y + _DOT)}) rotate(90)"',
        }[self.place]
        return f"<text {attributes}>{escaped(self.text)}</text>"


def layered(parents: Sequence[int], depths: Sequence[int], labels: Sequence[str]) -> svg.Drawing:
    """Draw a tree tier by tier.

    Args:
        parents: parents[i] < i is who brought i, -1 for the organiser at 0.
        depths: tiers between each person and the organiser.
        labels: one a person, or none at all.
    """
    names = _names(parents, labels)
    across = tidy(parents, lambda left, right: names[left].right + names[right].left + _SPACE)
    row = _ROW + max(name.below for name in names)
    points = [(x, depth * row) for x, depth in zip(across, depths, strict=True)]
    texts = [name.drawn(x, y) for name, (x, y) in zip(names, points, strict=True) if name.text]
    body = [svg.links(_links(points, parents)), *svg.people(points, parents), f'<g fill="{svg.INK}">', *texts, "</g>"]
    left = min(x - name.left for name, x in zip(names, across, strict=True))
    right = max(x + name.right for name, x in zip(names, across, strict=True))
    return svg.Drawing(body, left, -_DOT, right - left, max(depths) * row + 2 * _DOT + max(n.below for n in names))


def _names(parents: Sequence[int], labels: Sequence[str]) -> list[_Name]:
    """Set names beside those who brought somebody, else under the dot, hanging where there are many."""
    recruiters = set(parents)
    leaves = len(parents) - len(recruiters - {-1})
    at_leaf = "under" if leaves <= UPRIGHT_LEAVES else "hanging"
    texts = [svg.shortened(label, LABEL_WIDTH) for label in labels] or [""] * len(parents)
    return [_name(text, "beside" if member in recruiters else at_leaf) for member, text in enumerate(texts)]


def _name(text: str, place: str) -> _Name:
    width = svg.width_of(text)
    if not text:
        return _Name(text, place, _DOT, _DOT, 0)
    if place == "beside":
        return _Name(text, place, _DOT, _DOT + 4 + width, 0)
    if place == "under":
        reach = max(_DOT, width / 2)
        return _Name(text, place, reach, reach, svg.FONT_SIZE + 4)
    return _Name(text, place, _DOT, _DOT, width)


def _links(points: Sequence[svg.Point], parents: Sequence[int]) -> list[str]:
    curves: list[str] = []
    for member, parent in enumerate(parents[1:], start=1):
        (x0, y0), (x1, y1) = points[parent], points[member]
        bend = y1 - _ROW / 2  # below the names of the tier above
        start, end = f"M{svg.number(x0)} {svg.number(y0)}", f"{svg.number(x1)} {svg.number(y1)}"
        curves.append(f"{start}C{svg.number(x0)} {svg.number(bend)} {svg.number(x1)} {svg.number(bend)} {end}")
    return curves
