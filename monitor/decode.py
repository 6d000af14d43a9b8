"""Turn JSON into events: one typed decode, then the checks that types cannot express.

A record that cannot be used raises or yields a located reason; it never takes its neighbours with it.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import get_args

import msgspec
from msgspec.structs import replace

from monitor.document import Skipped
from monitor.errors import MonitorError
from monitor.escapes import repair_escapes
from monitor.event import Event, EventType, Inviter, Platform, source_of

_NUL = b"\\u0000"
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_decode = msgspec.json.Decoder(Event).decode
_encode = msgspec.json.Encoder().encode
_NEEDS_MESSAGE = frozenset(kind for kind in get_args(EventType) if kind.startswith("message.")) - {"message.labelled"}
_NEEDS_TARGET = frozenset(kind for kind in get_args(EventType) if kind.startswith("member."))
YEARS = range(1971, 9999)  # 0 stands for "never", and local time and deadlines must fit the calendar
_EXAMPLE_TIME = "like 2024-03-01T10:00:00+08:00"
_EXPECTED = {"$.type": get_args(EventType), "$.data.platform": get_args(Platform)}


class RecordError(MonitorError):
    """One record is unusable: where in it (a JSON path), and what was wrong and expected."""

    def __init__(self, where: str, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = where
        self.why = why


def decode_event(raw: bytes) -> Event:
    """Return the event that *raw*, one JSON object, holds. Unknown fields are ignored.

    Lone surrogates, invalid UTF-8 and NUL become U+FFFD, so that nobody hides a message behind half an emoji.

    Raises:
        RecordError: not JSON, a wrong type, or a part that this type of event requires is missing.
    """
    try:
        event = _decode_mended(raw) if _NUL in raw else _decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        event = _decode_mended(raw)
    return checked(event)


def encode_event(event: Event) -> bytes:
    """Return *event* as one canonical NDJSON line, newline included."""
    return _encode(event) + b"\n"


def event_time(event: Event) -> int:
    """Return the platform's time of *event* in microseconds since 1970 UTC."""
    since = datetime.fromisoformat(event.time) - _EPOCH
    return (since.days * 86_400 + since.seconds) * 1_000_000 + since.microseconds


def checked(event: Event) -> Event:
    """Return *event*, without an inviter that is only the platform's way of saying "unknown".

    Raises:
        RecordError: a part that the type requires is missing, the source names another community, or the time is
            not RFC 3339 with an offset, in one of `YEARS`.
    """
    data = event.data
    if event.source != f"im://{data.platform}/{data.community.id}":
        raise _wrong_source(event)
    _check_time(event.time)
    kind = event.type
    if kind == "message.created":
        if data.message is None or (person := data.actor) is None or not (person.id or person.name):
            raise _missing("message" if data.message is None else "actor", kind)
    elif kind == "message.labelled":
        if data.label is None:
            raise RecordError("$.data.label", f"is missing, expected item_id, category and verdict for {kind}")
    elif kind in _NEEDS_MESSAGE:
        if data.message is None:
            raise _missing("message", kind)
    elif kind in _NEEDS_TARGET and ((person := data.target) is None or not (person.id or person.name)):
        raise _missing("target", kind)
    return event if data.inviter is None else _without_unknown_inviter(event, data.inviter)


def _check_time(written: str) -> None:
    try:
        when = datetime.fromisoformat(written)
    except ValueError:
        when = None
    if when is None or when.tzinfo is None:
        raise RecordError("$.time", f"is {_shown(written)}, expected RFC 3339 with an offset {_EXAMPLE_TIME}")
    if when.year not in YEARS:
        raise RecordError("$.time", f"is {_shown(written)}, expected a year from {YEARS[0]} to {YEARS[-1]}")


def _without_unknown_inviter(event: Event, inviter: Inviter) -> Event:
    person = inviter.person
    if person.id not in {"0", ""} and (person.id or person.name):
        return event
    return replace(event, data=replace(event.data, inviter=None))


def _wrong_source(event: Event) -> RecordError:
    expected = source_of(event.data.platform, event.data.community.id)
    return RecordError("$.source", f"is {_shown(event.source)}, expected {_shown(expected)}, the community in data")


def _missing(part: str, kind: str) -> RecordError:
    wanted = "an id" if part == "message" else "an id or a name"
    return RecordError(f"$.data.{part}", f"is missing or empty, expected {wanted} for {kind}")


def _shown(value: str) -> str:
    return repr(value if len(value) <= 80 else value[:80] + "…")


def _decode_mended(raw: bytes) -> Event:
    try:
        return _decode(repair_escapes(raw.decode(errors="replace").encode()))
    except msgspec.ValidationError as error:
        raise _located(str(error)) from None
    except msgspec.DecodeError as error:
        raise RecordError("$", f"{error}; expected an event as one JSON object") from None
    except RecursionError:
        raise RecordError("$", "is nested too deep, expected an event object") from None


def _located(text: str) -> RecordError:
    """Split msgspec's "what - at `$.path`" into the path and what was wrong there."""
    what, _, path = text.partition(" - at ")
    where = path.strip("`") or "$"
    expected = _EXPECTED.get(where, ())
    return RecordError(where, what.replace("`", "") + ("; expected one of " * bool(expected)) + ", ".join(expected))


_decode_raws = msgspec.json.Decoder(list[msgspec.Raw]).decode
_decode_raw = msgspec.json.Decoder(msgspec.Raw).decode


def decode_body(body: bytes, content_type: str | None = None) -> Iterator[Event | Skipped]:
    """Yield what an HTTP body holds: one CloudEvent, a JSON array of them, or NDJSON.

    A record that cannot be used is a `Skipped` with its place ("record 3", "line 7"). A body that is no JSON at all
    is one `Skipped` for "body".
    """
    media = (content_type or "").partition(";")[0].strip().lower()
    if media in {"application/x-ndjson", "application/ndjson", "application/jsonl"}:
        yield from _numbered("line", body.split(b"\n"))
    elif media == "application/cloudevents-batch+json" or body.lstrip()[:1] == b"[":
        yield from _decode_array(body)
    elif _is_one_value(body):
        yield from _numbered("record", [body])
    else:
        yield from _numbered("line", body.split(b"\n"))


def _decode_array(body: bytes) -> Iterator[Event | Skipped]:
    try:
        raws = _decode_raws(repair_escapes(body))
    except (msgspec.DecodeError, RecursionError) as error:
        yield Skipped("body", f"{error}; expected a JSON array of events")
        return
    yield from _numbered("record", map(bytes, raws))


def _is_one_value(body: bytes) -> bool:
    try:
        _decode_raw(body)
    except (msgspec.DecodeError, RecursionError):
        return b"\n" not in body.strip()
    return True


def _numbered(unit: str, raws: Iterator[bytes] | list[bytes]) -> Iterator[Event | Skipped]:
    for number, raw in enumerate(raws, 1):
        if raw.strip():
            yield decode_record(raw, f"{unit} {number}")


def decode_record(raw: bytes, where: str) -> Event | Skipped:
    """Return the event in *raw*, or what makes it unusable, placed at *where*."""
    try:
        return decode_event(raw)
    except RecordError as error:
        return Skipped(where, str(error))
