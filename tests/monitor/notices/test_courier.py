"""Notices reach a real receiver, signed, at least once, whatever the other sinks do."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Barrier, Thread
from typing import NamedTuple

import msgspec
import pytest

from monitor.notices.courier import SECOND, Courier, Notice, NoticeError, Outcome, Sink, WebhookSink, next_attempt
from monitor.store import OutboxRow, Store

_SECRET_BYTES = b"0123456789abcdefghijklmnopqrstuv"
_SECRET = "whsec_" + base64.b64encode(_SECRET_BYTES).decode()
_NOTICE = Notice(
    key="k1",
    rule="yield-promise",
    severity="high",
    community="qq:1",
    subject="member:m",
    time="2018-05-01T02:00:00Z",
    summary="疑似承诺收益",
    url="https://console.example/alerts/k1",
)


class Received(NamedTuple):
    path: str
    headers: Mapping[str, str]
    body: bytes


class Receiver:
    """A web server on a free port that answers with the given statuses in turn, then 204."""

    def __init__(self) -> None:
        self.received: list[Received] = []
        self.statuses: list[int] = []
        receiver = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["content-length"]))
                receiver.received.append(Received(self.path, {k.lower(): v for k, v in self.headers.items()}, body))
                self.send_response(receiver.statuses.pop(0) if receiver.statuses else 204)
                self.send_header("location", "/elsewhere")
                self.send_header("content-length", "0")
                self.end_headers()

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name is the library's
                """Keep the test output clean."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._server.server_port}/hook"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Clock:
    """A clock that is set by hand."""

    def __init__(self) -> None:
        self.now = 1_600_000_000 * SECOND

    def __call__(self) -> int:
        return self.now


class Office:
    """A store, a clock and a courier over them."""

    def __init__(self, store: Store, sinks: Mapping[str, Sink]) -> None:
        self.store = store
        self.clock = Clock()
        self.outcomes: list[tuple[str, Outcome]] = []
        self.courier = Courier(store, sinks, self.clock, lambda sink, outcome: self.outcomes.append((sink, outcome)))

    def post(self, sink: str, key: str = "k1") -> None:
        with self.store.begin() as transaction:
            transaction.add_outbox(key, sink, _NOTICE.encode(), self.clock.now)


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with closing(Receiver()) as started:
        yield started


@pytest.fixture
def webhook(receiver: Receiver) -> Iterator[WebhookSink]:
    with closing(WebhookSink(receiver.url, _SECRET)) as sink:
        yield sink


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with closing(Store.open(f"sqlite:///{tmp_path / 'store.db'}", durable=False)) as opened:
        yield opened


@pytest.fixture
def office(store: Store, webhook: WebhookSink) -> Office:
    return Office(store, {"ops": webhook})


def test_a_notice_arrives_as_json_under_its_key(office: Office, receiver: Receiver) -> None:
    office.post("ops")
    office.courier.deliver()
    (received,) = receiver.received
    assert msgspec.json.decode(received.body, type=Notice) == _NOTICE
    assert received.headers["content-type"] == "application/json"
    assert received.headers["webhook-id"] == "k1"
    assert office.outcomes == [("ops", "sent")]


def test_a_receiver_can_check_the_signature_by_itself(office: Office, receiver: Receiver) -> None:
    office.post("ops")
    office.courier.deliver()
    (received,) = receiver.received
    signed = f"k1.1600000000.{received.body.decode()}".encode()
    expected = base64.b64encode(hmac.new(_SECRET_BYTES, signed, hashlib.sha256).digest()).decode()
    assert received.headers["webhook-timestamp"] == "1600000000"
    assert received.headers["webhook-signature"] == f"v1,{expected}"


def test_a_taken_notice_is_not_sent_again(office: Office, receiver: Receiver) -> None:
    office.post("ops")
    office.courier.deliver()
    office.courier.deliver()
    assert len(receiver.received) == 1


def test_a_refused_notice_is_sent_again_under_the_same_key_once_its_delay_is_over(
    office: Office, receiver: Receiver
) -> None:
    receiver.statuses = [500]
    office.post("ops")
    office.courier.deliver()
    office.clock.now += 5 * SECOND - 1
    office.courier.deliver()
    assert len(receiver.received) == 1
    office.clock.now += 1
    office.courier.deliver()
    assert [received.headers["webhook-id"] for received in receiver.received] == ["k1", "k1"]
    assert office.outcomes == [("ops", "failed"), ("ops", "sent")]


def test_a_redirect_is_a_refusal_and_is_not_followed(office: Office, receiver: Receiver) -> None:
    receiver.statuses = [307]
    office.post("ops")
    office.courier.deliver()
    assert [received.path for received in receiver.received] == ["/hook"]
    assert office.outcomes == [("ops", "failed")]


