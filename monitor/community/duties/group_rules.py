"""The group's rules: for how long there are none, what those posted leave out, and when they were last posted."""

from collections.abc import Mapping

from monitor.community.bench import Bench
from monitor.community.gaps import Gap
from monitor.community.state import PostedRules
from monitor.record import Record
from rules import Severity
from rules.facts import Value
from rules.signals.clauses import CLAUSES, HEADING


class GroupRules:
    """Runs two clocks: one while there are no rules, one since they were last posted."""

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        state = bench.state
        self._gap = bench.gaps("rules_gap", lambda: [state.rules_gap], self._judge_gap)
        self._posted = bench.gaps("posted_rules", lambda: [state.posted_rules], self._judge_posted)

    def founded(self, at: int) -> None:
        """Enter that the group is new: rules are due from now on, unless some were seen."""
        if not self._bench.state.has_rules and not self._bench.state.rules_gap.since:
            self._gap.begin(self._bench.state.rules_gap, at)

    def posted(self, record: Record) -> None:
        """Enter rules or a notice: under a heading they are all there is, a notice without adds to what there was."""
        state = self._bench.state
        state.has_rules = True
        self._gap.end(state.rules_gap)
        self._bench.conditions.over("rules_gap", self._bench.subject, record.at)
        read = {str(signal.value) for signal in record.signals if signal.kind == "clause"}
        if HEADING not in read:
            read.update(state.posted_rules.clauses)
        state.posted_rules.clauses = sorted(read)
        self._posted.begin(state.posted_rules, record.at)
        self._posted.judge(state.posted_rules, record.at)

    def removed(self, at: int) -> None:
        """Enter that there are no rules any more."""
        state = self._bench.state
        state.posted_rules.clauses = []
        self._posted.end(state.posted_rules)
        self._bench.conditions.over("posted_rules", self._bench.subject, at)
        if state.has_rules or not state.rules_gap.since:
            state.has_rules = False
            self._gap.begin(state.rules_gap, at)

    def review(self, at: int) -> None:
        """Look again at a lack of rules: it may have become one as the group grew."""
        self._gap.review(self._bench.state.rules_gap, at)

    def _judge_gap(self, _gap: Gap, elapsed: Mapping[str, Value], at: int) -> Severity | None:
        fact = {**elapsed, "observable": self._bench.observes("notices")}
        return self._bench.judge("rules_gap", fact, at, self._bench.subject, None)

    def _judge_posted(self, posted: PostedRules, elapsed: Mapping[str, Value], at: int) -> Severity | None:
        missing = [clause for clause in CLAUSES if clause not in posted.clauses]
        fact = {
            **elapsed,
            **{f"lacks_{clause}": True for clause in missing},
            "observable": self._bench.observes("notices"),
            "readable": posted.is_readable,
            "missing": len(missing),
        }
        return self._bench.judge("posted_rules", fact, at, self._bench.subject, None)
