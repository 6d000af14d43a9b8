"""Settings make recipients and the ways to them; whatever is wrong is said at once, and no secret with it."""

import builtins
from collections.abc import Mapping
from datetime import time
from ipaddress import ip_network
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.clock import HOUR, MINUTE, SECOND
from monitor.notices.recipient import Recipient
from monitor.notices.recipients import longest_pause, recipients_of
from monitor.notices.setting import AlertmanagerSetting
from monitor.notices.sink import KINDS, NoticeError
from monitor.settings import RecipientSecrets, Settings
from rules import Severity

SIGNING = "whsec_" + "QUJD" * 8
TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQrr"  # noqa: S105 - of this test
HOOK = "https://hooks.example/in?key=hidden"
EVERY: dict[str, tuple[dict[str, Any], dict[str, str]]] = {
    "webhook": ({}, {"url": HOOK, "secret": SIGNING}),
    "alertmanager": ({"url": "http://10.0.0.5:9093"}, {}),
    "wecom": ({}, {"url": HOOK}),
    "feishu": ({}, {"url": HOOK, "secret": "s"}),
    "dingtalk": ({}, {"url": HOOK, "secret": "s"}),
    "telegram": ({"chat": "-1001"}, {"secret": TOKEN}),
    "email": ({"host": "mail.example", "user": "w", "sender": "w@x.example", "to": ["a@x.example"]}, {"secret": "s"}),
    "apprise": ({}, {"url": "json://hooks.example/in"}),
}


# Apprise looks for a module that Python is about to drop.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def settings(recipients: Mapping[str, Mapping[str, Any]], **others: Any) -> Settings:
    """Return settings with *recipients*; `secrets` of each stand beside its fields."""
    fields = {name: {k: v for k, v in each.items() if k != "secrets"} for name, each in recipients.items()}
    secrets = {name: RecipientSecrets.model_validate(each.get("secrets", {})) for name, each in recipients.items()}
    return Settings.model_validate({"recipients": fields, "secrets": {"recipients": secrets}, **others})


def problems(recipients: Mapping[str, Mapping[str, Any]], **others: Any) -> list[str]:
    with pytest.raises(NoticeError) as raised:
        recipients_of(settings(recipients, **others))
    return str(raised.value).split("\n")


def of_kind(kind: str, **changed: Any) -> dict[str, Any]:
    fields, secrets = EVERY[kind]
    return {"kind": kind, **fields, "secrets": secrets, **changed}


def test_every_kind_of_sink_can_be_configured() -> None:
    made = recipients_of(
        settings({f"to-{kind}": of_kind(kind) for kind in KINDS}, allow_networks=[ip_network("10.0.0.0/8")])
    )
    assert [(recipient.name, sink.kind) for recipient, sink in made] == [(f"to-{kind}", kind) for kind in KINDS]


def test_a_recipient_is_what_its_settings_say() -> None:
    fields = of_kind(
        "wecom", audience="owner", communities=["qq:1"], from_severity="medium", language="en", group_wait_seconds=5,
        group_interval_minutes=2, repeat_hours=12, digest_hours=24, quiet_hours="23:00-07:00",
        time_zone="Europe/Berlin", tells_resolved=False,
    )  # fmt: skip
    ((made, _),) = recipients_of(settings({"ops": fields}))
    assert made == Recipient(
        name="ops",
        audience="owner",
        communities=frozenset({"qq:1"}),
        from_severity=Severity.medium,
        language="en",
        group_wait=5 * SECOND,
        group_interval=2 * MINUTE,
        repeat_interval=12 * HOUR,
        digest=24 * HOUR,
        quiet_hours=(time(23), time(7)),
        zone=ZoneInfo("Europe/Berlin"),
        tells_resolved=False,
    )


def test_programs_are_listed_more_alerts_than_people() -> None:
    made = recipients_of(settings({"a": of_kind("webhook"), "b": of_kind("wecom")}, language="en"))
    assert [(recipient.most_listed, recipient.language) for recipient, _ in made] == [(1_000, "en"), (10, "en")]


