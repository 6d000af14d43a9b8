"""The advertisements of members, counted by day, and how many of them say that they are one."""

from monitor.clock import DAY
from monitor.community.state import Ads, CommunityState
from monitor.record import Record

FIGURES_OVER = 30 * DAY


def enter_ad(state: CommunityState, record: Record) -> None:
    """Count an advertisement."""
    day = state.ads_by_day.setdefault(record.at // DAY, Ads())
    day.made += 1
    day.labelled += any(signal.kind == "ad_label" for signal in record.signals)


def forget_ads(state: CommunityState, at: int) -> None:
    """Drop the days that no figure looks back at any more."""
    first = (at - FIGURES_OVER) // DAY
    state.ads_by_day = {day: ads for day, ads in state.ads_by_day.items() if day >= first}
