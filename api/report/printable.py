"""A document without characters that could drive a terminal or turn a line around."""

from typing import TypeVar, cast

import msgspec

from monitor.legible import legible

D = TypeVar("D", bound=msgspec.Struct)


def printable(document: D) -> D:
    """Return *document* with every character of every string safe to show; lengths, and so spans, stay."""
    return msgspec.convert(_clean(msgspec.to_builtins(document)), type(document))


def _clean(value: object) -> object:
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, dict):
        return {key: _clean(item) for key, item in cast(dict[str, object], value).items()}
    if isinstance(value, list | tuple):
        return [_clean(item) for item in cast(list[object], value)]
    return value
