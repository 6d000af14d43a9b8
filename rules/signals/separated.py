"""Words whose characters are held apart (提 币, 保.本) are put together again."""

import re
from bisect import bisect_right
from itertools import accumulate

from rules.signals.lexicon import Lexicon
from rules.signals.normaliser import Normal

_MARKS = r"[ .*_|/·•~\-]"
_APART = re.compile(rf"{_MARKS}(?<=[\u4e00-\u9fff].){_MARKS}{{0,2}}(?=[\u4e00-\u9fff])")


def joined(normal: Normal, lexicon: Lexicon) -> Normal:
    """Return *normal* without the separators that a term of *lexicon* runs across; all others stay.

    Between Chinese characters only: a space there is often a comma, so that it takes a term to drop it.
    """
    gaps = [match.span() for match in _APART.finditer(normal.text)]
    if not gaps:
        return normal
    dropped = {at for start, end in _run_across(normal.text, gaps, lexicon) for at in range(start, end)}
    if not dropped:
        return normal
    kept = [at for at in range(len(normal.text)) if at not in dropped]
    offsets = normal.offsets or range(len(normal.text))
    return Normal("".join(normal.text[at] for at in kept), normal.original, tuple(offsets[at] for at in kept))


def _run_across(text: str, gaps: list[tuple[int, int]], lexicon: Lexicon) -> set[tuple[int, int]]:
    """Return those of *gaps* that lie within a term once all gaps are closed."""
    widths = accumulate((end - start for start, end in gaps), initial=0)
    places = [start - before for (start, _), before in zip(gaps, widths, strict=False)]
    within: set[tuple[int, int]] = set()
    for start, end in lexicon.spans(_APART.sub("", text)):
        index = bisect_right(places, start)
        while index < len(places) and places[index] < end:
            within.add(gaps[index])
            index += 1
    return within
