"""Separators held between Chinese characters, and the text without them."""

import re
from bisect import bisect_right
from itertools import accumulate

_MARKS = r"[ .*_|/·•~\-'`^丶]"
_APART = re.compile(rf"{_MARKS}(?<=[\u4e00-\u9fff].){_MARKS}{{0,2}}(?=[\u4e00-\u9fff])")


class Closed:
    """A text with its gaps closed; `gaps` are the spans that were left out."""

    def __init__(self, text: str) -> None:
        self.gaps = [match.span() for match in _APART.finditer(text)] if _APART.search(text) else []
        self.text = text
        if self.gaps:
            self._close()

    def _close(self) -> None:
        self.text = _APART.sub("", self.text)
        self._widths = list(accumulate((end - start for start, end in self.gaps), initial=0))
        self._places = [start - before for (start, _), before in zip(self.gaps, self._widths, strict=False)]

    def within(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the gaps that [start, end) of the closed text runs across."""
        if not self.gaps:
            return []
        return self.gaps[bisect_right(self._places, start) : bisect_right(self._places, end - 1)]

    def opened(self, start: int, end: int) -> tuple[int, int]:
        """Return [start, end) of the closed text, not empty, as a span of the text."""
        if not self.gaps:
            return start, end
        return start + self._before(start), end + self._before(end - 1)

    def _before(self, at: int) -> int:
        return self._widths[bisect_right(self._places, at)]
