"""Webhooks are CloudEvents, signed as Standard Webhooks says."""

import base64
import hashlib
import hmac
import json
from contextlib import nullcontext

import msgspec
import pytest

from monitor.clock import SECOND
from monitor.notices.notice import Notice
from monitor.notices.outbound import Outbound
from monitor.notices.sink import NoticeError, Refused
from monitor.notices.webhook import WebhookSink, sign
from tests.monitor.notices.notes import NOTICE
from tests.monitor.notices.receiver import Answering, Receiver

AT = 1_600_000_000 * SECOND
PLAIN = b"0123456789abcdefghijklmnopqrstuv"
SECRET = "whsec_" + base64.b64encode(PLAIN).decode()


def test_the_signature_is_the_one_that_standard_webhooks_publishes() -> None:
    secret = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
    signature = sign(secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", "1614265330", b'{"test": 2432232314}')
    assert signature == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="


def test_a_receiver_can_check_the_signature_by_itself(receiver: Receiver, outbound: Outbound) -> None:
    WebhookSink(outbound, receiver.url, SECRET).send(NOTICE, AT)
    (received,) = receiver.received
    signed = f"k1.1600000000.{received.body.decode()}".encode()
    expected = base64.b64encode(hmac.new(PLAIN, signed, hashlib.sha256).digest()).decode()
    assert received.headers["webhook-id"] == "k1"
    assert received.headers["webhook-timestamp"] == "1600000000"
    assert received.headers["webhook-signature"] == f"v1,{expected}"


def test_the_body_is_a_cloud_event_that_carries_the_notice(receiver: Receiver, outbound: Outbound) -> None:
    WebhookSink(outbound, receiver.url, SECRET).send(NOTICE, AT)
    (received,) = receiver.received
    event = json.loads(received.body)
    assert received.headers["content-type"] == "application/cloudevents+json"
    assert {name: event[name] for name in event if name != "data"} == {
        "specversion": "1.0",
        "id": "k1",
        "source": "groupwarden",
        "type": "groupwarden.alerts.opened",
        "subject": "community:qq:1",
        "time": "2018-05-01T02:10:30Z",
        "datacontenttype": "application/json",
    }
    assert msgspec.convert(event["data"], Notice) == NOTICE


def test_a_notice_sent_twice_carries_the_same_key_and_body(receiver: Receiver, outbound: Outbound) -> None:
    sink = WebhookSink(outbound, receiver.url, SECRET)
    sink.send(NOTICE, AT)
    sink.send(NOTICE, AT + SECOND)
    first, second = receiver.received
    assert first.body == second.body
    assert first.headers["webhook-id"] == second.headers["webhook-id"]
    assert first.headers["webhook-timestamp"] != second.headers["webhook-timestamp"]


@pytest.mark.parametrize("status", [200, 202, 204, 400])
def test_any_2xx_takes_a_notice(receiver: Receiver, outbound: Outbound, status: int) -> None:
    receiver.answers = [Answering(status)]
    with nullcontext() if status < 300 else pytest.raises(Refused):
        WebhookSink(outbound, receiver.url, SECRET).send(NOTICE, AT)


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%", "whsec_密", SECRET[6:]])
def test_a_secret_of_another_form_is_refused_and_not_repeated(outbound: Outbound, secret: str) -> None:
    with pytest.raises(NoticeError, match="expected whsec_ and base64 of at least 24 bytes") as refused:
        WebhookSink(outbound, "https://hooks.example/x", secret)
    assert len(secret) < 8 or secret not in str(refused.value)
