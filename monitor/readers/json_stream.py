"""JSON of any length, one value at a time."""

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import ijson  # pyright: ignore[reportMissingTypeStubs] - ijson ships no types
import ijson.common  # pyright: ignore[reportMissingTypeStubs] - likewise

from monitor.escapes import RepairedStream

_CHUNK = 2**20  # the parser starts a long string again with every chunk: a 12 MB one took 8 s with 64 KiB


class BrokenJsonError(ValueError):
    """The document stops being JSON here; what follows cannot be read."""


def json_events(stream: BufferedReader) -> Iterator[tuple[str, str, Any]]:
    """Yield ijson's (prefix, event, value) triples.

    Raises:
        BrokenJsonError: at the place where the document breaks off.
    """
    return _guarded(ijson.parse(RepairedStream(stream), use_float=True, buf_size=_CHUNK))


def object_builder() -> Any:
    """Return ijson's builder of one value: feed `event(event, value)`, then take `value`."""
    return ijson.common.ObjectBuilder()


def json_values(stream: BufferedReader) -> Iterator[Any]:
    """Yield the elements of the array, or the objects that follow one another.

    Raises:
        BrokenJsonError: at the place where the document breaks off.
    """
    is_array = stream.peek(1).lstrip()[:1] == b"["
    options = {"use_float": True, "multiple_values": not is_array, "buf_size": _CHUNK}
    return _guarded(ijson.items(RepairedStream(stream), "item" if is_array else "", **options))


def _guarded(values: Iterator[Any]) -> Iterator[Any]:
    try:
        yield from values
    except (ijson.JSONError, UnicodeDecodeError) as error:
        reason = str(error).partition("\n")[0].strip()
        raise BrokenJsonError(f"the JSON breaks off here ({reason}), nothing after it could be read") from None
