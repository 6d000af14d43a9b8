"""Mend JSON text whose escapes are broken, so that one odd emoji does not hide a message from the rules.

Exporters cut emoji in half (a lone surrogate) and write escapes that JSON does not know (`\\x41`). Dropping such a
record would be a way to slip past the monitor, so the bad escape alone is replaced. So is NUL, which no platform
lets anybody type and not every database can keep.
"""

import codecs
import re
from io import BufferedReader

_ESCAPE = re.compile(
    rb"(?P<sound>(?:[^\\]++"
    rb"|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb'|\\(?:["\\/bfnrt]|u(?!0000|[dD][89a-fA-F])[0-9a-fA-F]{4})){1,500})'
    rb"|(?P<lone>\\u(?:0000|[dD][89a-fA-F][0-9a-fA-F]{2}))"
    rb"|\\",
)  # sound text is taken in runs: an export may escape every character; the bound spares old Pythons the memory
_LONGEST_ESCAPE = 12  # two \uXXXX
_OPEN_ESCAPE = re.compile(
    rb"\\(?:u(?:[0-9a-fA-F]{0,3}|[dD][89abAB][0-9a-fA-F]{2}(?:\\(?:u[0-9a-fA-F]{0,3})?)?))?\Z",
)  # cut off, or a high surrogate that still waits for its other half


def repair_escapes(text: bytes) -> bytes:
    """Return JSON *text* with lone surrogates and NUL as U+FFFD and unknown escapes literally; the rest unchanged."""
    return _ESCAPE.sub(_repaired, text) if b"\\" in text else text


def _repaired(match: re.Match[bytes]) -> bytes:
    if match["sound"]:
        return match[0]
    return rb"\ufffd" if match["lone"] else rb"\\"


class RepairedStream:
    """A byte stream of JSON that is mended while it is read: its escapes, and bytes that are not UTF-8."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = b""

    def read(self, size: int = -1) -> bytes:
        """Return about *size* bytes; empty only at the end."""
        while chunk := self._stream.read(size):
            mended = self._mend(chunk)
            if mended:
                return mended
        rest, self._held = self._held + self._decoder.decode(b"", final=True).encode(), b""
        return repair_escapes(rest)

    def _mend(self, chunk: bytes) -> bytes:
        """Mend all but an escape that the chunk may have cut in two; that is held for the next chunk."""
        text = self._held + self._decoder.decode(chunk).encode()
        cut = _last_open_escape(text)
        self._held = text[cut:]
        return repair_escapes(text[:cut])


def _last_open_escape(text: bytes) -> int:
    start = max(0, len(text) - _LONGEST_ESCAPE)
    while start and text[start - 1 : start] == b"\\":  # never start between a backslash and what it escapes
        start -= 1
    for match in _ESCAPE.finditer(text, start):
        if _OPEN_ESCAPE.match(text, match.start()):
            return match.start()
    return len(text)
