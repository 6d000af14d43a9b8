"""What the owner does next: at most three steps, each with a text ready to paste."""

from dataclasses import dataclass
from itertools import chain, islice

from api.report.finding_group import FindingGroup, group_findings
from api.report.reader import Reader
from api.report.words import DUTIES, SEVERITIES
from monitor.document import CommunityReport, Duty
from rules.severity import Severity

MOST = 3
MOST_URGENT = 2  # leaves room for a duty: findings of one scheme would fill all three with the same advice


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it is about, why now, what to do, and a text ready to paste (may be empty)."""

    title: str
    why: str
    actions: tuple[str, ...]
    message: str


def next_steps(community: CommunityReport, reader: Reader) -> list[Step]:
    """Return the three steps that matter most: grave open findings, then duties by points to gain, then the rest."""
    open_findings = tuple(finding for finding in community.findings if finding.is_open)
    groups = [group for group in group_findings(open_findings) if group.severity > Severity.info]
    urgent = [group for group in groups if group.severity >= Severity.high][:MOST_URGENT]
    duties = sorted((duty for duty in community.duties if duty.state == "fail"), key=lambda duty: duty.points - duty.of)
    steps = chain(
        (_handle(group, reader) for group in urgent),
        (_fulfil(duty, reader) for duty in duties),
        (_handle(group, reader) for group in groups if group not in urgent),
    )
    return list(islice(steps, MOST))


def _fulfil(duty: Duty, reader: Reader) -> Step:
    text, words = reader.language.text, DUTIES[duty.id]
    gain = reader.language.plural("Gains up to %(count)s point", "Gains up to %(count)s points", duty.of - duty.points)
    return Step(text(words.name), gain, (text(words.action),), text(words.message))


def _handle(group: FindingGroup, reader: Reader) -> Step:
    text, rule = reader.language.text, reader.rule(group.rule)
    why = text(
        "%(severity)s: handle within %(hours)s hours",
        severity=text(SEVERITIES[group.findings[0].severity]),
        hours=reader.sla_hours[group.severity.name],
    )
    actions = tuple(action.text for action in rule.actions)
    posts = (action.post(group.findings[0].values) for action in rule.actions)
    return Step(text("Suspected: %(rule)s", rule=rule.name), why, actions, next(filter(None, posts), ""))
