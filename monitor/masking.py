"""Numbers and addresses that name a person, starred in everything that is stored."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache

_SHOWN = 2  # characters at either end of a long number, so that a reader recognises his own
_LONG = 11  # characters from which on these tell nothing
_NUMERALS = {
    numeral: str(digit)
    for digit, numerals in enumerate(
        ("零〇洞", "一壹幺", "二贰", "三叁", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖")
    )
    for numeral in numerals
}
_INVISIBLE = "\N{ZERO WIDTH SPACE}\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}\N{WORD JOINER}\ufeff"
_GAP = r"[ ._\-]{0,2}"
_DIGIT = rf"(?:{_GAP}[0-9])"
_OF = r"[号码是为:\s]{0,4}"
_MONTH, _DAY = rf"{_GAP}(?:0{_DIGIT}|1{_GAP}[0-2])", rf"{_GAP}(?:[0-2]{_DIGIT}|3{_GAP}[01])"
_NUMBER = re.compile(
    rf"""
    [\w.+-]+@[\w-]+\.[\w.]*\w                                                                       # mail address
    | (?<![0-9]) (?:
        [1-9]{_DIGIT}{{5}}{_GAP}(?:1{_GAP}9|2{_GAP}0){_DIGIT}{{2}}{_MONTH}{_DAY}{_DIGIT}{{3}}{_GAP}[0-9Xx]  # id card
        | [1-9]{_DIGIT}{{7}}{_MONTH}{_DAY}{_DIGIT}{{3}}                                             # and the old one
        | (?:(?:\+|00)?86{_GAP})?1{_GAP}[3-9]{_DIGIT}{{9}}                                          # mobile telephone
        | (?:\+|00[1-9])[0-9]{{0,2}}{_GAP}\(?[0-9]{_GAP}[0-9()]{_DIGIT}{{4,12}}                     # of other countries
        | \(?0(?:10|2[0-9]|[3-9][0-9]{{2}})\)?{_GAP}[2-9]{_DIGIT}{{6,7}}                            # line of a house
        | [48]00{_GAP}[0-9]{_DIGIT}{{6}}
        | \(?[2-9][0-9]{{2}}\)?[ .-][0-9]{{3}}[ .-][0-9]{{4}}
        | (?P<card>[3-69]{_DIGIT}{{14,18}})                                                         # bank card
    ) (?![0-9])
    | (?<![A-Za-z0-9])[DEGHMPSdeghmps][A-Za-z]?[0-9]{{7,8}}(?![A-Za-z0-9])                          # passport, permit
    | (?<![A-Za-z]) (?:
        (?:qq|q[ ]?号|扣扣|企鹅|微信|威信|[vw]x|v信|wechat|telegram) {_OF} (?P<account>[0-9]{_DIGIT}{{4,14}})
        | (?:tel|phone|mobile|call|whatsapp|电话|手机|致电|拨打|联系) {_OF} (?P<telephone>\+?[0-9]{_DIGIT}{{6,14}})
    ) (?![0-9])
    """,
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)


def mask(text: str) -> str:
    """Return *text* with numbers that name a person starred; the length stays.

    They are telephone, identity card, passport and bank card numbers, account numbers behind the name of a messenger,
    and mail addresses, in digits of any script, in Chinese numerals, and with gaps. Amounts, dates, order numbers and
    the numbers of groups stay, as far as they can be told from these.
    """
    if text.isascii() and not any(character in "0123456789@" for character in text):
        return text
    starred = list(text)
    for start, end in {*_numbers(text.translate(_DIGITS)), *_numbers(text.translate(_DIGITS_AND_NUMERALS))}:
        shown = _SHOWN if end - start >= _LONG else 0
        starred[start + shown : end - shown] = "*" * (end - start - 2 * shown)
    return "".join(starred)


def _numbers(folded: str) -> Iterator[tuple[int, int]]:
    """Yield where numbers stand that name a person."""
    for hit in _NUMBER.finditer(folded):
        if not hit["card"] or _is_card(hit["card"]):
            yield hit.span(next((name for name in ("account", "telephone") if hit[name]), 0))


def _is_card(number: str) -> bool:
    """Return whether the digits of *number* have the check digit of a bank card (ISO/IEC 7812-1, Luhn)."""
    digits = [int(digit) for digit in reversed(number) if digit.isdigit()]
    return sum(digits[::2]) % 10 == -sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2]) % 10


class _Folding(dict[int, str]):
    """Each character as one of its kind: digits of any script, and the *numerals* given, as ASCII digits."""

    def __init__(self, numerals: Mapping[str, str]) -> None:
        super().__init__({ord(numeral): digit for numeral, digit in numerals.items()})

    def __missing__(self, code: int) -> str:
        """Look *code* up; a character that is several when folded stays."""
        character = chr(code)
        plain = unicodedata.normalize("NFKC", character)
        digit = unicodedata.digit(character, None)
        if digit is not None:
            plain = str(digit)
        elif character in _INVISIBLE or plain.isspace():
            plain = " "
        elif unicodedata.category(character) == "Pd":
            plain = "-"
        self[code] = folded = plain if len(plain) == 1 else character
        return folded


_DIGITS, _DIGITS_AND_NUMERALS = _Folding({}), _Folding(_NUMERALS)


class Named:
    """Values that name a scheme, without numbers of people in them."""

    def __init__(self, hashed: Callable[[str], str]) -> None:
        """Tell masked values apart by what *hashed*, a keyed hash, makes of them."""
        self._hashed = hashed
        self.hide: Callable[[str], str] = lru_cache(4096)(self._hide)

    def _hide(self, value: str) -> str:
        masked = mask(value)
        return value if masked == value else f"{masked}#{self._hashed(value)}"
