"""Whether advertisements of members keep to the group's own policy; what owner and admins offer is theirs to word."""

from monitor.clock import DAY
from monitor.duties.view import Assessed, View, fulfilled, lacking, unseen
from monitor.language import mark

FORBIDDEN = mark("ads are forbidden; %(ads)s a day by members")
UNSETTLED = mark("the rules do not settle ads; %(ads)s a day")


def ads(view: View) -> Assessed:
    """Check how many there are a day, or, where they are allowed, how many call themselves one."""
    if not view.bench.observes("messages") or not view.state.first_at:
        return unseen()
    counted = [day for number, day in view.state.ads_by_day.items() if number > view.since // DAY]
    made, labelled = sum(day.made for day in counted), sum(day.labelled for day in counted)
    if not made:
        return fulfilled(lambda say: say.text("no advertisement by a member in 30 days"))
    if view.bench.ads_policy != "allowed":
        return _unwanted(view, made)
    if made < view.numbers["fewest"]:
        return fulfilled(lambda say: say.text("ads are allowed; %(ads)s in 30 days", ads=say.number(made)))
    return _allowed(view, made, labelled)


def _allowed(view: View, made: int, labelled: int) -> Assessed:
    share = 100 * labelled // made
    assessed = fulfilled if share >= view.numbers["labelled"] else lacking
    return assessed(
        lambda say: say.text(
            "ads are allowed; %(share)s of %(ads)s were marked as ads",
            share=say.percent(share / 100),
            ads=say.number(made),
        ),
        share,
    )


def _unwanted(view: View, made: int) -> Assessed:
    days = max(1, min(view.within, view.at - view.state.first_at) // DAY)
    a_day, most = made / days, view.numbers["a_day"]
    said = FORBIDDEN if view.bench.ads_policy == "forbidden" else UNSETTLED
    assessed = fulfilled if a_day <= most else lacking
    return assessed(lambda say: say.text(said, ads=say.number(round(a_day, 1))), min(100, round(100 * most / a_day)))
