"""Notices leave the outbox: signed webhooks, at least once, one sink never waiting for another.

The signature follows Standard Webhooks: the receiver checks `webhook-signature` and drops a `webhook-id` it has seen.
"""

import base64
import hmac
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from ipaddress import ip_address
from typing import Literal, Protocol

import httpx
import msgspec
import structlog

from monitor.document import SeverityName
from monitor.errors import MonitorError
from monitor.store import OutboxRow, Store

SECOND = 1_000_000  # microseconds, the unit of every time here
_SECRET_PREFIX = "whsec_"  # noqa: S105 - the mark of a secret, not one
_MIN_SECRET_BYTES = 24  # the least Standard Webhooks allows
_TIMEOUT_SECONDS = 10
_FIRST_DELAY = 5 * SECOND
_LONGEST_DELAY = 3_600 * SECOND
_GIVE_UP_AFTER = 3 * 86_400 * SECOND  # a receiver broken over a weekend still gets its notices
_BATCH = 100

Outcome = Literal["sent", "failed", "given_up"]


class NoticeError(MonitorError):
    """A sink is configured in a way that cannot work, or did not take a notice."""


class Notice(msgspec.Struct, frozen=True):
    """What a sink is told of an alert. `summary` is worded by the rule and never repeats the banned text."""

    key: str
    rule: str
    severity: SeverityName
    community: str
    subject: str
    time: str
    summary: str
    url: str

    def encode(self) -> bytes:
        """Return the JSON that is signed and sent."""
        return msgspec.json.encode(self)


class Sink(Protocol):
    """A receiver of notices."""

    def send(self, key: str, body: bytes, at: int) -> None:
        """Hand over one notice at the time *at*; raise when it was not taken."""
        ...


class WebhookSink:
    """Posts notices to a URL, signed with a shared secret."""

    def __init__(self, url: str, secret: str) -> None:
        """Take *url* and *secret* (`whsec_` and base64, as Standard Webhooks writes it).

        Raises:
            NoticeError: the URL is neither https nor on this machine, or the secret is malformed.
        """
        self._url = _checked_url(url)
        self._secret = _decoded_secret(secret)
        self._client = httpx.Client(
            timeout=_TIMEOUT_SECONDS, follow_redirects=False, headers={"user-agent": "groupwarden"}
        )

    def send(self, key: str, body: bytes, at: int) -> None:
        """Post one notice.

        Raises:
            NoticeError: no connection, no timely answer, or an answer other than 2xx (a redirect is one).
        """
        timestamp = str(at // SECOND)
        headers = {
            "content-type": "application/json",
            "webhook-id": key,
            "webhook-timestamp": timestamp,
            "webhook-signature": sign(self._secret, key, timestamp, body),
        }
        try:
            # Streamed, so that an endless answer is not read; its status is all that counts.
            with self._client.stream("POST", self._url, content=body, headers=headers) as response:
                status, taken = response.status_code, response.is_success
        except httpx.HTTPError as error:
            raise NoticeError(f"no answer: {type(error).__name__}") from error
        if not taken:
            raise NoticeError(f"answered {status}")

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()


class Courier:
    """Takes what is due from the outbox to its sinks.

    A notice is marked after it was taken, so a crash in between sends it again under the same key.
    """

    def __init__(
        self,
        store: Store,
        sinks: Mapping[str, Sink],
        clock: Callable[[], int],
        count: Callable[[str, Outcome], None],
    ) -> None:
        self._store = store
        self._sinks = sinks
        self._clock = clock
        self._count = count
        self._log: structlog.stdlib.BoundLogger = structlog.get_logger()

    def deliver(self) -> None:
        """Serve every sink once, each in its own thread: a slow one delays no other."""
        with ThreadPoolExecutor(max_workers=max(1, len(self._sinks))) as pool:
            for served in [pool.submit(self._serve, name, sink) for name, sink in self._sinks.items()]:
                served.result()

    def _serve(self, name: str, sink: Sink) -> None:
        """Send what is due to one sink, up to its first failure; the rest stays due for the next round."""
        with self._store.read() as transaction:
            due = transaction.due_outbox(name, self._clock(), _BATCH)
        for row in due:
            outcome = self._attempt(row, sink)
            self._count(name, outcome)
            if outcome != "sent":
                return

    def _attempt(self, row: OutboxRow, sink: Sink) -> Outcome:
        try:
            sink.send(row.key, row.body, self._clock())
        except Exception as error:  # whatever breaks in a sink is that sink's failure, not the courier's
            self._log.warning(
                "notice not delivered", sink=row.sink, key=row.key, attempt=row.attempts + 1, why=repr(error)
            )
            next_at = next_attempt(row, self._clock())
            with self._store.begin() as transaction:
                transaction.mark_failed(row.key, row.sink, next_at)
            return "given_up" if next_at is None else "failed"
        with self._store.begin() as transaction:
            transaction.mark_sent(row.key, row.sink, self._clock())
        return "sent"


def next_attempt(row: OutboxRow, now: int) -> int | None:
    """Return when to try again after a failure: doubling from 5 s to an hour; None three days after it was due."""
    if now - row.created_at >= _GIVE_UP_AFTER:
        return None
    return now + min(_FIRST_DELAY << min(row.attempts, 32), _LONGEST_DELAY)


def sign(secret: bytes, key: str, timestamp: str, body: bytes) -> str:
    """Return the `webhook-signature` of a message: version, comma, base64 of HMAC-SHA256 over id.timestamp.body."""
    signed = b".".join((key.encode(), timestamp.encode(), body))
    return "v1," + base64.b64encode(hmac.digest(secret, signed, "sha256")).decode()


def _checked_url(url: str) -> httpx.URL:
    try:
        parsed = httpx.URL(url)
    except httpx.InvalidURL as error:
        raise NoticeError(f"webhook URL {url!r} cannot be read: {error}") from None
    if parsed.host and (parsed.scheme == "https" or (parsed.scheme == "http" and _is_loopback(parsed.host))):
        return parsed
    raise NoticeError(f"webhook URL of {parsed.host or url!r}: expected https (plain http only to this machine)")


def _is_loopback(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False


def _decoded_secret(secret: str) -> bytes:
    try:
        decoded = base64.b64decode(secret.removeprefix(_SECRET_PREFIX), validate=True)
    except ValueError:
        decoded = b""
    if not secret.startswith(_SECRET_PREFIX) or len(decoded) < _MIN_SECRET_BYTES:
        raise NoticeError(f"webhook secret: expected {_SECRET_PREFIX} and base64 of at least {_MIN_SECRET_BYTES} bytes")
    return decoded
