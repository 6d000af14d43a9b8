"""Words written by sound or by shape (薇信, 君羊, 卫星 beside an account) are replaced by what is meant."""

import re
from typing import NamedTuple

from ahocorasick_rs import AhoCorasick

from rules.signals.disguises.gaps import Closed
from rules.signals.disguises.table import Beside, Table
from rules.signals.normal import Edit

_INSIDE = re.compile("[a-z]{2}")  # a boundary there would cut a Latin word in two
_REACH = 8  # characters before a disguise that its context may take


class _Place(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]

    def fits(self, text: str, start: int, end: int) -> bool:
        return bool(self.after.match(text, end) and self.before.search(text, max(0, start - _REACH), start))


class Words:
    """All words of a table in one automaton; a text is scanned once, across the gaps between its characters."""

    def __init__(self, table: Table) -> None:
        contexts = {name: tuple(map(_place, patterns)) for name, patterns in table.contexts.items()}
        meanings = {
            spelling: (entry.meant, contexts[entry.beside] if entry.beside else ())
            for entry in table.words
            for spelling in entry.spellings()
        }
        self._meanings = tuple(meanings.values())
        self._automaton = AhoCorasick(tuple(meanings))

    def __call__(self, text: str) -> list[Edit]:
        """Return the edits that replace the disguised words of *text*."""
        if text.isascii():
            return []
        closed = Closed(text)
        edits: list[Edit] = []
        for number, start, end in self._automaton.find_matches_as_indexes(closed.text, overlapping=True):
            meant, places = self._meanings[number]
            if _is_meant(closed.text, start, end, places):
                edits.append(Edit(*closed.opened(start, end), meant))
        return edits if len(edits) < 2 else _apart(edits)


def _apart(edits: list[Edit]) -> list[Edit]:
    """Return *edits* in order without those that overlap an earlier or, from the same start, a longer one."""
    edits.sort(key=lambda edit: (edit.start, -edit.end))
    kept: list[Edit] = []
    for edit in edits:
        if not kept or edit.start >= kept[-1].end:
            kept.append(edit)
    return kept


def _place(beside: Beside) -> _Place:
    return _Place(re.compile(rf"(?:{beside.before})\Z"), re.compile(beside.after))


def _is_meant(text: str, start: int, end: int, places: tuple[_Place, ...]) -> bool:
    if _INSIDE.match(text, max(start - 1, 0), start + 1) or _INSIDE.match(text, end - 1, end + 1):
        return False
    return not places or any(place.fits(text, start, end) for place in places)
