"""A `CheckDocument` as people and programs read it: HTML, text and JSON.

reader = Reader(language("zh"), ZoneInfo("Asia/Shanghai"), describe, scoring.sla_hours)
page = render_html(for_audience(document, "owner"), reader)
"""

from api.report.audience import Audience, for_audience
from api.report.page import render_html
from api.report.reader import ActionText, Describe, Reader, RuleText
from api.report.referral_page import render_referrals
from api.report.terminal import render_text
from api.report.wire import render_json

__all__ = [
    "ActionText",
    "Audience",
    "Describe",
    "Reader",
    "RuleText",
    "for_audience",
    "render_html",
    "render_json",
    "render_referrals",
    "render_text",
]
