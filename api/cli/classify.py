"""`classify`: one label a line, in the order of the lines."""

import sys
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from io import BufferedReader
from pathlib import Path
from typing import cast

import msgspec

from monitor.errors import MonitorError
from monitor.escapes import repair_escapes
from monitor.event import Text
from monitor.readers.lines import MAX_LINE, numbered_lines
from rules.signals import Label, SignalReader, label


class InputError(MonitorError):
    """The lines to classify cannot be read."""


class Line(msgspec.Struct, frozen=True):
    """What a line brings."""

    text: Text


_decode = msgspec.json.Decoder(Line).decode
_EXPECTED = '; expected {"text": "..."}'


class ReadSignal(msgspec.Struct, frozen=True):
    """A signal as it is printed; `span` holds code-point offsets into the text."""

    kind: str
    value: float | str | None
    stance: str
    span: tuple[int, int]


class Classified(msgspec.Struct, frozen=True):
    """What is said of a text."""

    label: Label
    score: float
    signals: tuple[ReadSignal, ...]


class Unusable(msgspec.Struct, frozen=True):
    """Why a line cannot be classified."""

    error: str


def run(file: Path) -> None:
    """Print the answer to each line of *file* (`-`: standard input) as soon as it is known.

    Raises:
        InputError: the file cannot be opened.
    """
    encode = msgspec.json.Encoder().encode
    with _opened(file) as stream:
        for answer in classified(stream, SignalReader.builtin()):
            sys.stdout.buffer.write(encode(answer) + b"\n")
            sys.stdout.buffer.flush()


def _opened(file: Path) -> AbstractContextManager[BufferedReader]:
    try:
        return nullcontext(cast("BufferedReader", sys.stdin.buffer)) if str(file) == "-" else file.open("rb")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from error


def classified(stream: BufferedReader, reader: SignalReader) -> Iterator[Classified | Unusable]:
    """Yield one answer for every line, also for an empty or broken one."""
    for _, line in numbered_lines(stream):
        if line is None:
            yield Unusable(f"is longer than {MAX_LINE} bytes{_EXPECTED}")
            continue
        try:
            yield classify(_decode(repair_escapes(line)).text, reader)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
            yield Unusable(f"{error}{_EXPECTED}")


def classify(text: str, reader: SignalReader) -> Classified:
    """Return the label of *text*, how surely, and the signals behind it."""
    reading = reader.read(text)
    name, score = label(reading)
    signals = tuple(ReadSignal(each.kind, each.value, each.stance, each.span) for each in reading.signals)
    return Classified(name, score, signals)
