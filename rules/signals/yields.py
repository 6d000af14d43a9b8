"""Promised yields: a rate, the period it is paid for, and the words of an investment around them."""

import re
from collections.abc import Iterator

from rules.signals.numerals import CHINESE, NUMBER, number
from rules.signals.passage import REACH, Found, Hit, Passage

_RANGE = r"\s?(?:%|个点)?\s?(?:-|~|至|到|to)\s?"
_BEFORE_PERCENT = re.compile(rf"(?:(?P<low>{NUMBER}){_RANGE})?(?P<high>{NUMBER})\s?$")
_AFTER_PERCENT = re.compile(rf"(?:(?P<low>{NUMBER}){_RANGE}(?:百分之)?)?(?P<high>{NUMBER})")
_GOES_ON = re.compile(rf"\s?(?:-|~|至|到|to)\s?{NUMBER}\s?%")
_SHARES = re.compile(
    rf"[^。!?\n]{{0,6}}?(?P<number>{CHINESE}|\d{{1,2}}(?:\.\d)?)\s?(?P<unit>分|厘|成)(?![钟享红销析期为类组部开布发之])"
)
_TIMES = re.compile(r"翻(?P<number>[一两二三四五六七八九十]|\d{1,2})?(?:倍|番)|doubl|tripl")
_EVERY = re.compile(r"(?:每个?|(?<![本上下今当这个\d]))(?P<of>[天日周月])$")
_GROWTH = re.compile(
    rf"(?P<paid>{NUMBER})(?:块|元|u|美元|刀)?[^。!?\n\d个]{{0,6}}?(?:(?P<count>{NUMBER})个?|每个?)?(?P<of>[天日周月年])"
    rf"(?P<how>返|回|拿|变成?)(?:还|回|利)?(?P<back>{NUMBER})(?!\s?%|[\d.分厘成倍点个天日月]|{CHINESE})"
)
_NUMBER_OF_DAYS = (
    rf"(?<![月\d])(?P<days>{NUMBER})\s?(?P<of>天|日|days?|周|weeks?|个月|months?|小时|hours?"
    r"|дн[а-я]{1,2}|день|сут[а-я]{2,3}|недел[а-я]{0,2}|месяц[а-я]{0,2}|час[а-я]{0,2})"
)
_IN_DAYS = re.compile(_NUMBER_OF_DAYS)
_SIGN = r"\s?[$£€₽]?\s?"
_GETS = "get|receive|earn|make|returns?|becomes?|turns? into|withdraw|(?:получ|забер|верн)[а-я]{1,5}"
_STAKE = re.compile(
    rf"{_SIGN}(?P<paid>{NUMBER})[^.!?\n]{{0,24}}?(?:{_GETS})\s?(?:back |up to |до )?{_SIGN}(?P<back>{NUMBER})"
    rf"[^.!?\n]{{0,16}}?(?:in|within|after|every|за|через)\s(?:just |only )?{_NUMBER_OF_DAYS}"
)
_LOST = re.compile(r"(?:亏损?|赔|[下暴]?跌|下降|回撤|缩水|兑付)了?[约近超]?\s?$|(?:lost|down|fell|dropped)(?: by)?\s?$")
_NEXT_RATE = re.compile(rf"[^\d%,。]{{0,2}}{NUMBER}\s?%")
_RIGHT_BEFORE = re.compile(r"(?<![今昨当本\d])(?P<of>[日周月])\s?$")  # 1000U 日2%, but not 3月2日2%

_PERIODS = (
    (
        "day",
        r"每[天日]|[一1][天日]|天天|(?<![今昨当])日(?=[化息收利返回分赚结盈均产复])|静态日|/[天日]|每24小时"
        r"|daily|(?:per|a|each|every|/)\s?day|в (?:день|сутки)|ежедневно",
    ),
    (
        "week",
        r"每(?:周|星期)|[一1]周|周(?=[化息收利返回分赚结盈均复])|/周"
        r"|weekly|(?:per|a|each|every|/)\s?week|в неделю",
    ),
    (
        "month",
        r"每(?:个)?月|[一1]个月|单月|(?<![本上今])月(?=[化息收利返回分赚结盈均入复])|/月"
        r"|monthly|(?:per|a|each|every|/)\s?month|в месяц|ежемесячно",
    ),
    (
        "year",
        r"每年|[一1]年(?!前|级|后|来)|(?<![今去前近])年(?=[化息收利返回分赚结盈均])|/年"
        r"|annual(?:ly)?|yearly|ap[ry]|p\.a\.|(?:per|a|each|every|/)\s?year|годовых|в год",
    ),
)
_PERIOD = re.compile(  # the look ahead names every first letter: most places fail at once
    "(?=[每一1天日静/dpaew周m单月yn年вег])(?:" + "|".join(f"(?P<{name}>{pattern})" for name, pattern in _PERIODS) + ")"
)
_A_MONTH = {"day": 30.0, "week": 52 / 12, "month": 1.0, "year": 1 / 12}
_NAMES = {"天": "day", "日": "day", "周": "week", "月": "month", "年": "year"}
_DAYS = {  # by the first two letters of the unit
    **dict.fromkeys(("天", "日", "da", "дн", "де", "су"), 1.0),
    **dict.fromkeys(("周", "we", "не"), 7.0),
    **dict.fromkeys(("个月", "mo", "ме"), 30.0),
    **dict.fromkeys(("小时", "ho", "ча"), 1 / 24),
}
_SHARE_PERCENT = {"分": {"day": 0.1, "month": 1.0, "year": 10.0}, "厘": {"day": 0.01, "month": 0.1, "year": 1.0}}

