"""Desks that remember the steps taken at them, and know one thing each."""

from datetime import UTC
from typing import Any

from monitor.document import CommunityReport, Referral
from monitor.errors import RefusedStepError, UnknownItemError
from monitor.evidence.extract import FORMAT, Audience, Extract, Line, Section
from monitor.service import (
    AlertDetail,
    AlertEntry,
    AppealAnswer,
    AppealEntry,
    AppealList,
    AppealRequest,
    CaseEntry,
    DeadLetter,
    DeadLetterList,
    Dossier,
    ErasureReport,
    ErasureRequest,
    HoldEntry,
    HoldList,
    HoldRequest,
    LabelRequest,
    LanguageCode,
    RevealEntry,
    RevealList,
    RevealRequest,
    SilenceEntry,
    SilenceList,
    SilenceRequest,
    Step,
)
from rules import Catalogue

KNOWN, RESOLVED = "known", "resolved"
TIME = "2024-03-01T10:00:00Z"


class FakeDesk:
    """Keeps every step: what was called with what."""

    def __init__(self) -> None:
        self.steps: list[tuple[Any, ...]] = []

    def take(self, item: str, *step: Any) -> None:
        """Remember a step about *item*, unless it is not known, or resolved."""
        if item == RESOLVED:
            raise RefusedStepError("it is resolved, expected an open one")
        if item != KNOWN:
            raise UnknownItemError("there is nothing of this id")
        self.steps.append(step)


class FakeCases(FakeDesk):
    """The desk of one alert."""

    def detail(self, alert: str, lang: LanguageCode) -> AlertDetail:
        self.take(alert, "detail", lang)
        entry = AlertEntry(
            alert, "ad", "low", "qq:7", "member:5f", "acknowledged", TIME, TIME, 1, "", (), assignee="ann"
        )  # fmt: skip
        return AlertDetail(entry, (), None, (Step(TIME, "ann", "acknowledged", "mine"),), "s1")

    def _stepped(self, alert: str, *step: str) -> CaseEntry:
        self.take(alert, *step)
        return CaseEntry(alert, "open", "", None, changed=True)

    def acknowledge(self, alert: str, by: str, note: str = "") -> CaseEntry:
        return self._stepped(alert, "acknowledge", by, note)

    def assign(self, alert: str, assignee: str, by: str, note: str = "") -> CaseEntry:
        return self._stepped(alert, "assign", assignee, by, note)

    def snooze(self, alert: str, by: str, note: str = "") -> CaseEntry:
        return self._stepped(alert, "snooze", by, note)

    def resolve(self, alert: str, by: str, note: str = "") -> CaseEntry:
        return self._stepped(alert, "resolve", by, note)

    def label(self, alert: str, request: LabelRequest, by: str) -> CaseEntry:
        self.take(alert, "label", request, by)
        return CaseEntry(alert, "open", "", request.verdict, changed=True, messages=1)


class FakeSilences(FakeDesk):
    """The desk of one silence."""

    def _entry(self, request: SilenceRequest | None, author: str) -> SilenceEntry:
        matchers = request.matchers if request else ()
        return SilenceEntry(KNOWN, matchers, author, "noise", TIME, TIME, TIME, "active", 3)

    def all(self, *, expired: bool = False) -> SilenceList:
        self.steps.append(("all", expired))
        return SilenceList((self._entry(None, "ann"),))

    def add(self, request: SilenceRequest, by: str) -> SilenceEntry:
        self.take(KNOWN if request.matchers else RESOLVED, "add", request, by)
        return self._entry(request, by)

    def end(self, silence: str, by: str) -> SilenceEntry:
        self.take(silence, "end", by)
        return self._entry(None, by)


class FakePrivacy(FakeDesk):
    """The desk of one request for a name and one appeal."""

    def reveals(self) -> RevealList:
        return RevealList((self._reveal(),))

    def _reveal(self, approved_by: str | None = None, identity: str | None = None) -> RevealEntry:
        return RevealEntry(KNOWN, "qq:7", "m1", "c-1", "why", "ann", TIME, approved_by, approved_by and TIME, identity)

    def ask(self, request: RevealRequest, by: str) -> RevealEntry:
        self.take(KNOWN, "ask", request, by)
        return self._reveal()

    def approve(self, reveal: str, by: str) -> RevealEntry:
        self.take(reveal, "approve", by)
        return self._reveal(by)

    def show(self, reveal: str, by: str) -> RevealEntry:
        self.take(reveal, "show", by)
        return self._reveal("bea", "10001")

    def appeals(self, *, answered: bool = False) -> AppealList:
        self.steps.append(("appeals", answered))
        return AppealList((self._appeal(),))

    def _appeal(self) -> AppealEntry:
        return AppealEntry(KNOWN, "qq:7", "a1", "not me", TIME, TIME, is_overdue=False)

    def appeal(self, request: AppealRequest, by: str) -> AppealEntry:
        self.take(request.alert, "appeal", request, by)
        return self._appeal()

    def answer(self, appeal: str, request: AppealAnswer, by: str) -> AppealEntry:
        self.take(appeal, "answer", request, by)
        return self._appeal()

    def erase(self, request: ErasureRequest, by: str) -> ErasureReport:
        self.take(KNOWN, "erase", request, by)
        return ErasureReport(request.community, request.member, {"events": 2}, 1)


class FakeEvidence(FakeDesk):
    """The desk of one hold."""

    def holds(self) -> HoldList:
        return HoldList((HoldEntry("qq:7", "c-1", "court", "ann", TIME),))

    def hold(self, request: HoldRequest, by: str) -> HoldEntry:
        self.take(KNOWN, "hold", request, by)
        return HoldEntry(request.community, request.case_number, request.reason, by, TIME)

    def release(self, community: str, case_number: str, by: str, reason: str) -> HoldEntry:
        self.take(community, "release", case_number, by, reason)
        return HoldEntry(community, case_number, "court", by, TIME)

    def dossier(self, community: str, audience: Audience, lang: LanguageCode) -> Dossier:
        self.take(community, "dossier", audience, lang)
        report = CommunityReport(community, "", "unknown", None, 0.0, (), (), (), Referral(0, 0, 0))
        withheld = Section(community, "", True, (Line(1, "", digest=""),))
        return Dossier(Extract(FORMAT, community, audience, (withheld,)), report, Catalogue({}, {}, {}), {}, UTC)


class FakeNotices(FakeDesk):
    """The desk of one dead letter."""

    def dead(self) -> DeadLetterList:
        return DeadLetterList((DeadLetter("k1", "ops", TIME, 9, "503"),))

    def retry(self, key: str, recipient: str) -> DeadLetter:
        self.take(key, "retry", recipient)
        return DeadLetter(key, recipient, TIME, 9, "503")
