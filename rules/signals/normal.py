"""A normal form of a text and the way back to what was typed."""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec


class Edit(NamedTuple):
    """What [start, end) of a text is replaced by; an empty `meant` drops it."""

    start: int
    end: int
    meant: str


class Normal(msgspec.Struct, frozen=True):
    """A normal form; its i-th character stood at [offsets[i], ends[i]), both None when nothing moved."""

    text: str
    original: str
    offsets: Sequence[int] | None = None
    ends: Sequence[int] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return [start, end) of the normal form, not empty, as a span of the original text."""
        if self.offsets is None or self.ends is None:
            return start, end
        return self.offsets[start], self.ends[end - 1]

    def edited(self, edits: list[Edit]) -> "Normal":
        """Return the form after *edits*, which are in order and do not overlap.

        A piece replaced by one as long keeps its places; each character of any other stands for the whole piece.
        """
        text = _replaced(self.text, edits)
        if self.offsets is None and all(end - start == len(meant) for start, end, meant in edits):
            return Normal(text, self.original)
        offsets = self.offsets or range(len(self.text))
        ends = self.ends or range(1, len(self.text) + 1)
        return Normal(text, self.original, _moved(offsets, edits, last=False), _moved(ends, edits, last=True))


def _replaced(text: str, edits: list[Edit]) -> str:
    pieces: list[str] = []
    at = 0
    for start, end, meant in edits:
        pieces += (text[at:start], meant)
        at = end
    pieces.append(text[at:])
    return "".join(pieces)


def _moved(places: Sequence[int], edits: list[Edit], *, last: bool) -> list[int]:
    """Return *places* of characters as *edits* leave them: of a replaced piece its first place or its *last*."""
    moved: list[int] = []
    at = 0
    for start, end, meant in edits:
        moved += places[at:start]
        if end - start == len(meant):
            moved += places[start:end]
        else:
            moved += [places[end - 1 if last else start]] * len(meant)
        at = end
    moved += places[at:]
    return moved
