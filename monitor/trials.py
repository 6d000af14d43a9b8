"""Run the inline tests of rules: their steps become events, judged like any export."""

from bisect import insort
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec

from monitor.clock import micros
from monitor.event import Community, Data, Event, Inviter, Message, Notice, Person, Platform, source_of
from monitor.findings import Finding
from monitor.intake import Intake
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.pseudonym import Pseudonyms
from monitor.record import Record
from monitor.replay import replay
from rules import Rule, Severity, Step, Trial

PLATFORM: Platform = "generic"
GROUP = "trial"
COMMUNITY = f"{PLATFORM}:{GROUP}"


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one inline test went; `found` is the severity that came of it, None for no finding."""

    rule: str
    trial: Trial
    found: Severity | None

    @property
    def passed(self) -> bool:
        """Return whether a hit came at its severity, and a near miss not at all (an exemption may leave info)."""
        if self.trial.expect == "hit":
            return self.found == self.trial.severity
        return self.found is None or (self.trial.exemption is not None and self.found == Severity.info)


class TrialRunner:
    """Judges inline tests with one panel."""

    def __init__(self, panel: Panel) -> None:
        """Judge with *panel*."""
        self._panel = panel
        self._intake = Intake(panel.reader, Pseudonyms(b"inline tests need no secrecy"))

    def run(self, rule: Rule) -> Iterator[Outcome]:
        """Yield the outcome of each inline test of *rule*."""
        for trial in rule.tests:
            found = [Severity(finding.severity) for finding in self.findings(trial) if finding.rule == rule.id]
            yield Outcome(rule.id, trial, max(found, default=None))

    def findings(self, trial: Trial) -> list[Finding]:
        """Return everything found in *trial*."""
        histories: dict[str, list[Record]] = {COMMUNITY: []}
        for community, record in map(self._intake.record, events_of(trial)):
            insort(histories.setdefault(community, []), record, key=lambda record: record.at)
        until = micros(trial.start) + trial.until * 1_000_000 if trial.until else 0
        given = trial.profile.model_dump(exclude_none=True)
        return replay(histories, self._panel, {COMMUNITY: Profile(**given)}, until=until).all_findings()


def events_of(trial: Trial) -> list[Event]:
    """Return the events that the steps of *trial* tell of."""
    number = 0

    def name() -> str:
        nonlocal number
        number += 1
        return f"e{number}"

    return [event for step in trial.events for event in _events(step, trial.start, name)]


def _events(step: Step, start: datetime, name: Callable[[], str]) -> Iterator[Event]:
    at = start + timedelta(seconds=step.at)
    every = timedelta(seconds=step.every or 0)
    if step.invites:
        for index, (inviter, member) in enumerate(_brought(step)):
            joined = step.model_copy(update={"who": member, "inviter": inviter})
            yield _event("member.joined", at + index * every, name(), joined)
        return
    for index in range(step.repeat):
        yield _event(step.type or "message.created", at + index * every, name(), step)


def _brought(step: Step) -> Iterator[tuple[str, str]]:
    for inviter, member, count in step.invites:
        names = [member] if count == 1 else [f"{member}{number}" for number in range(1, count + 1)]
        yield from ((inviter, each) for each in names)


def _event(kind: str, at: datetime, event_id: str, step: Step) -> Event:
    def person(key: str | None) -> Person | None:
        return Person(id=key, role=step.role if key == step.by else None) if key else None

    text, group = step.text, step.group or GROUP
    is_message = kind.startswith("message.")
    inviter = person(step.inviter)
    data = Data(
        platform=PLATFORM,
        community=Community(id=group),
        actor=person(step.by),
        target=person(step.who),
        inviter=Inviter(inviter) if inviter else None,
        role=step.role if kind == "member.role_changed" else None,
        message=Message(step.message or step.id or event_id, text or "", step.reply_to) if is_message else None,
        notice=Notice(text) if kind == "community.notice_changed" else None,
    )
    return Event(
        id=event_id,
        source=source_of(PLATFORM, group),
        type=kind,  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType] - checked where it is decoded
        time=at.astimezone(UTC).isoformat(),
        data=_with(data, step.data),
    )


def _with(data: Data, more: Mapping[str, object]) -> Data:
    """Return *data* with the fields *more*; parts that both have are joined."""
    if not more:
        return data
    known = msgspec.to_builtins(data)
    joined = {
        name: {**known.get(name, {}), **value} if isinstance(value, dict) else value for name, value in more.items()
    }
    return msgspec.convert({**known, **joined}, Data)
