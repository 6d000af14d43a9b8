"""Numbers that reach somebody, scattered or in words (1 3 8-1234-5678, 一三八零零…), are written as one."""

import re

from rules.signals.normal import Edit

_WORDS = dict(zip("零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖幺", "012345678901234567891", strict=True))
_DIGIT = f"[0-9{''.join(_WORDS)}]"
_WORD = re.compile(f"[{''.join(_WORDS)}]")
_MARK = r"[ .\-_*·•~|\u2600-\u27bf\U0001f300-\U0001faff]"
_RUN = re.compile(rf"{_DIGIT}(?<![a-z0-9.,].)(?:{_MARK}{{0,2}}{_DIGIT}){{6,}}+")
_RUN_HINT = re.compile(rf"{_DIGIT}{_MARK}{{0,2}}{_DIGIT}")
_ROUND_HINT = re.compile("[0-9](?:[零〇]|oo)")
_ROUND = re.compile(r"(?<=[0-9])[零〇]|(?<![a-z0-9.\-])[0-9]{1,5}o{2,4}(?![a-z])")  # 5零0, 1oo; 4o is a name
_ZEROS = str.maketrans("零〇o", "000")
_COUNTING = "0123456789" * 3
_PARTS = re.compile(rf"({_DIGIT}+)")

_LONGEST = 13  # digits of an account or a telephone number with its country code
_FIRST_SYMBOL = "\u2600"
_IDENTITY = 18  # digits of a Chinese identity card
_CARD = range(16, 20)  # digits of a bank card
_MOBILE = re.compile(r"1[3-9]\d{9}")
_GROUPS = {(3, 4, 4), (3, 4, 3), (3, 2, 2, 2, 2)}  # how numbers are read out; 1 000 000 is none of them
_HOTLINE = re.compile(r"0|400|800")
_HOTLINE_GROUPS = {(4, 3, 4), (3, 3, 4), (4, 3, 3), (4, 3, 2, 2)}


def gathered(text: str) -> list[Edit]:
    """Return the edits that write every scattered number of *text* as one; dates, prices, addresses stay apart."""
    if not _RUN_HINT.search(text):
        return []
    return [edit for match in _RUN.finditer(text) for edit in _run(match)]


def rounded(text: str) -> list[Edit]:
    """Return the edits that write zeros as digits."""
    if not _ROUND_HINT.search(text):
        return []
    return [Edit(*match.span(), match[0].translate(_ZEROS)) for match in _ROUND.finditer(text)]


def _run(match: re.Match[str]) -> list[Edit]:
    parts = _PARTS.split(match[0])  # "", digits, mark, digits, ..., digits, ""
    groups, marks = parts[1::2], parts[2:-1:2]
    number = _value(match[0])
    if not (_is_number(groups, marks, number) if marks else _is_spelt(match[0], number)):
        return []
    edits: list[Edit] = []
    at = match.start()
    for part in parts:
        value = _value(part)
        if value != part:
            edits.append(Edit(at, at + len(part), value))
        at += len(part)
    return edits


def _value(part: str) -> str:
    """Return the digits that *part* writes, without the marks."""
    digits = (_WORDS.get(character, character) for character in part)
    return "".join(digit for digit in digits if "0" <= digit <= "9")


def _is_spelt(run: str, number: str) -> bool:
    """Return whether *run*, without marks, is a number in words: not a dash (0795一123456), nor counting."""
    is_long = len(number) > _LONGEST and len(number) != _IDENTITY
    return len(_WORD.findall(run)) > 1 and not is_long and number not in _COUNTING


def _is_number(groups: list[str], marks: list[str], number: str) -> bool:
    """Return whether *groups* of digits between *marks* are one number: by how it is grouped, or how it is hidden."""
    sizes = tuple(map(len, groups))
    if len(number) == _IDENTITY and max(sizes) == 1:
        return number not in _COUNTING
    if len(number) in _CARD:
        return set(sizes[:-1]) == {4} and not _WORD.search("".join(groups))
    if len(number) > _LONGEST:
        return False
    if max(sizes) == 1:
        return number not in _COUNTING
    return not _WORD.search("".join(groups)) and (_is_read_out(sizes, number) or _is_hidden(sizes, marks, number))


def _is_read_out(sizes: tuple[int, ...], number: str) -> bool:
    return sizes in _GROUPS or (sizes in _HOTLINE_GROUPS and _HOTLINE.match(number) is not None)


def _is_hidden(sizes: tuple[int, ...], marks: list[str], number: str) -> bool:
    """Return whether nobody groups digits so but to hide them: a mobile number in bits, digits between emoji."""
    if _MOBILE.fullmatch(number) and "." not in "".join(marks):
        return len(sizes) > 3 and min(sizes) == 1
    return all(mark[0] >= _FIRST_SYMBOL for mark in marks)
