"""What an owner may see of a document, and what only the platform's moderators may.

An owner can be the scammer. Whoever complained must not be found through a report, so of a finding that rests on
complaints the owner gets the count and the day: no member, no excerpt, no event, no minute.
"""

from datetime import UTC, datetime, tzinfo
from typing import Literal

from msgspec.structs import replace

from api.report.excerpt import WITHHELD
from monitor.complaints import COMPLAINT_RULES
from monitor.document import CheckDocument, CommunityReport, FindingEntry, SchemeEntry

Audience = Literal["owner", "moderator"]


def for_audience(document: CheckDocument, audience: Audience, *, zone: tzinfo = UTC) -> CheckDocument:
    """Return *document* as *audience* may see it; moderators see all of it.

    Days begin at midnight in *zone*.
    """
    if audience == "moderator":
        return document
    return replace(document, communities=tuple(_for_owner(community, zone) for community in document.communities))


def _for_owner(community: CommunityReport, zone: tzinfo) -> CommunityReport:
    visible = [finding for finding in community.findings if "owner" in finding.audience]
    hidden_rules = {finding.rule for finding in community.findings} - {finding.rule for finding in visible}
    return replace(
        community,
        findings=tuple(_without_complainants(finding, community.id, zone) for finding in visible),
        schemes=tuple(_without_minutes(scheme, hidden_rules, zone) for scheme in community.schemes),
    )


def _without_complainants(finding: FindingEntry, community_id: str, zone: tzinfo) -> FindingEntry:
    if finding.rule not in COMPLAINT_RULES and not finding.subject.startswith("scheme:"):
        return finding
    return replace(
        finding,
        subject=f"community:{community_id}" if finding.subject.startswith("member:") else finding.subject,
        time=_midnight(finding.time, zone),
        evidence=(WITHHELD,) * len(finding.evidence),
    )


def _without_minutes(scheme: SchemeEntry, hidden_rules: set[str], zone: tzinfo) -> SchemeEntry:
    """Return *scheme* with a timeline too coarse to find the message that moved it."""
    return replace(
        scheme,
        timeline=tuple(
            replace(
                entry,
                time=_midnight(entry.time, zone),
                because=tuple(rule for rule in entry.because if rule not in hidden_rules),
            )
            for entry in scheme.timeline
        ),
    )


def _midnight(time: str, zone: tzinfo) -> str:
    local = datetime.fromisoformat(time).astimezone(zone)
    midnight = local.replace(hour=0, minute=0, second=0, microsecond=0).astimezone(UTC)
    return midnight.strftime("%Y-%m-%dT%H:%M:%SZ")
