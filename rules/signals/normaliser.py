"""The normal form of a text: one script, one width, one case, no invisible noise - and the way back."""

import re
import unicodedata
from collections.abc import Callable
from typing import Any, cast

import msgspec
from opencc import OpenCC

_UNEVEN = "\ue000"  # stands for a character whose normal form is not exactly one character
_REPLACEMENT = "\ufffd"
_NOISE = {"Mn", "Me", "Cf"}  # combining and enclosing marks, zero-width and direction controls
_BLANKS = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters that show nothing
_FIRST_IDEOGRAPH = 0x2E80
_FANCY_LETTER = re.compile(
    r"(?:NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER|REGIONAL INDICATOR SYMBOL LETTER"
    r"|LATIN LETTER SMALL CAPITAL) ([A-Z])"
)
_SIGNS = {"➕": "+", "✚": "+", "—": "-", "–": "-", "−": "-", "〜": "~", "∶": ":"}


class Normal(msgspec.Struct, frozen=True):
    """A normal form; `offsets[i]` is where its i-th character stood, None when nothing moved."""

    text: str
    original: str
    offsets: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return [start, end) of the normal form as a span of the original text."""
        if self.offsets is None:
            return start, end
        return self.offsets[start], self.offsets[end - 1] + 1


class _Forms(dict[int, str]):
    """Normal forms by code point, worked out when first met; what `str.translate` looks up."""

    def __init__(self) -> None:
        opencc = cast("Any", OpenCC("t2s"))  # comes without types
        self._simplify: Callable[[str], str] = opencc.convert

    def __missing__(self, point: int) -> str:
        form = self.full(chr(point))
        self[point] = form if len(form) == 1 else _UNEVEN
        return self[point]

    def full(self, character: str) -> str:
        """Return the whole normal form of one character; it may be empty or several characters."""
        form = self._step(character)
        return form if form == character else "".join(map(self.full, form))

    def _step(self, character: str) -> str:
        if "\ud800" <= character <= "\udfff":
            return _REPLACEMENT
        if character in _SIGNS:
            return _SIGNS[character]
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


class Normaliser:
    """Turns text into its normal form, one code point at a time, so that offsets stay true.

    NFKC forms, lower case, simplified characters, ASCII digits and letters for fancy ones; marks and zero-width
    characters are dropped. Idempotent, linear, and defined for every str (a lone surrogate becomes U+FFFD).
    """

    def __init__(self) -> None:
        self._forms = _Forms()

    def __call__(self, text: str) -> Normal:
        """Return the normal form of *text*."""
        if text.isascii():
            return Normal(text.lower(), text)
        form = text.translate(self._forms)
        if _UNEVEN not in form:
            return Normal(form, text)
        return self._with_offsets(text)

    def _with_offsets(self, text: str) -> Normal:
        forms = self._forms
        pieces: list[str] = []
        offsets: list[int] = []
        for at, character in enumerate(text):
            piece = forms[ord(character)]
            if piece == _UNEVEN:
                piece = forms.full(character)
            pieces.append(piece)
            offsets.extend([at] * len(piece))
        return Normal("".join(pieces), text, tuple(offsets))
