"""Numbers, money and durations as people write them in Chinese and English."""

import re

_DIGITS = {
    **{character: digit for digit, character in enumerate("零一二三四五六七八九")},
    **{character: digit for digit, character in enumerate("〇壹贰叁肆伍陆柒捌玖")},
    "两": 2,
}
_UNITS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_SCALES = {"万": 10_000, "萬": 10_000, "亿": 100_000_000}
_LETTERS = {"k": 1000, "w": 10_000, "万": 10_000, "千": 1000, "百": 100, "亿": 100_000_000}
_WORDS = {
    "a": 1,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
    "ten": 10,
}

CHINESE = "[零一二三四五六七八九十百千万亿两半〇壹贰叁肆伍陆柒捌玖拾佰仟]"
ARABIC = r"\d{1,12}(?:,\d{3}){0,4}(?:\.\d{1,6})?"
NUMBER = rf"(?:{ARABIC}(?:[kw](?![a-z])|[万千百亿])?|{CHINESE}{{1,12}}(?:点{CHINESE}{{1,4}})?)"

CURRENCIES = {
    "CNY": ("元", "块钱", "块", "人民币", "rmb", "cny", "¥", "yuan"),
    "USD": ("美元", "美金", "美刀", "刀", "usd", "$", "dollars", "dollar", "bucks"),
    "USDT": ("usdt", "u", "泰达币"),
    "BTC": ("btc", "比特币", "bitcoin"),
    "ETH": ("eth", "以太坊", "以太币"),
    "EUR": ("欧元", "eur", "€"),
    "HKD": ("港币", "港元", "hkd"),
    "GBP": ("英镑", "gbp", "£", "pounds"),
    "RUB": ("рублеи", "рублей", "рубля", "руб", "₽", "rub"),
}
_CODES = {word: code for code, words in CURRENCIES.items() for word in words}
_UNIT = "|".join(sorted(map(re.escape, _CODES), key=len, reverse=True))
AMOUNT = re.compile(
    rf"(?P<sign>[¥$€£₽])\s?(?P<signed>{ARABIC}[kw万千]?)|(?P<number>{NUMBER})\s?(?:个|枚)?(?P<unit>{_UNIT})(?![a-z])"
)

_HOURS = {
    "小时": 1,
    "hour": 1,
    "h": 1,
    "天": 24,
    "日": 24,
    "day": 24,
    "周": 168,
    "星期": 168,
    "礼拜": 168,
    "week": 168,
    "月": 720,
    "month": 720,
}
DURATION = re.compile(
    rf"(?P<number>{NUMBER}|(?<![a-z])(?:{'|'.join(_WORDS)}))\s?(?:多|几)?个?(?:工作)?(?P<unit>小时|星期|礼拜|天|日|周|月(?!\d)"
    r"|(?:business |working )?(?:hour|day|week|month)s?|h)(?![a-z])"
)
_DATE = re.compile(
    r"\d{1,2}\s?月\s?\d{1,2}\s?[日号]?|\d{1,2}\s?[日号](?=\s?(?:\d{1,2}[:点时]|凌晨|早|上午|中午|下午|晚))"
)


def number(text: str) -> float:
    """Return the number *text* writes: `1,500.5`, `3万`, `十五`, `叁佰`, `三点五`, `半`, `two`.

    Raises:
        ValueError: it writes none.
    """
    if text in _WORDS:
        return float(_WORDS[text])
    if text[0].isdigit() and text[0].isascii():
        scale = _LETTERS.get(text[-1], 1)
        return float(text.rstrip("kw万千百亿").replace(",", "")) * scale
    whole, _, fraction = text.partition("点")
    return _chinese(whole) + float("0." + "".join(str(_DIGITS[c]) for c in fraction) if fraction else 0)


def _chinese(text: str) -> float:
    if text == "半":
        return 0.5
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return float("".join(str(_DIGITS[character]) for character in text))
    total = section = digit = 0
    for character in text:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _UNITS:
            section, digit = section + (digit or 1) * _UNITS[character], 0
        elif character in _SCALES:
            total, section, digit = (total + section + digit or 1) * _SCALES[character], 0, 0
        else:
            raise ValueError(text)
    return float(total + section + digit)


def amount(match: re.Match[str]) -> tuple[float, str] | None:
    """Return the value and the currency of an AMOUNT match, None when its numeral writes no number."""
    try:
        return number(match["signed"] or match["number"]), _CODES[match["sign"] or match["unit"]]
    except (ValueError, KeyError):
        return None


def find_amount(text: str) -> tuple[float, str] | None:
    """Return the first amount of money in *text*."""
    match = AMOUNT.search(text)
    return amount(match) if match else None


def find_hours(text: str) -> float | None:
    """Return the first duration in *text*, in hours; the days of a date (11月23日, 23日凌晨) are none."""
    match = DURATION.search(_DATE.sub(" ", text))
    if match is None:
        return None
    try:
        unit = match["unit"].removeprefix("business ").removeprefix("working ").rstrip("s")
        return number(match["number"]) * _HOURS[unit]
    except (ValueError, KeyError):
        return None
