"""The owner's duties in a first form: what is known of them, points, and the grade they add up to.

Weights and grades are design (the status page of the domain report), not law; a self-check, not legal advice.
"""

from dataclasses import dataclass

from monitor.clock import DAY, HOUR
from monitor.community.fold import CommunityFold
from monitor.document import Duty, Grade
from monitor.language import Language, mark
from monitor.schemes.stages import STRAIN
from rules import Severity

COMPLIANT, NEEDS_WORK = 85, 60
LEAST_KNOWN = 50  # of 100 points of weight; below, the grade is unknown
OVERDUE_CAP, STAGE_CAP = 40, 30
RULES_WITHIN_HOURS = 24  # catalogue missing-group-rules
STAFF_OVER = 14 * DAY
OPEN_UP_TO = 200  # members, catalogue open-join-unverified
STAGE_COSTS = 25  # percent of the points, design
IN_TIME = 0.8  # design: the response duty passes when this share was handled in time

WEIGHTS = {
    "rules": 12,
    "identity": 8,
    "staffing": 10,
    "join_control": 6,
    "response": 18,
    "open_items": 14,
    "complaints": 10,
    "ads": 5,
    "scheme": 10,
    "records": 4,
    "privacy_notice": 3,
}
NOT_OBSERVED = mark("not checked: this source does not show it")
NOT_YET = mark("not checked yet")


@dataclass(frozen=True, slots=True)
class Standing:
    """All duties of a community with the grade. `score` is None when too little is known."""

    duties: tuple[Duty, ...]
    grade: Grade
    score: int | None
    coverage: float


def standing(fold: CommunityFold, language: Language, stage: int) -> Standing:
    """Return how the owner of *fold* stands at its clock, with *stage* the gravest of its schemes."""
    checks = {
        "rules": _rules(fold, language),
        "identity": _identity(fold, language),
        "staffing": _staffing(fold, language),
        "join_control": _join_control(fold, language),
        "response": _response(fold, language),
        "open_items": _open_items(fold, language),
        "complaints": _complaints(fold, language),
        "scheme": _scheme(fold, language, stage),
        "privacy_notice": _privacy_notice(fold, language),
    }
    unknown = Duty("", "unknown", language.text(NOT_YET), 0, 0)
    duties = tuple(_named(checks.get(name, unknown), name) for name in WEIGHTS)
    known = sum(duty.of for duty in duties if duty.state != "unknown")
    points = sum(duty.points for duty in duties)
    score = round(100 * points / known) if known else 0
    cap = _cap(fold, stage)
    if known < LEAST_KNOWN and cap == 100:
        return Standing(duties, "unknown", None, known / 100)
    score = min(score, cap)
    grade: Grade = "compliant" if score >= COMPLIANT else "needs-work" if score >= NEEDS_WORK else "high-risk"
    return Standing(duties, grade, score, known / 100)


def _cap(fold: CommunityFold, stage: int) -> int:
    """Return the most points there can be: an overdue critical item or a scheme under strain weighs on everything."""
    if stage >= STRAIN:
        return STAGE_CAP
    overdue = any(item.severity == Severity.critical and item.steps for item in fold.state.items.values())
    return OVERDUE_CAP if overdue and fold.observes("moderation") else 100


def _named(duty: Duty, name: str) -> Duty:
    weight = WEIGHTS[name]
    points = round(weight * duty.points / 100) if duty.state != "unknown" else 0
    return Duty(name, duty.state, duty.evidence, points, weight)


def _duty(state: bool | None, evidence: str, percent: int | None = None) -> Duty:
    """Return a duty whose points are still percent of its weight."""
    if state is None:
        return Duty("", "unknown", evidence, 0, 0)
    return Duty("", "pass" if state else "fail", evidence, percent if percent is not None else 100 * state, 0)


def _advised(fold: CommunityFold, fulfilled: bool, evidence: str) -> Duty:
    """Return a duty that is advice only in a family, work or small group: there it cannot fail (X10)."""
    return _duty(True if fulfilled else None if fold.is_advisory else False, evidence)


def _rules(fold: CommunityFold, language: Language) -> Duty:
    state = fold.state
    if state.has_rules:
        return _duty(True, language.text("rules or a pinned notice were seen"))
    if not fold.observes("notices") or not state.rules_gap.since:
        return _duty(None, language.text(NOT_OBSERVED))
    hours = (state.clock - state.rules_gap.since) // HOUR
    if hours <= RULES_WITHIN_HOURS:
        return _duty(None, language.text("not due yet: a new group has 24 hours to post its rules"))
    return _advised(fold, False, language.text("no rules or pinned notice for %(hours)s hours", hours=hours))


