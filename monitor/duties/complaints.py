"""Whether members' complaints are taken up and closed; nobody is told who made them."""

from monitor.document import Complaints
from monitor.duties import figures
from monitor.duties.view import Assessed, View, fulfilled, lacking, unseen
from monitor.language import Language
from monitor.words import duration


def complaints(view: View) -> Assessed:
    """Check that none waits past the hours of its rule, and that most were answered within them."""
    if not view.bench.observes("reports"):
        return unseen()
    found = figures.complaints(view)
    if found.in_time is None and not found.open:
        return fulfilled(lambda say: say.text("no report is waiting"))
    percent = 100 if found.in_time is None else round(100 * found.in_time)
    made = lacking if found.overdue or percent < view.numbers["in_time"] else fulfilled
    return made(lambda say: _said(found, say), percent)


def _said(found: Complaints, say: Language) -> str:
    waiting = say.text(
        "%(open)s open, %(overdue)s of them overdue", open=say.number(found.open), overdue=say.number(found.overdue)
    )
    if found.median_hours is None:
        return waiting
    return waiting + say.text(
        "; %(closed)s closed in 30 days, %(reasoned)s of them with a reason, after a median of %(time)s",
        closed=say.number(found.closed), reasoned=say.number(found.reasoned), time=duration(found.median_hours, say),
    )  # fmt: skip
