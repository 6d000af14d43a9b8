"""Which alerts say nothing new while another one is open: data, read from inhibitions.yaml."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from importlib import resources
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from rules import Catalogue, PackError
from rules.pack.document import Document
from rules.pack.issue import did_you_mean
from rules.pack.loader import validate
from rules.pack.record import Record, RuleId, SeverityName

Place = Literal["scheme", "community", "subject"]
_RuleIds = Annotated[tuple[RuleId, ...], Field(min_length=1)]


class Inhibition(Record):
    """Alerts of `by`, from a severity on, mute those of `mutes` that are no graver, in any of the same places."""

    by: _RuleIds
    from_: SeverityName = Field(alias="from")
    same: Annotated[tuple[Place, ...], Field(min_length=1)]
    mutes: _RuleIds


@dataclass(frozen=True)
class Inhibitions:
    """The whole table."""

    entries: tuple[Inhibition, ...] = ()

    @cached_property
    def over(self) -> dict[str, tuple[Inhibition, ...]]:
        """Return by rule the entries that can mute its alerts."""
        muted = {rule for entry in self.entries for rule in entry.mutes}
        return {rule: tuple(entry for entry in self.entries if rule in entry.mutes) for rule in sorted(muted)}

    def inhibitors(self, rules: Collection[str]) -> list[str]:
        """Return the rules whose alerts can mute those of *rules*."""
        return sorted({by for rule in rules for entry in self.over.get(rule, ()) for by in entry.by})


_TABLE = TypeAdapter(tuple[Inhibition, ...])


def load_inhibitions(catalogue: Catalogue) -> Inhibitions:
    """Read the built-in table about rules of *catalogue*.

    Raises:
        PackError: with everything that is wrong in it.
    """
    text = resources.files("monitor.alerts").joinpath("inhibitions.yaml").read_text(encoding="utf-8")
    return read_inhibitions("inhibitions.yaml", text, catalogue)


def read_inhibitions(name: str, text: str, catalogue: Catalogue) -> Inhibitions:
    """Read the table *text* of the file *name*.

    Raises:
        PackError: with everything that is wrong in it.
    """
    document = Document.parse(name, text)
    entries = validate(document, _TABLE, (Inhibition,))
    for number, entry in enumerate(entries or ()):
        _lint(entry, number, document, catalogue)
    if entries is not None and not document.issues:
        _lint_circles(entries, document)
    if entries is None or document.issues:
        raise PackError(document.issues)
    return Inhibitions(entries)


def _lint(entry: Inhibition, number: int, document: Document, catalogue: Catalogue) -> None:
    for field, rules in (("by", entry.by), ("mutes", entry.mutes)):
        for place, rule in enumerate(rules):
            if rule not in catalogue.rules:
                document.report(
                    (number, field, place), f"no rule {rule!r}", did_you_mean(rule, catalogue.rules)
                )  # fmt: skip


def _lint_circles(entries: tuple[Inhibition, ...], document: Document) -> None:
    """Report rules that would mute themselves in the end: then nobody would be told of any of them."""
    sorter = TopologicalSorter[str]()
    for entry in entries:
        for muted in entry.mutes:
            sorter.add(muted, *entry.by)
    try:
        sorter.prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        number = next(n for n, entry in enumerate(entries) if circle[0] in entry.by and circle[1] in entry.mutes)
        document.report((number, "mutes"), f"alerts would mute each other: {' over '.join(circle)}")
