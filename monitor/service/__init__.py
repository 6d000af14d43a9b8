"""What the monitor offers to the ways in, and the shapes that cross that line: a module for each desk."""

from monitor.service.alerts import (
    AlertDetail,
    AlertEntry,
    AlertPosition,
    AlertQuery,
    AlertState,
    FindingDetail,
    LabelEntry,
    Muting,
    Step,
    Verdict,
)
from monitor.service.cases import AssignRequest, CaseDesk, CaseEntry, LabelRequest, NoteRequest
from monitor.service.evidence import Dossier, EvidenceDesk, HoldEntry, HoldList, HoldRequest
from monitor.service.intake import IngestResult
from monitor.service.keys import KeyScope
from monitor.service.language import LanguageCode
from monitor.service.notices import DeadLetter, DeadLetterList, NoticeDesk
from monitor.service.port import MonitorPort
from monitor.service.privacy import (
    AppealAnswer,
    AppealEntry,
    AppealList,
    AppealRequest,
    AppealVerdict,
    ErasureReport,
    ErasureRequest,
    PrivacyDesk,
    RevealEntry,
    RevealList,
    RevealRequest,
)
from monitor.service.rules import Reload, RuleEntry, RuleList, RulePrecision, ShadowReport, ShadowSample
from monitor.service.silences import Matcher, SilenceDesk, SilenceEntry, SilenceList, SilenceRequest

__all__ = [
    "AlertDetail",
    "AlertEntry",
    "AlertPosition",
    "AlertQuery",
    "AlertState",
    "AppealAnswer",
    "AppealEntry",
    "AppealList",
    "AppealRequest",
    "AppealVerdict",
    "AssignRequest",
    "CaseDesk",
    "CaseEntry",
    "DeadLetter",
    "DeadLetterList",
    "Dossier",
    "ErasureReport",
    "ErasureRequest",
    "EvidenceDesk",
    "FindingDetail",
    "HoldEntry",
    "HoldList",
    "HoldRequest",
    "IngestResult",
    "KeyScope",
    "LabelEntry",
    "LabelRequest",
    "LanguageCode",
    "Matcher",
    "MonitorPort",
    "Muting",
    "NoteRequest",
    "NoticeDesk",
    "PrivacyDesk",
    "Reload",
    "RevealEntry",
    "RevealList",
    "RevealRequest",
    "RuleEntry",
    "RuleList",
    "RulePrecision",
    "ShadowReport",
    "ShadowSample",
    "SilenceDesk",
    "SilenceEntry",
    "SilenceList",
    "SilenceRequest",
    "Step",
    "Verdict",
]
