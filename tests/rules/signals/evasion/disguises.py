"""Ways to write past a filter, one function each; what a way has nothing to do with it leaves alone."""

import re
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import cycle
from pathlib import Path
from typing import Any, cast

import yaml
from opencc import OpenCC

Disguise = Callable[[str], str]

_WORDS = Path(__file__).with_name("words.yaml")
_HAN = r"[\u4e00-\u9fff]"
_ACCOUNT = re.compile(r"(?<![0-9A-Za-z])\d{7,}(?![0-9A-Za-z])")
_CAPITALS, _SMALLS, _FIGURES = "ABCDEFGHIJKLMNOPQRSTUVWXYZ", "abcdefghijklmnopqrstuvwxyz", "0123456789"

_LATIN_TO_CYRILLIC = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")
_CYRILLIC_TO_LATIN = str.maketrans("асеорхАВСЕНКМОРТХ", "aceopxABCEHKMOPTX")


def _wide(text: str) -> str:
    return text.translate({point: point + 0xFEE0 for point in range(0x21, 0x7F)})


@cache
def _to_traditional() -> Disguise:
    return cast("Disguise", cast("Any", OpenCC("s2t")).convert)  # comes without types


def _traditional(text: str) -> str:
    return _to_traditional()(text)


def _between(mark: str, text: str) -> str:
    return mark.join(text)


def _marked(marks: str, text: str) -> str:
    """Put one of *marks*, in turns, on every character."""
    turns = cycle(marks)
    return "".join(character + next(turns) for character in text)


def _drawn(text: str, capital: int, small: int, figure: int | None) -> str:
    """Write letters and digits as the ones of an alphabet drawn otherwise, by its first code points."""
    table = {ord(letter): capital + at for at, letter in enumerate(_CAPITALS)}
    table |= {ord(letter): small + at for at, letter in enumerate(_SMALLS)}
    if figure is not None:
        table |= {ord(digit): figure + at for at, digit in enumerate(_FIGURES)}
    return text.translate(table)


def _bold(text: str) -> str:
    return _drawn(text, 0x1D400, 0x1D41A, 0x1D7CE)


def _sans(text: str) -> str:
    return _drawn(text, 0x1D5D4, 0x1D5EE, 0x1D7EC)


def _script(text: str) -> str:
    return _drawn(text, 0x1D4D0, 0x1D4EA, 0x1D7D8)


def _circled(text: str) -> str:
    return _drawn(text, 0x24B6, 0x24D0, None)


def _squared(text: str) -> str:
    return _drawn(text, 0x1F170, 0x1F170, None)


def _figures(written: str, text: str) -> str:
    return text.translate(str.maketrans(_FIGURES, written))


def _keycaps(text: str) -> str:
    return re.sub(r"\d", lambda digit: f"{digit[0]}\ufe0f\u20e3", text)


def _swapped(words: Mapping[str, str], text: str) -> str:
    """Write each of *words* the other way, longer words first; of Latin ones no part of another."""
    pattern = "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
    return re.sub(rf"(?<![a-z])(?:{pattern})(?![a-z])", lambda word: words[word[0]], text)


def _apart(mark: str, text: str) -> str:
    """Hold the characters of every Chinese word apart."""
    return re.sub(rf"(?<={_HAN})(?={_HAN})", mark, text)


def _spelt(mark: str, text: str) -> str:
    """Hold all the characters of a text that is not Chinese apart."""
    return text if re.search(_HAN, text) else mark.join(text)


def _accounts(write: Callable[[str], str], text: str) -> str:
    """Write only long numbers otherwise: whom to reach, not how much."""
    return _ACCOUNT.sub(lambda number: write(number[0]), text)


def _dots(dot: str, text: str) -> str:
    return re.sub(r"(?<=[a-z])\.(?=com)", dot, text)


def _cyrillic(text: str) -> str:
    return text.translate(_LATIN_TO_CYRILLIC)


def _latin(text: str) -> str:
    return text.translate(_CYRILLIC_TO_LATIN)


def _turning(text: str) -> str:
    return "".join(letter.upper() if at % 2 else letter.lower() for at, letter in enumerate(text))


def _forwarded(text: str) -> str:
    return f"---------- Forwarded message ----------\nFrom: 小李\n\n{text}"


def _forwarded_in_chat(text: str) -> str:
    return f"[转发自 小李 2024-03-01 10:22]\n{text}"


def _replied(text: str) -> str:
    return f"「小王:晚上吃什么」\n- - - - - - - - - - - - - - -\n{text}"


_BY_FORM: Mapping[str, Disguise] = {
    "full width": _wide,
    "traditional": _traditional,
    "zero width": partial(_between, "\u200b"),
    "joiners": partial(_marked, "\u2060\u200d\u00ad\ufeff"),
    "direction marks": partial(_marked, "\u200e\u202a\u202c"),
    "struck through": partial(_marked, "\u0336"),
    "underlined": partial(_marked, "\u0332"),
    "piled marks": partial(_marked, "\u0301\u034f\u20e0"),
    "bold letters": _bold,
    "sans letters": _sans,
    "script letters": _script,
    "circled letters": _circled,
    "squared letters": _squared,
    "circled digits": partial(_figures, "⓪①②③④⑤⑥⑦⑧⑨"),
    "filled digits": partial(_figures, "⓿❶❷❸❹❺❻❼❽❾"),
    "keycap digits": _keycaps,
    "dots between characters": partial(_apart, "."),
    "spaces between characters": partial(_apart, " "),
    "hyphens between characters": partial(_apart, "-"),
    "bars between characters": partial(_apart, "|"),
    "slashes between all": partial(_between, "/"),
    "equals between all": partial(_between, "="),
    "emoji between all": partial(_between, "🌸"),
    "written downwards": partial(_between, "\n"),
    "spelt with dots": partial(_spelt, "."),
    "spelt with spaces": partial(_spelt, " "),
    "split digits": partial(_accounts, " ".join),
    "dashed digits": partial(_accounts, "-".join),
    "digits between emoji": partial(_accounts, "🌸".join),
    "digits in words": partial(_accounts, partial(_figures, "零一二三四五六七八九")),
    "digits in bankers' words": partial(_accounts, partial(_figures, "零壹贰叁肆伍陆柒捌玖")),
    "点com": partial(_dots, "点"),
    "。com": partial(_dots, "。"),
    "(dot)com": partial(_dots, "(dot)"),
    "Cyrillic in Latin": _cyrillic,
    "Latin in Cyrillic": _latin,
    "capitals": str.upper,
    "turning case": _turning,
    "forwarded by mail": _forwarded,
    "forwarded in a chat": _forwarded_in_chat,
    "under a quoted text": _replied,
    "padded with emoji": "🔥🔥🔥{}💯💯💯".format,
    "padded with 6666": "66666 {} 66666".format,
    "random tail": "{} kxqz".format,
}


def disguises() -> dict[str, Disguise]:
    """Return every disguise by its name: those of form, and those that swap words of a table."""
    tables = cast("dict[str, dict[str, str]]", yaml.safe_load(_WORDS.read_text(encoding="utf-8")))
    return {**_BY_FORM, **{name: partial(_swapped, words) for name, words in tables.items()}}
