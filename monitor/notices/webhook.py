"""Signed webhooks: CloudEvents 1.0 as JSON, signed as Standard Webhooks says.

The receiver checks `webhook-signature` and drops a `webhook-id` it has seen.
"""

import base64
import hmac
from typing import ClassVar

import msgspec

from monitor.clock import SECOND
from monitor.notices.notice import Notice
from monitor.notices.outbound import Outbound
from monitor.notices.sink import Kind, NoticeError

_SECRET_PREFIX = "whsec_"  # noqa: S105 - the mark of a secret, not one
_MIN_SECRET_BYTES = 24  # the least Standard Webhooks allows


class WebhookSink:
    """Posts notices to a URL, signed with a shared secret."""

    kind: ClassVar[Kind] = "webhook"

    def __init__(self, outbound: Outbound, url: str, secret: str) -> None:
        """Take *url* and *secret* (`whsec_` and base64, as Standard Webhooks writes it).

        Raises:
            NoticeError: the URL may not be used, or the secret is malformed.
        """
        self._door = outbound.door(url)
        self._secret = _decoded_secret(secret)

    def send(self, notice: Notice, at: int) -> None:
        """Post *notice*; see `Sink.send`."""
        body = msgspec.json.encode(event(notice))
        timestamp = str(at // SECOND)
        headers = {
            "content-type": "application/cloudevents+json",
            "webhook-id": notice.key,
            "webhook-timestamp": timestamp,
            "webhook-signature": sign(self._secret, notice.key, timestamp, body),
        }
        self._door.post(body, headers, at).expect_taken()


def event(notice: Notice) -> dict[str, object]:
    """Return the CloudEvent that carries *notice*."""
    return {
        "specversion": "1.0",
        "id": notice.key,
        "source": "groupwarden",
        "type": f"groupwarden.alerts.{notice.reason}",
        "subject": notice.group,
        "time": notice.time,
        "datacontenttype": "application/json",
        "data": notice,
    }


def sign(secret: bytes, key: str, timestamp: str, body: bytes) -> str:
    """Return the `webhook-signature` of a message: version, comma, base64 of HMAC-SHA256 over id.timestamp.body."""
    signed = b".".join((key.encode(), timestamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()


def _decoded_secret(secret: str) -> bytes:
    try:
        decoded = base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)
    except ValueError:
        decoded = b""
    if not secret.startswith(_SECRET_PREFIX) or len(decoded) < _MIN_SECRET_BYTES:
        raise NoticeError(f"webhook secret: expected {_SECRET_PREFIX} and base64 of at least {_MIN_SECRET_BYTES} bytes")
    return decoded
