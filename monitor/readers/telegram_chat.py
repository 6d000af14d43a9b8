"""Telegram's chats and people, under the ids that the Bot API gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from monitor.event import Community, Person
from monitor.readers.reader import ReadOptions

GroupKind = Literal["group", "supergroup", "channel"]

_OLD_CHAT = 2**32  # exports before 2021 wrote ids with the peer's type in the upper bits
_OLD_CHANNEL = 2**33


@dataclass(frozen=True, slots=True)
class TelegramChat:
    """The chat whose messages are being read."""

    community: Community

    @classmethod
    def of(cls, fields: Mapping[str, Any], kind: GroupKind, options: ReadOptions) -> "TelegramChat":
        """Return the chat with its id normalised: export id 1234 is Bot API -1001234."""
        chat_id = options.community_id or (basic_id(fields["id"]) if kind == "group" else channel_id(fields["id"]))
        name = options.community_name or fields.get("name")
        return cls(Community(id=chat_id, name=str(name) if name else None, kind=kind))


def group_kind(kind: object) -> GroupKind | None:
    """Return what an export's chat type is, None for a personal chat."""
    text = str(kind)
    if text.endswith("_channel"):
        return "channel"
    if text.endswith("_supergroup"):
        return "supergroup"
    return "group" if text.endswith("_group") else None


def channel_id(value: object) -> str:
    """Return the Bot API id of a supergroup or channel."""
    text = str(value)
    if text.startswith("-"):
        return text
    return f"-100{_without_type(text, _OLD_CHANNEL)}"


def basic_id(value: object) -> str:
    """Return the Bot API id of a basic group."""
    text = str(value)
    if text.startswith("-"):
        return text
    return f"-{_without_type(text, _OLD_CHAT)}"


def _without_type(text: str, old_type: int) -> str:
    bare = int(text) if text.isdecimal() and len(text) < 20 else 0
    return str(bare - old_type) if bare > old_type else text


def person_id(value: object) -> str | None:
    """Return the id of a sender: `user123` or 123 is "123", a channel or group that speaks has its chat id."""
    text = str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
    if text.startswith("channel"):
        return channel_id(text.removeprefix("channel"))
    if text.startswith("chat"):
        return basic_id(text.removeprefix("chat"))
    if isinstance(value, int) and value > _OLD_CHANNEL:
        return channel_id(text)
    return text.removeprefix("user") or None


def person(value: object, name: object) -> Person | None:
    """Return somebody with an id, somebody with a name only, or None when nothing is known."""
    known = name if isinstance(name, str) and name else None
    if (found := person_id(value)) is not None:
        return Person(id=found, name=known)
    return Person(name=known, id_kind="name_only") if known else None
