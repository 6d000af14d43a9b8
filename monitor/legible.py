"""What others wrote, without characters that could drive a terminal or turn a line around."""

import unicodedata

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BREAKS = frozenset("\n\r\t\u2028\u2029")


def legible(text: str) -> str:
    """Return *text* on one line with every character safe to show; its length, and so spans in it, stay."""
    return "".join(map(_safe, text))


def _safe(character: str) -> str:
    if character in _BREAKS:
        return " "
    unsafe = character in _BIDI_CONTROLS or unicodedata.category(character) in {"Cc", "Cs"}
    return _REPLACEMENT if unsafe else character
