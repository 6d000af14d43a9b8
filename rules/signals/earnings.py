"""Easy pay: so much a day, an hour, a task - 日结200, 日入过千, $500 a day, от 5000 руб в день."""

import re
from collections.abc import Iterator

from rules.signals.numerals import CHINESE, CURRENCIES, number
from rules.signals.passage import Found, Hit, Passage

_SLANG = {"r": "CNY", "米": "CNY", "张": "CNY", "р": "RUB", "доллар": "USD", "бакс": "USD", "usd": "USD"}
_CODES = {unit: code for code, units in CURRENCIES.items() for unit in units} | _SLANG
_UNIT = "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
_FIGURE = rf"(?:\d{{1,3}}(?:[ ,]\d{{3}})+(?!\d)|\d{{1,7}}(?:\.\d{{1,2}})?(?!\d)|{CHINESE}{{1,6}})"
_TO = r"\s?(?:[元块r$]|руб\.?)?\s?(?:[-~到至]|to|до)\s?[$£€¥]?"
_SUM = (
    rf"(?P<sign>[$£€¥₽])?\s?(?:{_FIGURE}[kкw万千百]?{_TO})?(?P<figure>{_FIGURE})\s?(?P<scale>(?:[kкw](?![a-zа-я])|[万千百]|тыс))?"
    rf"(?:[а-я]{{1,4}})?\.?\s?\+?\s?(?:(?P<unit>{_UNIT})(?![a-z])[а-я]{{0,4}}\.?)?"
)
_WORDS = (
    r"(?:工资|收入|佣金|价格|保底|稳定|轻松|至少|最少|最低|大概|可以"
    r"|[能可就也都有赚挣入进拿收搞给净达到约结:+\s.,|~]){0,6}"
)
_BEHIND = re.compile(rf"{_WORDS}(?:[过上破超](?P<over>[百千万])|{_SUM})")
_BEFORE = re.compile(rf"{_SUM}\s?(?:cash\s?)?$")
_LED = re.compile(rf"[\s:-]{{0,3}}(?:от|до|по|from|up to)\s?{_SUM}")
_OTHER_MEASURE = re.compile(
    r"\s?(?:[:/.-]\d|[点%度次个分秒号条篇名位天月年人页折倍斤岁]|小时|公里|话费|购|抢|[kmg][mb]?(?![a-z]))"
)
_SCALES = {"k": 1e3, "к": 1e3, "тыс": 1e3, "千": 1e3, "w": 1e4, "万": 1e4, "百": 100.0}
_BANKNOTE = 100.0  # yuan of one 张, slang

_A_DAY = {"hour": 8.0, "day": 1.0, "week": 1 / 7, "month": 1 / 30, "task": None}
_LEAST = {"CNY": 3.0, "RUB": 150.0}  # what pay can be; below it the figure is something else (design)
_MOST = 1e7
_COMPANY = ("easy_money", "private", "write_private", "job", "=link")

ANCHORS = ("daily_pay", *(f"pay_by_{period}" for period in _A_DAY))
"""The concepts one of which every promise of pay needs."""


def earnings(passage: Passage) -> Iterator[Found]:
    """Find promises of easy pay; the value is the upper amount a day, None for pay by the task; the unit its currency.

    A day has eight hours, a week seven days, a month thirty. Pay by the day in words of its own (日结, 日入) stands by
    itself; 一天, a month or a task needs words of easy money, a call or a link; $500 a day and 5000 в день words of
    earning. Wages, prices and other measures are none.
    """
    found: dict[int, Found] = {}  # by where the sum stands: доход от 5000 в день is one promise, by the day
    for period, hit in _periods(passage):
        paid = _paid(passage, hit, period)
        if paid:
            found.setdefault(*paid)
    yield from found.values()


def _periods(passage: Passage) -> Iterator[tuple[str, Hit]]:
    for hit in passage.hits("daily_pay"):
        if not _is_own(passage, hit):
            yield "day", hit
    for period in _A_DAY:
        for hit in passage.hits(f"pay_by_{period}"):
            if passage.near(hit, ["no_pay"], 12) or _is_own(passage, hit):
                continue
            if passage.near(hit, _company(passage, hit), across=True):
                yield period, hit


def _is_own(passage: Passage, hit: Hit) -> bool:
    """Return whether somebody tells of his own pay, past or dreamt of: 以前做过兼职, 时薪16."""
    return passage.near(hit, ["own_pay"])


def _company(passage: Passage, hit: Hit) -> tuple[str, ...]:
    return _COMPANY if _is_chinese(passage, hit) else ("earn",)


def _is_chinese(passage: Passage, hit: Hit) -> bool:
    return passage.text[hit.start] >= "\u2e80"


def _paid(passage: Passage, hit: Hit, period: str) -> tuple[int, Found] | None:
    """Return the promise of the period at *hit*, and where its sum stands."""
    match = _sum(passage, hit)
    if match is None or (match.start() >= hit.end and _OTHER_MEASURE.match(passage.text, match.end())):
        return None
    if passage.cut(hit).endswith(match.groupdict().get("unit") or "\n"):
        return None  # 五毛一张,三张一块: so many of what is sold
    amount, unit, days = _amount(match), _currency(match, passage, hit), _A_DAY[period]
    if amount is None or not unit or not _LEAST.get(unit, 1.0) <= amount <= _MOST:
        return None
    value = None if days is None else round(amount * days, 2)
    start, end = min(hit.start, match.start()), max(hit.end, match.end())
    return match.end("figure"), Found(start, end, "earnings", value, unit)


def _sum(passage: Passage, hit: Hit) -> re.Match[str] | None:
    """Return the sum: behind a Chinese period, before an English or Russian one - or behind it, led by от or by."""
    behind = passage.text, hit.end, hit.end + 32
    if _is_chinese(passage, hit):
        return _BEHIND.match(*behind)
    return _BEFORE.search(passage.text, max(0, hit.start - 32), hit.start) or _LED.match(*behind)


def _amount(match: re.Match[str]) -> float | None:
    groups = match.groupdict()
    if groups.get("over"):
        return _SCALES[groups["over"]]
    try:
        value = number(match["figure"].replace(" ", "")) * _SCALES.get(match["scale"] or "", 1.0)
    except ValueError:
        return None
    return value * (_BANKNOTE if match["unit"] == "张" else 1.0)


def _currency(match: re.Match[str], passage: Passage, hit: Hit) -> str:
    """Return the currency named, else what the language of the period takes for granted; English takes none."""
    if named := match["sign"] or match["unit"]:
        return _CODES[named]
    if _is_chinese(passage, hit):
        return "CNY"
    return "" if passage.cut(hit).isascii() else "RUB"
