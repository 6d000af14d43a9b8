"""Words whose characters are held apart (提 币, 保.本) are put together again."""

from rules.signals.disguises.gaps import Closed
from rules.signals.lexicon import Lexicon
from rules.signals.normal import Edit, Normal


def joined(normal: Normal, lexicon: Lexicon) -> Normal:
    """Return *normal* without the separators that a term of *lexicon* runs across; all others stay.

    Between Chinese characters only: a space there is often a comma, so that it takes a term to drop it.
    """
    closed = Closed(normal.text)
    if not closed.gaps:
        return normal
    within = sorted({gap for span in lexicon.spans(closed.text) for gap in closed.within(*span)})
    return normal.edited([Edit(*gap, "") for gap in within]) if within else normal
