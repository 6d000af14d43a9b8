"""WeCom group bots (企业微信群机器人): markdown of at most 4096 bytes. The URL carries the key."""

from typing import ClassVar

import msgspec

from monitor.notices import bot
from monitor.notices.notice import Notice
from monitor.notices.outbound import Outbound
from monitor.notices.sink import Kind
from monitor.notices.wording import Wording

_LONGEST = 4096  # bytes of UTF-8, as WeCom counts
_PASSING = (-1, 45009, 45033)  # busy; too many messages a minute; too many at a time


class WeComSink:
    """Posts notices to a group's bot."""

    kind: ClassVar[Kind] = "wecom"

    def __init__(self, outbound: Outbound, url: str, wording: Wording) -> None:
        """Take the bot's *url*.

        Raises:
            NoticeError: the URL may not be used.
        """
        self._door = outbound.door(url)
        self._wording = wording

    def send(self, notice: Notice, at: int) -> None:
        """Post *notice*; see `Sink.send`. A bot has no place for a key: one sent twice is read twice."""
        content = self._wording.fitted("markdown.txt", notice, _LONGEST)
        body = msgspec.json.encode({"msgtype": "markdown", "markdown": {"content": content}})
        bot.expect_taken(self._door.post(body, {"content-type": "application/json"}, at), _PASSING)
