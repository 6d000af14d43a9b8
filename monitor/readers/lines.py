"""Lines of a file, one at a time, whatever their length and encoding."""

from collections.abc import Iterator
from functools import partial
from io import BufferedReader

MAX_LINE = 8 * 2**20
"""Longest line in bytes (design: the longest text allowed, every character written as \\uXXXX, and an envelope)."""


def numbered_lines(stream: BufferedReader) -> Iterator[tuple[int, bytes | None]]:
    """Yield each line's number and bytes without its end; None for a line longer than MAX_LINE."""
    for number, line in enumerate(iter(partial(stream.readline, MAX_LINE), b""), 1):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield number, line.rstrip(b"\r\n")
        else:
            _skip_line(stream)
            yield number, None


def _skip_line(stream: BufferedReader) -> None:
    while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
        pass


class TextDecoder:
    """Decode lines as UTF-8 or GB18030; the first line that is not ASCII decides for the file."""

    def __init__(self) -> None:
        self._encoding = ""

    def decode(self, line: bytes) -> str:
        """Return the text of *line*; bytes that are wrong in the file's encoding become U+FFFD."""
        if not self._encoding and not line.isascii():
            self._encoding = "utf-8" if is_utf8(line) else "gb18030"
        return line.decode(self._encoding or "ascii", errors="replace")


def is_utf8(line: bytes) -> bool:
    """Return whether *line* is valid UTF-8."""
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def text_head(head: bytes) -> str:
    """Return the first bytes of a file as text, a character cut at the end left out."""
    line_end = head.rfind(b"\n")
    return TextDecoder().decode(head[:line_end] if line_end > 0 else head)
