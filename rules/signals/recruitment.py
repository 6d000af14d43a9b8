"""Pay for bringing people: commission on downlines, a reward per head, named ranks; and the fee to get in."""

import re
from collections.abc import Iterator

from rules.signals.numerals import AMOUNT, NUMBER, amount, number
from rules.signals.passage import Found, Hit, Passage
from rules.signals.signal import Kind

_LEVEL = re.compile(
    r"(?=[第一二三四五六七八九十\dtfslg])(?:第?(?P<number>[一二三四五六七八九十]|\d{1,2})\s?[级代层](?!以下|市场|代理)|(?P<english>\d{1,2}|two|three|four|five|six|seven|ten)[\s-]?(?:levels?|tiers?|generations?)"
    r"|(?:level|tier|generation)\s?(?P<ordinal>\d{1,2}))"
)
_LEVEL_SHARE = re.compile(r"第?[一二三四五六七八九十\d]\s?[级代层][^\d,。]{0,6}\d{1,2}(?:\.\d)?\s?%")
_BARE_AMOUNT = re.compile(r"\s?(?:你|您)?\s?(?P<number>\d{1,6})(?![\d.%:点天人级分次])")
_PROMOTION = re.compile(rf"到?\s?{NUMBER}\s?(?:人|个|名|单|万|元|美元|u)[^。!?\n]{{0,8}}?(?:升|晋)[级为到]?")
_PERSON = re.compile(
    r"[\s·.*-]{0,2}[一二两三五十\d]{0,3}[个位名]?新?(?:人|客|友|会员|成员|用户|朋友|好友|同学|邻居|同事|下线|学员|代理|伙伴|粉丝)"
)
_REACH = 24  # characters from the size of a team to the rank it earns (design)
_LEVELS_HIGH = 3.0  # a signal says 1, 2 or "three or more"
_LADDER = 3  # rank names that make a ladder by themselves (design)
_PAY = ("percent", "pay_share", "second_level", "level_name", "coin", "=yield")
_SCHEME = (
    "invest",
    "coin",
    "story",
    "recruit",
    "per_head",
    "rank_name",
    "=yield",
    "yield_word",
    "entry_scheme",
    "move_up",
)


def commissions(passage: Passage) -> Iterator[Found]:
    """Find commission on the people one brings; the value is the number of levels, 3 for three or more."""
    for hit in passage.hits("downline_pay"):
        if passage.near(hit, ["not_downline"]):
            continue
        yield Found(*hit, "commission", _levels(passage, hit), "level")
    for hit in passage.hits("downline_word"):
        if passage.near(hit, _PAY) and not passage.near(hit, ["not_downline"]):
            yield Found(*hit, "commission", _levels(passage, hit), "level")
    for hit in passage.hits("level_name")[:1]:
        rows = len(_LEVEL_SHARE.findall(passage.text, *passage.around(hit, 0, 60)))
        table = rows >= 3 or (rows == 2 and passage.near(hit, ["pay_share"]))
        if table and not passage.has("=commission", "not_yield"):
            yield Found(*hit, "commission", _levels(passage, hit), "level")


def _levels(passage: Passage, hit: Hit) -> float:
    """Return how many levels the words around *hit* pay: the highest named, or what the words imply."""
    around = passage.around(hit, 60, 60)
    named = [_level(match) for match in _LEVEL.finditer(passage.text, *around)]
    implied = [2.0] if passage.first_within("second_level", around) else []
    if passage.first_within("many_levels", around):
        implied.append(_LEVELS_HIGH)
    return min(max([1.0, *named, *implied]), _LEVELS_HIGH)


def _level(match: re.Match[str]) -> float:
    return number(match["number"] or match["english"] or match["ordinal"])


def headcounts(passage: Passage) -> Iterator[Found]:
    """Find rewards that depend on the number of people brought in, a one-off coupon apart; the value is the amount."""
    for hit in passage.hits("per_head"):
        if not _is_person(passage, hit) or passage.near(hit, ["hiring", "sold"]):
            continue
        for reward in passage.all_within("reward", passage.around(hit, _before(passage, hit), 20)):
            paid = _bare_amount(passage, reward) or _amount_near(passage, reward) or _their_fee(passage, reward)
            if paid is not None:
                kind: Kind = "invite_coupon" if passage.near(hit, ["coupon"]) else "headcount"
                yield Found(min(hit.start, reward.start), max(hit.end, reward.end), kind, *paid)
                break


