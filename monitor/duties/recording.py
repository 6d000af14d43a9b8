"""Whether what owner and admins do is recorded with a reason and a digest of the evidence."""

from monitor.duties.view import Assessed, View, fulfilled, lacking, unknown, unseen


def records(view: View) -> Assessed:
    """Check the share of measures in 30 days that is recorded, and for how long logs are kept where that is known."""
    days = view.state.declared_retention
    if 0 < days < view.numbers["retention"]:
        return lacking(
            lambda say: say.plural(
                "logs are kept for %(count)s day only", "logs are kept for %(count)s days only", days
            )
        )
    if not view.bench.observes("records"):
        return unseen()
    windows = view.bench.figures("records", view.at, "")
    measures, unrecorded = windows.get("measures_30d", 0), windows.get("unrecorded_30d", 0)
    if measures < view.numbers["measures"]:
        return unknown(
            lambda say: say.text("too few measures in 30 days to tell: %(count)s", count=say.number(measures))
        )
    assessed = lacking if unrecorded >= view.numbers["unrecorded"] else fulfilled
    return assessed(
        lambda say: say.text(
            "of %(count)s measures in 30 days %(share)s carry a reason and a digest",
            count=say.number(measures), share=say.percent(1 - unrecorded / 1000),
        ),
        100 - unrecorded // 10,
    )  # fmt: skip
