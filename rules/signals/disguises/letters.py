"""Words spelt out (t.e.l.e.g.r.a.m), written with digits (te1egram) and hosts with a spelt-out dot."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rules.signals.normal import Edit

_ANY = re.compile("[a-z\u0430-\u044f]")
_LETTER = "[a-z\u0430-\u044f]"
_SPELT = re.compile(
    rf"{_LETTER}(?=[ .\-_*|/·•~])(?<![a-z\u0430-\u044f0-9].)(?P<mark>[ .\-_*|/·•~]{{1,2}}){_LETTER}(?!{_LETTER})"
    rf"(?:(?P=mark){_LETTER}(?!{_LETTER})){{2,}}+"
)
_IN_PLACE = "013457@$"  # of the letters of
_LETTERS = "oleastas"
_LEET_HINT = re.compile(rf"[a-z][{_IN_PLACE}]")
_LEET = re.compile(rf"(?<![a-z0-9@$])[a-z]++[{_IN_PLACE}][a-z{_IN_PLACE}]*+")
_TO_LETTERS = str.maketrans(_IN_PLACE, _LETTERS)

_ENDS = "com|cn|net|org|top|vip|xyz|ru"  # of a host
_MORE_ENDS = f"{_ENDS}|cc|me|app|info|club|shop|site|live|pro|io"
_DOT_HINT = re.compile(rf"[点丶。)\]]\s?(?:{_MORE_ENDS})(?![a-z0-9])|[.·tа]\s(?:{_ENDS})(?![a-z0-9])")
_DOT = re.compile(
    rf"(?<=[a-z0-9])(?:\s?点\s?(?=(?:{_MORE_ENDS})(?![a-z0-9]))"
    r"|(?:[丶。]|\s[.·]\s|\s?[(\[]\s?(?:dot|点|точка|\.)\s?[)\]]\s?|\s(?:dot|точка)\s)"
    rf"(?=(?:{_ENDS})(?![a-z0-9])))"
)


class Letters:
    """Puts words of Latin and Cyrillic letters together; *leet* are the words that digits may disguise."""

    def __init__(self, leet: frozenset[str]) -> None:
        self._leet = leet

    def __call__(self, text: str) -> list[Edit]:
        """Return the edits that make whole the words that *text* spells out."""
        if not _ANY.search(text):
            return []
        edits = [*_spelt(text)]
        if _LEET_HINT.search(text):
            edits += self._disguised(text)
        if _DOT_HINT.search(text):
            edits += (Edit(*dot.span(), ".") for dot in _DOT.finditer(text))
        return sorted(edits)

    def _disguised(self, text: str) -> Iterator[Edit]:
        for match in _LEET.finditer(text):
            meant = match[0].translate(_TO_LETTERS)
            if meant in self._leet:
                yield Edit(*match.span(), meant)


def _spelt(text: str) -> Iterator[Edit]:
    for match in _SPELT.finditer(text):
        mark = match["mark"]
        if not _is_list(match[0].split(mark)):
            step = 1 + len(mark)
            yield from (Edit(at + 1, at + step, "") for at in range(match.start(), match.end() - 1, step))


def _is_list(letters: list[str]) -> bool:
    """Return whether *letters* are an enumeration (a b c d), or one cry (x x x x)."""
    steps = {ord(second) - ord(first) for first, second in pairwise(letters)}
    return steps in ({0}, {1})
