"""How violations and complaints were dealt with, as rows of a name and a figure."""

from api.report.reader import Reader
from monitor.document import CommunityReport
from monitor.words import duration

Rows = list[tuple[str, str]]
NONE = "–"


def response_rows(community: CommunityReport, reader: Reader) -> Rows:
    """Return how fast members' violations were dealt with; nothing where that cannot be seen."""
    found, text = community.response, reader.language.text
    if found is None:
        return []
    return [
        (text("Handled"), reader.language.number(found.handled)),
        (text("In time"), _share(found.in_time, reader)),
        (text("Median time"), _hours(found.median_hours, reader)),
        (text("P90 time"), _hours(found.p90_hours, reader)),
        (text("Open past the deadline"), reader.language.number(found.missed)),
    ]


def complaint_rows(community: CommunityReport, reader: Reader) -> Rows:
    """Return how complaints were answered; nothing where that cannot be seen."""
    found, text, number = community.complaints, reader.language.text, reader.language.number
    if found is None:
        return []
    return [
        (text("Closed"), number(found.closed)),
        (text("with a verdict or a reason"), number(found.reasoned)),
        (text("found to be without ground"), number(found.rejected)),
        (text("In time"), _share(found.in_time, reader)),
        (text("Median time"), _hours(found.median_hours, reader)),
        (text("Not closed"), number(found.open)),
        (text("of them taken up"), number(found.acknowledged)),
        (text("Open past the deadline"), number(found.overdue)),
    ]


def _share(share: float | None, reader: Reader) -> str:
    return NONE if share is None else reader.language.percent(share)


def _hours(hours: float | None, reader: Reader) -> str:
    return NONE if hours is None else duration(hours, reader.language)
