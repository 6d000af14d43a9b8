"""Rows of a CSV file; a quote that nobody closes costs its own line, not the rest of the file."""

import csv
from collections import deque
from collections.abc import Iterator
from io import BufferedReader

from monitor.document import Skipped
from monitor.readers.lines import MAX_LINE, TextDecoder, numbered_lines

MOST_LINES = 200
"""Lines that one row may span (design: the longest announcement pasted into a chat, several times over)."""

_Line = tuple[int, str]


def csv_rows(stream: BufferedReader, delimiter: str = ",") -> Iterator[tuple[int, list[str]] | Skipped]:
    """Yield each row with the number of its first line; *delimiter* stands between columns."""
    lines = _Lines(stream)
    while (first := lines.take()) is not None:
        if isinstance(first, Skipped):
            yield first
        elif first[1].strip():
            yield _row(first, lines, delimiter)


def _row(first: _Line, lines: "_Lines", delimiter: str) -> tuple[int, list[str]] | Skipped:
    number, text = first
    following: list[_Line] = []
    while text.count('"') % 2:
        line = lines.take() if len(following) < MOST_LINES else None
        if line is None or isinstance(line, Skipped):
            lines.give_back(following)
            return Skipped(f"line {number}", 'opens a quote that is never closed, expected a closing "')
        following.append(line)
        text += "\n" + line[1]
    try:
        return number, next(csv.reader([text], delimiter=delimiter))
    except csv.Error as error:
        return Skipped(f"line {number}", f"{error}, expected fields of at most {csv.field_size_limit()} characters")


class _Lines:
    """Decoded lines that can be given back."""

    def __init__(self, stream: BufferedReader) -> None:
        self._lines = numbered_lines(stream)
        self._decoder = TextDecoder()
        self._returned: deque[_Line] = deque()

    def take(self) -> _Line | Skipped | None:
        """Return the next line, why it cannot be read, or None at the end."""
        if self._returned:
            return self._returned.popleft()
        number, raw = next(self._lines, (0, None))
        if raw is not None:
            return number, self._decoder.decode(raw)
        return Skipped(f"line {number}", f"is longer than {MAX_LINE} bytes, expected one row") if number else None

    def give_back(self, lines: list[_Line]) -> None:
        """Put *lines* in front of what is still to come."""
        self._returned.extendleft(reversed(lines))
