"""Words between quotation marks, and how the words beside them stand to them."""

import re
from bisect import bisect_left

from rules.signals.passage import Hit, Passage

_QUOTED = re.compile(
    r"“[^“”\n]{1,200}”|「[^「」\n]{1,200}」|『[^『』\n]{1,200}』|‘[^‘’\n]{1,200}’|\"[^\"\n]{1,200}\"|«[^«»\n]{1,200}»"
)
_SPEAKING = re.compile(
    r"(?:(?:说|称|写|发|叫|骂|喊|吼|嚷|标记|标注|显示|私信|私聊|留言|所谓|打着)(?:我们?|他|她|大家|[为成])?|said|says|wrote|writes|claims?|claimed|called"
    r"|говорит|говорят|пишет|пишут|обещают|написал)(?:的|着|过|道|了)?[\s:,]*$"
)
_BESIDE = 60  # characters within which a warning or a refusal judges a quotation (design)
_LEAD = 16  # characters within which words of speaking lead into a quotation or follow it


class Quotations:
    """The quotations of one passage."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._marks = [Hit(*match.span()) for match in _QUOTED.finditer(passage.text)]

    def __bool__(self) -> bool:
        return bool(self._marks)

    def around(self, at: Hit) -> Hit | None:
        """Return the quotation marks around *at*."""
        index = bisect_left(self._marks, at) - 1
        return self._marks[index] if index >= 0 and at.end < self._marks[index].end else None

    def _is_spoken(self, mark: Hit) -> bool:
        before = _SPEAKING.search(self._passage.text, max(0, mark.start - _LEAD), mark.start)
        return bool(before or self._passage.first_within("quote", Hit(mark.end, mark.end + _LEAD)))

    def is_repeated(self, at: Hit) -> bool:
        """Return whether *at* stands in a quotation that words of speaking lead into or follow."""
        mark = self.around(at)
        return mark is not None and self._is_spoken(mark)

    def is_judged(self, at: Hit) -> bool:
        """Return whether *at* stands in a quotation that words beside it warn of or refuse."""
        mark = self.around(at)
        return mark is not None and self._passage.near(mark, ["deny", "warn"], _BESIDE, across=True)
