"""Hosts: which are well known, which only look so, and which names spammers favour."""

from collections.abc import Iterator
from itertools import combinations, pairwise
from pathlib import Path
from typing import Literal

import msgspec
import yaml

Suspicion = Literal["shortener", "lookalike", "suffix", ""]

BUILTIN = Path(__file__).parent / "hosts.yaml"
_COUNTRY_LETTERS = 2
_SECOND_LEVEL = frozenset({"com", "net", "org", "gov", "edu", "ac", "co", "or", "ne", "go"})
_ONE_EDIT, _TWO_EDITS = 6, 9  # letters of a name that may be mistaken for another within so many edits (design)
_DRAWN_ALIKE = 4  # letters of a name that other letters may imitate (design)
_FOREIGN = str.maketrans("аеорсухкіјѕвмнтԁһӏνοαιρκ", "aeopcyxkijsbmhtdhlvoaipk")
_DRAWN = str.maketrans("013457", "oleast")
_PAIRS = (("rn", "m"), ("vv", "w"))


class Lists(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of hosts.yaml: registrable names, and suffixes without their dot."""

    known: frozenset[str]
    shorteners: frozenset[str]
    shared: frozenset[str]
    suffixes: frozenset[str]


class Hosts:
    """Judges hosts by their names alone; a well-known one is never suspicious."""

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._stems = frozenset(_stem(name) for name in lists.known)
        self._longest = max(map(len, self._stems), default=0) + 2
        self._misspelt: dict[str, set[str]] = {}
        for stem in self._stems:
            for rest in _rests(stem, _edits(stem)):
                self._misspelt.setdefault(rest, set()).add(stem)

    @property
    def common(self) -> frozenset[str]:
        """The names that many use, so that they tell nobody from another: well-known ones and shorteners."""
        return (self._lists.known | self._lists.shorteners) - self._lists.shared

    @classmethod
    def load(cls, path: Path = BUILTIN) -> "Hosts":
        """Read the lists of *path*.

        Raises:
            msgspec.ValidationError: a list is missing, unknown, or holds something else than names.
        """
        return cls(msgspec.convert(yaml.safe_load(path.read_text(encoding="utf-8")), Lists))

    def registrable(self, host: str) -> str:
        """Return the part of *host* that somebody registered: two labels, three below com.cn or a shared host."""
        labels = host.split(".")
        below = len(labels[-1]) == _COUNTRY_LETTERS and labels[-2] in _SECOND_LEVEL
        deeper = len(labels) > 2 and (below or ".".join(labels[-2:]) in self._lists.shared)
        return ".".join(labels[-3 if deeper else -2 :])

    def is_known(self, host: str) -> bool:
        """Return whether *host* belongs to a well-known name."""
        return self.registrable(host) in self._lists.known

    def suspicion(self, host: str) -> Suspicion:
        """Return why the name of *host* is suspicious, "" where it is not."""
        name = self.registrable(host)
        if name in self._lists.known:
            return ""
        if name in self._lists.shorteners:
            return "shortener"
        is_risky = name.rpartition(".")[2] in self._lists.suffixes
        if self._poses(host.removesuffix(name)) or self._resembles(_stem(name), is_risky=is_risky):
            return "lookalike"
        return "suffix" if is_risky else ""

    def _poses(self, front: str) -> bool:
        """Return whether the labels in *front* of a name spell a well-known host: apple.com.verify.example."""
        labels = front.rstrip(".").split(".")
        return any(".".join(pair) in self._lists.known for pair in pairwise(labels))

    def _resembles(self, stem: str, *, is_risky: bool) -> bool:
        """Return whether *stem* reads like a well-known one: other letters drawn alike, or one or two edits away.

        The very name under another suffix counts where the suffix is a risky one: many firms own several.
        """
        if stem in self._stems:
            return is_risky
        plain = _plain(_decoded(stem))
        if plain in self._stems:
            return len(plain) >= _DRAWN_ALIKE
        if len(plain) > self._longest:
            return False
        likely = set[str]().union(*(self._misspelt.get(rest, ()) for rest in _rests(plain, _edits(plain))))
        return any(distance(plain, other) <= _edits(other) for other in likely)


def distance(one: str, other: str) -> int:
    """Return how many letters must be added, dropped or changed to turn *one* into *other*.

    Complexity: O(len(one) * len(other)).
    """
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, 1):
        diagonal, row[0] = row[0], at
        for column, second in enumerate(other, 1):
            diagonal, row[column] = (
                row[column],
                min(row[column] + 1, row[column - 1] + 1, diagonal + (letter != second)),
            )
    return row[-1]


def _edits(stem: str) -> int:
    return 0 if len(stem) < _ONE_EDIT else 1 if len(stem) < _TWO_EDITS else 2


def _rests(stem: str, edits: int) -> Iterator[str]:
    """Yield what is left of *stem* with up to so many letters cut: names within `edits` of each other share one."""
    for cut in range(edits + 1 if edits else 0):
        for kept in combinations(stem, len(stem) - cut):
            yield "".join(kept)


def _stem(name: str) -> str:
    return name.partition(".")[0]


def _decoded(stem: str) -> str:
    """Return the letters a punycode label stands for; the label itself where it stands for none."""
    try:
        return stem.removeprefix("xn--").encode("ascii").decode("punycode") if stem.startswith("xn--") else stem
    except UnicodeError:
        return stem


def _plain(stem: str) -> str:
    """Return *stem* in the Latin letters it is drawn like."""
    plain = stem.translate(_FOREIGN).translate(_DRAWN)
    for pair, letter in _PAIRS:
        plain = plain.replace(pair, letter)
    return plain
