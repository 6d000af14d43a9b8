"""Read Telegram Desktop's `result.json`: one chat, or a whole account, in its old and new forms."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BufferedReader
from typing import Any, cast

from monitor.decode import RecordError
from monitor.document import Skipped
from monitor.event import Event
from monitor.readers.draft import Ordinals
from monitor.readers.json_stream import BrokenJsonError, json_events, object_builder
from monitor.readers.reader import ReadOptions
from monitor.readers.telegram_chat import TelegramChat, group_kind
from monitor.readers.telegram_message import TelegramMessage, message_event, shown
from monitor.readers.telegram_service import service_events

_MESSAGE = "messages.item"
_CHAT_FIELDS = frozenset({"name", "type", "id"})


class TelegramReader:
    """Groups and channels of a Telegram Desktop export. Personal chats are left alone."""

    name = "telegram"
    title = "Telegram Desktop export (result.json)"

    def recognises(self, head: bytes, _name: str) -> bool:
        """Return whether the document starts like an export of a chat or of an account."""
        start = head.lstrip()
        is_chat = b'"messages"' in start and b'"type"' in start
        is_account = b'"chats"' in start or b'"about"' in start or b'"personal_information"' in start
        return start.startswith(b"{") and b'"specversion"' not in start and (is_chat or is_account)

    def read(self, stream: BufferedReader, _name: str, options: ReadOptions) -> Iterator[Event | Skipped]:
        """Yield the events of every group, message by message."""
        walk = _Walk(options)
        try:
            for prefix, event, value in json_events(stream):
                yield from walk.step(prefix, event, value)
        except BrokenJsonError as error:
            yield Skipped(walk.where, str(error))


@dataclass(slots=True)
class _Walk:
    """Where in the document the reader stands: the chat's own fields first, then its messages."""

    options: ReadOptions
    ordinals: Ordinals = field(default_factory=Ordinals)
    fields: dict[str, Any] = field(default_factory=dict[str, Any])
    chat: TelegramChat | None = None
    builder: Any = None
    count: int = 0
    nth_chat: int = 0

    @property
    def where(self) -> str:
        """Return the JSON path of the current message."""
        chat = f"chats.list[{self.nth_chat - 1}]." if self.nth_chat else ""
        return f"{chat}messages[{max(self.count - 1, 0)}]"

    def step(self, prefix: str, event: str, value: Any) -> Iterator[Event | Skipped]:
        """Take one parser event; at the end of a message yield what it says."""
        if self.builder is not None and self.chat is not None:
            self.builder.event(event, value)
            if event == "end_map" and prefix.endswith(_MESSAGE):
                message, self.builder = self.builder.value, None
                yield from self._message(self.chat, message)
        elif prefix.endswith(_MESSAGE):
            self.count += 1
            yield from self._start(event, value)
        elif event == "start_map" and prefix.endswith("list.item"):
            self.fields, self.count = {}, 0
            self.nth_chat += 1
        elif event == "start_array" and prefix.endswith("messages"):
            yield from self._enter()
        elif (name := prefix.rpartition(".")[2]) in _CHAT_FIELDS and prefix in {
            name,
            f"chats.list.item.{name}",
            f"left_chats.list.item.{name}",
        }:
            self.fields[name] = value

    def _start(self, event: str, value: Any) -> Iterator[Skipped]:
        if self.chat is None:
            return
        if event == "start_map":
            self.builder = object_builder()
            self.builder.event(event, value)
        elif event not in {"start_array", "end_array"}:
            yield Skipped(self.where, f"is {shown(value)}, expected a message object")

    def _enter(self) -> Iterator[Skipped]:
        kind = group_kind(self.fields.get("type"))
        self.chat = None
        if kind is not None and self.fields.get("id") is not None:
            self.chat = TelegramChat.of(self.fields, kind, self.options)
        elif not self.nth_chat:
            yield Skipped(
                "type",
                f"is {shown(self.fields.get('type'))}, expected a group or a channel; personal chats are not read",
            )

    def _message(self, chat: TelegramChat, raw: Any) -> Iterator[Event | Skipped]:
        try:
            message = TelegramMessage.of(cast("dict[str, Any]", raw), self.options)
            events = service_events if message.is_service else message_event
            for event in events(chat, message):
                is_derived = event.id.startswith("cm:") and event.data.quality.ids == "name_only"
                yield self.ordinals.apply(event, message.at.unix) if is_derived else event
        except RecordError as error:
            yield Skipped(f"{self.where}.{error.where}", error.why)
