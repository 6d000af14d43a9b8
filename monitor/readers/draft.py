"""Events of one community, with ids that come out the same whenever the same record is read."""

import hashlib
from collections import Counter

from msgspec.structs import replace

from monitor.decode import RecordError
from monitor.event import MAX_TEXT, Community, Data, Event, EventType, Message, Platform, Quality, source_of
from monitor.readers.local_time import Instant


def digest(*parts: object) -> str:
    """Return a short stable hash of *parts*."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode(errors="replace")).hexdigest()[:32]


class Ordinals:
    """Tell apart records that would get the same derived id: the second is `id:2`, the third `id:3`.

    Derived ids contain the record's time, and records of one instant stand together in an export, so only the ids of
    the latest instant are kept. A record repeated elsewhere gets its id again and is recognised as a duplicate.
    """

    def __init__(self) -> None:
        self._at = 0
        self._seen: Counter[tuple[str, str]] = Counter()

    def apply(self, event: Event, at: int) -> Event:
        """Return *event*, its id with an ordinal when it is not the first of the instant *at* (Unix seconds)."""
        if at != self._at:
            self._at = at
            self._seen.clear()
        key = (event.source, event.id)
        self._seen[key] += 1
        count = self._seen[key]
        return event if count == 1 else _renamed(event, f"{event.id}:{count}")


def _renamed(event: Event, event_id: str) -> Event:
    """Return *event* under another id; a message that was named after the event goes along."""
    message = event.data.message
    if message is None or message.id != event.id:
        return replace(event, id=event_id)
    data = replace(event.data, message=replace(message, id=event_id))
    return replace(event, id=event_id, subject=event_id, data=data)


def message_event_id(platform: Platform, message_id: str, at: int) -> str:
    """Return the event id of a message that carries *platform*'s own id, as its live connector builds it."""
    if platform == "qq":
        return f"msg:{message_id}:{at}"
    return f"msg:{message_id}" if platform == "telegram" else message_id


def make_event(event_id: str, kind: EventType, at: Instant, data: Data) -> Event:
    """Return the event; its source and subject follow from *data*.

    Raises:
        RecordError: the text is longer than MAX_TEXT.
    """
    message = data.message
    if message is not None and len(message.text) > MAX_TEXT:
        raise RecordError("text", f"has {len(message.text)} characters, expected at most {MAX_TEXT}")
    return Event(
        id=event_id,
        source=source_of(data.platform, data.community.id),
        type=kind,
        time=at.rfc3339,
        subject=_subject(kind, data, message),
        data=data,
    )


def _subject(kind: EventType, data: Data, message: Message | None) -> str | None:
    if kind.startswith("message."):
        return message.id if message else None
    return data.target.id if data.target and kind.startswith("member.") else None


def quality(at: Instant, *, names_only: bool = False) -> Quality:
    """Return how exact a record at *at* is."""
    return Quality(at.precision, at.zone_from, "name_only" if names_only else "platform")


def community_of(community_id: str | None, name: str | None, fallback: str) -> Community:
    """Return the community by its id, else by its name, else by *fallback* (the file's name)."""
    return Community(id=community_id or name or fallback, name=name or None)
