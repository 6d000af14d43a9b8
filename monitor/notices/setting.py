"""What the settings say of a recipient: which alerts, at which pace, and by which way.

Secrets, and URLs that carry one, stand in the environment only; `needs` and `takes` name them.
"""

from datetime import time
from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from monitor.notices.recipient import Audience
from monitor.profile import CommunityKey, Hours, ZoneName
from rules.pack.record import SeverityName
from rules.severity import Severity

Secret = Literal["url", "secret"]
Security = Literal["starttls", "tls", "none"]
MailAddress = Annotated[str, StringConstraints(pattern=r"^[^@\s<>,]+@[^@\s<>,]+$")]
RecipientName = Annotated[str, StringConstraints(pattern="^[a-z][a-z0-9-]*$", max_length=40)]


class RecipientSetting(BaseModel):
    """What every recipient has."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    needs: ClassVar[tuple[Secret, ...]] = ()

    audience: Audience = "moderator"
    communities: frozenset[CommunityKey] = frozenset()
    from_severity: SeverityName = Severity.high
    language: Literal["zh", "en"] | None = None
    group_wait_seconds: Annotated[int, Field(ge=0, le=3_600)] = 30
    group_interval_minutes: Annotated[int, Field(ge=1, le=24 * 60)] = 5
    repeat_hours: Annotated[int, Field(ge=1, le=30 * 24)] = 24
    digest_hours: Annotated[int, Field(ge=0, le=7 * 24)] = 0
    quiet_hours: Hours = (time(0), time(0))
    time_zone: ZoneName = "Asia/Shanghai"
    tells_resolved: bool = True

    @model_validator(mode="after")
    def _says_whose_owner(self) -> "RecipientSetting":
        if self.audience == "owner" and not self.communities:
            raise ValueError("an owner hears of his own groups only; expected `communities`")
        return self


class WebhookSetting(RecipientSetting):
    """A URL that takes CloudEvents, signed as Standard Webhooks says."""

    kind: Literal["webhook"]
    url: str | None = None
    needs: ClassVar[tuple[Secret, ...]] = ("url", "secret")


class AlertmanagerSetting(RecipientSetting):
    """An Alertmanager, by the URL that its `/api/v2` hangs on."""

    kind: Literal["alertmanager"]
    url: str | None = None
    needs: ClassVar[tuple[Secret, ...]] = ("url",)


class WeComSetting(RecipientSetting):
    """A group's bot in WeCom."""

    kind: Literal["wecom"]
    needs: ClassVar[tuple[Secret, ...]] = ("url",)


class FeishuSetting(RecipientSetting):
    """A group's bot in Feishu."""

    kind: Literal["feishu"]
    needs: ClassVar[tuple[Secret, ...]] = ("url", "secret")


class DingTalkSetting(RecipientSetting):
    """A group's robot in DingTalk."""

    kind: Literal["dingtalk"]
    needs: ClassVar[tuple[Secret, ...]] = ("url", "secret")


class TelegramSetting(RecipientSetting):
    """A chat in Telegram; the secret is the bot's token."""

    kind: Literal["telegram"]
    chat: Annotated[str, StringConstraints(pattern=r"^(-?\d+|@\w+)$")]
    url: str = "https://api.telegram.org"
    needs: ClassVar[tuple[Secret, ...]] = ("secret",)


class EmailSetting(RecipientSetting):
    """Mail addresses, by way of one server; the secret is the password of `user`."""

    kind: Literal["email"]
    host: Annotated[str, StringConstraints(min_length=1)]
    port: Annotated[int, Field(gt=0, lt=65_536)] = 587
    security: Security = "starttls"
    user: str | None = None
    sender: Annotated[str, StringConstraints(pattern=r"^[^@\s<>]+@[^@\s<>]+$")]
    to: Annotated[
        tuple[Annotated[str, StringConstraints(pattern=r"^[^@\s<>,]+@[^@\s<>,]+$")], ...], Field(min_length=1)
    ]


class AppriseSetting(RecipientSetting):
    """Any service that Apprise knows; its URL carries the secret."""

    kind: Literal["apprise"]
    needs: ClassVar[tuple[Secret, ...]] = ("url",)


AnyRecipient = Annotated[
    WebhookSetting
    | AlertmanagerSetting
    | WeComSetting
    | FeishuSetting
    | DingTalkSetting
    | TelegramSetting
    | EmailSetting
    | AppriseSetting,
    Field(discriminator="kind"),
]
