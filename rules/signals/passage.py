"""One text under reading: its normal form, where the lexicon's concepts are met, its sentences and clauses."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, KeysView, Mapping
from typing import NamedTuple

from rules.signals.normaliser import Normal
from rules.signals.signal import Kind

_NO_END = r"(?<!\?(?=[a-z0-9=]))(?<!\.(?=\S))"  # no end: example.com/?id=7
_SENTENCE_END = re.compile(rf"[。!;\n?.]{_NO_END}")
_CLAUSE_END = re.compile(rf"[。!;\n,、:?.]{_NO_END}|\s-\s")
REACH = 40  # characters: a chat sentence rarely holds more (design)
_LONGEST = 200  # characters to either side that still count as the same sentence: keeps reading linear
_NONE: list["Hit"] = []


class Hit(NamedTuple):
    """Where a concept is met: [start, end) of the normal form."""

    start: int
    end: int


class Found(NamedTuple):
    """What a parser found, at [start, end) of the normal form; the stance is judged afterwards."""

    start: int
    end: int
    kind: Kind
    value: float | str | None = None
    unit: str = ""
    confidence: float = 1.0


class Passage:
    """A text with its concepts; every look around a hit is bounded, so that reading stays linear."""

    def __init__(self, normal: Normal, hits: dict[str, list[Hit]], terms: Mapping[str, str]) -> None:
        self.normal = normal
        self.text = normal.text
        self._hits = hits
        self._terms = terms
        self.concepts: KeysView[str] = hits.keys()
        """The concepts met anywhere, `=kind` for the signals found so far."""
        self._sentences: _Parts | None = None  # divided when first asked for
        self._clauses: _Parts | None = None

    def add(self, found: Iterable[Found]) -> None:
        """Let later parsers see what an earlier one found, as the concept `=kind`."""
        for item in found:
            insort(self._hits.setdefault(f"={item.kind}", []), Hit(item.start, item.end))

    def hits(self, concept: str) -> list[Hit]:
        """Return the hits of *concept* in order of their start."""
        return self._hits.get(concept, _NONE)

    def has(self, *concepts: str) -> bool:
        """Return whether any of *concepts* is met anywhere."""
        return not self.concepts.isdisjoint(concepts)

    def near(self, at: Hit, concepts: Iterable[str], reach: int = REACH, *, across: bool = False) -> bool:
        """Return whether one of *concepts* is met beside *at*, in its sentence unless *across*."""
        window: Hit | None = None
        for concept in concepts:
            if concept in self._hits:
                if window is None:
                    window = Hit(max(0, at.start - reach), at.end + reach) if across else self.around(at, reach, reach)
                if self.first_within(concept, window, beside=at):
                    return True
        return False

    def first_within(self, concept: str, span: Hit, beside: Hit | None = None) -> Hit | None:
        """Return the first hit of *concept* inside *span* that does not touch *beside*."""
        hits = self._hits.get(concept)
        if hits is None:
            return None
        for index in range(bisect_left(hits, span[:1]), len(hits)):
            hit = hits[index]
            if hit.start >= span.end:
                break
            if hit.end <= span.end and (beside is None or hit.end <= beside.start or hit.start >= beside.end):
                return hit
        return None

    def all_within(self, concept: str, span: Hit) -> list[Hit]:
        """Return the hits of *concept* inside *span*."""
        hits = self._hits.get(concept, _NONE)
        inside = hits[bisect_left(hits, span[:1]) : bisect_left(hits, (span.end,))] if hits else hits
        return [hit for hit in inside if hit.end <= span.end]

    def sentence(self, at: Hit) -> Hit:
        """Return the sentence that holds the start of *at*."""
        if self._sentences is None:
            self._sentences = _Parts(self.text, _SENTENCE_END)
        return self._sentences.at(at)

    def clause(self, at: Hit) -> Hit:
        """Return the clause that holds *at*; one that runs over a comma spans both sides of it."""
        if self._clauses is None:
            self._clauses = _Parts(self.text, _CLAUSE_END)
        return self._clauses.at(at)

    def around(self, at: Hit, before: int = 0, after: int = 0) -> Hit:
        """Return *at* widened by so many characters, within its sentence."""
        sentence = self.sentence(at)
        return Hit(max(at.start - before, sentence.start), min(at.end + after, sentence.end))

    def cut(self, span: Hit) -> str:
        """Return the characters of *span*."""
        return self.text[span.start : span.end]

    def term(self, hit: Hit) -> str:
        """Return the term the lexicon knows *hit* as a spelling of."""
        return self._terms[self.cut(hit)]

    def original(self, start: int, end: int) -> str:
        """Return what the user typed for [start, end) of the normal form."""
        first, last = self.normal.span(start, end)
        return self.normal.original[first:last]

    def cased(self, start: int, end: int) -> str:
        """Return [start, end) of the normal form with the capitals that the user typed, however he drew them."""
        return "".join(
            self.text[at].upper() if any(map(str.isupper, self.original(at, at + 1))) else self.text[at]
            for at in range(start, end)
        )


class _Parts:
    """The parts into which *end* divides a text; most messages are one part, and short."""

    def __init__(self, text: str, end: re.Pattern[str]) -> None:
        self._length = len(text)
        self._ends = [match.end() for match in end.finditer(text)]
        self._whole = Hit(0, len(text)) if len(text) <= _LONGEST and self._ends in ([], [len(text)]) else None

    def at(self, at: Hit) -> Hit:
        """Return the part that holds *at*, no further than `_LONGEST` to either side."""
        if self._whole:
            return self._whole
        before, after = bisect_right(self._ends, at.start), bisect_left(self._ends, at.end)
        start = self._ends[before - 1] if before else 0
        end = self._ends[after] if after < len(self._ends) else self._length
        return Hit(max(start, at.start - _LONGEST), min(end, at.end + _LONGEST))