def _is_person(passage: Passage, hit: Hit) -> bool:
    """Return whether somebody is brought in, not something recommended: 推荐一人, not 推荐一本书."""
    words = passage.cut(hit)
    return words.isascii() or words[-1] in "人友头费奖" or _PERSON.match(passage.text, hit.end) is not None


def _before(passage: Passage, hit: Hit) -> int:
    """Return how far before *hit* its reward may stand: earn $50 for every person, but 拉一个人奖励50."""
    return 24 if passage.cut(hit).isascii() else 6


def _their_fee(passage: Passage, reward: Hit) -> tuple[None, str] | None:
    """Return no amount where the reward is what the recruit pays to get in: 奖励一份卡槽费."""
    return (None, "") if passage.first_within("joining_fee", passage.around(reward, after=8)) else None


def _bare_amount(passage: Passage, hit: Hit) -> tuple[float, str] | None:
    """Return the number right behind a reward word; without a unit it is yuan."""
    match = _BARE_AMOUNT.match(passage.text, hit.end, hit.end + 12)
    if match is None or AMOUNT.match(passage.text, match.start("number"), hit.end + 16):
        return None
    return float(match["number"]), "CNY"


def entry_fees(passage: Passage) -> Iterator[Found]:
    """Find a fixed payment that buys membership of a scheme or the right to recruit."""
    for hit in passage.hits("entry_scheme"):
        value, unit = _amount_near(passage, hit) or (None, "")
        if not _is_service(passage, hit):
            yield Found(*hit, "entry_fee", value, unit)
    for hit in passage.hits("entry"):
        paid = _amount_near(passage, hit)
        if paid and not _is_service(passage, hit) and _is_scheme(passage, paid[1]):
            yield Found(*hit, "entry_fee", *paid)


def _is_scheme(passage: Passage, currency: str) -> bool:
    return currency in {"USDT", "BTC", "ETH"} or passage.has(*_SCHEME)


def _is_service(passage: Passage, hit: Hit) -> bool:
    return passage.near(hit, ["service"], across=True)


def ranks(passage: Passage) -> Iterator[Found]:
    """Find named ranks tied to recruits or team deposits; a ladder of three names speaks for itself."""
    hits = passage.hits("rank_name")
    if not hits or passage.has("game") or (passage.has("loyalty") and not passage.has("recruit", "downline_pay")):
        return
    names = {passage.cut(hit) for hit in hits}
    named = any(passage.first_within("rank_common", hit) != hit for hit in hits)
    ties = ["recruit", "downline_pay", *(["move_up"] if named else [])]
    tied = len(names) >= 2 or passage.has("rank_strong")
    if (named and len(names) >= _LADDER) or (tied and passage.near(hits[0], ties, across=True)):
        yield Found(hits[0].start, hits[-1].end if hits[-1].end - hits[0].start < 80 else hits[0].end, "ranks")


def promotions(passage: Passage) -> Iterator[Found]:
    """Find a rank, whatever its name, that a team of some size or turnover rises to: 团队满30人升级星将."""
    if passage.has("game", "retail", "service"):
        return
    for hit in passage.hits("team_size"):
        if match := _PROMOTION.match(passage.text, hit.end, hit.end + _REACH):
            yield Found(hit.start, match.end(), "ranks")


def _amount_near(passage: Passage, hit: Hit) -> tuple[float, str] | None:
    """Return the amount of money nearest to *hit* among those that begin close to it in its sentence."""
    around = passage.around(hit, 16, 24)
    matches = AMOUNT.finditer(passage.text, around.start, around.end + 12)
    close = [match for match in matches if match.start() < around.end]
    nearest = min(close, key=lambda match: max(match.start() - hit.end, hit.start - match.end()), default=None)
    return amount(nearest) if nearest else None
