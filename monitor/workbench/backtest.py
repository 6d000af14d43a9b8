"""Rules over a history as they are and as they might be: what would be found, no longer found, or found otherwise."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Literal

import msgspec

from monitor.assessment import SEVERITY_NAMES, STAGE_NAMES
from monitor.check import Progress
from monitor.clock import SECOND, iso
from monitor.document import SeverityName, Skipped, TimelineEntry
from monitor.event import Event
from monitor.findings import Finding, severity_of
from monitor.intake import Intake
from monitor.panel import Panel
from monitor.profile import Profiles
from monitor.pseudonym import Pseudonyms
from monitor.replay import Judgement, replay
from monitor.schemes.board import Scheme
from monitor.spill import Spill, spilled

KEY = b"the same pseudonyms in every backtest"
"""what people are named by, so that the same backtest says the same twice; it keeps no secret"""


class Found(msgspec.Struct, frozen=True):
    """A finding as one of the two sets of rules makes it."""

    version: int
    severity: SeverityName
    time: str
    excerpts: tuple[str, ...]


class Difference(msgspec.Struct, frozen=True):
    """What the two sets of rules find of one subject at about one time. `community` is empty across communities."""

    community: str
    rule: str
    subject: str
    before: Found | None
    after: Found | None

    @property
    def kind(self) -> Literal["gained", "lost", "changed"]:
        """Return what the change of rules did to the finding."""
        return "gained" if self.before is None else "lost" if self.after is None else "changed"


class SchemeDifference(msgspec.Struct, frozen=True):
    """A scheme whose stages are not the same; a name is as it was found."""

    id: str
    name: str
    communities: tuple[str, ...]
    before: tuple[TimelineEntry, ...]
    after: tuple[TimelineEntry, ...]


class Backtest(msgspec.Struct, frozen=True):
    """Everything that the new rules change over a history; equal for equal history and rules, byte for byte."""

    events: int
    skipped: int
    before: int
    after: int
    differences: tuple[Difference, ...]
    schemes: tuple[SchemeDifference, ...]


class _Outcome(msgspec.Struct, frozen=True):
    findings: list[Finding]
    schemes: Mapping[str, Scheme]


def backtest(
    entries: Iterable[Event | Skipped],
    current: Panel,
    proposed: Panel,
    profiles: Profiles,
    progress: Progress | None = None,
) -> Backtest:
    """Judge *entries* by both panels, which read texts alike, and return what is different.

    The history is read once and judged twice, in event time. Memory does not grow with it.
    """
    intake = Intake(current.reader, Pseudonyms(KEY))
    on_judged = (progress or Progress()).on_judged
    with spilled(entries, intake) as spill:
        hidden, events = intake.hidden(profiles), spill.events
        before = _judged(spill, current, hidden, Progress(on_judged=lambda done, _: on_judged(done, 2 * events)))
        after = _judged(
            spill, proposed, hidden, Progress(on_judged=lambda done, _: on_judged(events + done, 2 * events))
        )
    waits = {rule.id: rule.dedupe for panel in (current, proposed) for rule in panel.catalogue.rules.values()}
    return Backtest(
        events=events,
        skipped=len(spill.skipped),
        before=len(before.findings),
        after=len(after.findings),
        differences=tuple(_differences(before.findings, after.findings, waits)),
        schemes=tuple(_of_schemes(before.schemes, after.schemes)),
    )


def _judged(spill: Spill, panel: Panel, profiles: Profiles, progress: Progress) -> _Outcome:
    with spill.histories() as histories:
        judgement: Judgement = replay(
            histories, panel, profiles, on_judged=lambda done: progress.on_judged(done, spill.events)
        )
    return _Outcome(judgement.all_findings(), judgement.schemes)


def _subject(finding: Finding) -> tuple[str, str, str]:
    return finding.community, finding.rule, finding.subject


def _differences(before: Iterable[Finding], after: Iterable[Finding], waits: Mapping[str, int]) -> list[Difference]:
    """Return what is not the same; findings of one subject less than the rule's `dedupe` apart are one."""
    marked = [*((finding, False) for finding in before), *((finding, True) for finding in after)]
    marked.sort(key=lambda each: (_subject(each[0]), each[0].at, each[1]))
    found: list[Difference] = []
    for (community, rule, subject), same in groupby(marked, key=lambda each: _subject(each[0])):
        for old, new in _paired(list(same), waits[rule] * SECOND):
            difference = Difference(community, rule, subject, _found(old), _found(new))
            if difference.kind != "changed" or _shown(difference.before) != _shown(difference.after):
                found.append(difference)
    return found


def _paired(marked: Sequence[tuple[Finding, bool]], wait: int) -> Iterable[tuple[Finding | None, Finding | None]]:
    """Yield the findings of one subject, in order of time, each old one with the new one that takes its place."""
    olds = [finding for finding, is_new in marked if not is_new]
    news = [finding for finding, is_new in marked if is_new]
    while olds and news:
        old, new = olds[0], news[0]
        if abs(old.at - new.at) < wait:
            yield olds.pop(0), news.pop(0)
        elif old.at < new.at:
            yield olds.pop(0), None
        else:
            yield None, news.pop(0)
    yield from ((old, None) for old in olds)
    yield from ((None, new) for new in news)


def _found(finding: Finding | None) -> Found | None:
    if finding is None:
        return None
    excerpts = tuple(dict.fromkeys(proof.excerpt for proof in finding.proofs if proof.excerpt))
    return Found(finding.version, SEVERITY_NAMES[severity_of(finding)], iso(finding.at), excerpts)


def _shown(found: Found | None) -> tuple[str, str] | None:
    return (found.severity, found.time) if found else None


def _of_schemes(before: Mapping[str, Scheme], after: Mapping[str, Scheme]) -> Iterable[SchemeDifference]:
    for scheme_id in sorted({*before, *after}):
        old, new = before.get(scheme_id), after.get(scheme_id)
        known = new or old
        if known and _steps(old) != _steps(new):
            yield SchemeDifference(scheme_id, known.name, tuple(sorted(known.communities)), _steps(old), _steps(new))


def _steps(scheme: Scheme | None) -> tuple[TimelineEntry, ...]:
    steps = scheme.steps if scheme else ()
    return tuple(TimelineEntry(iso(step.at), STAGE_NAMES[step.stage], step.because) for step in steps)
