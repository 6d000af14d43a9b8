"""The store keeps what the monitor knows, in transactions."""

from monitor.store.errors import StoreError
from monitor.store.records import (
    START,
    AlertQuery,
    AlertRow,
    CommunityRow,
    Cursor,
    EvidenceRow,
    FindingRow,
    HoldingRow,
    KeyRow,
    MemberRow,
    OutboxRow,
    QuarantinedEvent,
    ReferralRow,
    RuleChange,
    SchemeRow,
    SightingRow,
    StoredEvent,
    TimelineRow,
)
from monitor.store.store import Store, upgrade
from monitor.store.transaction import Transaction

__all__ = [
    "START",
    "AlertQuery",
    "AlertRow",
    "CommunityRow",
    "Cursor",
    "EvidenceRow",
    "FindingRow",
    "HoldingRow",
    "KeyRow",
    "MemberRow",
    "OutboxRow",
    "QuarantinedEvent",
    "ReferralRow",
    "RuleChange",
    "SchemeRow",
    "SightingRow",
    "Store",
    "StoreError",
    "StoredEvent",
    "TimelineRow",
    "Transaction",
    "upgrade",
]
