"""E-mail: plain text and HTML over SMTP. The Message-ID comes of the key, so that one sent twice can be told."""

import smtplib
import socket
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from email.utils import format_datetime
from typing import ClassVar

import structlog

from monitor.clock import moment
from monitor.notices.notice import Notice
from monitor.notices.outbound import TIMEOUT_SECONDS, Outbound
from monitor.notices.setting import EmailSetting
from monitor.notices.sink import Kind, Refused, Undelivered
from monitor.notices.wording import Wording

_LONGEST = 100_000  # bytes: whoever gets more than that reads none of it


class MailSink:
    """Sends notices by way of one mail server."""

    kind: ClassVar[Kind] = "email"

    def __init__(
        self,
        outbound: Outbound,
        setting: EmailSetting,
        password: str,
        wording: Wording,
        context: ssl.SSLContext | None = None,
    ) -> None:
        """Send as *setting* says; *context* is the system's unless given.

        Raises:
            NoticeError: the host must not be reached, or not without TLS.
        """
        outbound.check(setting.host, is_plain=setting.security == "none")
        self._outbound = outbound
        self._setting = setting
        self._password = password
        self._wording = wording
        self._context = context

    def send(self, notice: Notice, at: int) -> None:
        """Send *notice*; see `Sink.send`. Addresses the server refuses beside others are logged, not tried again."""
        message = self._message(notice, at)
        try:
            with self._connected() as server:
                if self._setting.user:
                    server.login(self._setting.user, self._password)
                refused = server.send_message(message)
        except smtplib.SMTPRecipientsRefused as error:
            raise _failure(max(code for code, _ in error.recipients.values())) from None
        except smtplib.SMTPResponseException as error:
            raise _failure(error.smtp_code) from None
        except (smtplib.SMTPException, OSError) as error:
            raise Undelivered(f"no delivery: {type(error).__name__}") from None
        if refused:
            log: structlog.stdlib.BoundLogger = structlog.get_logger()
            log.warning("mail server refused addresses", recipient=notice.recipient, count=len(refused))

    def _connected(self) -> smtplib.SMTP:
        """Return a session on a checked address, behind TLS unless the settings do without."""
        host, port, security = self._setting.host, self._setting.port, self._setting.security
        addresses = self._outbound.addresses(host, port, is_plain=security == "none")
        context = self._context or ssl.create_default_context()
        if security == "tls":
            return _CheckedTLS(addresses, host, port, context)
        server = _Checked(addresses, host, port)
        if security == "starttls":
            try:
                server.starttls(context=context)
            except Exception:
                server.close()
                raise
        return server

    def _message(self, notice: Notice, at: int) -> EmailMessage:
        message = EmailMessage()
        domain = self._setting.sender.rpartition("@")[2]
        message["Message-ID"] = f"<{notice.key}.{notice.recipient}@{domain}>"
        message["Date"] = format_datetime(moment(at))
        message["From"] = self._setting.sender
        message["To"] = ", ".join(self._setting.to)
        message["Subject"] = self._wording.title(notice)
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: nobody's out-of-office answers it
        message["Content-Language"] = notice.language
        message.set_content(self._wording.fitted("notice.txt", notice, _LONGEST))
        message.add_alternative(self._wording.fitted("notice.html", notice, _LONGEST), subtype="html")
        return message


def _failure(code: int) -> Undelivered | Refused:
    """Return what an SMTP reply means: 4yz passes, 5yz does not (RFC 5321, 4.2.1)."""
    return Refused(f"answered {code}") if code >= 500 else Undelivered(f"answered {code}")


class _Checked(smtplib.SMTP):
    """A session that connects to one of some addresses, whatever the name means by then."""

    def __init__(self, addresses: Sequence[str], host: str, port: int) -> None:
        self._addresses = addresses
        super().__init__(host, port, local_hostname="groupwarden", timeout=TIMEOUT_SECONDS)

    def _get_socket(self, _host: str, port: int, timeout: float) -> socket.socket:
        """Connect; smtplib keeps the host for TLS, and lets subclasses say how it is reached."""
        return _connected(self._addresses, port, timeout)


class _CheckedTLS(smtplib.SMTP_SSL):
    """The same, behind TLS from the first byte."""

    def __init__(self, addresses: Sequence[str], host: str, port: int, context: ssl.SSLContext) -> None:
        self._addresses = addresses
        self._name, self._tls = host, context
        super().__init__(host, port, local_hostname="groupwarden", timeout=TIMEOUT_SECONDS, context=context)

    def _get_socket(self, _host: str, port: int, timeout: float) -> ssl.SSLSocket:
        return self._tls.wrap_socket(_connected(self._addresses, port, timeout), server_hostname=self._name)


def _connected(addresses: Sequence[str], port: int, timeout: float) -> socket.socket:
    *others, last = addresses
    for address in others:
        try:
            return socket.create_connection((address, port), timeout)
        except OSError:
            continue
    return socket.create_connection((last, port), timeout)
