"""The words of a report: grades, states, severities, stages, duties."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from monitor.document import DutyState, Grade
from monitor.language import mark
from monitor.words import SEVERITIES, STAGES

__all__ = ["DUTIES", "GRADES", "GRADE_MEANINGS", "SEVERITIES", "STAGES", "STATES", "STATE_ICONS", "DutyWords"]

GRADES: Final[Mapping[Grade, str]] = {
    "compliant": mark("In order"),
    "needs-work": mark("Needs work"),
    "high-risk": mark("High risk"),
    "unknown": mark("Not graded"),
}

GRADE_MEANINGS: Final[Mapping[Grade, str]] = {
    "compliant": mark("The duties that could be checked are met. Keep the records and look again next month."),
    "needs-work": mark("Some duties are open. Do the next steps below and check again."),
    "high-risk": mark("Grave signals or overdue items. Act today, starting with the first step below."),
    "unknown": mark("Too little of this group could be seen for a grade. See what was not checked."),
}

STATES: Final[Mapping[DutyState, str]] = {
    "pass": mark("Met"),
    "fail": mark("Open"),
    "unknown": mark("Not known"),
}

STATE_ICONS: Final[Mapping[DutyState, str]] = {"pass": "✓", "fail": "✗", "unknown": "?"}


@dataclass(frozen=True, slots=True)
class DutyWords:
    """A duty's name, what to do when it is open, and a text ready to paste."""

    name: str
    action: str
    message: str


DUTIES: Final[Mapping[str, DutyWords]] = {
    "rules": DutyWords(
        mark("Group rules and notice"),
        mark("Publish the group rules, pin them, and post them again every three months."),
        mark(
            "Group rules. 1. No outside advertising. 2. Nothing illegal: no gambling, pornography, fraud, forged "
            "documents or trade in personal data. 3. No fundraising, investment tips or pay for recruiting. "
            "4. First a warning, then a mute, then removal. 5. Complaints: message the owner or an admin; you hear "
            "from us within 24 hours. 6. A compliance tool keeps excerpts of violations as evidence, nothing else."
        ),
    ),
    "identity": DutyWords(
        mark("Verified identity"),
        mark("Have the owner and every admin finish the platform's identity verification."),
        mark("To all admins: please finish identity verification on the platform today and tell me when it is done."),
    ),
    "staffing": DutyWords(
        mark("Admins on duty"),
        mark("Appoint active admins and share out the hours, so that somebody looks in every day."),
        mark("We are looking for two admins who can look in every day. If you would like to help, message the owner."),
    ),
    "join_control": DutyWords(
        mark("Join approval"),
        mark("Turn on join approval and ask newcomers who brought them."),
        mark(
            "From today joining needs approval. Newcomers: please say who invited you and why you would like to join."
        ),
    ),
    "response": DutyWords(
        mark("Response time"),
        mark("Handle suspected violations in time: critical 2 hours, high 12, medium 24, low 72."),
        mark(
            "To all admins: when you see a violation, save the evidence first, then delete, warn the sender and note "
            "the reason. Critical within 2 hours, high 12, medium 24, low 72."
        ),
    ),
    "open_items": DutyWords(
        mark("Open violations"),
        mark("Close the open items, the gravest and oldest first."),
        mark(
            "To all admins: let us close the open items today. Save evidence, delete, warn the sender, note the reason."
        ),
    ),
    "complaints": DutyWords(
        mark("Complaints"),
        mark("Acknowledge every complaint within 24 hours and close it within 72 with a result and a reason."),
        mark("Hello, we have received your complaint. You will hear the result and the reason within 72 hours."),
    ),
    "ads": DutyWords(
        mark("Order in advertising"),
        mark("State in the rules who may advertise, when and how, and act on the rest."),
        mark("No outside advertising here. If you need to post an offer, ask the owner first and label it as an ad."),
    ),
    "scheme": DutyWords(
        mark("Scheme risk"),
        mark("Post an anti-fraud notice, keep the evidence and report it. Do not dissolve the group."),
        mark(
            "Anti-fraud notice: projects that promise high returns, guarantee your money or pay for recruiting are "
            "very risky. Do not pay in any more. Keep chats and receipts, and ask the anti-fraud hotline (96110)."
        ),
    ),
    "records": DutyWords(
        mark("Records of handling"),
        mark("Note time, reason and evidence for every delete, mute and removal."),
        mark("Record: time ___ / member ___ / rule no. ___ / evidence ___ / what was done ___ / by ___"),
    ),
    "privacy_notice": DutyWords(
        mark("Privacy notice"),
        mark("Post a notice that names the tool, its purpose, how long data is kept, and whom to ask."),
        mark(
            "Privacy notice: this group uses a compliance tool that checks messages against the law and the group "
            "rules. It keeps excerpts of suspected violations for at most 180 days. To see, correct or delete your "
            "data, or to appeal, message the owner."
        ),
    ),
}