def test_the_setting_webhook_is_a_recipient_of_that_name() -> None:
    old = Settings.model_validate(
        {
            "webhook": {"url": "https://hooks.example/in", "from_severity": "medium"},
            "secrets": {"webhook_secret": SIGNING},
        }
    )
    ((made, sink),) = recipients_of(old)
    assert (made.name, made.from_severity, made.audience, sink.kind) == (
        "webhook", Severity.medium, "moderator", "webhook",
    )  # fmt: skip


def test_a_name_is_given_once() -> None:
    old = {"url": "https://hooks.example/in"}
    assert problems({"webhook": of_kind("webhook")}, webhook=old) == [
        "recipients.webhook: the setting `webhook` is a recipient of that name; expected one of them"
    ]
    assert problems({}, webhook=old) == ["webhook: set GROUPWARDEN_WEBHOOK_SECRET or GROUPWARDEN_WEBHOOK_SECRET_FILE"]


def test_everything_that_is_missing_or_wrong_is_said_at_once() -> None:
    found = problems(
        {
            "bare": of_kind("feishu", secrets={}),
            "inside": of_kind("wecom", secrets={"url": "https://10.0.0.1/hook?key=hidden"}),
            "mail": of_kind("email", secrets={}),
            "odd-token": of_kind("telegram", secrets={"secret": "x/../hidden"}),
            "plain": of_kind("alertmanager"),
            "fine": of_kind("wecom"),
        }
    )
    assert found == [
        "recipients.bare: set GROUPWARDEN_RECIPIENT_BARE_URL or GROUPWARDEN_RECIPIENT_BARE_URL_FILE",
        "recipients.bare: set GROUPWARDEN_RECIPIENT_BARE_SECRET or GROUPWARDEN_RECIPIENT_BARE_SECRET_FILE",
        "recipients.inside: 10.0.0.1: not an address of the public internet, nor in what `allow_networks` opens",
        "recipients.mail: set GROUPWARDEN_RECIPIENT_MAIL_SECRET or GROUPWARDEN_RECIPIENT_MAIL_SECRET_FILE",
        "recipients.odd-token: telegram token: expected it as BotFather gives it, 12345:letters",
        "recipients.plain: 10.0.0.5: expected https; plain http only to what `allow_networks` opens",
    ]
    assert "hidden" not in "".join(found)


def test_one_recipient_can_be_asked_for_whatever_the_others_are() -> None:
    both = settings({"good": of_kind("wecom"), "bad": of_kind("feishu", secrets={})})
    assert [recipient.name for recipient, _ in recipients_of(both, only="good")] == ["good"]
    with pytest.raises(NoticeError, match="'ops' is not known; expected one of bad, good"):
        recipients_of(both, only="ops")


def test_without_recipients_there_are_none() -> None:
    assert recipients_of(Settings()) == []


@pytest.mark.parametrize(
    ("changed", "hours"),
    [
        ({}, 24),
        ({"repeat_hours": 4, "quiet_hours": "23:00-08:00"}, 13),
        ({"repeat_hours": 1, "quiet_hours": "01:00-02:00", "digest_hours": 24}, 26),
    ],
    ids=["repeat", "over midnight", "digest"],
)
def test_an_alert_lasts_at_alertmanager_over_the_longest_pause(changed: dict[str, Any], hours: int) -> None:
    setting = AlertmanagerSetting.model_validate({"kind": "alertmanager", **changed})
    assert longest_pause(setting) == hours * HOUR + 5 * MINUTE


def test_apprise_that_is_not_installed_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *others: Any) -> Any:
        if name == "apprise":
            raise ImportError(name)
        return whole(name, *others)

    monkeypatch.setattr(builtins, "__import__", without)
    found = problems({"rest": of_kind("apprise")})
    assert found == ["recipients.rest: Apprise is not installed; expected the extra: groupwarden[apprise]"]


def test_apprise_refuses_a_url_that_it_does_not_know() -> None:
    found = problems({"rest": of_kind("apprise", secrets={"url": "nonsense-hidden"})})
    assert found == ["recipients.rest: expected a URL that Apprise knows"]
