"""The table of disguises: what is written and what is meant, read from YAML."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import msgspec

from rules.errors import RulesError


class DisguiseError(RulesError):
    """A table of disguises is wrong; the message names the file, every wrong entry and what was expected."""


class Beside(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Patterns of what ends right before a disguise, and of what starts right after it; both must fit."""

    before: str = ""
    after: str = ""


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Ways of writing one word; *every* adds each combination of one character of each string.

    Ways that are ordinary words as well are read as *meant* only in the context *beside*.
    """

    meant: str
    written: tuple[str, ...] = ()
    every: tuple[str, ...] = ()
    beside: str | None = None
    note: str = ""
    source: str = ""

    def spellings(self) -> Iterator[str]:
        """Yield every way of writing the word."""
        yield from self.written
        if self.every:
            yield from map("".join, product(*self.every))


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Signs by themselves, words that digits may disguise, contexts (one of several suffices) and words."""

    signs: dict[str, str]
    leet: frozenset[str]
    contexts: dict[str, tuple[Beside, ...]]
    words: tuple[Entry, ...]

    @classmethod
    def read(cls, path: Path) -> "Table":
        """Read a table.

        Raises:
            DisguiseError: the file is not a table of disguises.
        """
        try:
            table = msgspec.yaml.decode(path.read_bytes(), type=cls)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise DisguiseError(f"{path.name}: {error}") from error
        if faults := [f"{path.name}: {fault}" for fault in table.faults()]:
            raise DisguiseError("\n".join(faults))
        return table

    def faults(self) -> Iterator[str]:
        """Yield what is wrong with the entries, each named by its place."""
        for sign in self.signs:
            if len(sign) != 1:
                yield f"signs: {sign!r}: expected one character"
        for name, patterns in self.contexts.items():
            yield from (f"contexts: {name}: {fault}" for fault in map(_fault, patterns) if fault)
        known: dict[str, str] = {}
        for entry in self.words:
            if entry.beside not in {None, *self.contexts}:
                yield f"words: {entry.meant}: unknown context {entry.beside!r}; expected {', '.join(self.contexts)}"
            for spelling in entry.spellings():
                if not spelling or known.setdefault(spelling, entry.meant) != entry.meant:
                    yield f"words: {entry.meant}: {spelling!r} is empty or already means {known.get(spelling)}"


def _fault(patterns: Beside) -> str | None:
    try:
        for pattern in (patterns.before, patterns.after):
            re.compile(pattern)
    except re.error as error:
        return f"{error.pattern!r} is no regular expression: {error}"
    return None
