"""Files of JSON lines that a command is given."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BufferedReader
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from monitor.errors import MonitorError
from monitor.escapes import repair_escapes
from monitor.readers.lines import MAX_LINE, numbered_lines

Line = TypeVar("Line")


class InputError(MonitorError):
    """The lines given cannot be used."""


def opened(file: Path) -> AbstractContextManager[BufferedReader]:
    """Return *file*, opened; `-` is the standard input.

    Raises:
        InputError: the file cannot be opened.
    """
    try:
        return nullcontext(cast("BufferedReader", sys.stdin.buffer)) if str(file) == "-" else file.open("rb")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error


def decoded(stream: BufferedReader, line_type: type[Line], expected: str) -> Iterator[tuple[int, Line | str]]:
    """Yield each line's number and what it holds, or what is wrong with it; *expected* shows a right one."""
    decode = msgspec.json.Decoder(line_type).decode
    for number, line in numbered_lines(stream):
        if line is None:
            yield number, f"is longer than {MAX_LINE} bytes; expected {expected}"
            continue
        try:
            yield number, decode(repair_escapes(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield number, f"{error}; expected {expected}"
