"""Normal forms of single characters: one script, one width, one case, no invisible noise."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from typing import Any, cast

from opencc import OpenCC

UNEVEN = "\ue000"  # stands for a character whose normal form is not exactly one character
_REPLACEMENT = "\ufffd"
_NOISE = {"Mn", "Me", "Cf"}  # combining and enclosing marks, zero-width and direction controls
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters that show nothing
_FIRST_IDEOGRAPH = 0x2E80
_FANCY_LETTER = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER"
    r"|LATIN LETTER SMALL CAPITAL) ([A-Z])"
)


class Characters(dict[int, str]):
    """Normal forms by code point, worked out when first met; what `str.translate` looks up.

    *signs* leads from a sign, an emoji or a look-alike character to what is meant by it.
    """

    def __init__(self, signs: Mapping[str, str]) -> None:
        self._signs = signs
        self._whole: dict[str, str] = {}
        opencc = cast("Any", OpenCC("t2s"))  # comes without types
        self._simplify: Callable[[str], str] = opencc.convert

    def __missing__(self, point: int) -> str:
        form = self.full(chr(point))
        self[point] = form if len(form) == 1 else UNEVEN
        return self[point]

    def full(self, character: str) -> str:
        """Return the whole normal form of one character; it may be empty or several characters."""
        known = self._whole.get(character)
        if known is None:
            form = self._step(character)
            known = form if form == character else "".join(map(self.full, form))
            self._whole[character] = known
        return known

    def _step(self, character: str) -> str:
        if "\ud800" <= character <= "\udfff":
            return _REPLACEMENT
        if character in self._signs:
            return self._signs[character]
        digit = unicodedata.digit(character, None)
        if digit is not None:
            return str(digit)
        kept = "".join(part for part in unicodedata.normalize("NFKD", character) if not _is_noise(part))
        return unicodedata.normalize("NFC", "".join(map(self._plain, kept)))

    def _plain(self, character: str) -> str:
        if ord(character) >= _FIRST_IDEOGRAPH and unicodedata.category(character) == "Lo":
            return self._simplify(character)
        fancy = _FANCY_LETTER.fullmatch(unicodedata.name(character, ""))
        return fancy[1].lower() if fancy else character.lower()


def _is_noise(character: str) -> bool:
    return unicodedata.category(character) in _NOISE or character in _BLANKS
