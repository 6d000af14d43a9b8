"""The lines of a pack as rows that people read, and as CSV for spreadsheet programs."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from dataclasses import fields as fields_of

import msgspec

from api.report.evidence_words import ACTIONS, IN_TIME, KINDS, LATE, RECORDED, REDACTED, WITHHELD
from api.report.reader import Reader
from monitor.clock import moment
from monitor.document import SEVERITY_NAMES
from monitor.evidence.entry import Entry, Exhibit
from monitor.evidence.extract import Extract, Line
from monitor.language import Language, mark

BOM = "\ufeff"  # or spreadsheet programs take UTF-8 for something else
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

HEADINGS = (
    mark("No."),
    mark("Local time"),
    mark("Group"),
    mark("Member (pseudonym)"),
    mark("Kind"),
    mark("Category"),
    mark("Rule and version"),
    mark("Excerpt"),
    mark("Handled by"),
    mark("Action"),
    mark("Reason"),
    mark("Response in minutes"),
    mark("Number of report or item"),
    mark("SHA-256 of this line"),
    mark("SHA-256 of the line before"),
    mark("Chain"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One line, in the order of the headings; `severity` and `exhibits` are for the page alone."""

    number: int
    time: str
    group: str
    member: str
    kind: str
    category: str
    rule: str
    excerpt: str
    handler: str
    action: str
    reason: str
    minutes: str
    reference: str
    hash: str
    previous: str
    chain: str
    severity: str = ""
    exhibits: tuple[Exhibit, ...] = ()

    def facts(self, language: Language) -> list[tuple[str, str]]:
        """Return what the page says of the line in one row: names and values that are known."""
        named = dict(zip(_COLUMNS, HEADINGS, strict=True))
        known = (
            (name, getattr(self, name)) for name in ("member", "rule", "handler", "reason", "minutes", "reference")
        )
        return [(language.text(named[name]), value) for name, value in known if value]


_COLUMNS = [field.name for field in fields_of(Row)][: len(HEADINGS)]


def rows_of(extract: Extract, reader: Reader) -> Iterator[Row]:
    """Yield a row for each line of *extract*, chain by chain."""
    for section in extract.sections:
        previous = section.previous
        for line in section.lines:
            yield _row(extract.community, section.chain, previous, line, reader)
            previous = line.hash


def _row(group: str, chain: str, previous: str, line: Line, reader: Reader) -> Row:
    text = reader.language.text
    if line.at is None or line.kind is None:
        return _bare(group, chain, previous, line, time="", kind="", action=text(WITHHELD))
    time = moment(line.at).astimezone(reader.zone).isoformat(" ", "seconds")
    if line.entry is None:
        return _bare(group, chain, previous, line, time=time, kind=_kind(line.kind, reader), action=text(REDACTED))
    entry = msgspec.convert(line.entry, Entry)
    return Row(
        number=line.number,
        time=time,
        group=group,
        member=entry.subject.removeprefix("member:") if entry.subject.startswith("member:") else "",
        kind=_kind(entry.kind, reader),
        category=reader.rule(entry.rule).name if entry.rule else "",
        rule=f"{entry.rule} v{entry.version}" if entry.rule else "",
        excerpt=" / ".join(exhibit.excerpt for exhibit in entry.exhibits if exhibit.excerpt),
        handler=entry.by,
        action=_action(entry, reader),
        reason=_reason(entry, reader),
        minutes="" if entry.minutes is None else str(entry.minutes),
        reference=entry.reference,
        hash=line.hash,
        previous=previous,
        chain=chain,
        severity=SEVERITY_NAMES[entry.severity] if entry.kind == "finding" else "",
        exhibits=entry.exhibits,
    )


def _bare(group: str, chain: str, previous: str, line: Line, *, time: str, kind: str, action: str) -> Row:
    return Row(line.number, time, group, "", kind, "", "", "", "", action, "", "", "", line.hash, previous, chain)


def _kind(kind: str, reader: Reader) -> str:
    known = {str(name): words for name, words in KINDS.items()}
    return reader.language.text(known[kind]) if kind in known else kind


def _action(entry: Entry, reader: Reader) -> str:
    known = ACTIONS.get((entry.kind, entry.action))
    return reader.language.text(known) if known else entry.action


def _reason(entry: Entry, reader: Reader) -> str:
    """Return why something was done: what was given as reason, the rule's basis, how it answered the owner's clock."""
    text = reader.language.text
    parts = [entry.reason, reader.rule(entry.rule).basis if entry.rule else ""]
    if entry.in_time is not None:
        parts.append(text(IN_TIME if entry.in_time else LATE))
    if entry.recorded:
        parts.append(text(RECORDED))
    return reader.language.text("; ").join(filter(None, parts))


def csv_of(rows: list[Row], reader: Reader) -> bytes:
    """Return *rows* for spreadsheet programs: none of what people wrote is a formula there."""
    stream = io.StringIO(newline="")
    stream.write(BOM)
    writer = csv.writer(stream, quoting=csv.QUOTE_ALL)
    writer.writerow(reader.language.text(heading) for heading in HEADINGS)
    for row in rows:
        writer.writerow(_plain(str(getattr(row, name))) for name in _COLUMNS)
    return stream.getvalue().encode()


def _plain(cell: str) -> str:
    """Return *cell* so that no program computes it: what begins like a formula gets an apostrophe before it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
