"""Read canonical events: NDJSON, or one JSON document that holds one event or an array of them."""

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

import msgspec

from monitor.decode import decode_record
from monitor.document import Skipped
from monitor.event import Event
from monitor.readers.json_stream import BrokenJsonError, json_values
from monitor.readers.lines import MAX_LINE, numbered_lines
from monitor.readers.reader import ReadOptions

_encode = msgspec.json.Encoder().encode


class NdjsonReader:
    """One event a line. The fast way in: a line costs one typed decode."""

    name = "ndjson"
    title = "canonical events, one JSON object a line (.ndjson, .jsonl)"

    def recognises(self, head: bytes, name: str) -> bool:
        """Return whether the name says so, or the first line is one whole event."""
        line = head.lstrip().partition(b"\n")[0].rstrip()
        is_event = line.startswith(b"{") and line.endswith(b"}") and b'"source"' in line
        return is_event or (name.endswith((".ndjson", ".jsonl")) and not head.lstrip().startswith(b"["))

    def read(self, stream: BufferedReader, _name: str, _options: ReadOptions) -> Iterator[Event | Skipped]:
        """Yield each line's event, or why the line holds none."""
        for number, line in numbered_lines(stream):
            if line is None:
                yield Skipped(f"line {number}", f"is longer than {MAX_LINE} bytes, expected one event")
            elif line and not line.isspace():
                yield decode_record(line, f"line {number}")


class JsonReader:
    """A JSON array of events, or event objects over several lines."""

    name = "json"
    title = "canonical events, a JSON array or one object (.json)"

    def recognises(self, head: bytes, _name: str) -> bool:
        """Return whether the document is an array, or an object with an event's envelope."""
        start = head.lstrip()
        return start.startswith(b"[") or (start.startswith(b"{") and b'"source"' in start and b'"data"' in start)

    def read(self, stream: BufferedReader, _name: str, _options: ReadOptions) -> Iterator[Event | Skipped]:
        """Yield each element's event. A document that breaks off yields what came before, and the break."""
        number = 1
        try:
            for value in json_values(stream):
                yield _event(value, f"record {number}")
                number += 1
        except BrokenJsonError as error:
            yield Skipped(f"record {number}", str(error))


def _event(value: Any, where: str) -> Event | Skipped:
    try:
        return decode_record(_encode(value), where)
    except RecursionError:
        return Skipped(where, "$: is nested too deep, expected an event object")