_PROMISE = ("yield_word", "invest", "coin", "story", "guarantee", "entry_scheme")
_TABLE = 80  # characters from the heading of a table to its last line (design)
_LEAD = 6  # characters by which a commission's name precedes its rate: 直推每个月10% (design)
_PLAUSIBLE = 1000.0  # percent for one period; beyond it the figure is a joke or not a rate (design)
_MODEST = 0.4  # percent a month below which a rate draws nobody: 年利率3% (design)
_ORDINARY = 1.0  # percent a month that a bank or a fund may well pay (design)


def yields(passage: Passage) -> Iterator[Found]:
    """Find promised yields; the value is percent a month, simple: day x30, week x52/12, year /12, N days x30/N.

    分, 厘 and 成 follow custom: 1分 is 10% a year, 1% a month, 0.1% a day; 1厘 a tenth of that; 1成 always 10%.
    A doubling is 100% of its period, 投10000月返2000 is 20% a month. Of a range the upper end counts, compounding is
    left out.
    """
    if not passage.has(*_PROMISE):
        return
    for hit in passage.hits("percent"):
        yield from _promised(passage, _percent(passage, hit))
    for hit in passage.hits("interest_period"):
        yield from _promised(passage, _share(passage, hit))
    for hit in passage.hits("doubling"):
        yield from _promised(passage, _doubling(passage, hit))
    for hit in passage.hits("grows"):
        yield from _promised(passage, _growth(passage, hit))
    for hit in passage.hits("stake"):
        yield from _promised(passage, _stake(passage, hit))


def _promised(passage: Passage, found: Found | None) -> Iterator[Found]:
    if found is None or not isinstance(found.value, float) or found.value <= 0:
        return
    at = Hit(found.start, found.end)
    if passage.first_within("not_yield", passage.clause(at)) or passage.near(at, ["exercise"]):
        return
    if found.value < _MODEST or (found.value <= _ORDINARY and passage.near(at, ["not_yield"])):
        return
    window = passage.around(at, REACH, REACH)
    if any(passage.first_within(concept, window) for concept in _PROMISE) or _is_tier(passage, at):
        yield found


def _is_tier(passage: Passage, at: Hit) -> bool:
    """Return whether *at* is one rate of several below a heading that promises: 理财套餐, then a line a tier."""
    return len(passage.hits("percent")) > 1 and passage.near(at, ("invest", "yield_word"), _TABLE, across=True)


def _is_commission(passage: Passage, rate: Hit) -> bool:
    lead = Hit(max(0, rate.start - _LEAD), rate.start)
    return any(passage.first_within(concept, lead) for concept in ("downline_pay", "downline_word", "level_name"))


def _percent(passage: Passage, hit: Hit) -> Found | None:
    if passage.cut(hit) == "百分之":
        window = passage.around(hit, after=16)
        match = _AFTER_PERCENT.match(passage.text, hit.end, window.end)
    else:
        window = passage.around(hit, before=16)
        match = _BEFORE_PERCENT.search(passage.text, window.start, hit.start)
    if match is None:
        return None
    if _GOES_ON.match(passage.text, hit.end, hit.end + 16):
        return None  # the lower end of a range
    rate = Hit(min(match.start(), hit.start), max(match.end(), hit.end))
    if passage.text[max(rate.start - 1, 0) : rate.start] in {"-", "+"} or _is_commission(passage, rate):
        return None
    if _LOST.search(passage.text, max(rate.start - _LEAD, 0), rate.start):
        return None
    return _over_period(passage, rate, match["high"])


def _over_period(passage: Passage, rate: Hit, numeral: str) -> Found | None:
    percent = _number(numeral)
    if percent is None or percent > _PLAUSIBLE:
        return None
    stated = _right_before(passage, rate) or _period(passage, rate) or _days(passage, rate)
    if stated is None:
        return None
    unit, factor, at = stated
    return Found(min(at.start, rate.start), max(at.end, rate.end), "yield", percent * factor, unit)


