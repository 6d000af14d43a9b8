"""The words that wake the parsers: YAML files of concepts, compiled into one automaton."""

from collections.abc import Iterator, Mapping
from operator import itemgetter
from pathlib import Path
from string import ascii_lowercase
from typing import NamedTuple, cast

import yaml
from ahocorasick_rs import AhoCorasick

from rules.errors import RulesError
from rules.signals.normaliser import Normaliser
from rules.signals.passage import Hit
from rules.signals.signal import Stance

BUILTIN = Path(__file__).parent / "lexicons"
_MOST = 2000  # hits of one concept; what a text says more often it has said (design: bounds work on a flood)
_CYRILLIC = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_LETTERS = _CYRILLIC.union(ascii_lowercase)  # a normal form holds no capitals
_STEM = 4  # letters from which a Russian term may go on, for it is inflected at its end (design)
_number = itemgetter(0)
_KEYS = {"term", "variants", "stance", "note", "source"}


class LexiconError(RulesError):
    """One or more lexicon entries are wrong; every one is named with its file, concept and place."""


class Entry(NamedTuple):
    """One line of a lexicon: spellings of one term, and the stance its presence speaks for, if any."""

    concept: str
    spellings: tuple[str, ...]
    stance: Stance | None = None


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
    def load(cls, folder: Path, normaliser: Normaliser) -> "Lexicon":
        """Read every `*.yaml` of *folder*.

        Raises:
            LexiconError: entries that are not what a lexicon holds, all of them together.
        """
        entries: list[Entry] = []
        errors: list[str] = []
        for path in sorted(folder.glob("*.yaml")):
            for item in _read(path):
                if isinstance(item, Entry):
                    entries.append(item)
                else:
                    errors.append(item)
        if not entries and not errors:
            errors.append(f"{folder}: no terms; expected *.yaml files of concepts")
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
        return {concept: found if len(found) == 1 else _outermost(found) for concept, found in hits.items()}

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


def _read(path: Path) -> Iterator[Entry | str]:
    """Yield the entries of one file, and a located message for each that is wrong."""
    try:
        document = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        yield f"{path.name}: not readable as YAML: {' '.join(str(error).split())}"
        return
    if not isinstance(document, Mapping):
        yield f"{path.name}: expected a mapping of concepts to lists of terms"
        return
    for concept, lines in cast("Mapping[object, object]", document).items():
        if not isinstance(lines, list):
            yield f"{path.name}: {concept}: expected a list of terms"
            continue
        for number, line in enumerate(cast("list[object]", lines), 1):
            entry = _entry(str(concept), line)
            yield entry if isinstance(entry, Entry) else f"{path.name}: {concept}, term {number}: {entry}"


def _entry(concept: str, line: object) -> Entry | str:
    """Return the entry a line holds, or what is wrong with it."""
    if isinstance(line, str):
        line = {"term": line}
    if not isinstance(line, Mapping):
        return f"expected a term or a mapping with `term`, not {line!r}"
    fields = cast("Mapping[str, object]", line)
    if unknown := set(fields) - _KEYS:
        return f"unknown key {', '.join(sorted(map(str, unknown)))}; expected {', '.join(sorted(_KEYS))}"
    variants = fields.get("variants", [])
    spellings = [fields.get("term"), *(cast("list[object]", variants) if isinstance(variants, list) else [None])]
    if not all(isinstance(spelling, str) and spelling for spelling in spellings):
        return f"every spelling must be a non-empty string (quote numbers and words like no), not {spellings!r}"
    stance = fields.get("stance")
    if stance is not None and stance not in Stance.__members__:
        return f"unknown stance {stance!r}; expected {', '.join(Stance)}"
    return Entry(concept, tuple(cast("list[str]", spellings)), Stance(str(stance)) if stance else None)
