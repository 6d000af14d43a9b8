"""The legend under a drawing: every mark that occurs, with its words, in as many lines as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass

from graph.drawing import svg
from graph.drawing.marks import OUTLINE, Look, halo, look, loss_scale
from graph.drawing.tree import Tree
from graph.drawing.words import Words

_LINE = 26.0
_MARK = 28.0  # room for a mark before its words
_SPACE = 18.0
_LEAST_WIDTH = 300.0
_ABOVE = 16.0
_PAGE = 850.0  # about what a page shows at once


@dataclass(frozen=True, slots=True)
class Entry:
    """A mark around (0, 0), at most 22 wide and high, and its words; without a mark it is a heading."""

    mark: str
    words: str

    @property
    def width(self) -> float:
        """Return how much of a line the entry takes."""
        return (_MARK if self.mark else 0) + svg.width_of(self.words) + _SPACE


def with_legend(drawing: svg.Drawing, entries: Sequence[Entry]) -> svg.Drawing:
    """Return *drawing* with *entries* below, as wide as it is; a single entry tells nothing apart and is left out.

    A drawing wider than a page is shown smaller than it is, so its legend is written larger.
    """
    if len(entries) < 2:
        return drawing
    larger = 1.0 if drawing.has_names else max(1.0, drawing.width / _PAGE)
    width = max(min(drawing.width / larger, _PAGE), _LEAST_WIDTH, *(entry.width for entry in entries))
    marks, height = _lines(entries, width)
    box_width = max(drawing.width, width * larger)
    left, top = drawing.left - (box_width - drawing.width) / 2, drawing.top + drawing.height
    place = f"translate({svg.number(left)} {svg.number(top)}) scale({svg.number(larger)})"
    body = [*drawing.body, *svg.group(f'fill="{svg.INK}" transform="{place}"', marks)]
    box = (left, drawing.top, box_width, drawing.height + height * larger)
    return svg.Drawing(body, *box, has_names=drawing.has_names)


def _lines(entries: Sequence[Entry], width: float) -> tuple[list[str], float]:
    """Return *entries* in lines of at most *width*, and the height of all."""
    x, y = 0.0, _ABOVE
    drawn: list[str] = []
    for entry in entries:
        if x and x + entry.width > width:
            x, y = 0.0, y + _LINE
        drawn.append(_drawn(entry, x, y + _LINE / 2))
        x += entry.width
    return drawn, y + _LINE


def _drawn(entry: Entry, x: float, y: float) -> str:
    if not entry.mark:
        return svg.text(entry.words, x, y, ' font-weight="bold"')
    mark = f'<g transform="translate({svg.number(x + 11)} {svg.number(y)})">{entry.mark}</g>'
    return mark + svg.text(entry.words, x + _MARK, y)


def people(tree: Tree) -> list[Entry]:
    """Return the entries of a drawing that marks every person; none when the tree has no words."""
    words = tree.words
    if words is None:
        return []
    scale = loss_scale(tree)
    steps = sorted({scale.step(person.lost) for person in tree.people} - {0})
    halos = [Entry(f"<g {OUTLINE}>{halo(step, 0, 0)}</g>", scale.range(step, words.amount)) for step in steps]
    heading = [Entry("", words.lost)] if steps else []
    return [*_roles({look(tree, member) for member in range(len(tree.parents))}, words), *heading, *halos]


def _roles(looks: set[Look], words: Words) -> list[Entry]:
    entries = [Entry(_mark(Look("diamond", True, False)), words.organiser)]
    if any(look.shape == "square" for look in looks):
        entries.append(Entry(_mark(Look("square", True, False)), words.staff))
    if any(look.shape != "diamond" and look.is_full for look in looks):
        entries.append(Entry(_mark(Look("dot", True, False)), words.recruiter))
    if any(not look.is_full for look in looks):
        entries.append(Entry(_mark(Look("dot", False, False)), words.member))
    if any(look.is_crossed for look in looks):
        entries.append(Entry(_mark(Look("dot", True, True)), words.left))
    return entries


def _mark(look: Look) -> str:
    return f"<g {look.attributes}>{look.at(0, 0)}</g>"
