"""Reports of members to owner and admins, which wait to be taken up and closed."""

from collections.abc import Mapping

from monitor.clock import DAY
from monitor.community.bench import Bench
from monitor.community.state import Report
from monitor.record import Record
from rules import Severity
from rules.facts import Value

REPEATED_WITHIN = 30 * DAY  # catalogue member-report-unanswered
FORGOTTEN_AFTER = 90 * DAY


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
        if report := self._bench.state.reports.get(record.report):
            report.acknowledged = True

    def on_closed(self, record: Record) -> None:
        """Enter how a report was closed."""
        self.close(record.report, record.at, rejected=record.rejected)

    def close(self, report_id: str, at: int, *, rejected: bool) -> None:
        """Close a report, if there is one with this id."""
        report = self._bench.state.reports.pop(report_id, None)
        if report:
            self._bench.state.seen["reports"] = True
            fact = {"rejected": rejected}
            self._bench.judge("report_closed", fact, at, self._bench.subject, None, member=report.reporter)

    def forget_before(self, at: int) -> None:
        """Drop what is too old to be asked about."""
        reports = self._bench.state.reports
        for report_id in [key for key, report in reports.items() if report.since <= at - FORGOTTEN_AFTER]:
            del reports[report_id]

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
