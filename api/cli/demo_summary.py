"""The demonstration at a glance: grades, the gravest suspicions, the ways of the schemes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from api.report import Reader
from api.report.words import GRADES, SEVERITIES, STAGES
from monitor.document import CommunityReport, FindingEntry, Grade, SchemeEntry
from rules import Severity

GRAVEST = 6  # suspicions, each of another rule
FREQUENT = 3  # rules named per community
_GRADE_STYLES: dict[Grade, str] = {
    "compliant": "green",
    "needs-work": "yellow",
    "high-risk": "bold red",
    "unknown": "dim",
}


def summary(events: int, communities: Sequence[CommunityReport], reader: Reader) -> Group:
    """Return what a newcomer should see first."""
    return Group(*_parts(events, communities, reader))


def _parts(events: int, communities: Sequence[CommunityReport], reader: Reader) -> Iterator[RenderableType]:
    text, number = reader.language.text, reader.language.number
    yield Text(
        text(
            "%(events)s events of %(communities)s invented communities were judged.",
            events=number(events),
            communities=number(len(communities)),
        ),
        style="bold",
    )
    yield Padding(_grades(communities, reader), (1, 0))
    yield Text(text("Gravest suspicions"), style="bold")
    yield Padding(_gravest(communities, reader), (0, 0, 1, 2))
    for scheme in _schemes(communities):
        yield from _scheme(scheme, reader)
    yield Text(text("Suspicions with their reasons, never verdicts. Every person and sentence here is invented."))


def _grades(communities: Iterable[CommunityReport], reader: Reader) -> Table:
    text = reader.language.text
    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(text("Community"))
    table.add_column(text("Grade"))
    table.add_column(text("Score"), justify="right")
    table.add_column(text("Findings"), justify="right")
    table.add_column(text("Mostly"))
    for community in sorted(communities, key=lambda each: (each.grade != "high-risk", each.score or 0, each.id)):
        table.add_row(
            Text(community.name),
            Text(text(GRADES[community.grade]), style=_GRADE_STYLES[community.grade]),
            Text("–" if community.score is None else str(community.score)),
            Text(reader.language.number(len(community.findings))),
            Text(_most_frequent(community.findings, reader)),
        )
    return table


def _most_frequent(findings: Iterable[FindingEntry], reader: Reader) -> str:
    counts = Counter(finding.rule for finding in findings)
    return " · ".join(f"{reader.rule(rule).name} {count}" for rule, count in counts.most_common(FREQUENT))


def _gravest(communities: Iterable[CommunityReport], reader: Reader) -> Table:
    """Return the first finding of each of the gravest rules, and where it was made."""
    first: dict[str, tuple[FindingEntry, CommunityReport]] = {}
    found = [(finding, community) for community in communities for finding in community.findings]
    for finding, community in sorted(found, key=lambda each: (-Severity[each[0].severity], each[0].time, each[0].id)):
        first.setdefault(finding.rule, (finding, community))
    table = Table.grid(padding=(0, 2, 0, 0))
    for finding, community in list(first.values())[:GRAVEST]:
        severity = Text(reader.language.text(SEVERITIES[finding.severity]), style="bold red")
        table.add_row(
            severity, Text(reader.day(finding.time)), Text(finding.summary), Text(community.name, style="dim")
        )
    return table


def _schemes(communities: Iterable[CommunityReport]) -> list[SchemeEntry]:
    """Return the named schemes, each once, however many communities it was seen in."""
    return list({scheme.id: scheme for each in communities for scheme in each.schemes if scheme.name}.values())


def _scheme(scheme: SchemeEntry, reader: Reader) -> Iterator[RenderableType]:
    text = reader.language.text
    now = text("now: %(stage)s, score %(score)s of 100", stage=text(STAGES[scheme.stage]), score=scheme.score)
    yield Text(text("Suspected scheme: %(name)s", name=scheme.name) + "  " + now, style="bold")
    table = Table.grid(padding=(0, 2, 0, 0))
    for entry in scheme.timeline:
        because = text(", ").join(reader.rule(rule).name for rule in entry.because)
        table.add_row(Text(reader.day(entry.time)), Text(text(STAGES[entry.stage]), style="bold"), Text(because))
    yield Padding(table, (0, 0, 1, 2))
