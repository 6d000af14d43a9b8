"""Read one export file, whatever its format, compressed or not."""

import codecs
import gzip
import zlib
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from io import BufferedReader, FileIO
from pathlib import Path
from typing import TypeVar

from monitor.document import Skipped
from monitor.event import Event
from monitor.readers.canonical import JsonReader, NdjsonReader
from monitor.readers.csv_table import CsvReader
from monitor.readers.qq_text import QqTextReader
from monitor.readers.reader import Reader, ReadOptions, UnreadableExport
from monitor.readers.telegram import TelegramReader

R = TypeVar("R")

HEAD = 64 * 2**10
_GZIP = b"\x1f\x8b"
_BOM = b"\xef\xbb\xbf"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def readers() -> Mapping[str, Reader]:
    """Return every reader by its name, the most particular format first."""
    known: tuple[Reader, ...] = (TelegramReader(), NdjsonReader(), JsonReader(), QqTextReader(), CsvReader())
    return {reader.name: reader for reader in known}


def read_export(path: Path, source: str = "auto", options: ReadOptions | None = None) -> Iterator[Event | Skipped]:
    """Yield the events of the file at *path*, and in between what could not be read.

    Memory does not grow with the file.

    Args:
        source: a reader's name, or "auto" to recognise the format.

    Raises:
        UnreadableExport: the file cannot be opened, no reader knows it, or not one record in it is usable.
    """
    options = options or ReadOptions()
    with opened(path, options.on_bytes) as stream:
        reader = _reader(path, source, stream)
        yield from usable(path, reader.read(stream, stem(path), options))


def usable(path: Path, records: Iterator[R | Skipped]) -> Iterator[R | Skipped]:
    """Pass *records* on; a file of bad records only is unusable, and its first reason is told.

    Raises:
        UnreadableExport: not one record is usable.
    """
    first: Skipped | None = None
    has_record = False
    try:
        for record in records:
            if isinstance(record, Skipped):
                first = first or record
            else:
                has_record = True
            yield record
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        damage = Skipped("end", f"the compressed file is damaged ({error}), nothing after it could be read")
        first = first or damage
        yield damage
    if first is not None and not has_record:
        raise UnreadableExport(f"{path}: no record could be read; {first.where}: {first.why}")


class _CountedFile(FileIO):
    """A file that tells how far it has been read."""

    def __init__(self, path: Path, on_bytes: Callable[[int], None] | None) -> None:
        super().__init__(path)
        self._on_bytes = on_bytes

    def readinto(self, buffer: "bytearray | memoryview") -> int:  # type: ignore[override]  # FileIO's Buffer is 3.12's
        count = super().readinto(buffer)
        if self._on_bytes is not None:
            self._on_bytes(self.tell())
        return count


@contextmanager
def opened(path: Path, on_bytes: Callable[[int], None] | None = None) -> Generator[BufferedReader, None, None]:
    """Give the bytes of the file at *path*, unpacked and past any mark of its encoding, while the block runs.

    Raises:
        UnreadableExport: it cannot be opened or read, or is UTF-16.
    """
    try:
        with _unpacked(path, on_bytes) as stream:
            if stream.peek(2)[:2] in _UTF_16:
                raise UnreadableExport(f"{path}: is UTF-16 text, expected UTF-8 or GB18030; save it as CSV UTF-8")
            yield _past_bom(stream)
    except (OSError, EOFError, zlib.error) as error:
        raise UnreadableExport(f"{path}: {getattr(error, 'strerror', None) or error}") from error


@contextmanager
def _unpacked(path: Path, on_bytes: Callable[[int], None] | None) -> Generator[BufferedReader, None, None]:
    raw: BufferedReader = BufferedReader(_CountedFile(path, on_bytes), HEAD)
    with raw:
        if raw.peek(2)[:2] == _GZIP:
            unpacked: BufferedReader = BufferedReader(gzip.GzipFile(fileobj=raw), HEAD)
            with unpacked:
                yield unpacked
        else:
            yield raw


def _past_bom(stream: BufferedReader) -> BufferedReader:
    if stream.peek(3)[:3] == _BOM:
        stream.read(3)
    return stream


def _reader(path: Path, source: str, stream: BufferedReader) -> Reader:
    known = readers()
    if source != "auto":
        if source not in known:
            raise UnreadableExport(f"unknown source {source!r}, expected auto or one of {', '.join(known)}")
        return known[source]
    head, name = stream.peek(HEAD)[:HEAD], path.name.lower().removesuffix(".gz")
    for reader in known.values():
        if reader.recognises(head, name):
            return reader
    formats = "".join(f"\n  {reader.name}: {reader.title}" for reader in known.values())
    raise UnreadableExport(
        f"{path}: nobody knows this kind of file; read are, each also compressed with gzip:{formats}"
    )


def stem(path: Path) -> str:
    """Return the file's name without its endings; it stands for a group that the file does not name."""
    return Path(path.name.removesuffix(".gz")).stem
