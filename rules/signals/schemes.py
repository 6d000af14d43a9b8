"""Who a scheme is: its name, token, invite code and payout addresses. Common coins and exchanges identify nobody."""

import re
from collections.abc import Iterator

from rules.signals.passage import Found, Hit, Passage

_LATIN_NAME = re.compile(r"(?<![a-z0-9.@/])(?P<name>[a-z][a-z0-9]{2,15}(?: (?:token|coin|pay|chain|wallet))?)\s?$")
_LEAD = "加入|下载|注册|投资|开通|打开|激活|使用|认准|就是"
_CHINESE_NAME = re.compile(
    rf"(?:^|[\s,。!:;“”‘’\"'《【「]|{_LEAD})(?P<name>(?!{_LEAD})[\u4e00-\u9fff]{{2,4}})[”’\"'》】」]?$"
)
_TALK = re.compile(
    "[的了是在我你他她它们这那个有不就都和与及来去到把将要能会可很本该各每某哪此大小多少其另新旧老好坏人什么怎样种类款转充存提放打付汇进入]"
)
_CODE = re.compile(r"\s?(?:是|:|=|#)?\s?(?P<code>[a-z0-9]{4,12})(?![a-z0-9])")
_SYMBOL_BEFORE = re.compile(r"(?<![a-z0-9])(?P<symbol>[a-z]{3,6})\s?$")
_SYMBOL_BEHIND = re.compile(r"(?P<symbol>[a-z]{3,6})(?![a-z0-9])")
_LONG_RUN = re.compile(r"[0-9a-z]{26,64}")
_ADDRESS = re.compile(r"0x[0-9a-fA-F]{40}|T[1-9A-HJ-NP-Za-km-z]{33}|bc1[0-9a-z]{25,59}|[13][1-9A-HJ-NP-Za-km-z]{25,33}")
_REACH = 24


def names(passage: Passage) -> Iterator[Found]:
    """Find names of schemes: those on record, and a distinctive name right before 钱包, 平台 or the like."""
    for hit in passage.hits("known_scheme"):
        yield Found(*hit, "scheme_name", passage.term(hit))
    for hit in passage.hits("scheme_noun"):
        if passage.first_within("known_scheme", passage.around(hit, 16)):
            continue
        start = max(0, hit.start - _REACH)
        for pattern in (_LATIN_NAME, _CHINESE_NAME):
            match = pattern.search(passage.text, start, hit.start)
            if match and _is_distinctive(passage, Hit(*match.span("name"))):
                yield Found(match.start("name"), hit.end, "scheme_name", match["name"].replace(" ", ""), "", 0.7)


def _is_distinctive(passage: Passage, name: Hit) -> bool:
    if _TALK.search(passage.text, *name):
        return False
    return not any(passage.first_within(concept, name) for concept in ("common_name", "scheme_noun"))


def tokens(passage: Passage) -> Iterator[Found]:
    """Find a token of its own: `$SYM`, or capitals right before 币 or token."""
    for hit in passage.hits("token_mark"):
        if passage.cut(hit) == "$":
            match = _SYMBOL_BEHIND.match(passage.text, hit.end, hit.end + 8)
        else:
            match = _SYMBOL_BEFORE.search(passage.text, max(0, hit.start - 8), hit.start)
        if match is None or passage.first_within("common_name", Hit(*match.span("symbol"))):
            continue
        symbol = passage.cased(*match.span("symbol"))
        if symbol.isupper():
            yield Found(min(hit.start, match.start()), max(hit.end, match.end()), "token", symbol)


def invite_codes(passage: Passage) -> Iterator[Found]:
    """Find invite codes; the value has the capitals as typed."""
    for hit in passage.hits("invite_code"):
        match = _CODE.match(passage.text, hit.end, hit.end + 16)
        if match:
            code = passage.cased(*match.span("code"))
            if any(character.isdigit() for character in code) or code.isupper():
                yield Found(hit.start, match.end(), "invite_code", code)


def addresses(passage: Passage) -> Iterator[Found]:
    """Find payout addresses (Ethereum and its like, Tron, Bitcoin); the value has the capitals as typed."""
    for match in _LONG_RUN.finditer(passage.text):
        typed = passage.cased(*match.span())
        if _ADDRESS.fullmatch(typed):
            yield Found(*match.span(), "payout_address", typed)
