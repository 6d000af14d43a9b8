"""The report on referrals as one HTML file: pictures, figures, positions, and whose money went where."""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from markupsafe import Markup

from api.report.picture import amount
from api.report.printable import printable
from api.report.reader import Reader
from api.report.template import template
from graph.money.features import MoneyFeatures
from monitor.language import mark
from monitor.referrals.document import Figure, ReferralDocument

FIGURES: Mapping[str, tuple[str, str]] = {
    "depth_ratio_pm": (
        mark("Mean depth, measured by ln people: %(value)s; unusual above %(limit)s"),
        mark("Deeper than %(share)s of natural invitation trees of this size."),
    ),
    "recruiter_share_pm": (
        mark("People who brought somebody: %(value)s; unusual above %(limit)s"),
        mark("More than in %(share)s of natural invitation trees of this size."),
    ),
    "top_recruiter_share_pm": (
        mark("The busiest recruiter's share: %(value)s; unusual below %(limit)s, from 30 people on"),
        mark("Smaller than in %(share)s of natural invitation trees of this size."),
    ),
}
"""what a feature says, and how it compares"""


def render_referrals(document: ReferralDocument, pictures: Sequence[str], reader: Reader) -> str:
    """Return *document* as a whole HTML page in the reader's language, with the *pictures* (SVG) of its trees."""
    document = printable(document)
    return template("referrals.html", reader).render(
        document=document,
        trees={
            group.id: [
                (number, tree, Markup(pictures[number]))  # noqa: S704 - our own SVG
                for number, tree in enumerate(document.trees)
                if tree.group == group.id
            ]
            for group in document.groups
        },
        figure_words=partial(_figure_words, reader),
        shares=partial(_shares, reader),
        amount=partial(amount, language=reader.language),
    )


def _figure_words(reader: Reader, name: str, figure: Figure) -> str:
    """Return a feature as sentences: the value, its threshold, its rank among natural trees if known."""
    text, percent = reader.language.text, reader.language.percent
    says, compares = FIGURES[name]
    shown = _ratio if name == "depth_ratio_pm" else percent
    said = text(says, value=shown(figure.value / 1000), limit=shown(figure.threshold / 1000))
    if figure.natural_pm is None:
        return said
    share = percent(figure.natural_pm // 10 / 100)  # rounded down: nothing goes beyond all of them
    return f"{said} · {text(compares, share=share)}"


def _ratio(value: float) -> str:
    return f"{value:.2f}"


def _shares(reader: Reader, money: MoneyFeatures) -> Iterator[tuple[str, str]]:
    """Yield what is known of how the money goes round, each with its name."""
    text, percent = reader.language.text, reader.language.percent
    known = (
        (text("Members who got less than they paid in"), money.loser_share_pm),
        (text("Of what came in, from members"), money.member_inflow_pm),
        (text("Of what was paid out, entrances of later members"), money.newcomer_money_pm),
        (text("Highest balance, as a share of all deposits"), money.peak_float_pm),
    )
    for name, share_pm in known:
        if share_pm is not None:
            yield name, percent(share_pm / 1000)
    if money.dwell_seconds is not None:
        yield text("How long a deposit stays"), text("%(days)s days", days=f"{money.dwell_seconds / 86_400:.1f}")
