"""SVG text and the marks all pictures share.

People are told apart by shape first and colour second: a diamond is the organiser, a full dot brought somebody, an
open dot brought nobody. Every colour that carries meaning has a contrast of at least 4.5:1 against the white ground.
Styling is by attributes only, so that a strict content security policy or a printer change nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from unicodedata import east_asian_width

from graph.xml import escaped

INK = "#1f2937"
FAINT = "#d1d5db"  # rings and other decoration that carries no meaning
ORGANISER = "#9b1c1c"
PEOPLE = "#1d4ed8"
PEOPLE_BELOW = "#1e3a8a"  # every second row
LINK = "#6b7280"
GROUND = "#ffffff"

FONT_SIZE = 12
_FONTS = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_HALF_WIDTH = 7.2  # widest usual advance of a Latin letter at FONT_SIZE
_MARGIN = 24

Point = tuple[float, float]


def number(value: float) -> str:
    """Return *value* with at most two decimals."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


@dataclass(frozen=True, slots=True)
class Drawing:
    """SVG elements and the box around them, in units of a pixel."""

    body: Sequence[str]
    left: float
    top: float
    width: float
    height: float


def document(drawing: Drawing, *, title: str, description: str) -> str:
    """Wrap *drawing* into one self-contained picture that scales with its place."""
    left, top = number(drawing.left - _MARGIN), number(drawing.top - _MARGIN)
    width, height = number(drawing.width + 2 * _MARGIN), number(drawing.height + 2 * _MARGIN)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" role="img" viewBox="{left} {top} {width} {height}"'
            f' width="{width}" height="{height}" preserveAspectRatio="xMidYMin meet"'
            f' font-family="{_FONTS}" font-size="{FONT_SIZE}">',
            f"<title>{escaped(title)}</title>",
            f"<desc>{escaped(description)}</desc>",
            f'<rect x="{left}" y="{top}" width="{width}" height="{height}" fill="{GROUND}"/>',
            *drawing.body,
            "</svg>",
        ]
    )


def person(x: float, y: float, *, is_organiser: bool, is_recruiter: bool, label: str = "") -> str:
    """Mark one person; *label* shows on hover."""
    hover = f"<title>{escaped(label)}</title>" if label else ""
    if is_organiser:
        return f'<path d="M{number(x)} {number(y - 10)}l10 10l-10 10l-10 -10z" fill="{ORGANISER}">{hover}</path>'
    fill = PEOPLE if is_recruiter else GROUND
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="{4.5 if is_recruiter else 3.5}" fill="{fill}"'
        f' stroke="{PEOPLE}" stroke-width="1.5">{hover}</circle>'
    )


def people(points: Sequence[Point], parents: Sequence[int], labels: Sequence[str] = ()) -> list[str]:
    """Mark everybody of a tree."""
    recruiters, names = set(parents), labels or [""] * len(points)
    return [
        person(x, y, is_organiser=member == 0, is_recruiter=member in recruiters, label=name)
        for member, ((x, y), name) in enumerate(zip(points, names, strict=True))
    ]


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
