"""How fast violations of members are dealt with, and which are still open."""

from monitor.document import OpenItems, Response
from monitor.duties import figures
from monitor.duties.view import Assessed, View, fulfilled, lacking, unknown, unseen
from monitor.language import Language, mark
from monitor.words import SEVERITIES, duration

NOTHING = mark("no violation of a member had to be handled in the last 30 days")


def response_time(view: View) -> Assessed:
    """Check which share was handled in time; the figures are those of `figures.response`."""
    if not figures.waiting(view.bench, view.at) and not figures.handled_lately(view):
        return fulfilled(lambda say: say.text(NOTHING))
    if not view.bench.observes("moderation"):
        return unseen()
    found = figures.response(view)
    if found.in_time is None:
        return unknown(lambda say: say.text("the first violations are still within their deadline"))
    percent = round(100 * found.in_time)
    made = fulfilled if percent >= view.numbers["in_time"] else lacking
    return made(lambda say: _said(found, say), percent)


def _said(found: Response, say: Language) -> str:
    share = say.percent(found.in_time or 0)
    if found.median_hours is None or found.p90_hours is None:
        return say.text("none of %(missed)s was handled in time or since", missed=say.number(found.missed))
    return say.text(
        "%(share)s handled in time; median %(median)s, P90 %(p90)s, nights included",
        share=share, median=duration(found.median_hours, say), p90=duration(found.p90_hours, say),
    )  # fmt: skip


def open_violations(view: View) -> Assessed:
    """Check that nothing is open past its deadline."""
    items = figures.waiting(view.bench, view.at)
    if not items:
        return fulfilled(lambda say: say.text("nothing is open"))
    if not view.bench.observes("moderation"):
        return unseen()
    found = figures.open_items(view)
    made = lacking if figures.late(items) else fulfilled
    return made(lambda say: _listed(found, say), figures.percent_in_time(items))


def _listed(found: tuple[OpenItems, ...], say: Language) -> str:
    kinds = (f"{say.text(SEVERITIES[each.severity])} {say.number(each.open)}" for each in found)
    return say.text(
        "%(open)s open (%(kinds)s), %(overdue)s of them overdue; age of the oldest: %(days)s",
        open=say.number(sum(each.open for each in found)), kinds=say.text(", ").join(kinds),
        overdue=say.number(sum(each.overdue for each in found)),
        days=say.plural("%(count)s day", "%(count)s days", max(each.oldest_days for each in found)),
    )  # fmt: skip
