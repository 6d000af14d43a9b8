"""Bots of messengers get what their vendors ask for, signed as they publish it; their answers are understood."""

import base64
import hashlib
import hmac
import json
import logging
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote_plus, urlsplit
from zoneinfo import ZoneInfo

import pytest

from monitor.clock import SECOND
from monitor.notices.dingtalk import DingTalkSink
from monitor.notices.feishu import FeishuSink
from monitor.notices.outbound import Outbound
from monitor.notices.sink import NoticeError, Refused, Sink, Undelivered
from monitor.notices.telegram import TelegramSink, units
from monitor.notices.wecom import WeComSink
from monitor.notices.wording import Wording
from tests.monitor.notices.notes import NOTICE, many
from tests.monitor.notices.receiver import Answering, Receiver

AT = 1_600_000_000 * SECOND + 123_456
SECRET = "SEC 密钥 +/="  # noqa: S105 - of this test
TOKEN = "123456:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQrr"  # noqa: S105 - of this test
WORDING = Wording(ZoneInfo("Asia/Shanghai"))
TAKEN = Answering(body=b'{"errcode":0,"errmsg":"ok"}')

Make = Callable[[Outbound, str], Sink]
MAKE: dict[str, Make] = {
    "wecom": lambda outbound, url: WeComSink(outbound, url, WORDING),
    "feishu": lambda outbound, url: FeishuSink(outbound, url, SECRET, WORDING),
    "dingtalk": lambda outbound, url: DingTalkSink(outbound, url, SECRET, WORDING),
    "telegram": lambda outbound, url: TelegramSink(outbound, url, TOKEN, "-100123", WORDING),
}
OFFICE = ["wecom", "feishu", "dingtalk"]


@pytest.fixture(params=MAKE)
def sink(request: pytest.FixtureRequest, receiver: Receiver, outbound: Outbound) -> Sink:
    receiver.usual = TAKEN
    return MAKE[request.param](outbound, receiver.url + "?key=hidden")


def sent(receiver: Receiver) -> Any:
    return json.loads(receiver.received[-1].body)


def text_of(receiver: Receiver) -> str:
    """Return what people read of the message received last."""
    body = sent(receiver)
    if "card" in body:
        return str(body["card"]["elements"][0]["content"])
    markdown = body.get("markdown", {})
    return str(body.get("text") or markdown.get("content") or markdown["text"])


def test_a_notice_says_what_is_suspected_and_where(sink: Sink, receiver: Receiver) -> None:
    sink.send(NOTICE, AT)
    assert "疑似承诺日收益 3%" in text_of(receiver)
    assert "qq:1" in text_of(receiver)
    assert "2018年5月1日 10:00 至 2018年5月1日 10:10" in text_of(receiver)
    assert "https://console.example/alerts/a1" in text_of(receiver)


def is_signed_for_feishu(body: Any, secret: str) -> bool:
    """Check as the vendor describes: the line of timestamp and secret is the key of an HMAC over nothing."""
    key = "{}\n{}".format(body["timestamp"], secret)
    code = hmac.new(key.encode("utf-8"), digestmod=hashlib.sha256).digest()
    return base64.b64encode(code).decode("utf-8") == str(body["sign"])


def test_feishu_can_check_the_signature(receiver: Receiver, outbound: Outbound) -> None:
    receiver.usual = Answering(body=b'{"code":0,"msg":"success","data":{}}')
    FeishuSink(outbound, receiver.url, SECRET, WORDING).send(NOTICE, AT)
    assert sent(receiver)["timestamp"] == "1600000000"
    assert is_signed_for_feishu(sent(receiver), SECRET)
    assert not is_signed_for_feishu(sent(receiver), "another")
    assert sent(receiver)["msg_type"] == "interactive"
    assert sent(receiver)["card"]["header"]["template"] == "orange"


def is_signed_for_dingtalk(path: str, secret: str) -> bool:
    """Check as the vendor describes: an HMAC over the line of timestamp and secret, in base64, quoted for a URL."""
    pairs = dict(pair.split("=", 1) for pair in urlsplit(path).query.split("&"))
    signed = "{}\n{}".format(pairs["timestamp"], secret)
    code = hmac.new(secret.encode("utf-8"), signed.encode("utf-8"), digestmod=hashlib.sha256).digest()
    return unquote_plus(pairs["sign"]) == base64.b64encode(code).decode("utf-8")


@pytest.mark.parametrize("milliseconds", range(20))
def test_dingtalk_can_check_the_signature(receiver: Receiver, outbound: Outbound, milliseconds: int) -> None:
    receiver.usual = TAKEN
    sink = DingTalkSink(outbound, receiver.url + "?access_token=t", SECRET, WORDING)
    sink.send(NOTICE, AT + milliseconds * 1_000)
    path = receiver.received[-1].path
    assert parse_qs(urlsplit(path).query)["timestamp"] == [str(1_600_000_000_123 + milliseconds)]
    assert parse_qs(urlsplit(path).query)["access_token"] == ["t"]
    assert is_signed_for_dingtalk(path, SECRET)
    assert not is_signed_for_dingtalk(path, "another")


