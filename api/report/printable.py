"""A document without characters that could drive a terminal or turn a line around."""

import unicodedata
from typing import TypeVar, cast

import msgspec

D = TypeVar("D", bound=msgspec.Struct)

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_BIDI_CONTROLS = frozenset("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def printable(document: D) -> D:
    """Return *document* with every character of every string safe to show; lengths, and so spans, stay."""
    return msgspec.convert(_clean(msgspec.to_builtins(document)), type(document))


def _clean(value: object) -> object:
    if isinstance(value, str):
        return shown(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in cast(dict[str, object], value).items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in cast(list[object], value)]
    return value


def shown(text: str) -> str:
    """Return *text* with every character safe to show."""
    return "".join(map(_safe, text))


def _safe(character: str) -> str:
    if character in "\n\r\t":
        return " "
    unsafe = character in _BIDI_CONTROLS or unicodedata.category(character) in {"Cc", "Cs"}
    return REPLACEMENT if unsafe else character
