"""The way out to other machines: only to addresses that may be reached, to no other place than was asked for.

A name is looked up when a connection is made, its addresses are checked, and the connection goes to a checked one: what
the name meant when it was configured, or means a moment later, does not count. TLS and the Host header keep the name.
Redirects are not followed, proxies of the environment not used, and nothing is logged: URLs may carry secrets.
"""

import socket
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from typing import NamedTuple

import httpx

from monitor.clock import SECOND, micros
from monitor.notices.address import Address, Reach, resolved
from monitor.notices.sink import NoticeError, Refused, Undelivered

TIMEOUT_SECONDS = 10
_LONGEST_ANSWER = 64 * 1024  # bytes; sinks answer with a line
_MOST_PIECES = 64  # of an answer: one that trickles ends
_PASSING = frozenset({408, 425, 429})  # client errors that are not about what was sent

Lookup = Callable[[str, int], list[str]]


class Answer(NamedTuple):
    """What the other side said. `retry_after` is how long it asks to be left alone, in microseconds."""

    status: int
    retry_after: int
    body: bytes

    def expect_taken(self) -> None:
        """Raise unless the status says that the request was taken.

        Raises:
            Undelivered: a fault of the other side, or too many requests.
            Refused: any other status, a redirect too.
        """
        if 200 <= self.status < 300:
            return
        if self.status >= 500 or self.status in _PASSING:
            raise Undelivered(f"answered {self.status}", self.retry_after)
        raise Refused(f"answered {self.status}")


def looked_up(host: str, port: int) -> list[str]:
    """Return the addresses of *host*, the preferred one first."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Outbound:
    """Finds the addresses that may be reached, and makes the doors to URLs."""

    def __init__(self, reach: Reach, lookup: Lookup = looked_up) -> None:
        """Let through what *reach* covers; *lookup* asks for the addresses of a name."""
        self._reach = reach
        self._lookup = lookup

    def door(self, url: str) -> "Door":
        """Return the way to *url*.

        Raises:
            NoticeError: what is wrong with the URL, without repeating more of it than the host.
        """
        try:
            parsed = httpx.URL(url)
        except httpx.InvalidURL:
            raise NoticeError("cannot be read, expected a URL like https://host/path") from None
        if parsed.scheme not in {"http", "https"} or not parsed.host:
            raise NoticeError("expected a URL like https://host/path")
        if parsed.userinfo:
            raise NoticeError(f"{parsed.host}: expected no user name and password in the URL")
        self.check(parsed.host, is_plain=parsed.scheme == "http")
        return Door(self, parsed)

    def check(self, host: str, *, is_plain: bool = False) -> None:
        """Check what can be said of *host* without looking its name up.

        Raises:
            NoticeError: it must not be reached, or not without TLS.
        """
        literal = _literal(host)
        if is_plain and not (self._reach.opens(literal) if literal else self._reach.is_wider):
            raise NoticeError(f"{host}: expected https; plain http only to what `allow_networks` opens")
        if literal and not self._reach.covers(literal):
            raise NoticeError(f"{host}: not an address of the public internet, nor in what `allow_networks` opens")

    def addresses(self, host: str, port: int, *, is_plain: bool = False) -> list[str]:
        """Return those addresses of *host* that may be reached, the preferred one first; there is at least one.

        Raises:
            Undelivered: the name cannot be looked up, or has only addresses that must not be reached.
        """
        try:
            found = self._lookup(host, port)
        except (OSError, UnicodeError):
            raise Undelivered("the name of the host cannot be looked up") from None
        may_reach = self._reach.opens if is_plain else self._reach.covers
        addresses = [address for address in found if may_reach(resolved(address))]
        if not addresses:
            raise Undelivered("the host has no address that may be reached")
        return addresses


@dataclass(frozen=True, slots=True)
class Door:
    """The way to one URL."""

    outbound: Outbound
    url: httpx.URL

    def post(
        self,
        body: bytes,
        headers: Mapping[str, str],
        at: int,
        *,
        path: str = "",
        query: Mapping[str, str] | None = None,
    ) -> Answer:
        """Post *body* at the time *at*, with *path* and *query* behind what the URL has, and return the answer.

        Raises:
            Undelivered: no connection, or no timely answer.
        """
        url = self.url.copy_with(path=self.url.path.rstrip("/") + path) if path else self.url
        host = url.raw_host.decode("ascii")
        request = httpx.Request(
            "POST",
            url.copy_merge_params(query or {}),
            content=body,
            headers={"user-agent": "groupwarden", **headers},
            extensions={"timeout": httpx.Timeout(TIMEOUT_SECONDS).as_dict(), "sni_hostname": host},
        )
        is_plain = url.scheme == "http"
        port = url.port or (80 if is_plain else 443)
        return _answered(request, self.outbound.addresses(host, port, is_plain=is_plain), at)


def _answered(request: httpx.Request, addresses: Sequence[str], at: int) -> Answer:
    """Send *request* to the first of *addresses* that takes a connection."""
    problem = Undelivered("no connection")
    with httpx.HTTPTransport() as transport:  # trusts what SSL_CERT_FILE says, where it is set
        for address in addresses:
            request.url = request.url.copy_with(host=address)
            try:
                response = transport.handle_request(request)
                return Answer(response.status_code, _retry_after(response, at), _beginning(response))
            except (httpx.ConnectError, httpx.ConnectTimeout) as error:
                problem = Undelivered(f"no connection: {type(error).__name__}")
            except httpx.HTTPError as error:
                raise Undelivered(f"no answer: {type(error).__name__}") from None
    raise problem


def _beginning(response: httpx.Response) -> bytes:
    body = b""
    for number, piece in enumerate(response.iter_raw(4096)):
        body += piece
        if len(body) >= _LONGEST_ANSWER or number >= _MOST_PIECES:
            break
    return body


def _retry_after(response: httpx.Response, at: int) -> int:
    """Return what the header asks for, in seconds or as a date; 0 when it cannot be read."""
    asked = response.headers.get("retry-after", "")
    if asked.isascii() and asked.isdigit():
        return min(int(asked), 10**9) * SECOND
    try:
        return max(0, micros(parsedate_to_datetime(asked)) - at)
    except (ValueError, TypeError):
        return 0


def _literal(host: str) -> Address | None:
    """Return the address that *host* is in any of the forms a resolver takes without asking, such as 127.1."""
    name = host.rstrip(".").lower()
    if name == "localhost" or name.endswith(".localhost"):
        return resolved("127.0.0.1")
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
    except (OSError, UnicodeError):
        return None
    return resolved(str(found[0][4][0]))
