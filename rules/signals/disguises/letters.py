"""Words spelt out (t.e.l.e.g.r.a.m), written with digits (te1egram), and hosts with a spelt-out dot."""

import re
from itertools import pairwise

from rules.signals.normal import Edit

_MARK = r"[ .\-_*|/·•~^+=#\n'`\u2600-\u27bf\U0001f300-\U0001faff]"
_WORDY = "a-z0-9\u0430-\u044f"
_SINGLE = rf"[{_WORDY}\u4e00-\u9fff](?<![{_WORDY}][{_WORDY}])(?![{_WORDY}](?<=[{_WORDY}]{{2}}))"
_SIGN = r"[%,:!?$¥€&@()+\-~.#/]"
_BLANK = r" (?=.[^\s])"  # the end of a word among its letters
_SPELT_HINT = re.compile(rf"{_MARK}[{_WORDY}\u4e00-\u9fff]{_MARK}{{1,2}}[{_WORDY}\u4e00-\u9fff]{_MARK}")
_SPELT = re.compile(
    rf"{_SINGLE}(?P<mark>{_MARK}{{1,2}}?){_SINGLE}(?:(?P=mark)(?:{_SINGLE}|{_SIGN}|{_BLANK})){{2,}}+", re.DOTALL
)
_FEWEST = {"chinese": 5, "mixed": 12}  # characters held apart that are no list (design)
_IN_PLACE = "013457@$"  # of the letters of
_LETTERS = "oleastas"
_LEET_HINT = re.compile(rf"[a-z][{_IN_PLACE}]")
_LEET = re.compile(rf"(?<![a-z0-9@$])[a-z]++[{_IN_PLACE}][a-z{_IN_PLACE}]*+")
_TO_LETTERS = str.maketrans(_IN_PLACE + "i", _LETTERS + "l")
_I_AS_L = str.maketrans("i", "l")  # 1 stands for either

_ENDS = "com|cn|net|org|top|vip|xyz|ru"  # of a host
_MORE_ENDS = f"{_ENDS}|cc|me|app|info|club|shop|site|live|pro|io"
_DOT_HINT = re.compile(rf"[点丶。)\]]\s?(?:{_MORE_ENDS})(?![a-z0-9])|[.·tа]\s(?:{_ENDS})(?![a-z0-9])")
_DOT = re.compile(
    rf"(?<=[a-z0-9])(?:\s?点\s?(?=(?:{_MORE_ENDS})(?![a-z0-9]))"
    r"|(?:[丶。]|\s[.·]\s|\s?[(\[]\s?(?:dot|点|точка|\.)\s?[)\]]\s?|\s(?:dot|точка)\s)"
    rf"(?=(?:{_ENDS})(?![a-z0-9])))"
)

_GLUED_HINT = re.compile(r"[加+]v[a-z]|[加+]wx[a-z]")
_GLUED = re.compile(  # a name of WeChat without a mark before an account; vip, vivo, vps go on as words
    r"(?:加|(?<![a-z0-9])\+)(?P<name>vx|wx|v)(?!ip|ivo|ps|ideo)(?=[a-z_](?=[a-z_-]{0,19}\d)[a-z0-9_-]{5,19}(?![a-z0-9_]))"
)


def spelt(text: str) -> list[Edit]:
    """Return the edits that put together what stands character by character between marks of one kind."""
    if not _SPELT_HINT.search(text):
        return []
    edits: list[Edit] = []
    for match in _SPELT.finditer(text):
        step = 1 + len(match["mark"])
        if _is_spelt(match[0][::step]):
            edits += (Edit(at + 1, at + step, "") for at in range(match.start(), match.end() - 1, step))
    return edits


def dotted(text: str) -> list[Edit]:
    """Return the edits that write the dots of hosts as such."""
    return [Edit(*dot.span(), ".") for dot in _DOT.finditer(text)] if _DOT_HINT.search(text) else []


def unglued(text: str) -> list[Edit]:
    """Return the edits that part a name of WeChat from the account behind it: 加vabc12345."""
    if not _GLUED_HINT.search(text):
        return []
    return [Edit(*name.span("name"), f"{name['name']}:") for name in _GLUED.finditer(text)]


class Leet:
    """Writes with letters the words of a list that digits disguise."""

    def __init__(self, words: frozenset[str]) -> None:
        self._words = {word.translate(_I_AS_L): word for word in words}

    def __call__(self, text: str) -> list[Edit]:
        """Return the edits for the words of *text*."""
        if not _LEET_HINT.search(text):
            return []
        meant = ((match, self._words.get(match[0].translate(_TO_LETTERS))) for match in _LEET.finditer(text))
        return [Edit(*match.span(), word) for match, word in meant if word]


def _is_spelt(characters: str) -> bool:
    """Return whether *characters* make words: no number, no enumeration (a b c d) and no single cry (x x x x)."""
    steps = {ord(second) - ord(first) for first, second in pairwise(characters)}
    if steps in ({0}, {1}):
        return False
    if max(characters) >= "\u4e00":
        return len(characters) >= _FEWEST["chinese"]
    letters = sum(map(str.isalpha, characters))
    return letters == len(characters) or (len(characters) >= _FEWEST["mixed"] and 2 * letters > len(characters))
