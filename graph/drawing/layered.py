"""Top-down drawing with names, for trees in which every person can be read."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.drawing import marks, svg
from graph.drawing.tidy import tidy
from graph.drawing.tree import Tree
from graph.xml import escaped

LABEL_WIDTH = 116.0
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
            "hanging": f'transform="translate({svg.number(x - 4)} {svg.number(y + _DOT)}) rotate(90)"',
        }[self.place]
        return f"<text {attributes}>{escaped(self.text)}</text>"


def layered(tree: Tree) -> svg.Drawing:
    """Draw *tree* tier by tier."""
    names = _names(tree)
    across = tidy(tree.parents, lambda left, right: names[left].right + names[right].left + _SPACE)
    gap = _GAP if tree.tiers <= TALL_TIERS else _LOW_GAP
    row = gap + max(name.below for name in names)
    points = [(x, depth * row) for x, depth in zip(across, tree.depths, strict=True)]
    texts = [name.drawn(x, y) for name, (x, y) in zip(names, points, strict=True) if name.text]
    body = [svg.links(_links(points, tree.parents, gap)), *marks.people(tree, points)]
    left = min(x - name.left for name, x in zip(names, across, strict=True))
    right = max(x + name.right for name, x in zip(names, across, strict=True))
    below = max(name.below for name, depth in zip(names, tree.depths, strict=True) if depth == tree.tiers - 1)
    return svg.Drawing(
        [*body, *svg.group(f'fill="{svg.INK}"', texts)],
        left, -_DOT, right - left, (tree.tiers - 1) * row + 2 * _DOT + below,
    )  # fmt: skip


def _names(tree: Tree) -> list[_Name]:
    """Set names beside those who brought somebody, else under the dot, hanging where there are many."""
    at_leaf = "under" if tree.recruits.count(0) <= UPRIGHT_LEAVES else "hanging"
    return [
        _name(svg.shortened(tree.person(member).label, LABEL_WIDTH), "beside" if recruits else at_leaf)
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
    return _Name(text, place, _DOT, _DOT, width)


def _links(points: Sequence[svg.Point], parents: Sequence[int], gap: float) -> list[str]:
    curves: list[str] = []
    for member, parent in enumerate(parents[1:], start=1):
        (x0, y0), (x1, y1) = points[parent], points[member]
        bend = y1 - gap / 2  # below the names of the tier above
        start, end = f"M{svg.number(x0)} {svg.number(y0)}", f"{svg.number(x1)} {svg.number(y1)}"
        curves.append(f"{start}C{svg.number(x0)} {svg.number(bend)} {svg.number(x1)} {svg.number(bend)} {end}")
    return curves
