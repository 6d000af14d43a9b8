"""Feishu custom bots (飞书自定义机器人), signed: a card of markdown, at most 20 KB a request."""

import base64
import hmac
from typing import ClassVar

import msgspec

from monitor.clock import SECOND
from monitor.document import SeverityName
from monitor.notices import bot
from monitor.notices.notice import Notice
from monitor.notices.outbound import Outbound
from monitor.notices.sink import Kind
from monitor.notices.wording import Wording, gravest

_LONGEST = 18_000  # bytes of markdown, escaped: the rest of the 20 KB is the card around it
_PASSING = (9499, 11232, 11233)  # too many requests; too many messages of the bot; of the group
_COLOURS: dict[SeverityName, str] = {
    "critical": "red", "high": "orange", "medium": "yellow", "low": "blue", "info": "grey"
}  # fmt: skip


class FeishuSink:
    """Posts notices to a group's bot."""

    kind: ClassVar[Kind] = "feishu"

    def __init__(self, outbound: Outbound, url: str, secret: str, wording: Wording) -> None:
        """Take the bot's *url* and the *secret* of its signature check.

        Raises:
            NoticeError: the URL may not be used.
        """
        self._door = outbound.door(url)
        self._secret = secret
        self._wording = wording

    def send(self, notice: Notice, at: int) -> None:
        """Post *notice*; see `Sink.send`. A bot has no place for a key: one sent twice is read twice."""
        timestamp = str(at // SECOND)
        content = self._wording.fitted("markdown.txt", notice, _LONGEST, bot.size)
        message = {
            "timestamp": timestamp,
            "sign": sign(self._secret, timestamp),
            "msg_type": "interactive",
            "card": {
                "header": {
                    "template": _COLOURS[gravest(notice)],
                    "title": {"tag": "plain_text", "content": self._wording.title(notice)},
                },
                "elements": [{"tag": "markdown", "content": content}],
            },
        }
        answer = self._door.post(msgspec.json.encode(message), {"content-type": "application/json"}, at)
        bot.expect_taken(answer, _PASSING)


def sign(secret: str, timestamp: str) -> str:
    """Return Feishu's signature: the line to sign is the key, and what is signed is empty."""
    return base64.b64encode(hmac.digest(f"{timestamp}\n{secret}".encode(), b"", "sha256")).decode()
