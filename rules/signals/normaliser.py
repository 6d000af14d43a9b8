"""Turns a text into its normal form: first every character by itself, then what only its neighbours give away."""

import re

from rules.signals.characters import UNEVEN, Characters
from rules.signals.disguises import Disguises
from rules.signals.normal import Edit, Normal

__all__ = ["Normal", "Normaliser"]

_UNEVEN = re.compile(UNEVEN)
_ROUNDS = 3  # a word may come to light in another's context (加 + 薇 + 亻言); deeper nesting is not met


class Normaliser:
    """The normal form, the same for every way of writing a text that the tables of disguises know.

    NFKC forms, lower case, simplified characters, ASCII digits and letters for fancy ones, no marks and no zero-width
    characters; then mixed scripts, spelt-out words, scattered digits and disguised words are undone. Idempotent,
    linear, and defined for every str (a lone surrogate becomes U+FFFD).
    """

    def __init__(self) -> None:
        self._disguises = Disguises.builtin()
        self._characters = Characters(self._disguises.signs)

    def __call__(self, text: str) -> Normal:
        """Return the normal form of *text*."""
        normal = self.even(text)
        for _ in range(_ROUNDS):
            seen = normal
            for undo in self._disguises.steps(normal.text):
                if edits := undo(normal.text):
                    normal = normal.edited(edits)
            if normal is seen:
                break
        return normal

    def even(self, text: str) -> Normal:
        """Return *text* with every character in its normal form, whatever stands beside it."""
        if text.isascii():
            return Normal(text.lower(), text)
        form = text.translate(self._characters)
        if UNEVEN not in form:
            return Normal(form, text)
        edits = [Edit(*match.span(), self._characters.full(text[match.start()])) for match in _UNEVEN.finditer(form)]
        return Normal(form, text).edited(edits)
