"""SVG text: numbers, words that fit, and the document around a drawing.

Styling is by attributes only, so that a strict content security policy or a printer change nothing. A picture brings
its own white ground: colours that carry meaning have been chosen against it, whatever the page around is.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from graph.xml import escaped

INK = "#1f2937"
FAINT = "#d1d5db"  # rings and other decoration that carries no meaning
LINK = "#6b7280"
GROUND = "#ffffff"

FONT_SIZE = 12
_FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_HALF_WIDTH = 7.5  # widest usual advance of a Latin letter at FONT_SIZE
_MARGIN = 16

Point = tuple[float, float]


def number(value: float) -> str:
    """Return *value* with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG elements and the box around them, in units of a pixel; `has_names`: to be read, not only looked at."""

    body: Sequence[str]
    left: float
    top: float
    width: float
    height: float
    has_names: bool = False


def document(drawing: Drawing, *, title: str, description: str, name: str) -> str:
    """Wrap *drawing* into one self-contained picture that scales with its place; its ids begin with *name*.

    Its class is `names` where it should rather be scrolled than shrunk.
    """
    left, top = number(drawing.left - _MARGIN), number(drawing.top - _MARGIN)
    width, height = number(drawing.width + 2 * _MARGIN), number(drawing.height + 2 * _MARGIN)
    name, kind = escaped(name), ' class="names"' if drawing.has_names else ""
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg"{kind} role="img" aria-labelledby="{name}-title {name}-desc"'
            f' viewBox="{left} {top} {width} {height}" width="{width}" height="{height}"'
            f' preserveAspectRatio="xMidYMin meet" font-family="{_FONTS}" font-size="{FONT_SIZE}">',
            f'<title id="{name}-title">{escaped(title)}</title>',
            f'<desc id="{name}-desc">{escaped(description)}</desc>',
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" rx="6" fill="{GROUND}"/>',
            *drawing.body,
            "</svg>",
        ]
    )


def group(attributes: str, elements: Iterable[str]) -> list[str]:
    """Return *elements* with *attributes* in common; nothing when there are none."""
    inside = list(elements)
    return [f"<g {attributes}>", *inside, "</g>"] if inside else []


def element(tag: str, attributes: str, hover: str = "") -> str:
    """Return an element that says *hover* when pointed at."""
    return f"<{tag} {attributes}><title>{escaped(hover)}</title></{tag}>" if hover else f"<{tag} {attributes}/>"


def text(words: str, x: float, y: float, attributes: str = "") -> str:
    """Return a line of text; *y* is its middle."""
    return f'<text x="{number(x)}" y="{number(y + FONT_SIZE / 3)}"{attributes}>{escaped(words)}</text>'


def links(curves: Iterable[str]) -> str:
    """Draw all invites as one path."""
    return f'<path d="{"".join(curves)}" fill="none" stroke="{LINK}" stroke-width="1"/>'


def width_of(text: str) -> float:
    """Estimate the width of *text* in one line; wide characters count twice."""
    return _HALF_WIDTH * sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def shortened(text: str, width: float) -> str:
    """Cut *text* to *width*, marked by an ellipsis."""
    if width_of(text) <= width:
        return text
    kept = ""
    for character in text:
        if width_of(kept + character + "…") > width:
            break
        kept += character
    return kept + "…"
