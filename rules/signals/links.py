"""Links: the registrable host, and what makes it suspicious."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from rules.signals.hosts import Hosts
from rules.signals.passage import Found, Hit, Passage

_LABEL = "[a-z0-9\u0430-\u044f\u0451-\u045f\u03b1-\u03c9-]"
_DOT = r"(?:\.|点|\s\.\s?|\(dot\)|\sdot\s)"
_HOST = re.compile(
    rf"(?<![@a-z0-9._-])(?:https?://\s?)?(?P<host>(?:{_LABEL}{{1,63}}{_DOT}){{1,4}}(?:[a-z]{{2,12}}|рф))(?![a-z0-9@])"
)
_IN_HOST = re.compile(rf"{_LABEL}|\.")
_DOTS = re.compile(_DOT)
_LOOKED_UP = re.compile(rf"(?:{_LABEL}+\.)+[a-zрф]+")
_BEFORE, _BEHIND = 48, 80  # characters from where a link is recognised to where its host may begin and end (design)
_PATH = re.compile(r"(?:[/?#:][!-~]{0,200})?")
_FILE = re.compile(r"\.(?:apk|ipa|mobileconfig)(?![a-z0-9])")
_APP_REACH = 30  # characters between a link and what is said to be installed from it (design)


def links(passage: Passage) -> Iterator[Found]:
    """Find links; the value is the registrable host, the unit why it is suspicious: shortener lookalike suffix app."""
    end = 0
    for hit in passage.hits("link_mark"):
        match = _match(passage.text, hit) if hit.start >= end else None
        if match is None:
            continue
        end = match.end()
        host = _typed(passage, Hit(*match.span("host")))
        yield Found(*match.span(), "link", _hosts().registrable(host), _suspicion(passage, Hit(*match.span()), host))


def _match(text: str, mark: Hit) -> re.Match[str] | None:
    """Return the host around *mark* (www., .com), or behind it (://)."""
    start = mark.start
    while start > max(0, mark.start - _BEFORE) and _IN_HOST.match(text, start - 1):
        start -= 1
    return _HOST.match(text, start, mark.end + _BEHIND) or _HOST.match(text, mark.end, mark.end + _BEHIND)


def _suspicion(passage: Passage, at: Hit, host: str) -> str:
    hosts = _hosts()
    if hosts.is_known(host):
        return ""
    path = _PATH.match(passage.text, at.end)
    installs = passage.near(at, ["app_install"], _APP_REACH, across=True)
    return "app" if installs or (path and _FILE.search(path[0])) else hosts.suspicion(host)


def _typed(passage: Passage, span: Hit) -> str:
    """Return the host in the letters a browser would look up: the normal form reads paypa1 and раypal as paypal."""
    typed = _DOTS.sub(".", unicodedata.normalize("NFKC", passage.original(*span)).lower())
    return typed if _LOOKED_UP.fullmatch(typed) else _DOTS.sub(".", passage.cut(span))


@cache
def _hosts() -> Hosts:
    return Hosts.load()
