"""`evidence export`: the evidence of a group as a ZIP that anybody can verify."""

from datetime import date, timedelta
from pathlib import Path

import typer

from api.cli.live_store import live_store
from api.cli.options import Audience, Lang
from api.cli.pseudonym_key import with_pseudonym_key
from api.cli.surroundings import language_for, pseudonyms_of, settings_at, zone_of
from api.report import Reader
from api.report.evidence_pack import Period, evidence_pack
from api.report.rule_texts import describing
from monitor.clock import LocalClock
from monitor.compliance import compliance
from monitor.errors import MonitorError
from monitor.evidence.extract import NoEvidenceError, extract
from monitor.intake import Intake
from monitor.memory import Memory
from monitor.panel import panel_from
from monitor.settings import Settings


def run(
    community: str,
    output: Path,
    days: tuple[str | None, str | None],
    *,
    audience: Audience,
    config: Path | None,
    lang: Lang | None,
) -> None:
    """Write the pack of *community* for *audience* to *output*; *days* are the first and the last one, if given.

    Raises:
        MonitorError: there is no such evidence, or the file cannot be written.
    """
    settings = settings_at(config)
    language = language_for(lang, settings)
    zone = zone_of([community], settings.communities)
    period = _period(days, LocalClock(zone))
    with live_store(settings) as store, store.read() as transaction:
        found = extract(transaction, community, audience, since=period.since, until=period.until)
        memory = _memory(settings)
        memory.load(transaction)
        catalogue = memory.panel.catalogue
        report = compliance(transaction, memory, community, catalogue, language)
        if report is None:
            raise NoEvidenceError(f"nothing is known of {community}")
        reader = Reader(language, zone, describing(catalogue), memory.panel.scoring.sla_hours)
        _write(output, evidence_pack(found, report, reader, period))
    lines = sum(len(section.lines) for section in found.sections)
    typer.echo(language.plural("%(count)s line of evidence", "%(count)s lines of evidence", lines))
    for section in found.sections:
        typer.echo(f"{section.chain}  {section.head}")
    typer.echo(language.text("Written to %(place)s", place=output))


def _memory(settings: Settings) -> Memory:
    """Return the memory that the server of *settings* has, still empty."""
    panel = panel_from(settings, in_force=True)
    intake = Intake(panel.reader, pseudonyms_of(with_pseudonym_key(settings)))
    return Memory(panel, intake.hidden(settings.communities))


def _period(days: tuple[str | None, str | None], clock: LocalClock) -> Period:
    """Return the time from the beginning of the first of *days* to the end of the last.

    Raises:
        MonitorError: one is no day.
    """
    try:
        first, last = (date.fromisoformat(day) if day else None for day in days)
    except ValueError as error:
        raise MonitorError(f"--from, --to: {error}; expected a day like 2024-03-01") from None
    return Period(clock.begin(first) if first else None, clock.begin(last + timedelta(1)) if last else None)


def _write(output: Path, whole: bytes) -> None:
    try:
        output.write_bytes(whole)
    except OSError as error:
        raise MonitorError(f"{output}: {error.strerror}, expected a file to write to") from error
