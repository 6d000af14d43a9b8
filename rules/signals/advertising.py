"""Advertisements: an offer, its price or urgency, and the way to the seller - contacts and links among them."""

import re
from collections.abc import Iterator

from rules.signals.numerals import AMOUNT
from rules.signals.passage import Found, Hit, Passage

CHANNELS = ("wechat", "qq", "telegram", "whatsapp", "phone", "qr", "group")
_ADD = {channel: f"add_{channel}" for channel in CHANNELS}
_HANDLE = re.compile(r"\s*(?:号|id|群)?\s*[:：\-+是@]?\s*@?(?P<handle>[a-z0-9][a-z0-9_\-]{4,20})(?![a-z0-9])")
_PHONE = re.compile(r"(?<!\d)(?:\+?86[\s-]?)?1[3-9]\d[\s-]?\d{4}[\s-]?\d{4}(?!\d)")
_HOST = re.compile(r"(?<![@a-z0-9])(?:https?://)?(?P<host>(?:[a-z0-9-]{1,63}(?:\.|点)){1,4}[a-z]{2,12})(?![a-z0-9])")
_SECOND_LEVEL = {"com", "net", "org", "gov", "edu", "ac", "co"}
_COUNTRY_LETTERS = 2
_WEIGHTS = {"offer": 0.4, "terms": 0.25, "call": 0.35}
_CLEAR = 0.6  # below it an offer and a call are ordinary talk (design)
_ILLICIT = ("gambling", "loan", "fake_docs", "porn")
_PROMOTED = ("=yield", "=commission", "=headcount", "=entry_fee", "=guarantee", "=crypto_deposit")

_SHORTEST_PHONE = 7  # digits; 110, 12315, 96110 are nobody's contact

OFFERS = ("offer", *_ILLICIT, *_PROMOTED)
CONTACT_WORDS = (*CHANNELS, *_ADD.values(), "call_me", "offer", *_ILLICIT)


def contacts(passage: Passage) -> Iterator[Found]:
    """Find diversions to a private contact or another group: a channel with a handle, or a call to add."""
    for channel, add in _ADD.items():
        for hit in passage.hits(add):
            if not passage.first_within("contact_talk", passage.around(hit, 10, 10)):
                handle = _HANDLE.match(passage.text, hit.end, hit.end + 28)
                yield Found(hit.start, handle.end() if handle else hit.end, "contact", channel)
        for hit in passage.hits(channel):
            if _inside_word(passage, hit) or passage.first_within(add, passage.around(hit, 4, 4)):
                continue
            handle = _HANDLE.match(passage.text, hit.end, hit.end + 28)
            if handle and _is_handle(channel, handle["handle"]):
                yield Found(hit.start, handle.end(), "contact", channel)
    if passage.has("phone", "call_me", "offer", *_ILLICIT):
        yield from _phones(passage)


def _is_handle(channel: str, handle: str) -> bool:
    """Return whether somebody is reached by *handle*: an id with digits, no hotline of the state."""
    if channel == "phone" and handle.isdigit():
        return len(handle) >= _SHORTEST_PHONE
    return any(map(str.isdigit, handle))


def _inside_word(passage: Passage, hit: Hit) -> bool:
    before = passage.text[max(0, hit.start - 1) : hit.start]
    return before.isascii() and before.isalnum()


def _phones(passage: Passage) -> Iterator[Found]:
    for match in _PHONE.finditer(passage.text):
        yield Found(*match.span(), "contact", "phone")


def links(passage: Passage) -> Iterator[Found]:
    """Find links; the value is the registrable host."""
    end = 0
    for hit in passage.hits("link_mark"):
        if hit.start < end:
            continue
        match = _HOST.search(passage.text, max(end, hit.start - 48), hit.end + 80)
        if match and "." in (host := match["host"].replace("点", ".")):
            end = match.end()
            yield Found(*match.span(), "link", registrable(host))


def registrable(host: str) -> str:
    """Return the part of *host* that somebody registered: two labels, three below com.cn and its like."""
    labels = host.split(".")
    below = len(labels) > 2 and len(labels[-1]) == _COUNTRY_LETTERS and labels[-2] in _SECOND_LEVEL
    return ".".join(labels[-3 if below else -2 :])


def goods(passage: Passage) -> Iterator[Found]:
    """Find that a real good or service is what is sold; asked only where commission is paid."""
    for hit in passage.hits("goods")[:1]:
        yield Found(*hit, "goods")


def ads(passage: Passage) -> Iterator[Found]:
    """Find an advertisement: what is offered, at what price or urgency, and a call to act; the value is 0..1.

    The unit names what is offered when that is not lawful to offer: gambling, loan, fake_docs, porn.
    """
    illicit = next((concept for concept in _ILLICIT if passage.has(concept)), "")
    offers = passage.hits(illicit or "offer")
    called = passage.has("call_me", "=link", "=contact")
    if called and not offers:
        offers = _promoted(passage)
    if not offers or passage.has("free_help"):
        return
    parts = {"offer", "call"} if called else {"offer"}
    if AMOUNT.search(passage.text, *_bounds(passage, offers[0])) or passage.has("price", "urgency", "percent"):
        parts.add("terms")
    value = round(sum(_WEIGHTS[part] for part in parts), 2)
    if value >= _CLEAR:
        yield Found(*offers[0], "ad", value, illicit)


def _promoted(passage: Passage) -> list[Hit]:
    for kind in _PROMOTED:
        if passage.has(kind):
            return passage.hits(kind)
    return []


def _bounds(passage: Passage, hit: Hit) -> tuple[int, int]:
    return max(0, hit.start - 60), min(len(passage.text), hit.end + 120)
