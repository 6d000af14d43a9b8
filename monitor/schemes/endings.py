"""When it is over what was found about a scheme: it steps down a stage, or nothing new comes while it has none."""

from collections.abc import Sequence

from monitor.clock import DAY
from monitor.findings import Finding, FindingBook, Proof
from monitor.schemes.stages import NONE, Step
from rules import Match

QUIET = 30 * DAY  # design, as in a community


def end_of(last_at: int, steps: Sequence[Step]) -> int | None:
    """Return when it is over what was found at *last_at* of a scheme that took *steps*, None while it holds.

    The first step down ends it, the end of the aftermath among them. Without a stage it is over on the day on which
    nothing new has come for the quiet time.
    """
    quiet, stage = -(-(last_at + QUIET) // DAY) * DAY, NONE
    for step in steps:
        if step.at > last_at:
            if stage == NONE and quiet <= step.at:
                break
            if step.stage < step.previous:
                return step.at
        stage = step.stage
    return quiet if stage == NONE else None


class EndingBook(FindingBook):
    """Findings about a scheme, or by its stage, that end as its steps say."""

    def __init__(self, community: str, steps: Sequence[Step] = ()) -> None:
        """Begin an empty book of *community* (empty for findings that belong to a scheme)."""
        super().__init__(community)
        self._steps = steps

    def note(self, match: Match, at: int, subject: str, proof: Proof | None, *, staff: bool = False) -> Finding:
        """Enter a match, after ending what was over by then."""
        known = self.current(match.rule.id, subject)
        if known:
            self._end_by(known, at)
        return super().note(match, at, subject, proof, staff=staff)

    def close(self, until: int) -> int | None:
        """End what is over by *until*; return when the next is over if nothing more is heard, None for never."""
        for finding in self.grown():
            self._end_by(finding, until)
        ahead = (end_of(finding.last_at, self._steps) for finding in self.grown() if not finding.ended_at)
        return min((at for at in ahead if at is not None), default=None)

    def _end_by(self, finding: Finding, until: int) -> None:
        over = end_of(finding.last_at, self._steps)
        if not finding.ended_at and over is not None and over <= until:
            self.end(finding.rule, finding.subject, over)
