"""Notices go to the public internet and to what the operator opened, wherever a name says it is."""

import logging
import ssl
from collections.abc import Iterator
from contextlib import closing
from ipaddress import ip_network
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.clock import SECOND
from monitor.notices.address import Reach, resolved
from monitor.notices.outbound import Outbound
from monitor.notices.sink import NoticeError, Refused, Undelivered
from tests.monitor.notices.conftest import HOST
from tests.monitor.notices.receiver import Answering, Receiver

AT = 1_600_000_000 * SECOND  # 2020-09-13T12:26:40Z
LOOPBACK = ip_network("127.0.0.0/8")

INSIDE = [
    "127.0.0.1",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "192.0.2.1",
    "198.18.0.1",
    "240.0.0.1",
    "::1",
    "fd12::1",
    "fec0::1",
    "2001:db8::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::127.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::808:808",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
]
NEVER = [
    "0.0.0.0",  # noqa: S104 - nothing is bound to it
    "169.254.169.254",
    "169.254.0.23",
    "100.100.100.200",
    "168.63.129.16",
    "192.0.0.192",
    "224.0.0.1",
    "255.255.255.255",
    "::",
    "fe80::1",
    "ff02::1",
    "fd00:ec2::254",
    "fd20:ce::254",
    "::ffff:169.254.169.254",
    "64:ff9b::169.254.169.254",
]


@pytest.mark.parametrize("address", [*INSIDE, *NEVER])
def test_what_is_not_public_is_out_of_reach(address: str) -> None:
    assert not Reach().covers(resolved(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"])
def test_the_public_internet_is_in_reach(address: str) -> None:
    assert Reach().covers(resolved(address))


@pytest.mark.parametrize("address", NEVER)
def test_what_tells_a_machine_its_credentials_is_never_in_reach(address: str) -> None:
    assert not Reach([ip_network("0.0.0.0/0"), ip_network("::/0")]).covers(resolved(address))


@given(st.ip_addresses())
def test_an_opened_network_opens_itself_alone(address: object) -> None:
    opened = ip_network("10.1.0.0/16")
    found = resolved(str(address))
    assert Reach([opened]).covers(found) == (Reach().covers(found) or found in opened)


@pytest.mark.parametrize(
    ("url", "problem"),
    [
        ("https://", "expected a URL like"),
        ("hooks.example", "expected a URL like"),
        ("ftp://hooks.example/x", "expected a URL like"),
        ("file:///etc/passwd", "expected a URL like"),
        ("https://me:sesame@hooks.example/x", "expected no user name"),
        ("http://hooks.example/x", "expected https"),
        ("http://127.0.0.1.example/x", "expected https"),
        ("https://127.0.0.1/x", "not an address of the public internet"),
        ("https://localhost/x", "not an address of the public internet"),
        ("https://a.LOCALHOST./x", "not an address of the public internet"),
        ("https://127.1/x", "not an address of the public internet"),
        ("https://2130706433/x", "not an address of the public internet"),
        ("https://0x7f.1/x", "not an address of the public internet"),
        ("https://0177.0.0.1/x", "expected a URL like"),
        ("https://[::1]/x", "not an address of the public internet"),
        ("https://[::ffff:10.0.0.1]/x", "not an address of the public internet"),
        ("https://169.254.169.254/latest", "not an address of the public internet"),
    ],
)
def test_a_url_that_leads_inside_or_goes_in_the_clear_is_refused_when_it_is_configured(url: str, problem: str) -> None:
    with pytest.raises(NoticeError, match=problem) as refused:
        Outbound(Reach()).door(url)
    assert "sesame" not in str(refused.value)
    assert "/x" not in str(refused.value)


@pytest.mark.parametrize(
    "url", ["https://hooks.example/x", "https://8.8.8.8/x", "http://127.0.0.1:1/x", "https://127.0.0.1/x"]
)
def test_https_and_what_is_opened_is_accepted(url: str) -> None:
    Outbound(Reach([LOOPBACK])).door(url)


def test_a_name_counts_for_what_it_means_when_the_connection_is_made(receiver: Receiver) -> None:
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    outbound = Outbound(Reach([LOOPBACK]), lambda _host, _port: next(answers))
    door = outbound.door(f"http://hooks.example:{receiver.port}/x")
    assert door.post(b"", {}, AT).status == 200
    with pytest.raises(Undelivered, match="no address that may be reached"):
        door.post(b"", {}, AT)
    (received,) = receiver.received
    assert received.headers["host"] == f"hooks.example:{receiver.port}", "the name is kept for who listens there"


@pytest.fixture
def behind_tls(certificate: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch) -> Iterator[Receiver]:
    """Run a receiver that proves to be HOST, to whoever trusts its certificate."""
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[0]))
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    with closing(Receiver(context)) as started:
        yield started


