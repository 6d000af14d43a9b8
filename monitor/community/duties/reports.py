"""Reports of members to owner and admins, which wait to be taken up and closed."""

from collections.abc import Mapping

from monitor.clock import DAY, MINUTE
from monitor.community.bench import Bench
from monitor.community.state import Answer, Report
from monitor.evidence.entry import Entry
from monitor.record import Record
from rules import Severity
from rules.facts import Value

REPEATED_WITHIN = 30 * DAY  # catalogue member-report-unanswered
FORGOTTEN_AFTER = 90 * DAY
FIGURES_OVER = 30 * DAY


class Reports:
    """Runs a clock for every report; who reported is kept to count, and shown to nobody.

    An answer that could not have been seen is not missing: answers can be once one was, or where that is declared.
    """

    def __init__(self, bench: Bench) -> None:
        """Work on *bench*."""
        self._bench = bench
        self._gaps = bench.gaps("open_report", bench.state.reports.values, self._judge)

    def on_submitted(self, record: Record) -> None:
        """Enter a report; one sent again changes nothing."""
        reports = self._bench.state.reports
        if record.report and record.report not in reports:
            reporter = self._bench.roster.resolve(record.actor) if record.actor else f"report:{record.report}"
            reports[record.report] = report = Report(reporter=reporter)
            self._gaps.begin(report, record.at)

    def on_acknowledged(self, record: Record) -> None:
        """Enter that a report was taken up."""
        self._bench.state.seen["reports"] = True
        report = self._bench.state.reports.get(record.report)
        if report and not report.acknowledged:
            report.acknowledged, report.taken_up = True, record.at
            report.met = 0  # what was due has been done; closing may fall due yet
            self._settle(record.at)
            self._enter("acknowledged", record.report, report, record)

    def on_closed(self, record: Record) -> None:
        """Enter how a report was closed."""
        self.close(record.report, record, rejected=record.rejected)

    def close(self, report_id: str, record: Record, *, rejected: bool) -> None:
        """Close a report as *record* says, if there is one with this id."""
        report = self._bench.state.reports.pop(report_id, None)
        if report:
            self._bench.state.seen["reports"] = True
            self._settle(record.at)
            fact = {"rejected": rejected}
            self._enter("rejected" if rejected else "closed", report_id, report, record)
            answer = Answer(report.since, report.taken_up, record.at, rejected, record.reasoned)
            self._bench.state.answers.append(answer)
            self._bench.judge("report_closed", fact, record.at, self._bench.subject, None, member=report.reporter)

    def forget_before(self, at: int) -> None:
        """Drop what is too old to be asked about, but what a rule was met for: that waits until it is closed."""
        reports = self._bench.state.reports
        old = [key for key, report in reports.items() if report.since <= at - FORGOTTEN_AFTER and not report.met]
        for report_id in old:
            del reports[report_id]
        state = self._bench.state
        state.answers = [answer for answer in state.answers if answer.closed > at - FIGURES_OVER]

    def _settle(self, at: int) -> None:
        """Let it be over that reports wait too long, when none does."""
        if not any(report.met for report in self._bench.state.reports.values()):
            self._bench.conditions.over("open_report", self._bench.subject, at)

    def _enter(self, action: str, report_id: str, report: Report, record: Record) -> None:
        """Enter in the journal what was done with a report; whoever reported may have closed it, and is not named."""
        bench = self._bench
        by = bench.actor(record) if record.actor and bench.is_staff(record.actor) else ""
        minutes = (record.at - report.since) // MINUTE
        reason = record.reason if by else ""
        bench.journal.enter(
            Entry("report", record.at, bench.subject, report_id, by=by, action=action, reason=reason, minutes=minutes)
        )

    def _judge(self, report: Report, elapsed: Mapping[str, Value], at: int) -> Severity | None:
        bench = self._bench
        fact = {
            **elapsed,
            "observable": bench.observes("reports"),
            "acknowledged": report.acknowledged,
            "repeated": self._repeated(report.reporter, at),
        }
        return bench.judge("open_report", fact, at, bench.subject, None, member=report.reporter)

    def _repeated(self, reporter: str, at: int) -> int:
        """Return how many reports of *reporter* nobody has taken up."""
        return sum(
            1
            for report in self._bench.state.reports.values()
            if report.reporter == reporter and not report.acknowledged and report.since > at - REPEATED_WITHIN
        )
