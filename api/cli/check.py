"""`check`: judge export files and print the report."""

import sys
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console

from api.cli.options import Lang, ReportFormat
from api.cli.progress import shown_progress
from api.cli.surroundings import language_for, settings_at, zone_of
from api.report import Audience, Reader, for_audience, render_html, render_json, render_text
from api.report.rule_texts import describing
from monitor.check import check
from monitor.document import CheckDocument, SeverityName
from monitor.errors import MonitorError
from monitor.panel import panel_from
from monitor.readers import ReadOptions
from rules import Severity


class OutputError(MonitorError):
    """The report cannot be written where it was asked for."""


def run(
    paths: Sequence[Path],
    options: ReadOptions,
    *,
    form: ReportFormat,
    output: Path | None,
    fail_on: SeverityName,
    source: str,
    config: Path | None,
    lang: Lang | None,
    audience: Audience,
) -> bool:
    """Print the report on the files at *paths*; return whether something is as grave as *fail_on*.

    The answer does not depend on who reads the report.
    """
    settings = settings_at(config)
    language = language_for(lang, settings)
    panel = panel_from(settings, in_force=True)
    key = settings.secrets.pseudonym_key
    with shown_progress(language) as progress:
        document = check(
            paths, panel, language, profiles=settings.communities, source=source, options=options, progress=progress,
            key=key.get_secret_value().encode() if key else None,
        )  # fmt: skip
    zone = options.time_zone or zone_of((community.id for community in document.communities), settings.communities)
    reader = Reader(language, zone, describing(panel.catalogue), panel.scoring.sla_hours)
    _write(render(for_audience(document, audience, zone=zone), reader, form, output), output)
    return is_as_grave(document, Severity[fail_on])


def render(document: CheckDocument, reader: Reader, form: ReportFormat, output: Path | None) -> str:
    """Return *document* in the form asked for; colour only goes to a terminal."""
    if form == "html":
        return render_html(document, reader)
    if form == "json":
        return render_json(document)
    console = Console()
    return render_text(document, reader, width=console.width, color=output is None and console.is_terminal)


def is_as_grave(document: CheckDocument, severity: Severity) -> bool:
    """Return whether *document* has a finding at or above *severity*."""
    return any(
        Severity[finding.severity] >= severity for community in document.communities for finding in community.findings
    )


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(f"{output}: {error.strerror}") from error
