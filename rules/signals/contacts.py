"""Contacts: the ways out of the group - an account elsewhere, a number, a code to scan, a private chat."""

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest

from rules.signals.passage import Found, Hit, Passage

_APPS = ("wechat", "qq", "telegram", "whatsapp", "phone", "group")
_SHORT = {app: f"short_{app}" for app in ("wechat", "qq", "group")}
_CALLS = {channel: f"add_{channel}" for channel in ("wechat", "telegram", "whatsapp", "app", "qr", "group")}
_UNLAWFUL = tuple(
    f"{kind}{sort}" for kind in ("gambling", "porn", "loan", "fake_docs") for sort in ("", "_word", "_offer")
)
_WANTED = ("offer", "job", "interested", "=earnings", *_UNLAWFUL)

_NAMES = (*_APPS, *_SHORT.values(), *_CALLS.values())

ANCHORS = (*_NAMES, "private", "write_private", "reach", "beside_number", *_WANTED)
"""The concepts one of which every contact needs."""

_ID = re.compile(
    r"(?P<mark>\s?(?:账号|号码?|信|id)?\s?(?:同号)?(?:搜索?)?[\s:=+是为@~→❤-]{0,4})"
    r"(?P<id>[a-z0-9][a-z0-9_-]{4,20}|\d(?: ?\d){4,11})(?![a-z0-9])"
)
_ADDING = re.compile(r"(?:(?<![增参更附施叠])加|(?<![a-z0-9])\+|添加|搜|扫|联系|➕)(?:我|个|下|一下|您)?的?\s?$")
_TOKEN = re.compile(r"[a-z0-9_?&/]")
_STANDS_ALONE = re.compile(r"[信号]?\s?(?:$|[^\u4e00-\u9fffa-z0-9]|[聊详了咨领备进看拿我送私免做])")
_CODE_OR_HANDLE = re.compile("[0-9]{4}|[0-9][ -]|@")
_AT = re.compile(r"(?<![a-z0-9._%+/-])@[a-z][a-z0-9_]{4,31}(?![a-z0-9_.@])")
_NUMBER = re.compile(r"(?<![\da-z@#/._*$¥€-])\+?\d(?:[ -]{0,2}\d){6,12}(?![\da-z@_*%元块万亿年月日个])")
_SHORTCODE = re.compile(r"(?:te?xt|send|reply)\s\"?[a-z0-9]{1,12}\"?\sto\s(?P<code>\d{4,6})(?!\d)")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])[0-3]\d")
_DASHED = re.compile(
    r"(?:\+?\d{1,3}-)?(?:0\d{2,4}-\d{6,8}|[48]00-?\d{3,4}-?\d{3,4}|1\d\d-\d{4}-\d{4}|\d{3}-\d{3}-\d{4})"
)
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_LEAD = 14  # characters from a call to the number it means: 有需要的朋友请联系 138... (design)
_NAME = 8  # characters between what a number is of and the number: 订单号是: (design)
_FEWEST_DIGITS = 3  # of an id behind a name as short as v or q


def contacts(passage: Passage) -> Iterator[Found]:
    """Find diversions to a contact outside the group; the value is the channel.

    A channel needs an id behind it or a verb of adding before it; a bare number or @handle a call, or what is offered;
    a private chat something to talk about. Order numbers, dates, hotlines of five digits, the contacts of helpdesks
    (物业, 居委会) and talk of contacts are none.
    """
    found = list(_apart(item for item in _candidates(passage) if not _is_helpdesk(passage, item)))
    for item, following in zip_longest(found, found[1:]):
        is_led_to = following is not None and following.start - item.end <= _LEAD  # 私聊我 QQ 123456 is one contact
        if item.value != "private" or not is_led_to:
            yield item


