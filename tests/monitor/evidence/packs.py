"""Packs of a small chain."""

from zoneinfo import ZoneInfo

from api.report import Reader, RuleText
from api.report.evidence_pack import Period, evidence_pack
from monitor.document import CommunityReport, Duty, Referral
from monitor.evidence.extract import Audience, extract
from monitor.evidence.ledger import Ledger, chain_by_stage
from monitor.evidence.pack import unpack
from monitor.language import language
from monitor.store import Store
from tests.monitor.evidence.chains import GROUP, days, entries
from tests.monitor.evidence.living import salt

READER = Reader(
    language("zh"), ZoneInfo("Asia/Shanghai"), lambda rule, _code: RuleText(rule, "practice", (), ""), {"high": 12}
)
REPORT = CommunityReport(
    GROUP, "群", "needs-work", 70, 1.0, (Duty("response", "fail", "太慢", 9, 18),), (), (), Referral(0, 0, 0)
)


def grown(store: Store) -> Store:
    """Give *store* a second chain, and lines in the first that no owner sees or that nobody can read any more."""
    with store.begin() as transaction:
        ledger = Ledger(transaction, salt)
        ledger.add(chain_by_stage(GROUP), *entries(6))
        ledger.erase(GROUP, ["m2"], days(3), by="key", reason="个保法§47")
    return store


def pack_of(store: Store, audience: Audience = "moderator", period: Period | None = None) -> dict[str, bytes]:
    """Return the files of the pack of the group in *store*."""
    period = period or Period()
    with store.read() as transaction:
        found = extract(transaction, GROUP, audience, since=period.since, until=period.until)
    return unpack(evidence_pack(found, REPORT, READER, period))
