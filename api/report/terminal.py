"""The report as text for a terminal; every mark is a character too, so that it works without colour."""

from collections.abc import Iterator
from io import StringIO

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from api.report.excerpt import pieces, withheld
from api.report.finding_group import FindingGroup, group_findings
from api.report.handling import complaint_rows, response_rows
from api.report.printable import printable
from api.report.reader import Reader
from api.report.sparkline import trend_words
from api.report.step import next_steps
from api.report.subject import subject_words
from api.report.words import DUTIES, GRADES, SEVERITIES, STAGES, STATE_ICONS, STATES
from monitor.document import CheckDocument, CommunityReport, Evidence, FindingEntry, SchemeEntry, SeverityName, Skipped

SHOWN = 5  # occurrences of one rule, and skipped records
COLOURS: dict[SeverityName, str] = {
    "critical": "bold white on red",
    "high": "bold red",
    "medium": "bold yellow",
    "low": "bold cyan",
    "info": "bold",
}


def render_text(document: CheckDocument, reader: Reader, *, width: int = 100, color: bool = False) -> str:
    """Return *document* as lines of at most *width* cells; *color* adds ANSI escapes and nothing else."""
    lines = StringIO()
    console = Console(
        file=lines, width=width, force_terminal=color, color_system="standard" if color else None, highlight=False
    )
    document = printable(document)
    for community in document.communities:
        console.print(Group(*_community(community, reader)))
    console.print(Group(*_skipped(document.skipped, reader)))
    console.print(Text(reader.language.text("Self-check, not legal advice.")))
    return "".join(f"{line.rstrip()}\n" for line in lines.getvalue().splitlines())


def _community(community: CommunityReport, reader: Reader) -> Iterator[RenderableType]:
    yield Rule(Text(community.name or community.id, style="bold"), align="left")
    yield _grade(community, reader)
    if community.trend:
        yield Text(reader.language.text("30 days: %(trend)s", trend=trend_words(community, reader)))
    yield _duties(community, reader)
    yield from _handling(community, reader)
    yield from _steps(community, reader)
    for group in group_findings(community.findings):
        yield from _finding_group(group, community, reader)
    for scheme in community.schemes:
        yield from _scheme(scheme, reader)
    yield _referral(community, reader)
    yield ""


def _grade(community: CommunityReport, reader: Reader) -> Text:
    text = reader.language.text
    parts = [text(GRADES[community.grade])]
    if community.score is not None:
        parts.append(text("%(score)s of 100", score=community.score))
    parts.append(text("%(share)s of the duties could be checked", share=reader.language.percent(community.coverage)))
    return Text("  ".join(parts), style="bold")


def _duties(community: CommunityReport, reader: Reader) -> RenderableType:
    table = Table.grid(padding=(0, 2, 0, 0))
    for duty in community.duties:
        points = "" if duty.state == "unknown" else f"{duty.points}/{duty.of}"
        state = f"{STATE_ICONS[duty.state]} {reader.language.text(STATES[duty.state])}"
        name = reader.language.text(DUTIES[duty.id].name)
        table.add_row(Text(state), Text(name), Text(points, justify="right"), Text(duty.evidence))
    return Padding(table, (1, 0))


def _handling(community: CommunityReport, reader: Reader) -> Iterator[RenderableType]:
    text = reader.language.text
    blocks = {
        text("Violations of members, 30 days"): response_rows(community, reader),
        text("Complaints of members, 30 days"): complaint_rows(community, reader),
    }
    for title, rows in blocks.items():
        if rows:
            yield Text(title, style="bold")
            yield Text("  " + "  ·  ".join(f"{name} {figure}" for name, figure in rows))
            yield ""


