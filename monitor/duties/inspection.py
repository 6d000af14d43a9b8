"""The eleven duties of one community, checked."""

from collections.abc import Mapping
from typing import Final

from monitor.clock import DAY, SECOND
from monitor.community.bench import Bench
from monitor.duties.advertising import ads
from monitor.duties.complaints import complaints
from monitor.duties.membership import identity, join_control
from monitor.duties.publicity import group_rules, privacy_notice
from monitor.duties.recording import records
from monitor.duties.response import open_violations, response_time
from monitor.duties.scheme_risk import percent_at, scheme_risk
from monitor.duties.staffing import staffing
from monitor.duties.table import DutyRow, duty_table
from monitor.duties.view import Assessed, Check, Suspicion, View, unknown

CHECKS: Final[Mapping[str, Check]] = {
    "rules": group_rules,
    "identity": identity,
    "staffing": staffing,
    "join_control": join_control,
    "response": response_time,
    "open_items": open_violations,
    "complaints": complaints,
    "ads": ads,
    "scheme": scheme_risk,
    "records": records,
    "privacy_notice": privacy_notice,
}


class Inspection:
    """Checks the duties of a community by the rules in force for it."""

    def __init__(self, bench: Bench) -> None:
        """Check the community of *bench*."""
        self.bench = bench
        self.table = duty_table()

    @property
    def days(self) -> int:
        """Return how many days figures and the trend look back."""
        return self.table.within * SECOND // DAY

    def scheme_percent(self, suspicion: Suspicion) -> int:
        """Return what the duty about schemes earns with *suspicion*."""
        row = next(row for row in self.table.duties if row.id == "scheme")
        numbers = row.read(self.bench.panel.catalogue) or {}
        return percent_at(suspicion.stage, numbers)

    def view(self, at: int, suspicion: Suspicion | None = None) -> View:
        """Return the community as it stands at *at*; *suspicion* is the gravest scheme seen in it."""
        return View(self.bench, at, self.table.within * SECOND, suspicion, {})

    def assess(self, view: View) -> dict[str, Assessed]:
        """Return how each duty stands, in the order of the table."""
        return {row.id: self._assess(row, view) for row in self.table.duties}

    def _assess(self, row: DutyRow, view: View) -> Assessed:
        numbers = row.read(self.bench.panel.catalogue)
        if numbers is None:
            return unknown(lambda say: say.text("not checked: a rule that this rests on is not in force"))
        found = CHECKS[row.id](view.with_numbers(numbers))
        if row.advised and found.state == "fail" and self.bench.is_advisory:
            return unknown(found.evidence)
        return found
