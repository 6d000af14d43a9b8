"""Mail reaches a real SMTP server, behind TLS, with an id that tells a copy."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, Session
from msgspec.structs import replace

from monitor.clock import SECOND
from monitor.notices.address import Reach
from monitor.notices.mail import MailSink
from monitor.notices.outbound import Outbound
from monitor.notices.setting import EmailSetting, Security
from monitor.notices.sink import NoticeError, Refused, Undelivered
from monitor.notices.wording import Wording
from tests.monitor.notices.conftest import HOST
from tests.monitor.notices.notes import NOTICE, TOLD, many
from tests.monitor.notices.receiver import free_port

AT = 1_600_000_000 * SECOND  # 2020-09-13T12:26:40Z
PASSWORD = "of the mailbox"  # noqa: S105 - of this test
WORDING = Wording(ZoneInfo("Asia/Shanghai"))

# aiosmtpd does not count TLS from the first byte as TLS.
pytestmark = pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")


class Mailbox:
    """What the server got, and how it answers."""

    def __init__(self) -> None:
        self.got: list[EmailMessage] = []
        self.answer = "250 OK"
        self.refused: set[str] = set()

    async def handle_RCPT(  # noqa: N802 - the name aiosmtpd asks for
        self, _server: object, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _server: object, _session: Session, envelope: Envelope) -> str:  # noqa: N802 - the same
        content: Any = envelope.content
        self.got.append(message_from_bytes(content, policy=policy.default))
        return self.answer


def is_known(_server: object, _session: object, _envelope: object, _mechanism: str, data: Any) -> AuthResult:
    return AuthResult(handled=False, success=(data.login, data.password) == (b"warden", PASSWORD.encode()))


@pytest.fixture
def mailbox() -> Mailbox:
    return Mailbox()


@pytest.fixture
def trust(certificate: tuple[Path, Path]) -> ssl.SSLContext:
    return ssl.create_default_context(cafile=certificate[0])


@pytest.fixture(params=["starttls", "tls"])
def security(request: pytest.FixtureRequest) -> Security:
    return "tls" if request.param == "tls" else "starttls"


@pytest.fixture
def server(mailbox: Mailbox, certificate: tuple[Path, Path], security: Security) -> Iterator[Controller]:
    """Run a server that takes mail behind TLS, from whoever knows the password."""
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(*certificate)
    if security == "tls":
        options: dict[str, Any] = {"ssl_context": context, "auth_require_tls": False}
    else:
        options = {"tls_context": context, "require_starttls": True}
    started = Controller(mailbox, "127.0.0.1", free_port(), authenticator=is_known, auth_required=True, **options)
    started.start()
    yield started
    started.stop()


def setting(port: int, security: Security, **changed: object) -> EmailSetting:
    fields: dict[str, object] = {
        "kind": "email", "host": HOST, "port": port, "security": security, "user": "warden",
        "sender": "warden@monitor.example", "to": ["a@ops.example", "b@ops.example"], **changed,
    }  # fmt: skip
    return EmailSetting.model_validate(fields)


@pytest.fixture
def sink(server: Controller, security: Security, trust: ssl.SSLContext) -> MailSink:
    return MailSink(way(), setting(server.port, security), PASSWORD, WORDING, trust)


def way() -> Outbound:
    """Return a way out on which every name is this machine."""
    return Outbound(Reach([ip_network("127.0.0.0/8")]), lambda _host, _port: ["127.0.0.1"])


def test_mail_arrives_in_plain_text_and_html(sink: MailSink, mailbox: Mailbox) -> None:
    sink.send(NOTICE, AT)
    (mail,) = mailbox.got
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert "疑似承诺日收益 3%" in plain.get_content()
    assert "<p>疑似承诺日收益 3%</p>" in html.get_content()
    assert mail["Subject"] == "高 · 疑似：承诺收益"
    assert mail["To"] == "a@ops.example, b@ops.example"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == datetime(2020, 9, 13, 12, 26, 40, tzinfo=UTC)


def test_a_notice_sent_twice_has_the_same_id(sink: MailSink, mailbox: Mailbox) -> None:
    sink.send(NOTICE, AT)
    sink.send(NOTICE, AT + SECOND)
    assert [mail["Message-ID"] for mail in mailbox.got] == ["<k1.ops@monitor.example>"] * 2


def test_a_name_on_several_lines_makes_no_header_of_its_own(sink: MailSink, mailbox: Mailbox) -> None:
    sink.send(replace(NOTICE, alerts=(replace(TOLD, name="x\r\nBcc: all@ops.example"),)), AT)
    assert mailbox.got[0]["Bcc"] is None


def test_a_flood_is_counted(sink: MailSink, mailbox: Mailbox) -> None:
    sink.send(many(400, summary="疑似" * 100), AT)
    body = mailbox.got[0].get_body(("plain",))
    assert body is not None
    assert len(body.get_content().encode()) <= 110_000
    assert "另有" in body.get_content()


@pytest.mark.parametrize(("answer", "error"), [("451 later", Undelivered), ("554 spam", Refused)])
def test_a_reply_says_whether_to_try_again(
    sink: MailSink, mailbox: Mailbox, answer: str, error: type[NoticeError]
) -> None:
    mailbox.answer = answer
    with pytest.raises(error, match=f"answered {answer[:3]}"):
        sink.send(NOTICE, AT)


def test_one_address_that_is_refused_keeps_no_mail_from_the_others(sink: MailSink, mailbox: Mailbox) -> None:
    mailbox.refused = {"b@ops.example"}
    sink.send(NOTICE, AT)
    assert len(mailbox.got) == 1
    mailbox.refused = {"a@ops.example", "b@ops.example"}
    with pytest.raises(Refused, match="answered 550"):
        sink.send(NOTICE, AT)


def test_a_wrong_password_is_a_refusal_and_not_repeated(
    server: Controller, security: Security, trust: ssl.SSLContext
) -> None:
    sink = MailSink(way(), setting(server.port, security), "another", WORDING, trust)
    with pytest.raises(Refused, match="answered 535") as raised:
        sink.send(NOTICE, AT)
    assert "another" not in repr(raised.value)


def test_a_server_that_is_somebody_else_gets_no_mail(
    server: Controller, security: Security, mailbox: Mailbox, trust: ssl.SSLContext
) -> None:
    sink = MailSink(way(), setting(server.port, security, host="other.example"), PASSWORD, WORDING, trust)
    with pytest.raises(Undelivered, match="SSLCertVerificationError"):
        sink.send(NOTICE, AT)
    assert mailbox.got == []


def test_nobody_listening_is_a_failure_that_may_pass() -> None:
    sink = MailSink(way(), setting(free_port(), "starttls"), PASSWORD, WORDING)
    with pytest.raises(Undelivered, match="no delivery: ConnectionRefusedError"):
        sink.send(NOTICE, AT)


def test_mail_without_tls_stays_in_opened_networks() -> None:
    open_mail = setting(25, "none", user=None)
    MailSink(way(), open_mail, "", WORDING)
    with pytest.raises(NoticeError, match="expected https; plain http only to what"):
        MailSink(Outbound(Reach()), open_mail, "", WORDING)
