"""`rules list`: the rules in force."""

from collections.abc import Sequence
from pathlib import Path

import msgspec
from rich.console import Console
from rich.table import Table
from rich.text import Text

from api.cli.options import Lang, ListFormat
from api.cli.surroundings import language_for, packs_of, settings_at
from api.report.words import SEVERITIES
from monitor.assessment import SEVERITY_NAMES
from monitor.document import SeverityName
from monitor.language import Language
from rules import PackError, Rule, read_packs


class Listed(msgspec.Struct, frozen=True):
    """A rule as the list shows it; severities are gravest first. `source` is its pack folder, empty for a built-in."""

    id: str
    version: int
    name: str
    family: str
    maturity: str
    source: str
    severities: tuple[SeverityName, ...]
    fact: str
    audience: tuple[str, ...]
    basis: tuple[str, ...]


def run(packs: Sequence[Path], form: ListFormat, config: Path | None, lang: Lang | None) -> None:
    """Print the rules of *packs* and below them.

    Raises:
        PackError: some rule is wrong.
    """
    settings = settings_at(config)
    language = language_for(lang, settings)
    folders = packs_of(settings, packs)
    read = read_packs(folders)
    if read.issues:
        raise PackError(read.issues)
    listed = [
        _listed(rule, _source(read.documents[rule.id].name, folders), language)
        for rule in read.catalogue.rules.values()
    ]
    if form == "json":
        Console(soft_wrap=True, highlight=False, markup=False).print(
            msgspec.json.format(msgspec.json.encode(listed), indent=2).decode()
        )
    else:
        Console().print(_table(listed, language))


def _source(file: str, folders: Sequence[Path]) -> str:
    return next((str(folder) for folder in reversed(folders) if Path(file).is_relative_to(folder)), "")


def _listed(rule: Rule, source: str, language: Language) -> Listed:
    severities = sorted({level.severity for level in rule.levels}, reverse=True)
    return Listed(
        rule.id, rule.version, rule.name.said(language.code), rule.family, rule.maturity, source,
        tuple(SEVERITY_NAMES[severity] for severity in severities), rule.fact, rule.audience,
        rule.basis_in(language.code),
    )  # fmt: skip


def _table(listed: Sequence[Listed], language: Language) -> Table:
    text = language.text
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(text("Rule"), no_wrap=True)
    headings = text("Version"), text("Name"), text("Family"), text("Maturity"), text("Severities"), text("From")
    for heading in headings:
        table.add_column(heading)
    for rule in sorted(listed, key=lambda rule: (rule.family, rule.id)):
        severities = text(", ").join(text(SEVERITIES[severity]) for severity in rule.severities)
        source = rule.source or text("built in")
        table.add_row(
            *map(Text, (rule.id, str(rule.version), rule.name, rule.family, rule.maturity, severities, source))
        )
    return table
