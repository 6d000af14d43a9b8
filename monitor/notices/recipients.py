"""The recipients that the settings name, and the way to each."""

from typing import Literal
from zoneinfo import ZoneInfo

from pydantic import SecretStr

from monitor.clock import DAY, HOUR, MINUTE, SECOND
from monitor.notices.address import Reach
from monitor.notices.alertmanager import AlertmanagerSink
from monitor.notices.apprise import AppriseSink
from monitor.notices.dingtalk import DingTalkSink
from monitor.notices.feishu import FeishuSink
from monitor.notices.mail import MailSink
from monitor.notices.outbound import Outbound
from monitor.notices.recipient import Recipient
from monitor.notices.setting import (
    AlertmanagerSetting,
    AnyRecipient,
    AppriseSetting,
    DingTalkSetting,
    EmailSetting,
    FeishuSetting,
    TelegramSetting,
    WebhookSetting,
    WeComSetting,
)
from monitor.notices.sink import NoticeError, Sink
from monitor.notices.telegram import TelegramSink
from monitor.notices.webhook import WebhookSink
from monitor.notices.wecom import WeComSink
from monitor.notices.wording import Wording
from monitor.settings import RecipientSecrets, Settings, Webhook, recipient_variable

_MARGIN = 30 * MINUTE  # over the longest pause between two notices: two attempts fail before an alert expires
_MOST_SHOWN = 10  # alerts that somebody reads in one notice
_MOST_READ = 1_000  # and a program
WEBHOOK = "webhook"  # the name of the recipient that the setting `webhook` makes


def recipients_of(settings: Settings, only: str | None = None) -> list[tuple[Recipient, Sink]]:
    """Return the recipients in *settings* (*only* that one, if given) and the way to each.

    Raises:
        NoticeError: with a line for everything that is wrong or missing, or there is no recipient *only*.
    """
    outbound = Outbound(Reach(settings.allow_networks))
    found: list[tuple[Recipient, Sink]] = []
    problems: list[str] = []
    declared = _declared(settings, problems)
    if only is not None and only not in declared:
        problems.append(f"recipient {only!r} is not known; expected one of {', '.join(sorted(declared)) or '(none)'}")
    for name, (setting, secrets) in declared.items():
        if only not in {None, name}:
            continue
        if missing := _missing(name, setting, secrets):
            problems += missing
            continue
        try:
            found.append((recipient(name, setting, settings.language), _sink(setting, secrets, outbound)))
        except NoticeError as error:
            problems.append(f"recipients.{name}: {error}")
    if problems:
        raise NoticeError("\n".join(problems))
    return found


def _declared(settings: Settings, problems: list[str]) -> dict[str, tuple[AnyRecipient, RecipientSecrets]]:
    """Return every recipient with its secrets; the old setting `webhook` is one of them."""
    secrets = settings.secrets
    declared: dict[str, tuple[AnyRecipient, RecipientSecrets]] = {
        name: (setting, secrets.recipients.get(name, RecipientSecrets()))
        for name, setting in settings.recipients.items()
    }
    if settings.webhook is None:
        return declared
    if WEBHOOK in declared:
        problems.append("recipients.webhook: the setting `webhook` is a recipient of that name; expected one of them")
    elif secrets.webhook_secret is None:
        problems.append("webhook: set GROUPWARDEN_WEBHOOK_SECRET or GROUPWARDEN_WEBHOOK_SECRET_FILE")
    else:
        declared[WEBHOOK] = _from_webhook(settings.webhook), RecipientSecrets(secret=secrets.webhook_secret)
    return declared


def _from_webhook(webhook: Webhook) -> WebhookSetting:
    return WebhookSetting.model_validate(
        {"kind": "webhook", "url": str(webhook.url), "from_severity": webhook.from_severity.name}
    )


def _missing(name: str, setting: AnyRecipient, secrets: RecipientSecrets) -> list[str]:
    """Return a line for each variable that is not set and has to be."""
    needs = [*setting.needs, "secret"] if isinstance(setting, EmailSetting) and setting.user else setting.needs
    return [
        f"recipients.{name}: set {recipient_variable(name, part)} or {recipient_variable(name, part)}_FILE"
        for part in needs
        if getattr(secrets, part) is None and not getattr(setting, part, None)
    ]


def recipient(name: str, setting: AnyRecipient, language: Literal["zh", "en"]) -> Recipient:
    """Return the recipient that *setting* describes; *language* is that of the deployment."""
    return Recipient(
        name=name,
        audience=setting.audience,
        communities=setting.communities,
        from_severity=setting.from_severity,
        language=setting.language or language,
        group_wait=setting.group_wait_seconds * SECOND,
        group_interval=setting.group_interval_minutes * MINUTE,
        repeat_interval=setting.repeat_hours * HOUR,
        digest=setting.digest_hours * HOUR,
        quiet_hours=setting.quiet_hours,
        zone=ZoneInfo(setting.time_zone),
        tells_resolved=setting.tells_resolved,
        most_listed=_MOST_READ if isinstance(setting, WebhookSetting | AlertmanagerSetting) else _MOST_SHOWN,
    )


def _sink(setting: AnyRecipient, secrets: RecipientSecrets, outbound: Outbound) -> Sink:  # noqa: PLR0911 - one a kind
    """Return the way that *setting* describes; what it needs is there."""
    wording = Wording(ZoneInfo(setting.time_zone))
    url, secret = _plain(secrets.url), _plain(secrets.secret)
    match setting:
        case WebhookSetting():
            return WebhookSink(outbound, url or setting.url or "", secret)
        case AlertmanagerSetting():
            return AlertmanagerSink(outbound, url or setting.url or "", longest_pause(setting) + _MARGIN)
        case WeComSetting():
            return WeComSink(outbound, url, wording)
        case FeishuSetting():
            return FeishuSink(outbound, url, secret, wording)
        case DingTalkSetting():
            return DingTalkSink(outbound, url, secret, wording)
        case TelegramSetting():
            return TelegramSink(outbound, url or setting.url, secret, setting.chat, wording)
        case EmailSetting():
            return MailSink(outbound, setting, secret, wording)
        case AppriseSetting():
            return AppriseSink(url, wording)


def longest_pause(setting: AnyRecipient) -> int:
    """Return how long an alert that holds may go untold at most: a repeat put off by quiet hours and a digest."""
    begin, end = (time.hour * HOUR + time.minute * MINUTE for time in setting.quiet_hours)
    quiet = (end - begin) % DAY
    return setting.repeat_hours * HOUR + quiet + setting.digest_hours * HOUR + setting.group_interval_minutes * MINUTE


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""
