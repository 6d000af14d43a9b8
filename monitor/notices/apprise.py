"""Apprise: the other hundred services, through a library that is an extra. It makes its own connections."""

from typing import Any, ClassVar

from monitor.notices.notice import Notice
from monitor.notices.sink import Kind, NoticeError, Undelivered
from monitor.notices.wording import Wording

_LONGEST = 4096  # bytes; Apprise itself cuts what a service cannot take


class AppriseSink:
    """Hands notices to one Apprise URL."""

    kind: ClassVar[Kind] = "apprise"

    def __init__(self, url: str, wording: Wording) -> None:
        """Take an Apprise *url*.

        Raises:
            NoticeError: the extra is not installed, or Apprise does not know the URL.
        """
        try:
            from apprise import Apprise  # noqa: PLC0415 - an extra: only who uses it needs it
        except ImportError:
            raise NoticeError("Apprise is not installed; expected the extra: groupwarden[apprise]") from None
        self._apprise: Any = Apprise()  # its own types are half unknown
        if not self._apprise.add(url):
            raise NoticeError("expected a URL that Apprise knows")
        self._wording = wording

    def send(self, notice: Notice, at: int) -> None:  # noqa: ARG002 - Apprise dates what it sends itself
        """Hand over *notice*; see `Sink.send`. Apprise has no place for a key, and does not say why it failed."""
        text = self._wording.fitted("notice.txt", notice, _LONGEST)
        if not self._apprise.notify(title=self._wording.title(notice), body=text, body_format="text"):
            raise Undelivered("Apprise could not deliver it")
