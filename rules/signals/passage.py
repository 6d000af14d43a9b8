"""One text under reading: its normal form, where the lexicon's concepts are met, its sentences and clauses."""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import NamedTuple

from rules.signals.normaliser import Normal
from rules.signals.signal import Kind

_SENTENCE_END = re.compile(r"[。!?;\n]|\.(?=\s|$)")
_CLAUSE_END = re.compile(r"[。!?;\n,、:]|\.(?=\s|$)|[,;:](?=\s)|\s-\s")
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
        self._sentences: dict[Hit, Hit] = {}
        self._clauses: dict[Hit, Hit] = {}

    def add(self, found: Iterable[Found]) -> None:
        """Let later parsers see what an earlier one found, as the concept `=kind`."""
        for item in found:
            insort(self._hits.setdefault(f"={item.kind}", []), Hit(item.start, item.end))

    def has_any(self, concepts: frozenset[str]) -> bool:
        """Return whether any of *concepts* is met anywhere."""
        return not concepts.isdisjoint(self._hits)

    def hits(self, concept: str) -> list[Hit]:
        """Return the hits of *concept* in order of their start."""
        return self._hits.get(concept, _NONE)

    def has(self, *concepts: str) -> bool:
        """Return whether any of *concepts* is met anywhere."""
        return any(concept in self._hits for concept in concepts)

    def near(self, at: Hit, concepts: Iterable[str], reach: int = REACH, *, across: bool = False) -> bool:
        """Return whether one of *concepts* is met beside *at*, in its sentence unless *across*."""
        met = [concept for concept in concepts if concept in self._hits]
        if not met:
            return False
        window = Hit(max(0, at.start - reach), at.end + reach) if across else self.around(at, reach, reach)
        return any(self.first_within(concept, window, beside=at) for concept in met)

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
        if at not in self._sentences:
            self._sentences[at] = self._part(self._sentence_ends, at)
        return self._sentences[at]

    def clause(self, at: Hit) -> Hit:
        """Return the clause that holds *at*; one that runs over a comma spans both sides of it."""
        if at not in self._clauses:
            self._clauses[at] = self._part(self._clause_ends, at)
        return self._clauses[at]

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

    def _part(self, ends: list[int], at: Hit) -> Hit:
        if not ends:
            return Hit(max(0, at.start - _LONGEST), min(len(self.text), at.end + _LONGEST))
        before, after = bisect_right(ends, at.start), bisect_left(ends, at.end)
        start = ends[before - 1] if before else 0
        end = ends[after] if after < len(ends) else len(self.text)
        return Hit(max(start, at.start - _LONGEST), min(end, at.end + _LONGEST))

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [end.end() for end in _SENTENCE_END.finditer(self.text)]

    @cached_property
    def _clause_ends(self) -> list[int]:
        return [end.end() for end in _CLAUSE_END.finditer(self.text)]
