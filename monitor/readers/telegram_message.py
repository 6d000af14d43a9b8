"""What one message of a Telegram export says."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from monitor.decode import RecordError
from monitor.event import Data, Event, Message, Person
from monitor.readers.draft import make_event, quality
from monitor.readers.local_time import Instant, from_unix, read_time
from monitor.readers.reader import ReadOptions
from monitor.readers.telegram_chat import TelegramChat, person


@dataclass(frozen=True, slots=True)
class TelegramMessage:
    """A message or a service message: its id and time, checked, and its fields."""

    id: str
    at: Instant
    fields: Mapping[str, Any]

    @classmethod
    def of(cls, fields: Mapping[str, Any], options: ReadOptions) -> "TelegramMessage":
        """Return the message.

        Raises:
            RecordError: no id, or no date.
        """
        message_id = fields.get("id")
        if not isinstance(message_id, int) or isinstance(message_id, bool):
            raise RecordError("id", f"is {shown(message_id)}, expected a number")
        return cls(str(message_id), _instant(fields, "date", options), fields)

    @property
    def is_service(self) -> bool:
        """Return whether Telegram itself speaks, not a person."""
        return self.fields.get("type") == "service"

    @property
    def author(self) -> Person | None:
        """Return who wrote or did it."""
        who = "actor" if self.is_service else "from"
        return person(self.fields.get(f"{who}_id"), self.fields.get(who))

    def text_of(self, name: str) -> str | None:
        """Return a field that is a non-empty string or a number, as text."""
        return _scalar(self.fields.get(name))


def shown(value: object) -> str:
    """Return a value as an error message tells it; one that is nested stays untold."""
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    return repr(value[:40] if isinstance(value, str) else value)


def _scalar(value: object) -> str | None:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) and value != "" else None


def _instant(fields: Mapping[str, Any], name: str, options: ReadOptions) -> Instant:
    """Return the time in *name*; the local form has no zone, so the Unix form beside it is preferred."""
    try:
        unix = _scalar(fields.get(f"{name}_unixtime")) or ""
        if unix.removeprefix("-").isdecimal():
            return from_unix(int(unix))
        return read_time(_scalar(fields.get(name)) or "", options.zone("telegram"))
    except ValueError as error:
        raise RecordError(name, str(error)) from None


def message_event(chat: TelegramChat, message: TelegramMessage) -> Iterator[Event]:
    """Yield the one event of an ordinary message.

    An edited message shows only its last text; its id carries the edit, as the live connector's does.

    Raises:
        RecordError: no author, or a text that is neither a string nor a list of parts.
    """
    if message.author is None:
        raise RecordError("from", "is missing, expected the author's name or id")
    edited = _edited(message)
    event_id = f"msg:{message.id}" + (f":e{edited.unix}" if edited else "")
    said = Message(
        id=message.id,
        text=plain_text(message.fields.get("text", "")),
        reply_to_id=message.text_of("reply_to_message_id"),
        forwarded_from=message.text_of("forwarded_from"),
        mentions=_mentions(message.fields.get("text", "")),
        edited_at=edited.rfc3339 if edited else None,
    )
    yield make_event(
        event_id,
        "message.created",
        message.at,
        Data(
            platform="telegram",
            community=chat.community,
            actor=message.author,
            message=said,
            quality=quality(message.at, names_only=message.author.id is None),
        ),
    )


def _edited(message: TelegramMessage) -> Instant | None:
    has_edit = message.fields.get("edited_unixtime") or message.fields.get("edited")
    return _instant(message.fields, "edited", ReadOptions(time_zone=None)) if has_edit else None


def plain_text(text: object) -> str:
    """Return the text of a message: a string, or parts that are strings or entities.

    A link hidden behind other words is written out after them in brackets, for the rules to see.

    Raises:
        RecordError: it is neither.
    """
    if isinstance(text, str):
        return text
    if not isinstance(text, list):
        raise RecordError("text", f"is {shown(text)}, expected a string or a list of parts")
    return "".join(map(_part, cast("list[object]", text)))


def _part(part: object) -> str:
    if isinstance(part, str):
        return part
    if not isinstance(part, dict):
        raise RecordError("text", f"has the part {shown(part)}, expected a string or an entity")
    entity = cast("dict[str, object]", part)
    words, href = _scalar(entity.get("text")) or "", _scalar(entity.get("href"))
    return f"{words} ({href})" if href and href != words else words


def _mentions(text: object) -> tuple[str, ...]:
    if not isinstance(text, list):
        return ()
    entities = [cast("dict[str, object]", part) for part in cast("list[object]", text) if isinstance(part, dict)]
    mentions = [part for part in entities if _scalar(part.get("type")) in {"mention", "mention_name"}]
    named = (_scalar(part.get("user_id")) or _scalar(part.get("text")) for part in mentions)
    return tuple(who for who in named if who)
