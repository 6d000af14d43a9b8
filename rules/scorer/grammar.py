"""A grammar of offers and of the harmless talk that looks like them: labelled messages without end, from a seed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from random import Random
from typing import cast, get_args

from rules.scorer import disguising
from rules.scorer.disguising import Disguise
from rules.scorer.examples import CORPUS, CorpusError, Example, is_label, read_mapping
from rules.scorer.model import Label

CHINESE = CORPUS / "grammar_zh.yaml"
_PARTS = ("shares", "slots", "swaps", "templates")
_SLOT = re.compile(r"<([a-z_]+)(\?)?>")
_HABITS: tuple[Disguise, ...] = (disguising.traditional, disguising.wide, disguising.numbered)  # of innocent people
_TRICKS: tuple[Disguise, ...] = (
    *_HABITS,
    disguising.invisible,
    disguising.decorated,
    disguising.separated,
    disguising.lettered,
    disguising.look_alike,
    disguising.repeated,
    disguising.tagged,
)
_HABITUAL = 0.1  # shares of messages that are disguised (design)
_SWAPPED = 0.5
_TRICKED = 0.4


class Grammar:
    """Templates by label, slots that fill them, and other ways to write some words.

    `<call>` stands for one filling of the slot `call`, which may hold slots itself; `<call?>` is left out half the
    time; `#` is a digit. *shares* say how often each label is drawn.
    """

    def __init__(
        self,
        templates: Mapping[Label, Sequence[str]],
        slots: Mapping[str, Sequence[str]],
        swaps: Mapping[str, Sequence[str]],
        shares: Mapping[Label, int],
    ) -> None:
        self.templates = templates
        self.slots = slots
        self._shares = shares
        self._swapped = disguising.swapping(swaps)

    @classmethod
    def load(cls, path: Path = CHINESE) -> "Grammar":
        """Read a grammar.

        Raises:
            CorpusError: what a grammar cannot hold: unknown labels and slots, circles, empty lists; all together.
        """
        document = read_mapping(path)
        if isinstance(document, str):
            raise CorpusError(f"{path.name}: {document}")
        if errors := list(_faults(document)):
            raise CorpusError("\n".join(f"{path.name}: {error}" for error in errors))
        shares, slots, swaps, templates = (document[part] for part in _PARTS)
        return cls(
            cast("Mapping[Label, list[str]]", templates),
            cast("Mapping[str, list[str]]", slots),
            cast("Mapping[str, list[str]]", swaps),
            cast("Mapping[Label, int]", shares),
        )

    def generate(self, count: int, seed: int) -> Iterator[Example]:
        """Yield *count* examples; the same seed yields the same ones."""
        rng = Random(seed)  # noqa: S311  # examples need no secrecy
        labels, shares = list(self._shares), list(self._shares.values())
        for _ in range(count):
            (label,) = rng.choices(labels, shares)
            text = self.expand(rng.choice(self.templates[label]), rng)
            yield Example(self._disguise(text, label, rng), label)

    def expand(self, template: str, rng: Random) -> str:
        """Return *template* with its slots filled."""

        def fill(slot: re.Match[str]) -> str:
            if slot[2] and rng.random() < 0.5:
                return ""
            return self.expand(rng.choice(self.slots[slot[1]]), rng)

        return re.sub("#", lambda _: str(rng.randrange(10)), _SLOT.sub(fill, template))

    def _disguise(self, text: str, label: Label, rng: Random) -> str:
        if label == "ham":
            return rng.choice(_HABITS)(text, rng) if rng.random() < _HABITUAL else text
        if rng.random() < _SWAPPED:
            text = self._swapped(text, rng)
        return rng.choice(_TRICKS)(text, rng) if rng.random() < _TRICKED else text


def generate(count: int, seed: int) -> Iterator[Example]:
    """Yield *count* Chinese examples from the shipped grammar; the same seed yields the same ones."""
    return Grammar.load().generate(count, seed)


def _faults(document: Mapping[object, object]) -> Iterator[str]:
    """Yield what is wrong with a grammar: with its parts first, with what they hold only if the parts are sound."""
    broken = list(_broken_parts(document))
    yield from broken or _broken_references(
        cast("Mapping[str, list[str]]", document["slots"]), cast("Mapping[str, list[str]]", document["templates"])
    )


def _broken_parts(document: Mapping[object, object]) -> Iterator[str]:
    if set(document) != set(_PARTS) or not all(isinstance(part, Mapping) for part in document.values()):
        yield f"expected the mappings {', '.join(_PARTS)}"
        return
    parts = cast("Mapping[str, Mapping[object, object]]", document)
    for part in ("slots", "swaps", "templates"):
        for name, texts in parts[part].items():
            if not isinstance(texts, list) or not texts:
                yield f"{part}: {name}: expected a list of texts"
            elif wrong := [text for text in cast("list[object]", texts) if not isinstance(text, str)]:
                yield f"{part}: {name}: expected texts (quote numbers and words like no), not {wrong[0]!r}"
    for label in parts["templates"].keys() ^ parts["shares"].keys():
        yield f"{label}: needs templates and a share"
    for label, share in parts["shares"].items():
        if not is_label(label):
            yield f"shares: {label}: unknown label; expected {', '.join(get_args(Label))}"
        if not isinstance(share, int) or share < 1:
            yield f"shares: {label}: expected a whole number from 1, not {share!r}"


def _broken_references(slots: Mapping[str, list[str]], templates: Mapping[str, list[str]]) -> Iterator[str]:
    for part, texts_by_name in (("slots", slots), ("templates", templates)):
        for name, texts in texts_by_name.items():
            for unknown in sorted(_named(texts) - slots.keys()):
                yield f"{part}: {name}: unknown slot <{unknown}>"
    for name in slots:
        if name in _reachable(name, slots):
            yield f"slots: {name}: leads back to itself"


def _named(texts: Sequence[str]) -> set[str]:
    return {slot[1] for text in texts for slot in _SLOT.finditer(text)}


def _reachable(name: str, slots: Mapping[str, list[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = [name]
    while ahead:
        fresh = _named(slots.get(ahead.pop(), [])) - reached
        reached |= fresh
        ahead.extend(sorted(fresh))
    return reached
