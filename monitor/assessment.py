"""The report on one community, put together from its memory, its findings and the schemes seen in it."""

from collections.abc import Iterable, Mapping

from graph.forest.tree import members_of_tree, parents_of
from monitor.clock import DAY, iso
from monitor.community.fold import CommunityFold
from monitor.document import (
    SEVERITY_NAMES,
    STAGE_NAMES,
    CommunityReport,
    Evidence,
    FindingEntry,
    Referral,
    SchemeEntry,
    TimelineEntry,
)
from monitor.duties.next_steps import next_steps
from monitor.duties.standing import standing
from monitor.findings import Finding, Proof, severity_of
from monitor.language import Language
from monitor.schemes.board import Scheme
from monitor.schemes.stages import Step
from rules import Catalogue, Severity, Value, render
from rules.pack.summary import placeholders

__all__ = ["SEVERITY_NAMES", "STAGE_NAMES", "entry", "report", "summary"]

RECENT = 30 * DAY


def summary(finding: Finding, catalogue: Catalogue, language: Language) -> str:
    """Return the sentence that *finding* is shown with, also when its rule is no longer in force, or another."""
    return sentence(finding.rule, finding.version, finding.values, catalogue, language)


def sentence(
    rule_id: str, version: int, values: Mapping[str, Value], catalogue: Catalogue, language: Language
) -> str:  # fmt: skip
    """Return what a *version* of a rule says about *values*, as `summary`."""
    rule = catalogue.rules.get(rule_id)
    template = rule.summary.said(language.code) if rule else ""
    if rule and values.keys() >= set(placeholders(template)):
        return render(template, values)
    return language.text(
        "Suspected by version %(version)s of the rule %(rule)s, which is no longer in force",
        rule=rule_id, version=version,
    )  # fmt: skip


def entry(finding: Finding, fold: CommunityFold, catalogue: Catalogue, language: Language) -> FindingEntry:
    """Return *finding* as reports on the community of *fold* show it."""
    return FindingEntry(
        id=finding.id,
        rule=finding.rule,
        version=finding.version,
        severity=SEVERITY_NAMES[severity_of(finding)],
        time=iso(finding.at),
        subject=finding.subject,
        summary=summary(finding, catalogue, language),
        audience=finding.audience,
        evidence=tuple(Evidence(proof.event, proof.excerpt, proof.spans) for proof in _proofs_in(finding, fold.key)),
        values=finding.values,
        is_open=_is_open(finding, fold),
    )


def _proofs_in(finding: Finding, community: str) -> list[Proof]:
    """Return what reports on *community* may show: nobody is shown what was said in another group."""
    return [proof for proof in finding.proofs if proof.community in {"", community}]


def _is_open(finding: Finding, fold: CommunityFold) -> bool:
    """Return whether there is still something to do: not for what was handled, nor for what is long past."""
    events = {proof.event for proof in _proofs_in(finding, fold.key)}
    if not events.isdisjoint(fold.items.open_events()):
        return True
    is_item = (
        finding.severity >= Severity.medium
        and finding.subject.startswith("member:")
        and "owner" in finding.audience  # what staff did starts no clock
    )
    return not is_item and not finding.ended_at and finding.last_at > fold.state.clock - RECENT


def report(
    fold: CommunityFold,
    findings: Iterable[Finding],
    schemes: Iterable[Scheme],
    catalogue: Catalogue,
    language: Language,
) -> CommunityReport:
    """Return everything that is said of the community of *fold*; *schemes* are those seen in it."""
    schemes = sorted(schemes, key=lambda scheme: (-scheme.stage, scheme.id))
    own = [*findings, *(finding for scheme in schemes for finding in scheme.findings.values())]
    shown = {finding.rule for finding in own if "owner" in finding.audience}
    stands = standing(fold.inspection, language, schemes, shown)
    entries = tuple(
        entry(finding, fold, catalogue, language)
        for finding in sorted(own, key=lambda finding: (finding.at, finding.id))
    )
    return CommunityReport(
        id=fold.key,
        name=fold.profile.name or fold.state.name or fold.key,
        grade=stands.grade,
        score=stands.score,
        coverage=stands.coverage,
        duties=stands.duties,
        findings=entries,
        schemes=tuple(_scheme(scheme, language) for scheme in schemes if scheme.steps),
        referral=_referral(fold),
        trend=stands.trend,
        change=stands.change,
        response=stands.response,
        open_items=stands.open_items,
        complaints=stands.complaints,
        steps=next_steps(fold.inspection, stands, (each for each in entries if "owner" in each.audience)),
    )


def _scheme(scheme: Scheme, language: Language) -> SchemeEntry:
    name = scheme.name or language.text("unnamed scheme")
    return SchemeEntry(scheme.id, name, STAGE_NAMES[scheme.stage], scheme.score, tuple(map(_step, scheme.steps)))


def _step(step: Step) -> TimelineEntry:
    return TimelineEntry(iso(step.at), STAGE_NAMES[step.stage], step.because)


def _referral(fold: CommunityFold) -> Referral:
    forest = fold.referrals.forest
    root = forest.largest
    if root is None:
        return Referral(0, 0, 0)
    roster = fold.roster.state.members
    members = members_of_tree(forest, root)
    people = [roster.get(forest.members[member]) for member in members]
    return Referral(
        members=forest.size[root],
        tiers=forest.height[root] + 1,
        roots=len(forest.trees),
        parents=tuple(parents_of(forest, members)),
        staff=tuple(place for place, member in enumerate(people) if member and member.is_staff),
        left=tuple(place for place, member in enumerate(people) if member and not member.present),
    )