@pytest.mark.parametrize("kind", OFFICE)
@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (b'{"errcode":45009,"code":45009,"errmsg":"api freq out of limit"}', None),
        (b'{"errcode":93000,"errmsg":"invalid webhook url"}', Refused),
        (b'{"code":19021,"msg":"sign match fail or timestamp is not within one hour"}', Refused),
        (b'{"errcode":310000,"errmsg":"sign not match"}', Refused),
        (b"<html>", Undelivered),
        (b"{}", Undelivered),
        (b"", Undelivered),
    ],
    ids=["too many", "unknown bot", "feishu signature", "dingtalk signature", "no JSON", "no code", "nothing"],
)
def test_a_bot_that_answers_200_says_in_the_body_whether_it_took_a_notice(
    receiver: Receiver, outbound: Outbound, kind: str, answer: bytes, error: type[NoticeError] | None
) -> None:
    receiver.usual = Answering(body=answer)
    expected = error or (Undelivered if kind == "wecom" else Refused)
    with pytest.raises(expected):
        MAKE[kind](outbound, receiver.url).send(NOTICE, AT)


@pytest.mark.parametrize(
    ("kind", "code"), [("wecom", 45009), ("feishu", 11232), ("feishu", 9499), ("dingtalk", 130101), ("dingtalk", -1)]
)
def test_too_many_messages_is_a_refusal_that_passes(
    receiver: Receiver, outbound: Outbound, kind: str, code: int
) -> None:
    receiver.usual = Answering(body=json.dumps({"errcode": code, "errmsg": "later"}).encode())
    with pytest.raises(Undelivered, match=f"answered code {code}: later"):
        MAKE[kind](outbound, receiver.url).send(NOTICE, AT)


def test_telegram_is_asked_as_it_publishes(receiver: Receiver, outbound: Outbound) -> None:
    MAKE["telegram"](outbound, receiver.url.removesuffix("/hook")).send(NOTICE, AT)
    assert receiver.received[0].path == f"/bot{TOKEN}/sendMessage"
    assert (sent(receiver)["chat_id"], sent(receiver)["parse_mode"]) == ("-100123", "HTML")


def test_telegram_says_in_the_body_how_long_to_wait(receiver: Receiver, outbound: Outbound) -> None:
    body = b'{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":35}}'
    receiver.answers = [Answering(429, body)]
    with pytest.raises(Undelivered) as raised:
        MAKE["telegram"](outbound, receiver.url).send(NOTICE, AT)
    assert raised.value.retry_after == 35 * SECOND


@pytest.mark.parametrize("status", [200, 400, 401, 404, 500])
def test_the_token_is_in_no_error_and_in_no_log(
    receiver: Receiver, outbound: Outbound, caplog: pytest.LogCaptureFixture, status: int
) -> None:
    caplog.set_level(logging.DEBUG)
    receiver.usual = Answering(status)
    sink = MAKE["telegram"](outbound, receiver.url)
    said = ""
    try:
        sink.send(NOTICE, AT)
    except NoticeError as error:
        said = repr(error)
    assert TOKEN not in said + caplog.text
    assert TOKEN in receiver.received[0].path


def test_a_token_of_another_form_is_refused_and_not_repeated(outbound: Outbound) -> None:
    with pytest.raises(NoticeError, match="as BotFather gives it") as refused:
        TelegramSink(outbound, "https://api.telegram.org", "../secret", "1", WORDING)
    assert "secret" not in str(refused.value)


def test_an_error_says_nothing_of_a_url_with_a_secret(sink: Sink, receiver: Receiver) -> None:
    receiver.close()
    with pytest.raises(Undelivered) as raised:
        sink.send(NOTICE, AT)
    assert "hidden" not in repr(raised.value)


@pytest.mark.parametrize("kind", MAKE)
@pytest.mark.parametrize("summary", ["疑似<b>&😀" * 60, '"\\\x01' * 200], ids=["wide", "escaped"])
def test_a_flood_of_long_alerts_fits_and_is_counted(
    receiver: Receiver, outbound: Outbound, kind: str, summary: str
) -> None:
    receiver.usual = TAKEN
    notice = many(300, summary=summary, name="承诺" * 100)
    MAKE[kind](outbound, receiver.url).send(notice, AT)
    text = text_of(receiver)
    most = {"wecom": len(text.encode()), "telegram": units(text)}.get(kind)
    assert (most or 0) <= 4096
    assert len(receiver.received[0].body) <= 20_000
    assert "另有" in text
