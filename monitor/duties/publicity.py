"""What the group is told: its rules, and what happens to personal data."""

from collections.abc import Mapping
from typing import Final

from monitor.clock import HOUR
from monitor.duties.view import Assessed, Said, View, fulfilled, lacking, unknown, unseen
from monitor.language import Language, mark
from monitor.words import span
from rules.signals.clauses import CLAUSES

UNREAD: Final = mark("not checked: no clause of group rules was read")
CLAUSE_NAMES: Final[Mapping[str, str]] = {
    "ads": mark("advertising"),
    "illegal": mark("what is illegal"),
    "investment": mark("investment and fraud"),
    "penalties": mark("penalties"),
    "complaints": mark("complaints"),
    "privacy": mark("personal data"),
}


def group_rules(view: View) -> Assessed:
    """Check that rules or a notice were posted, say what they have to, and were posted again in time."""
    return _posted(view) if view.state.has_rules else _missing(view)


def _missing(view: View) -> Assessed:
    since = view.state.rules_gap.since
    if not view.bench.observes("notices") or not since:
        return unseen()
    hours = (view.at - since) // HOUR
    if hours < view.numbers["unposted"]:
        return unknown(lambda say: say.text("not due yet: a new group has a day to post its rules"))
    return lacking(lambda say: say.text("no rules or pinned notice for %(span)s", span=span(hours, say)))


def _posted(view: View) -> Assessed:
    posted = view.state.posted_rules
    missing = [clause for clause in CLAUSES if clause not in posted.clauses] if posted.is_readable else []
    is_stale = (view.at - posted.since) // HOUR >= view.numbers["stale"]
    is_short = len(missing) >= view.numbers["missing"]
    evidence = _as_posted(view, posted.since, missing)
    if not view.bench.observes("notices") or not (is_stale or is_short):
        return fulfilled(evidence)
    share = 100 * (len(CLAUSES) - len(missing)) // len(CLAUSES) if is_short else 100
    return lacking(evidence, share * view.numbers["stale_keeps"] // 100 if is_stale else share)


def _as_posted(view: View, since: int, missing: list[str]) -> Said:
    def said(say: Language) -> str:
        text = say.text("rules or a notice last posted on %(date)s", date=view.day(since, say))
        if not view.state.posted_rules.is_readable:
            return text + say.text("; no clause of group rules was read in it")
        if not missing:
            return text
        names = say.text(", ").join(say.text(CLAUSE_NAMES[clause]) for clause in missing)
        return text + say.text("; not found in them: %(clauses)s", clauses=names)

    return said


def privacy_notice(view: View) -> Assessed:
    """Check that the rules speak of personal data."""
    posted = view.state.posted_rules
    if not posted.is_readable:
        return unknown(lambda say: say.text(UNREAD)) if posted.since else unseen()
    since = posted.since
    if "privacy" in posted.clauses:
        return fulfilled(
            lambda say: say.text("the rules of %(date)s speak of personal data", date=view.day(since, say))
        )
    return lacking(lambda say: say.text("the rules do not speak of personal data"))