def _steps(community: CommunityReport, reader: Reader) -> Iterator[RenderableType]:
    steps = next_steps(community, reader)
    if steps:
        yield Text(reader.language.text("Next steps"), style="bold")
    for number, step in enumerate(steps, start=1):
        yield Text(f"{number}. {step.title} ({step.why})")
        yield Padding(Group(Text(f"→ {step.action}"), Text(step.message)), (0, 0, 0, 3))
    if steps:
        yield ""


def _finding_group(group: FindingGroup, community: CommunityReport, reader: Reader) -> Iterator[RenderableType]:
    text, rule = reader.language.text, reader.rule(group.rule)
    severity = group.findings[0].severity
    title = Text(f"[{text(SEVERITIES[severity])}]", style=COLOURS[severity])
    yield title.append(" " + text("Suspected: %(rule)s", rule=rule.name), style="not reverse default on default bold")
    for finding in group.findings[:SHOWN]:
        yield Padding(Group(*_finding(finding, community, reader)), (0, 0, 0, 2))
    hidden = len(group.findings) - SHOWN
    if hidden > 0:
        yield Text("  " + reader.language.plural("and %(count)s more", "and %(count)s more", hidden))
    for action in rule.actions:
        yield Text(f"  → {action.text}")
    yield ""


def _finding(finding: FindingEntry, community: CommunityReport, reader: Reader) -> Iterator[RenderableType]:
    hidden = withheld(finding)
    when = reader.day(finding.time) if hidden else reader.moment(finding.time)
    yield Text(f"{when}  {subject_words(finding.subject, community, reader)}  {finding.summary}")
    if hidden:
        yield Text(
            reader.language.plural(
                "%(count)s message is kept for the platform's moderators; nobody who complained is named.",
                "%(count)s messages are kept for the platform's moderators; nobody who complained is named.",
                hidden,
            )
        )
    for evidence in finding.evidence:
        if evidence.excerpt:
            yield _excerpt(evidence)


def _excerpt(evidence: Evidence) -> RenderableType:
    line = Text()
    for piece, matched in pieces(evidence):
        line.append(f"⟦{piece}⟧" if matched else piece, style="bold" if matched else "")
    beside_bar = Table.grid(padding=(0, 1, 0, 0))  # Chinese has no spaces: as one line, the bar would stand alone
    beside_bar.add_column()
    beside_bar.add_column(overflow="fold")
    beside_bar.add_row(Text("│", style="dim"), line)
    return beside_bar


def _scheme(scheme: SchemeEntry, reader: Reader) -> Iterator[RenderableType]:
    text = reader.language.text
    now = text("now: %(stage)s, score %(score)s of 100", stage=text(STAGES[scheme.stage]), score=scheme.score)
    yield Text(text("Suspected scheme: %(name)s", name=scheme.name or scheme.id) + "  " + now, style="bold")
    for entry in scheme.timeline:
        because = text(", ").join(reader.rule(rule).name for rule in entry.because)
        yield Text(f"  {reader.day(entry.time)}  {text(STAGES[entry.stage])}  {because}")
    yield ""


def _referral(community: CommunityReport, reader: Reader) -> Text:
    language, referral = reader.language, community.referral
    if not referral.members:
        return Text(language.text("No invitations were seen."))
    tree = language.text(
        "The largest tree has %(members)s people in %(tiers)s tiers, the organiser counted.",
        members=language.number(referral.members),
        tiers=language.number(referral.tiers),
    )
    return Text(tree + " " + language.plural("There is %(count)s tree.", "There are %(count)s trees.", referral.roots))


def _skipped(records: tuple[Skipped, ...], reader: Reader) -> Iterator[RenderableType]:
    if not records:
        return
    language = reader.language
    yield Text(
        language.plural("%(count)s record could not be read:", "%(count)s records could not be read:", len(records))
    )
    for record in records[:SHOWN]:
        yield Text(f"  {record.where}: {record.why}")
    if len(records) > SHOWN:
        yield Text("  " + language.plural("and %(count)s more", "and %(count)s more", len(records) - SHOWN))
    yield ""