def _period(passage: Passage, rate: Hit) -> tuple[str, float, Hit] | None:
    """Return the period stated close behind the rate, else the nearest before it."""
    window = passage.around(rate, before=16, after=12)
    behind = _PERIOD.search(passage.text, rate.end, window.end)
    if behind and behind.start() > rate.end + 2 and _NEXT_RATE.match(passage.text, behind.end()):
        behind = None  # 兑付了37%,剩下的等着,年化12%: the period of the next rate
    before = list(_PERIOD.finditer(passage.text, window.start, rate.start))
    if before and (behind is None or rate.start - before[-1].end() <= behind.start() - rate.end):
        behind = before[-1]
    if behind is None or behind.lastgroup is None or "%" in passage.text[behind.end() : rate.start]:
        return None  # no period, or that of another rate
    return behind.lastgroup, _A_MONTH[behind.lastgroup], Hit(*behind.span())


def _days(passage: Passage, rate: Hit, reach: int = 16) -> tuple[str, float, Hit] | None:
    window = passage.around(rate, reach, reach)
    match = _IN_DAYS.search(passage.text, window.start, rate.start) or _IN_DAYS.search(
        passage.text, rate.end, window.end
    )
    count = _number(match["days"]) if match else None
    if match is None or not count or "%" in passage.text[match.end() : rate.start]:
        return None
    days = count * _DAYS[match["of"][:2]]
    return f"{days:g}d", 30 / days, Hit(*match.span())


def _share(passage: Passage, hit: Hit) -> Found | None:
    window = passage.around(hit, after=12)
    match = _SHARES.match(passage.text, hit.end, window.end)
    name = _NAMES.get(passage.text[hit.start])
    count = _number(match["number"]) if match else None
    if match is None or name is None or count is None:
        return None
    percent = 10.0 if match["unit"] == "成" else _SHARE_PERCENT[match["unit"]][name]
    return Found(hit.start, match.end(), "yield", count * percent * _A_MONTH[name], name)


def _doubling(passage: Passage, hit: Hit) -> Found | None:
    match = _TIMES.match(passage.text, hit.start, passage.around(hit, after=4).end)
    stated = _days(passage, hit, 32) or _every(passage, hit)
    if match is None or stated is None:
        return None
    times = _number(match["number"] or "二") or 2.0
    gain = 200.0 if match[0] == "tripl" else 100.0 * max(times - 1, 1)
    unit, factor, at = stated
    return Found(min(at.start, hit.start), max(at.end, hit.end, match.end()), "yield", gain * factor, unit)


def _every(passage: Passage, hit: Hit) -> tuple[str, float, Hit] | None:
    """Return the period right before a doubling: 月翻倍, 每天翻倍."""
    return _named(_EVERY.search(passage.text, max(0, hit.start - 4), hit.start))


def _right_before(passage: Passage, rate: Hit) -> tuple[str, float, Hit] | None:
    """Return the period that one character right before a rate names, as tables have it: 日2%."""
    return _named(_RIGHT_BEFORE.search(passage.text, max(0, rate.start - 3), rate.start))


def _named(match: re.Match[str] | None) -> tuple[str, float, Hit] | None:
    if match is None:
        return None
    name = _NAMES[match["of"]]
    return name, _A_MONTH[name], Hit(*match.span())


def _growth(passage: Passage, hit: Hit) -> Found | None:
    match = _GROWTH.search(passage.text, *passage.around(hit, 24, 16))
    if match is None:
        return None
    paid, back, count = _number(match["paid"]), _number(match["back"]), _number(match["count"] or "一")
    if not paid or not back or not count:
        return None
    percent = 100 * (back - paid if match["how"].startswith("变") else back) / paid
    name = _NAMES[match["of"]]
    if percent > _PLAUSIBLE:
        return None
    return Found(*match.span(), "yield", percent * _A_MONTH[name] / count, name)


def _stake(passage: Passage, hit: Hit) -> Found | None:
    """Return what is gained on a stake over so many days: invest $500 get $1500 in 7 days is 200% in seven."""
    match = _STAKE.match(passage.text, hit.end, hit.end + 96)
    if match is None:
        return None
    paid, back, count = _number(match["paid"]), _number(match["back"]), _number(match["days"])
    if not paid or not back or not count or back <= paid:
        return None
    percent, days = 100 * (back - paid) / paid, count * _DAYS[match["of"][:2]]
    return Found(hit.start, match.end(), "yield", percent * 30 / days, f"{days:g}d") if percent <= _PLAUSIBLE else None


def _number(text: str) -> float | None:
    try:
        return number(text)
    except ValueError:
        return None
