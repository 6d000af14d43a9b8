"""Telegram bots: sendMessage with HTML of at most 4096 characters. The path of every request carries the token."""

import re
from typing import ClassVar

import msgspec

from monitor.clock import SECOND
from monitor.notices.notice import Notice
from monitor.notices.outbound import Answer, Outbound
from monitor.notices.sink import Kind, NoticeError, Undelivered
from monitor.notices.wording import Wording

_LONGEST = 4096  # UTF-16 units; Telegram counts after tags are read, so this is the careful side
_TOKEN = re.compile(r"\d+:[\w-]{30,}", re.ASCII)


class _Parameters(msgspec.Struct, frozen=True):
    retry_after: int = 0


class _Said(msgspec.Struct, frozen=True):
    parameters: _Parameters = _Parameters()


_decoder = msgspec.json.Decoder(_Said)


class TelegramSink:
    """Sends notices to a chat, as a bot."""

    kind: ClassVar[Kind] = "telegram"

    def __init__(self, outbound: Outbound, url: str, token: str, chat: str, wording: Wording) -> None:
        """Take the *url* of a Bot API server, the bot's *token*, and the *chat* it writes to.

        Raises:
            NoticeError: the URL may not be used, or the token is malformed.
        """
        if not _TOKEN.fullmatch(token):
            raise NoticeError("telegram token: expected it as BotFather gives it, 12345:letters")
        self._door = outbound.door(url)
        self._path = f"/bot{token}/sendMessage"
        self._chat = chat
        self._wording = wording

    def send(self, notice: Notice, at: int) -> None:
        """Send *notice*; see `Sink.send`. Telegram has no place for a key: one sent twice is read twice."""
        text = self._wording.fitted("telegram.html", notice, _LONGEST, size=units)
        message = {
            "chat_id": self._chat,
            "text": text,
            "parse_mode": "HTML",
            "link_preview_options": {"is_disabled": True},
        }
        body = msgspec.json.encode(message)
        answer = self._door.post(body, {"content-type": "application/json"}, at, path=self._path)
        if answer.status == 429:
            raise Undelivered("answered 429", max(answer.retry_after, _retry_after(answer)))
        answer.expect_taken()


def units(text: str) -> int:
    """Return the length of *text* as Telegram counts it."""
    return len(text.encode("utf-16-le")) // 2


def _retry_after(answer: Answer) -> int:
    try:
        return _decoder.decode(answer.body).parameters.retry_after * SECOND
    except msgspec.DecodeError:
        return 0
