"""Where notices go: what every sink does, and how it says that a notice was not taken."""

from typing import ClassVar, Literal, Protocol, get_args

from monitor.errors import MonitorError
from monitor.notices.notice import Notice

Kind = Literal["webhook", "alertmanager", "wecom", "feishu", "dingtalk", "telegram", "email", "apprise"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class NoticeError(MonitorError):
    """A sink is configured in a way that cannot work, or did not take a notice. Never repeats a secret or a URL."""


class Undelivered(NoticeError):  # noqa: N818 - says what became of the notice
    """A notice was not taken this time; `retry_after` is how long the other side asks to be left alone."""

    def __init__(self, message: str, retry_after: int = 0) -> None:
        """Say why; *retry_after* in microseconds."""
        super().__init__(message)
        self.retry_after = retry_after


class Refused(NoticeError):  # noqa: N818 - the same
    """The other side said no to this notice, and would say so again."""


class Sink(Protocol):
    """A receiver of notices. `kind` is what it is, as metrics count it."""

    kind: ClassVar[Kind]

    def send(self, notice: Notice, at: int) -> None:
        """Hand over *notice* at the time *at*, in microseconds. The same key means the same notice.

        Raises:
            Undelivered: it was not taken, and may be next time.
            Refused: the other side does not want it.
        """
        ...
