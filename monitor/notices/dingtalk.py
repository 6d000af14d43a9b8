"""DingTalk robots (钉钉群机器人), signed: markdown, at most 20000 bytes. The URL carries the token."""

import base64
import hmac
from typing import ClassVar

import msgspec

from monitor.notices import bot
from monitor.notices.notice import Notice
from monitor.notices.outbound import Outbound
from monitor.notices.sink import Kind
from monitor.notices.wording import Wording

_LONGEST = 18_000  # bytes of markdown, escaped: the rest is what stands around it
_PASSING = (-1, 130101, 130102, 410100, 660026)  # busy; the codes of too many messages
_MILLISECOND = 1_000  # microseconds


class DingTalkSink:
    """Posts notices to a group's robot."""

    kind: ClassVar[Kind] = "dingtalk"

    def __init__(self, outbound: Outbound, url: str, secret: str, wording: Wording) -> None:
        """Take the robot's *url* and the *secret* of its signature check (`SEC...`).

        Raises:
            NoticeError: the URL may not be used.
        """
        self._door = outbound.door(url)
        self._secret = secret
        self._wording = wording

    def send(self, notice: Notice, at: int) -> None:
        """Post *notice*; see `Sink.send`. A robot has no place for a key: one sent twice is read twice."""
        timestamp = str(at // _MILLISECOND)
        content = self._wording.fitted("markdown.txt", notice, _LONGEST, bot.size)
        message = {"msgtype": "markdown", "markdown": {"title": self._wording.title(notice), "text": content}}
        query = {"timestamp": timestamp, "sign": sign(self._secret, timestamp)}
        answer = self._door.post(
            msgspec.json.encode(message), {"content-type": "application/json"}, at, query=query
        )  # fmt: skip
        bot.expect_taken(answer, _PASSING)


def sign(secret: str, timestamp: str) -> str:
    """Return DingTalk's signature, as it is before it is quoted for the URL."""
    return base64.b64encode(hmac.digest(secret.encode(), f"{timestamp}\n{secret}".encode(), "sha256")).decode()
