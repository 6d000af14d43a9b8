"""How senders hide what they write, one way a function, so that examples can be hidden the same way."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from random import Random
from typing import Any, cast

from opencc import OpenCC

Disguise = Callable[[str, Random], str]

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff"
_SEPARATORS = ".-_*·+~/|、。 "
_DIGITS = (
    "０１２３４５６７８９",
    "⓪①②③④⑤⑥⑦⑧⑨",
    "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗",
    "𝟘𝟙𝟚𝟛𝟜𝟝𝟞𝟟𝟠𝟡",
    "零一二三四五六七八九",
    "〇壹贰叁肆伍陆柒捌玖",
)
_LETTERS = (0x1D400, 0x1D538, 0xFF21, 0x24B6)  # first capital of: bold, double-struck, full width, circled
_ALIKE = str.maketrans("ABCEHKMOPTXYaceopxy", "АВСЕНКМОРТХУасеорху")  # Cyrillic
_NOISE = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789",
    "あいうかきさしすせたちつてとなにのはひふへまやゆらり",
    "ㄅㄆㄇㄈㄉㄊㄋㄌㄍㄎㄏㄐㄑㄒ",
)
_EMOJI = "❤⭐🔥💰👉✅🌹🎁🍑⚡"


def invisible(text: str, rng: Random) -> str:
    """Put characters that show nothing between those that do."""
    return _sprinkle(text, _INVISIBLE, rng)


def decorated(text: str, rng: Random) -> str:
    """Put the same emoji before, between or after the words."""
    return _sprinkle(text, rng.choice(_EMOJI), rng)


def separated(text: str, rng: Random) -> str:
    """Take two to five neighbouring characters apart with one separator."""
    size = rng.randint(2, 5)
    start = rng.randrange(max(len(text) - size, 0) + 1)
    apart = rng.choice(_SEPARATORS).join(text[start : start + size])
    return text[:start] + apart + text[start + size :]


def wide(text: str, rng: Random) -> str:
    """Write ASCII at full width."""
    del rng
    return "".join(chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter for letter in text)


def numbered(text: str, rng: Random) -> str:
    """Write all digits in one other script."""
    return text.translate(str.maketrans("0123456789", rng.choice(_DIGITS)))


def lettered(text: str, rng: Random) -> str:
    """Write Latin letters as fancy capitals."""
    first = rng.choice(_LETTERS)
    return "".join(chr(first + ord(it.upper()) - ord("A")) if it.isascii() and it.isalpha() else it for it in text)


def look_alike(text: str, rng: Random) -> str:
    """Write Latin letters as the Cyrillic ones that look the same."""
    del rng
    return text.translate(_ALIKE)


def repeated(text: str, rng: Random) -> str:
    """Say a short text over and over."""
    return text if len(text) > 16 else rng.choice(("", " ", "，", "+")).join([text] * rng.randint(2, 4))


def tagged(text: str, rng: Random) -> str:
    """Add a few random letters, which make copies look different."""
    tag = "".join(rng.choices(rng.choice(_NOISE), k=rng.randint(1, 4)))
    return rng.choice((f"{text} {tag}", f"{text}{tag}", f"{tag}{text}{tag}"))


def traditional(text: str, rng: Random) -> str:
    """Write traditional characters."""
    del rng
    return _to_traditional()(text)


def swapping(words: Mapping[str, Sequence[str]]) -> Disguise:
    """Return the disguise that writes each of *words* in one of its other ways, most of the time."""

    def swapped(text: str, rng: Random) -> str:
        for word, others in words.items():
            if word in text and rng.random() < 0.75:
                text = text.replace(word, rng.choice(others))
        return text

    return swapped


@cache
def _to_traditional() -> Callable[[str], str]:
    return cast("Callable[[str], str]", cast("Any", OpenCC("s2t")).convert)  # comes without types


def _sprinkle(text: str, marks: str, rng: Random) -> str:
    for _ in range(rng.randint(1, 3)):
        at = rng.randint(0, len(text))
        text = text[:at] + rng.choice(marks) + text[at:]
    return text
