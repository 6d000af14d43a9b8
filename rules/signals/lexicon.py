"""The words that wake the parsers: YAML files of concepts, compiled into one automaton."""

from collections.abc import Iterable
from operator import itemgetter
from pathlib import Path
from string import ascii_lowercase

from ahocorasick_rs import AhoCorasick

from rules.errors import RulesError
from rules.signals.entries import Entry, gathered
from rules.signals.normaliser import Normaliser
from rules.signals.passage import Hit

BUILTIN = Path(__file__).parent / "lexicons"
_MOST = 2000  # hits of one concept; what a text says more often it has said (design: bounds work on a flood)
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_LETTERS = _CYRILLIC.union(ascii_lowercase)  # a normal form holds no capitals
_STEM = 4  # letters from which a Russian term may go on, for it is inflected at its end (design)
_number = itemgetter(0)


class LexiconError(RulesError):
    """One or more lexicon entries are wrong; every one is named with its file, concept and place."""


class Lexicon:
    """All terms of all concepts in one automaton; a text is scanned once, in time linear in its length.

    `terms` leads from every spelling, in normal form, to the term it is a variant of.
    """

    def __init__(self, entries: list[Entry], normaliser: Normaliser) -> None:
        senses: dict[str, set[str]] = {}
        self.terms: dict[str, str] = {}
        for entry in entries:
            concepts = {entry.concept, entry.stance.value} if entry.stance else {entry.concept}
            spellings = [normaliser(spelling).text for spelling in entry.spellings]
            for spelling in spellings:
                senses.setdefault(spelling, set()).update(concepts)
                self.terms.setdefault(spelling, spellings[0])
        self._concepts = tuple(tuple(sorted(concepts)) for concepts in senses.values())
        self._lettered = frozenset(
            number for number, term in enumerate(senses) if term[:1] in _LETTERS or term[-1:] in _LETTERS
        )
        self._stems = frozenset(
            number for number, term in enumerate(senses) if term[-1:] in _CYRILLIC and len(term) >= _STEM
        )
        self._automaton = AhoCorasick(tuple(senses))

    @classmethod
    def load(cls, folder: Path, normaliser: Normaliser, own: Iterable[Path] = ()) -> "Lexicon":
        """Read every `*.yaml` of *folder*, and from the folders of *own* more terms for the same concepts.

        Raises:
            LexiconError: entries that are not what a lexicon holds, all of them together.
        """
        entries, errors = gathered(folder)
        known = frozenset(entry.concept for entry in entries)
        for added in own:
            more, wrong = gathered(added, known)
            entries += more
            errors += wrong
        for entry in entries:
            gone = [spelling for spelling in entry.spellings if not normaliser(spelling).text]
            errors += [f"{entry.concept}: nothing is left of {spelling!r} in normal form" for spelling in gone]
        if errors:
            raise LexiconError("\n".join(errors))
        return cls(entries, normaliser)

    def numbers(self, concepts: frozenset[str]) -> frozenset[int]:
        """Return the numbers of the terms that stand for one of *concepts*."""
        return frozenset(number for number, own in enumerate(self._concepts) if not concepts.isdisjoint(own))

    def scan(self, text: str, waking: frozenset[int] | None = None) -> dict[str, list[Hit]]:
        """Return where each concept is met in *text*, a normal form; hits of a concept in order of their start.

        *waking* are numbers of terms of which one must occur: most messages hold none and cost only the automaton.
        """
        matches = self._matches(text)
        if waking is not None and waking.isdisjoint(map(_number, matches)):
            return {}
        hits: dict[str, list[Hit]] = {}
        for number, start, end in matches:
            if number in self._lettered and self._is_part_of_word(number, text, start, end):
                continue
            hit = Hit(start, end)
            for concept in self._concepts[number]:
                met = hits.get(concept)
                if met is None:
                    hits[concept] = [hit]
                elif len(met) < _MOST:
                    met.append(hit)
        for concept, met in hits.items():
            if len(met) > 1:
                hits[concept] = _outermost(met)
        return hits

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return [start, end) of every term in *text*, a normal form, in order of their end."""
        return [(start, end) for _, start, end in self._matches(text)]

    def _is_part_of_word(self, number: int, text: str, start: int, end: int) -> bool:
        return _splits_word(text, start) or (number not in self._stems and _splits_word(text, end))

    def _matches(self, text: str) -> list[tuple[int, int, int]]:
        return self._automaton.find_matches_as_indexes(text, overlapping=True)


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Return *hits* in order of their start without those that lie within another: 没到账 within 还没到账."""
    hits.sort(key=lambda hit: (hit.start, -hit.end))
    kept: list[Hit] = []
    for hit in hits:
        if not kept or hit.end > kept[-1].end:
            kept.append(hit)
    return kept


def _splits_word(text: str, at: int) -> bool:
    """Return whether a boundary at *at* would cut a Latin or Cyrillic word in two."""
    return 0 < at < len(text) and text[at - 1] in _LETTERS and text[at] in _LETTERS
