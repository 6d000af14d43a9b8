"""Labelled alerts told again as inline tests of their rules: hits for what was confirmed, near misses for what was not.

Only what the store keeps is there to tell: the masked excerpts of the messages that a finding names. Whether they are
enough is found out by running the test; what cannot be rebuilt from them is said.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from monitor import record as records
from monitor.alerts.case import VERDICTS
from monitor.alerts.desk import gravest_of
from monitor.clock import MINUTE
from monitor.findings import Finding
from monitor.profile import Profile
from monitor.record import Record, Who
from monitor.service import Verdict
from monitor.store import LabelRow, Transaction
from monitor.workbench.trials import Outcome, TrialRunner
from rules import Rule, Trial

_SAID = frozenset({"message.created", "message.updated", "community.notice_changed"})
_STAFF = frozenset({"owner", "admin"})


@dataclass(frozen=True, slots=True)
class Story:
    """What a labelled alert rested on: the messages with their excerpts, in order of time."""

    alert: str
    rule: str
    version: int
    verdict: Verdict
    messages: tuple[tuple[Record, str], ...]
    profile: Profile


@dataclass(frozen=True, slots=True)
class Snippet:
    """A labelled alert as `trial`, the data of an inline test, None when it cannot be rebuilt; `remark` says more."""

    alert: str
    rule: str
    verdict: Verdict
    trial: dict[str, Any] | None
    remark: str


def stories(transaction: Transaction, labels: Iterable[LabelRow], profile: Callable[[str], Profile]) -> list[Story]:
    """Return what the alerts rested on that *labels* decide; one that nobody is sure about tells nothing.

    *profile* tells what is known of a community.
    """
    told: list[Story] = []
    for label in labels:
        alert = transaction.alerts_of([label.fingerprint]).get(label.fingerprint)
        if label.verdict == "unsure" or alert is None:
            continue
        finding = gravest_of(transaction, alert) if alert.first_at == label.first_at else None
        messages = _messages(transaction, finding) if finding else ()
        told.append(
            Story(
                label.fingerprint, label.rule, label.version, VERDICTS[label.verdict], messages,
                profile(alert.community),
            )
        )  # fmt: skip
    return told


def _messages(transaction: Transaction, finding: Finding) -> tuple[tuple[Record, str], ...]:
    excerpts = {proof.event: proof.excerpt for proof in finding.proofs if proof.excerpt}
    rows = transaction.events_of(finding.community, sorted(excerpts))
    said = (records.decode(row.body) for row in rows if row.body)
    return tuple((record, excerpts[record.id]) for record in said if record.type in _SAID)


def snippet(story: Story, rule: Rule | None, runner: TrialRunner) -> Snippet:
    """Return *story* as a test of *rule*, which *runner* has tried; None when the rule is no longer in force."""
    if rule is None:
        return _untold(story, "the rule is no longer in force")
    if not story.messages:
        return _untold(story, "it rests on no message whose text was kept")
    outcome = _tried(story, rule, runner)
    if outcome.found is None and story.verdict == "confirmed":
        return _untold(story, "what was kept does not lead to a finding by itself")
    expected = {"expect": "near_miss"}
    if story.verdict == "confirmed" and outcome.found is not None:
        expected = {"expect": "hit", "severity": outcome.found.name}
    return Snippet(
        story.alert,
        story.rule,
        story.verdict,
        {**_told(story), **expected, **_steps(story)},
        _remark(story, rule, outcome),
    )


def _tried(story: Story, rule: Rule, runner: TrialRunner) -> Outcome:
    trial = Trial.model_validate({**_told(story), "expect": "near_miss", **_steps(story)})
    return runner.case(trial).outcome(rule.id, runner.panel)


def _remark(story: Story, rule: Rule, outcome: Outcome) -> str:
    if story.verdict == "confirmed":
        return ""
    if outcome.found is not None:
        return "fails until the rule is mended"
    if story.version != rule.version:
        return f"passes: version {story.version} found it, version {rule.version} does not"
    return "passes: what was kept does not lead to a finding by itself"


def _untold(story: Story, why: str) -> Snippet:
    return Snippet(story.alert, story.rule, story.verdict, None, f"cannot be rebuilt: {why}")


def _told(story: Story) -> dict[str, Any]:
    known = {"ads": story.profile.ads, "kind": story.profile.kind, "time_zone": story.profile.time_zone}
    profile = {name: value for name, value in known.items() if value}
    named = f"alert {story.alert}, which a moderator called {story.verdict}"
    return {"name": named, **({"profile": profile} if profile else {})}


def _steps(story: Story) -> dict[str, Any]:
    """Return the messages as steps; members are called by the order in which they speak."""
    begin = story.messages[0][0].at
    names: dict[str, str] = {}
    return {"events": [_step(record, text, begin, names) for record, text in story.messages]}


def _step(record: Record, text: str, begin: int, names: dict[str, str]) -> dict[str, Any]:
    who = record.actor or Who()
    name = names.setdefault(who.id or who.name, f"member {len(names) + 1}")
    step: dict[str, Any] = {"at": f"{(record.at - begin) // MINUTE}m"}
    if record.type != "message.created":
        step["type"] = record.type
    step["by"] = name
    if who.role in _STAFF:
        step["role"] = who.role
    return {**step, "text": text}


def by_rule(snippets: Sequence[Snippet]) -> dict[str, list[Snippet]]:
    """Return *snippets* by rule, both in order."""
    found: dict[str, list[Snippet]] = {}
    for each in sorted(snippets, key=lambda each: each.rule):
        found.setdefault(each.rule, []).append(each)
    return found
