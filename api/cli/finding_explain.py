"""`rules explain FINDING EVENTS`: why a finding was made."""

from collections.abc import Iterator
from pathlib import Path

from rich.console import Console
from rich.text import Text

from api.cli.explained import explained_lines
from api.cli.options import Lang
from api.cli.surroundings import language_for, panel_of, pseudonyms_of, settings_at
from api.report.words import SEVERITIES
from monitor.assessment import SEVERITY_NAMES, summary
from monitor.clock import iso
from monitor.errors import MonitorError
from monitor.findings import Finding, severity_of
from monitor.intake import Intake
from monitor.language import Language
from monitor.readers import read_export
from monitor.workbench.inquiry import finding_in, reasons
from rules import Catalogue


class UnknownFinding(MonitorError):  # noqa: N818 - the name says what it is
    """The history comes to no finding of this id."""


def run(finding_id: str, events: Path, config: Path | None, lang: Lang | None) -> None:
    """Print why the finding was made: each condition with its value, and the events behind it.

    Raises:
        UnknownFinding: *events* come to no such finding.
        UnreadableExport: the file cannot be read.
    """
    settings = settings_at(config)
    panel = panel_of(settings)
    intake = Intake(panel.reader, pseudonyms_of(settings))
    finding = finding_in(finding_id, read_export(events), panel, settings.communities, intake)
    if finding is None:
        hint = "" if settings.secrets.pseudonym_key else "; without a pseudonym key, ids change with every run"
        raise UnknownFinding(f"{events}: no finding {finding_id}{hint}")
    console = Console(highlight=False)
    for line in _lines(finding, panel.catalogue, language_for(lang, settings)):
        console.print(line)


def _lines(finding: Finding, catalogue: Catalogue, language: Language) -> Iterator[Text]:
    rule, text = catalogue.rules[finding.rule], language.text
    severity = text(SEVERITIES[SEVERITY_NAMES[severity_of(finding)]])
    yield Text(f"{rule.id} v{rule.version}  {rule.name.said(language.code)}  {severity}", style="bold")
    yield Text(summary(finding, catalogue, language))
    yield Text("  ".join(filter(None, (iso(finding.at), finding.community, finding.subject))))
    if finding.count > 1:
        yield Text(
            text("met %(count)s times until %(time)s", count=language.number(finding.count), time=iso(finding.last_at))
        )
    explained = reasons(finding, catalogue)
    yield from explained_lines(explained, rule, language)
    if not explained:
        hint = text(
            "It was met by several facts together; see `groupwarden rules explain %(rule)s EVENTS`.", rule=rule.id
        )
        yield Text(hint)
    for proof in finding.proofs:
        place = "  ".join(filter(None, (text("event %(event)s", event=proof.event), proof.community)))
        yield Text(f"\n{place}")
        if proof.excerpt:
            yield Text(f"  │ {proof.excerpt}", style="dim")
