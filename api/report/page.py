"""The report as one HTML file: printable, without scripts and without anything from elsewhere."""

from functools import partial

from markupsafe import Markup

from api.report.excerpt import pieces, withheld
from api.report.handling import complaint_rows, response_rows
from api.report.picture import tree_picture
from api.report.printable import printable
from api.report.reader import Reader
from api.report.sparkline import sparkline, trend_words
from api.report.step import next_steps
from api.report.subject import subject_words
from api.report.template import template
from api.report.timeline import timeline
from graph.picture import Person
from graph.tiers import Tier, tiers
from monitor.document import CheckDocument, Referral


def render_html(document: CheckDocument, reader: Reader) -> str:
    """Return *document* as a whole HTML page in the reader's language."""
    return template("report.html", reader).render(
        document=printable(document),
        pieces=pieces,
        withheld=withheld,
        next_steps=next_steps,
        subject_words=subject_words,
        timeline=timeline,
        sparkline=sparkline,
        trend_words=trend_words,
        response_rows=response_rows,
        complaint_rows=complaint_rows,
        referral_picture=partial(_referral_picture, reader),
        referral_tiers=_referral_tiers,
    )


def _referral_picture(reader: Reader, referral: Referral, name: str) -> Markup:
    drawing = tree_picture(referral.parents, _people(referral), reader.language, name=name)
    return Markup(drawing)  # noqa: S704 - our own SVG: figures and escaped sentences


def _referral_tiers(referral: Referral) -> list[Tier]:
    return tiers(referral.parents, _people(referral))


def _people(referral: Referral) -> list[Person]:
    """Return what the drawing tells of each person: staff and who left, never a name."""
    staff, left = set(referral.staff), set(referral.left)
    return [Person(is_staff=place in staff, has_left=place in left) for place in range(len(referral.parents))]
