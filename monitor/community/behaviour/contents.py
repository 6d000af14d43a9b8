"""What messages are, as the signals read it or a moderator labels it."""

from monitor.clock import DAY
from monitor.community.behaviour.violations import Violations
from monitor.community.bench import Bench
from monitor.community.staff import Staff
from monitor.community.state import Confirmed, Labelled
from monitor.findings import Proof, proof_of
from monitor.labels import HARMFUL, ILLEGAL
from monitor.record import Record
from rules import Severity
from rules.facts import Value

LOOKED_BACK = 7 * DAY  # the longest window over labels (harmful-content-burst)


class Contents:
    """Judges what messages are; a label also confirms a violation, or takes one back."""

    def __init__(self, bench: Bench, staff: Staff, violations: Violations) -> None:
        """Work on *bench*; what *staff* wrote is theirs, the *violations* are those of members."""
        self._bench = bench
        self._staff = staff
        self._violations = violations

    def read(self, record: Record, member: str, *, staff: bool) -> list[Severity]:
        """Judge what the signals of a message say it is; return how grave that is."""
        values = self.of(record)
        found = self._judge(values, record.at, member, proof_of(record), staff) if values else None
        return [] if found is None else [found]

    def of(self, record: Record) -> dict[str, Value]:
        """Return what the signals of a message say it is, nothing when they do not say.

        That is pornography; for what else is illegal there are rules on the message itself.
        """
        if any(signal.kind == "porn" and signal.stance.scores for signal in record.signals):
            return {**_values("obscenity"), "is_test": record.is_test}
        return {}

    def on_labelled(self, record: Record) -> None:
        """Enter a moderator's decision about a message."""
        if record.action == "confirmed":
            self._confirm(record, self._staff.measures.target_of(record), Proof(record.id))
            return
        self._unlabel(record)
        if record.action == "withdrawn":
            self._violations.withdraw(record)
        else:
            self._violations.overturn(record)

    def _confirm(self, record: Record, member: str, proof: Proof) -> None:
        bench = self._bench
        author = bench.roster.state.members.get(member)
        staff = author is not None and author.is_staff
        age = bench.authors.minutes_since(record.message, record.at)
        values = {**_values(record.category), "minutes_since_posted": age, "is_test": record.is_test}
        found = self._judge(values, record.at, member, proof, staff)
        bench.state.labelled[record.message] = Labelled(record.at, record.category, age)
        severity = max(found or Severity.medium, Severity.medium)
        if staff:
            self._staff.judge_act("authored", severity, member, record)
        elif member:
            self._violations.enter(record.message, Confirmed(record.at, member), severity, proof)

    def _unlabel(self, record: Record) -> None:
        bench = self._bench
        labelled = bench.state.labelled.pop(record.message, None)
        if labelled:
            values = {"minutes_since_posted": labelled.minutes_since_posted, "change": -1}
            bench.count("content", {**_values(labelled.category), **values}, record.at)

    def _judge(self, values: dict[str, Value], at: int, member: str, proof: Proof, staff: bool) -> Severity | None:
        subject = f"member:{member}" if member else self._bench.subject
        return self._bench.judge("content", values, at, subject, proof, member=member, staff=staff)

    def forget_before(self, at: int) -> None:
        """Drop labels that no window looks back at any more."""
        labelled = self._bench.state.labelled
        for message in [key for key, label in labelled.items() if label.at <= at - LOOKED_BACK]:
            del labelled[message]


def _values(category: str) -> dict[str, Value]:
    return {"category": category, "illegal": category in ILLEGAL, "harmful": category in HARMFUL}
