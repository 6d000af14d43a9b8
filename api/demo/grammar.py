"""A grammar turns a sentence pattern into one of the sentences it stands for."""

import re
from collections.abc import Mapping, Sequence
from random import Random

_SLOT = re.compile(r"<(?:(?P<low>\d+)\.\.(?P<high>\d+)|(?P<word>[a-z_]+)\d?)>")


class Grammar:
    """Words by class, filled into the slots of patterns.

    `<fruit>` stands for a word of the class `fruit`, which may hold slots itself; `<fruit2>` is a second one.
    `<3..9>` stands for a whole number, both ends included.
    """

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        self._words = words

    def sentence(self, pattern: str, rng: Random, bound: dict[str, str] | None = None) -> str:
        """Fill *pattern*; a slot that is already in *bound* keeps its word, so that an answer fits its question.

        Raises:
            KeyError: a slot names a class without words.
        """
        words = {} if bound is None else bound

        def fill(slot: re.Match[str]) -> str:
            if slot["low"]:
                return str(rng.randint(int(slot["low"]), int(slot["high"])))
            if slot[0] not in words:
                words[slot[0]] = self.sentence(rng.choice(self._words[slot["word"]]), rng, words)
            return words[slot[0]]

        return _SLOT.sub(fill, pattern)
