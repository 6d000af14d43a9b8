"""Run the inline tests of rules: their stories become events, judged like any export."""

from bisect import insort
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from monitor.clock import SECOND, micros
from monitor.findings import Finding
from monitor.intake import Intake
from monitor.panel import Panel
from monitor.profile import Profile
from monitor.pseudonym import Pseudonyms
from monitor.record import Record
from monitor.replay import replay
from monitor.workbench.story import COMMUNITY, events_of
from rules import Rule, Severity, Trial


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one inline test went: how many findings came of it, and `found`, the gravest severity (None for none)."""

    rule: str
    trial: Trial
    found: Severity | None
    count: int

    @property
    def passed(self) -> bool:
        """Return whether a hit came at its severity, and a near miss not at all (an exemption may leave info)."""
        if self.trial.expect == "hit":
            return self.found == self.trial.severity and self.trial.findings in {None, self.count}
        return self.found is None or (self.trial.exemption is not None and self.found == Severity.info)


@dataclass(frozen=True, slots=True)
class Case:
    """An inline test as it comes before the judge: nothing in it depends on the rules."""

    trial: Trial
    histories: Mapping[str, list[Record]]
    profile: Profile
    until: int

    def findings(self, panel: Panel) -> list[Finding]:
        """Return everything that *panel* finds in it."""
        return replay(self.histories, panel, {COMMUNITY: self.profile}, until=self.until).all_findings()

    def outcome(self, rule_id: str, panel: Panel) -> Outcome:
        """Return how the test goes for a rule of *panel*."""
        found = [Severity(finding.severity) for finding in self.findings(panel) if finding.rule == rule_id]
        return Outcome(rule_id, self.trial, max(found, default=None), len(found))


class TrialRunner:
    """Judges inline tests with one panel."""

    def __init__(self, panel: Panel) -> None:
        """Judge with *panel*."""
        self.panel = panel
        self._intake = Intake(panel.reader, Pseudonyms(b"inline tests need no secrecy"))

    def run(self, rule: Rule) -> Iterator[Outcome]:
        """Yield the outcome of each inline test of *rule*.

        Raises:
            StepError: a step of a test is no event.
        """
        for trial in rule.tests:
            yield self.case(trial).outcome(rule.id, self.panel)

    def case(self, trial: Trial) -> Case:
        """Return *trial*, read and ready to be judged.

        Raises:
            StepError: a step is no event.
        """
        histories: dict[str, list[Record]] = {COMMUNITY: []}
        for community, record in map(self._intake.record, events_of(trial)):
            insort(histories.setdefault(community, []), record, key=lambda record: record.at)
        until = micros(trial.start) + trial.until * SECOND if trial.until else 0
        return Case(trial, histories, Profile(**trial.profile.model_dump(exclude_none=True)), until)