def test_nobody_listening_is_a_failure(store: Store, receiver: Receiver, webhook: WebhookSink) -> None:
    office = Office(store, {"ops": webhook})
    receiver.close()
    office.post("ops")
    office.courier.deliver()
    assert office.outcomes == [("ops", "failed")]


class Crash(BaseException):
    """The process dies."""


class DyingSink:
    """Hands a notice over; then the process dies before anybody can note it."""

    def __init__(self, sink: Sink) -> None:
        self._sink = sink

    def send(self, key: str, body: bytes, at: int) -> None:
        self._sink.send(key, body, at)
        raise Crash


def test_a_crash_between_sending_and_noting_it_sends_the_same_key_again(
    store: Store, receiver: Receiver, webhook: WebhookSink
) -> None:
    dying = Office(store, {"ops": DyingSink(webhook)})
    dying.post("ops")
    with pytest.raises(Crash):
        dying.courier.deliver()
    Office(store, {"ops": webhook}).courier.deliver()
    assert [received.headers["webhook-id"] for received in receiver.received] == ["k1", "k1"]
    assert receiver.received[0].body == receiver.received[1].body


class FakeSink:
    """Remembers what it was given, then does what the test wants."""

    def __init__(self, act: Callable[[], object]) -> None:
        self.given: list[tuple[str, bytes, int]] = []
        self._act = act

    def send(self, key: str, body: bytes, at: int) -> None:
        self.given.append((key, body, at))
        self._act()


def test_a_broken_sink_blocks_no_other(store: Store, webhook: WebhookSink) -> None:
    def fail() -> None:
        raise ZeroDivisionError

    broken = FakeSink(fail)
    office = Office(store, {"broken": broken, "ops": webhook})
    office.post("broken")
    office.post("ops")
    office.courier.deliver()
    assert sorted(office.outcomes) == [("broken", "failed"), ("ops", "sent")]
    assert broken.given == [("k1", _NOTICE.encode(), office.clock.now)]


def test_sinks_are_served_at_the_same_time(store: Store) -> None:
    together = Barrier(2, timeout=10)
    office = Office(store, {"a": FakeSink(together.wait), "b": FakeSink(together.wait)})
    office.post("a")
    office.post("b")
    office.courier.deliver()
    assert sorted(office.outcomes) == [("a", "sent"), ("b", "sent")]


def test_a_failing_sink_is_tried_once_a_round_and_its_next_notice_in_the_next(
    office: Office, receiver: Receiver
) -> None:
    receiver.statuses = [400]
    office.post("ops", "k1")
    office.post("ops", "k2")
    office.courier.deliver()
    assert office.outcomes == [("ops", "failed")]
    office.courier.deliver()
    assert [received.headers["webhook-id"] for received in receiver.received] == ["k1", "k2"]


def test_a_notice_is_given_up_three_days_after_it_was_due(office: Office, receiver: Receiver) -> None:
    receiver.statuses = [500]
    office.post("ops")
    office.clock.now += 3 * 86_400 * SECOND
    office.courier.deliver()
    office.clock.now *= 2
    office.courier.deliver()
    assert office.outcomes == [("ops", "given_up")]


@pytest.mark.parametrize(
    ("attempts", "seconds"),
    [(0, 5), (1, 10), (5, 160), (9, 2_560), (10, 3_600), (10_000, 3_600)],
    ids=["first", "second", "sixth", "tenth", "capped", "for ever capped"],
)
def test_the_delay_doubles_up_to_an_hour(attempts: int, seconds: int) -> None:
    assert next_attempt(OutboxRow("k", "ops", b"", 0, attempts), 0) == seconds * SECOND


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/x",
        "http://10.0.0.1/x",
        "ftp://hooks.example/x",
        "https://",
        "hooks.example",
        "http://127.0.0.1.example/x",
    ],
)
def test_a_url_that_would_carry_notices_in_the_clear_is_refused(url: str) -> None:
    with pytest.raises(NoticeError, match="expected https"):
        WebhookSink(url, _SECRET)


@pytest.mark.parametrize("url", ["https://hooks.example/x", "http://localhost:1/x", "http://[::1]:1/x"])
def test_https_and_this_machine_are_accepted(url: str) -> None:
    WebhookSink(url, _SECRET).close()


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_c2hvcnQ=", "whsec_%%%", "whsec_密", _SECRET[6:]])
def test_a_secret_of_another_form_is_refused_and_not_repeated(secret: str) -> None:
    with pytest.raises(NoticeError, match="expected whsec_ and base64 of at least 24 bytes") as refused:
        WebhookSink("https://hooks.example/x", secret)
    assert len(secret) < 8 or secret not in str(refused.value)