def test_tls_is_with_the_name_though_the_connection_is_to_an_address(behind_tls: Receiver) -> None:
    outbound = Outbound(Reach([LOOPBACK]), lambda _host, _port: ["127.0.0.1"])
    assert outbound.door(f"https://{HOST}:{behind_tls.port}/x").post(b"", {}, AT).status == 200
    with pytest.raises(Undelivered, match="no connection: ConnectError"):
        outbound.door(f"https://other.example:{behind_tls.port}/x").post(b"", {}, AT)
    assert len(behind_tls.received) == 1


def test_an_address_that_must_not_be_reached_is_left_out_and_one_that_is_down_passed_over(receiver: Receiver) -> None:
    outbound = Outbound(Reach([LOOPBACK]), lambda _host, _port: ["169.254.169.254", "127.0.0.2", "127.0.0.1"])
    assert outbound.door(f"http://hooks.example:{receiver.port}/").post(b"", {}, AT).status == 200


def test_a_name_that_nobody_knows_is_a_failure_that_may_pass() -> None:
    def unknown(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(Undelivered, match="cannot be looked up"):
        Outbound(Reach(), unknown).door("https://hooks.example/x").post(b"", {}, AT)


def test_plain_http_goes_to_opened_addresses_only() -> None:
    door = Outbound(Reach([LOOPBACK]), lambda _host, _port: ["8.8.8.8"]).door("http://hooks.example/x")
    with pytest.raises(Undelivered, match="no address that may be reached"):
        door.post(b"", {}, AT)


def test_nobody_listening_is_a_failure(receiver: Receiver, outbound: Outbound) -> None:
    receiver.close()
    with pytest.raises(Undelivered, match="no connection"):
        outbound.door(receiver.url).post(b"", {}, AT)


def test_proxies_of_the_environment_are_not_used(
    receiver: Receiver, outbound: Outbound, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert outbound.door(receiver.url).post(b"", {}, AT).status == 200


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_redirect_is_not_followed(receiver: Receiver, outbound: Outbound, status: int) -> None:
    receiver.answers = [Answering(status, headers={"location": "/elsewhere"})]
    with pytest.raises(Refused, match=f"answered {status}"):
        outbound.door(receiver.url).post(b"", {}, AT).expect_taken()
    assert [received.path for received in receiver.received] == ["/hook"]


@pytest.mark.parametrize(
    ("status", "error"),
    [
        (400, Refused),
        (401, Refused),
        (404, Refused),
        (413, Refused),
        (408, Undelivered),
        (425, Undelivered),
        (429, Undelivered),
        (500, Undelivered),
        (503, Undelivered),
    ],
)
def test_a_status_says_whether_to_try_again(
    receiver: Receiver, outbound: Outbound, status: int, error: type[NoticeError]
) -> None:
    receiver.answers = [Answering(status)]
    with pytest.raises(error, match=f"answered {status}"):
        outbound.door(receiver.url).post(b"", {}, AT).expect_taken()


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("120", 120),
        ("Sun, 13 Sep 2020 12:28:40 GMT", 120),
        ("Sun, 13 Sep 2020 12:00:00 GMT", 0),
        ("-1", 0),
        ("soon", 0),
        ("9" * 400, 10**9),
    ],
    ids=["seconds", "a date", "a date gone by", "negative", "words", "absurd"],
)
def test_how_long_to_wait_is_read_as_seconds_and_as_a_date(
    receiver: Receiver, outbound: Outbound, asked: str, seconds: int
) -> None:
    receiver.answers = [Answering(429, headers={"retry-after": asked})]
    with pytest.raises(Undelivered) as raised:
        outbound.door(receiver.url).post(b"", {}, AT).expect_taken()
    assert raised.value.retry_after == seconds * SECOND


def test_an_endless_answer_is_not_read_to_its_end(receiver: Receiver, outbound: Outbound) -> None:
    receiver.answers = [Answering(body=b"x" * 10_000_000)]
    assert len(outbound.door(receiver.url).post(b"", {}, AT).body) < 100_000


def test_the_url_is_written_into_no_log(
    receiver: Receiver, outbound: Outbound, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    outbound.door(receiver.url + "?key=hidden").post(b"", {}, AT)
    assert receiver.received[0].path == "/hook?key=hidden"
    assert "hidden" not in caplog.text