def _staffing(fold: CommunityFold, language: Language) -> Duty:
    if not fold.observes("roles") or not fold.state.staff_gap.since:
        return _duty(None, language.text(NOT_OBSERVED))
    hours = (fold.state.clock - fold.state.staff_gap.since) // HOUR
    evidence = language.text("owner or admins were last seen %(hours)s hours ago", hours=language.number(hours))
    return _advised(fold, hours * HOUR <= STAFF_OVER, evidence)


def _response(fold: CommunityFold, language: Language) -> Duty:
    handled, items = fold.state.handled, fold.state.items
    if not handled and not items:
        return _duty(True, language.text("no violation of a member had to be handled in the last 30 days"))
    if not fold.observes("moderation"):
        return _duty(None, language.text(NOT_OBSERVED))
    missed = sum(1 for item in items.values() if item.steps)
    asked = len(handled) + missed
    if not asked:
        return _duty(None, language.text("the first violations are still within their deadline"))
    share = sum(1 for entry in handled if entry.in_time) / asked
    minutes = sorted(entry.minutes for entry in handled)
    median = language.number(round(minutes[len(minutes) // 2] / 60, 1)) if minutes else "-"
    evidence = language.text(
        "%(share)s handled in time, median %(hours)s hours", share=language.percent(share), hours=median
    )
    return _duty(share >= IN_TIME, evidence, round(100 * share))


def _open_items(fold: CommunityFold, language: Language) -> Duty:
    items = fold.state.items
    if not items:
        return _duty(True, language.text("nothing is open"))
    if not fold.observes("moderation"):
        return _duty(None, language.text(NOT_OBSERVED))
    overdue = sum(1 for item in items.values() if item.steps)
    evidence = language.text("%(open)s open, %(overdue)s of them overdue", open=len(items), overdue=overdue)
    return _duty(overdue == 0, evidence, round(100 * (1 - overdue / len(items))))


def _identity(fold: CommunityFold, language: Language) -> Duty:
    members = fold.roster.state.members
    flags = [members[member].verified for member in fold.roster.staff()]
    if False in flags:
        return _duty(False, language.text("%(count)s of owner and admins are not verified", count=flags.count(False)))
    if not flags or None in flags:
        return _duty(None, language.text(NOT_OBSERVED))
    return _duty(True, language.text("owner and admins are verified"))


def _join_control(fold: CommunityFold, language: Language) -> Duty:
    approval = fold.state.settings.get("join_approval")
    if approval is None:
        return _duty(None, language.text(NOT_OBSERVED))
    if approval:
        return _duty(True, language.text("joining needs approval"))
    if fold.roster.members > OPEN_UP_TO:
        return _duty(False, language.text("anybody may join this large group without approval"))
    known = True if fold.roster.is_counted else None
    return _duty(known, language.text("joining needs no approval, nor does it in a group of this size"))


def _complaints(fold: CommunityFold, language: Language) -> Duty:
    reports = fold.state.reports.values()
    if not fold.observes("reports"):
        return _duty(None, language.text(NOT_OBSERVED))
    overdue = sum(1 for report in reports if report.met)
    evidence = language.text("%(open)s open, %(overdue)s of them overdue", open=len(reports), overdue=overdue)
    return _duty(overdue == 0, evidence if reports else language.text("no report is waiting"))


def _scheme(fold: CommunityFold, language: Language, stage: int) -> Duty:
    if not fold.observes("messages") or not fold.state.first_at:
        return _duty(None, language.text(NOT_OBSERVED))
    if not stage:
        return _duty(True, language.text("no scheme is suspected"))
    return _duty(False, language.text("a scheme is suspected in this group"), max(0, 100 - STAGE_COSTS * stage))


def _privacy_notice(fold: CommunityFold, language: Language) -> Duty:
    rules = fold.state.posted_rules
    if not rules.is_readable:
        return _duty(None, language.text(NOT_OBSERVED))
    if "privacy" in rules.clauses:
        return _duty(True, language.text("the rules speak of personal data"))
    return _advised(fold, False, language.text("the rules do not speak of personal data"))
