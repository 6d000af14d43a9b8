"""Top-down drawing with names, for trees in which every person can be read."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from graph.drawing import legend, marks, svg
from graph.drawing.tidy import tidy
from graph.drawing.tree import Tree
from graph.xml import escaped

LABEL_WIDTH = 116.0
NARROW_LABEL_WIDTH = 92.0
UPRIGHT_LEAVES = 10  # with more, the names of those who brought nobody hang downwards
TALL_TIERS = 20  # with more, the tiers stand closer
_DOT = 12.0  # how far a mark with its halo reaches
_GAP = 48.0
_LOW_GAP = 32.0
_SPACE = 6.0


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
            "hanging": f'transform="translate({svg.number(x - 4)} {svg.number(y + _DOT + 2)}) rotate(90)"',
        }[self.place]
        return f"<text {attributes}>{escaped(self.text)}</text>"


def layered(tree: Tree) -> svg.Drawing:
    """Draw *tree* tier by tier."""
    names = _names(tree)
    across = tidy(tree.parents, lambda left, right: names[left].right + names[right].left + _SPACE)
    gap = _GAP if tree.tiers <= TALL_TIERS else _LOW_GAP
    tops = _tops(tree, names, gap)
    points = [(x, tops[depth]) for x, depth in zip(across, tree.depths, strict=True)]
    texts = [name.drawn(x, y) for name, (x, y) in zip(names, points, strict=True) if name.text]
    body = [svg.links(_links(points, tree.parents, gap)), *marks.people(tree, points)]
    body += svg.group(f'fill="{svg.INK}"', texts)
    left = min(x - name.left for name, x in zip(names, across, strict=True))
    right = max(x + name.right for name, x in zip(names, across, strict=True))
    drawing = svg.Drawing(body, left, -_DOT, right - left, tops[-1] - gap + 2 * _DOT, has_names=bool(texts))
    return legend.with_legend(drawing, legend.people(tree))


def _tops(tree: Tree, names: Sequence[_Name], gap: float) -> list[float]:
    """Return how far down each tier stands, and the one that would follow: the names above hang between them."""
    below = [0.0] * tree.tiers
    for name, depth in zip(names, tree.depths, strict=True):
        below[depth] = max(below[depth], name.below)
    return [0.0, *accumulate(gap + room for room in below)]


def _names(tree: Tree) -> list[_Name]:
    """Set names beside those who brought somebody, else under the dot, hanging where there are many."""
    is_roomy = tree.recruits.count(0) <= UPRIGHT_LEAVES
    at_leaf, width = ("under", LABEL_WIDTH) if is_roomy else ("hanging", NARROW_LABEL_WIDTH)
    return [
        _name(svg.shortened(tree.person(member).label, width), "beside" if recruits else at_leaf)
        for member, recruits in enumerate(tree.recruits)
    ]


def _name(text: str, place: str) -> _Name:
    width = svg.width_of(text)
    if not text:
        return _Name(text, place, _DOT, _DOT, 0)
    if place == "beside":
        return _Name(text, place, _DOT, _DOT + 4 + width, 0)
    if place == "under":
        reach = max(_DOT, width / 2)
        return _Name(text, place, reach, reach, svg.FONT_SIZE + 4)
    return _Name(text, place, _DOT, _DOT, width + 2)


def _links(points: Sequence[svg.Point], parents: Sequence[int], gap: float) -> list[str]:
    curves: list[str] = []
    for member, parent in enumerate(parents[1:], start=1):
        (x0, y0), (x1, y1) = points[parent], points[member]
        bend = y1 - gap / 2  # below the names of the tier above
        start, end = f"M{svg.number(x0)} {svg.number(y0)}", f"{svg.number(x1)} {svg.number(y1)}"
        curves.append(f"{start}C{svg.number(x0)} {svg.number(bend)} {svg.number(x1)} {svg.number(bend)} {end}")
    return curves