def _is_helpdesk(passage: Passage, found: Found) -> bool:
    """Return whether the contact is that of an office which neighbours pass on: 物业客服微信 wy12345."""
    return passage.near(Hit(found.start, found.end), ["helpdesk"], _NAME)


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Yield each stretch of text once: 加微信 ab123 is one contact however many parsers see it."""
    end = 0
    for item in sorted(found, key=lambda item: (item.start, -item.end)):
        if item.start >= end:
            yield item
            end = item.end


def _candidates(passage: Passage) -> Iterator[Found]:
    if passage.has(*_NAMES):
        yield from _channels(passage)
    if _CODE_OR_HANDLE.search(passage.text) and passage.has("reach", "beside_number", *_APPS, *_WANTED):
        yield from _numbers(passage)
        yield from _handles(passage)
    yield from _private(passage)


def _channels(passage: Passage) -> Iterator[Found]:
    """Find the channels that are named."""
    for channel, concept in _CALLS.items():
        for hit in passage.hits(concept):
            yield from _unless_talk(passage, Found(hit.start, _id_end(passage, hit), "contact", channel))
    for app in _APPS:
        for hit in passage.hits(app):
            yield from _named(passage, app, hit)
    for app, concept in _SHORT.items():
        for hit in passage.hits(concept):
            yield from _shortened(passage, app, hit)


def _unless_talk(passage: Passage, found: Found) -> Iterator[Found]:
    if not passage.first_within("contact_talk", passage.around(Hit(found.start, found.end), 10, 10)):
        yield found


def _named(passage: Passage, app: str, hit: Hit) -> Iterator[Found]:
    if _goes_on(passage, hit) or passage.near(hit, ["public_line"], _NAME):
        return
    match = _ID.match(passage.text, hit.end, hit.end + 32)
    adding = _adding(passage, hit) if app != "phone" else None
    if match and _is_id(app, match, spelled=":" in match["mark"] or "号" in match["mark"]):
        yield Found(hit.start if adding is None else adding, match.end(), "contact", app)
    elif adding is not None:
        yield from _unless_talk(passage, Found(adding, hit.end, "contact", app))


def _is_id(app: str, match: re.Match[str], *, spelled: bool) -> bool:
    """Return whether somebody is reached by the id: digits in it, no hotline of the state; letters if *spelled*."""
    digits = sum(map(str.isdigit, match["id"]))
    if app == "phone" or match["id"].isdigit():
        return digits >= (7 if app == "phone" else 5)
    return digits > 0 or (spelled and app == "wechat" and len(match["id"]) > 5)


def _shortened(passage: Passage, app: str, hit: Hit) -> Iterator[Found]:
    """Find 加v, 薇:ab123, q 123456: a name of one letter needs more beside it than 微信 does."""
    if _goes_on(passage, hit):
        return
    end = hit.end - passage.text[hit.end - 1].isdigit()  # a term may hold the first digit of the id: 群1
    match = _ID.match(passage.text, end, end + 32)
    adding = _adding(passage, hit)
    start = hit.start if adding is None else adding
    if match and sum(map(str.isdigit, match["id"])) >= _FEWEST_DIGITS and (app == "wechat" or match["id"].isdigit()):
        yield Found(start, match.end(), "contact", app)
    elif adding is not None and _STANDS_ALONE.match(passage.text, hit.end, hit.end + 4):
        yield from _unless_talk(passage, Found(start, hit.end, "contact", app))


def _goes_on(passage: Passage, hit: Hit) -> bool:
    """Return whether a Latin name is the end of a longer token or a part of an address: 5q, _v, ?v=."""
    lead = passage.text[max(0, hit.start - 1) : hit.start]
    return passage.text[hit.start].isascii() and _TOKEN.match(lead) is not None


def _adding(passage: Passage, hit: Hit) -> int | None:
    """Return where a verb of adding right before *hit* begins."""
    match = _ADDING.search(passage.text, max(0, hit.start - 8), hit.start)
    return match.start() if match else None


def _id_end(passage: Passage, hit: Hit) -> int:
    match = _ID.match(passage.text, hit.end, hit.end + 32)
    return match.end() if match else hit.end


def _numbers(passage: Passage) -> Iterator[Found]:
    for match in _NUMBER.finditer(passage.text):
        at = Hit(*match.span())
        before = Hit(max(0, at.start - _NAME), at.start)
        named = any(passage.first_within(concept, before) for concept in ("not_a_number", "public_line"))
        if _is_number(match[0]) and not named and _is_called_for(passage, at):
            yield Found(*at, "contact", "phone" if _is_phone(passage, at, match[0]) else "number")
    for match in _SHORTCODE.finditer(passage.text):
        yield Found(*match.span(), "contact", "phone")


def _is_number(written: str) -> bool:
    """Return whether a run of digits may reach somebody: no date, no range, no round or playful figure."""
    digits = re.sub(r"\D", "", written)
    if _DATE.fullmatch(digits) or digits.endswith("0000") or len(set(digits)) < _FEWEST_DIGITS:
        return False
    if "-" in written and written[0] != "+":
        return _DASHED.fullmatch(written.replace(" ", "")) is not None
    return all(len(part) >= 2 for part in written.split())


def _is_phone(passage: Passage, at: Hit, written: str) -> bool:
    if written[0] in "+0" or "-" in written or _MOBILE.fullmatch(written.replace(" ", "")):
        return True
    return passage.first_within("phone", Hit(max(0, at.start - _LEAD), at.start)) is not None


def _is_called_for(passage: Passage, at: Hit) -> bool:
    lead = Hit(max(0, at.start - _LEAD), at.start)
    if any(passage.first_within(concept, lead) for concept in ("reach", *_APPS)):
        return True
    return passage.near(at, ["beside_number"], _NAME, across=True) or passage.near(at, _WANTED)


def _handles(passage: Passage) -> Iterator[Found]:
    for match in _AT.finditer(passage.text):
        lead = Hit(max(0, match.start() - _LEAD), match.start())
        called = any(passage.first_within(concept, lead) for concept in ("reach", "telegram"))
        if called or _adding(passage, Hit(*match.span())) is not None:
            yield Found(*match.span(), "contact", "handle")


def _private(passage: Passage) -> Iterator[Found]:
    """Find calls to a private chat: 需要的私聊我, пишите в лс, interested? dm me."""
    for hit in passage.hits("private"):
        if passage.near(hit, _WANTED, across=True):
            yield from _unless_talk(passage, Found(*hit, "contact", "private"))
    for hit in passage.hits("write_private"):
        yield from _unless_talk(passage, Found(*hit, "contact", "private"))
