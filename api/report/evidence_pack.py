"""A pack of evidence, put together for its reader: the chains, the same as a table, and pages to print."""

from dataclasses import dataclass

from api import __version__
from api.report.audience import for_audience
from api.report.evidence_table import csv_of, rows_of
from api.report.excerpt import pieces
from api.report.printable import printable
from api.report.reader import Reader
from api.report.template import template
from monitor.clock import iso
from monitor.document import CheckDocument, CommunityReport, Evidence
from monitor.evidence.entry import Exhibit
from monitor.evidence.extract import FORMAT, Extract
from monitor.evidence.pack import EVIDENCE, MANIFEST, PAGE, TABLE, Manifest, chain_notes, encoded, note, pack


@dataclass(frozen=True, slots=True)
class Period:
    """The time that was asked for in microseconds; None is the beginning, or the end."""

    since: int | None = None
    until: int | None = None


def evidence_pack(extract: Extract, report: CommunityReport, reader: Reader, period: Period) -> bytes:
    """Return the ZIP of *extract* with what *report* says of the duties, as *reader* reads it."""
    report = for_audience(CheckDocument(0, (), (report,)), extract.audience, zone=reader.zone).communities[0]
    readable = printable(extract)
    rows = list(rows_of(readable, reader))
    files = {EVIDENCE: encoded(extract), TABLE: csv_of(rows, reader)}
    notes = [note(*file) for file in files.items()]
    page = template("evidence.html", reader).render(
        community=printable(report),
        extract=extract,
        chains=chain_notes(readable),
        since=_iso(period.since),
        until=None if period.until is None else iso(period.until - 1),
        version=__version__,
        files=notes,
        rows={section.chain: [row for row in rows if row.chain == section.chain] for section in readable.sections},
        pieces=_pieces,
    )
    files[PAGE] = page.encode()
    manifest = Manifest(
        FORMAT, f"groupwarden {__version__}", extract.community, extract.audience, reader.language.code,
        _iso(period.since), _iso(period.until), chain_notes(extract), (*notes, note(PAGE, files[PAGE])),
    )  # fmt: skip
    return pack({**files, MANIFEST: encoded(manifest)})


def _iso(at: int | None) -> str | None:
    return None if at is None else iso(at)


def _pieces(exhibit: Exhibit) -> list[tuple[str, bool]]:
    """Return the pieces of an excerpt, each with whether it matched."""
    return list(pieces(Evidence(exhibit.event, exhibit.excerpt, exhibit.spans)))
