"""Findings of one rule and severity, told together: the rule is explained once, its occurrences are listed."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.document import FindingEntry
from rules.severity import Severity


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """What one rule found at one severity, in order of time."""

    rule: str
    severity: Severity
    findings: tuple[FindingEntry, ...]


def group_findings(findings: Iterable[FindingEntry]) -> list[FindingGroup]:
    """Return the findings by rule and severity: gravest first, then the most frequent."""
    groups: defaultdict[tuple[str, Severity], list[FindingEntry]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule, Severity[finding.severity]].append(finding)
    found = [
        FindingGroup(rule, severity, tuple(sorted(members, key=lambda finding: (finding.time, finding.id))))
        for (rule, severity), members in groups.items()
    ]
    return sorted(found, key=lambda group: (-group.severity, -len(group.findings), group.rule))
