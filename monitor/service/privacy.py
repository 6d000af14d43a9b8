"""Names, appeals and erasure: what moderators do about a person."""

from typing import Literal, Protocol

import msgspec

AppealVerdict = Literal["upheld", "rejected"]


class RevealRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who wants to be told who a member is, in which case and why; a second person has to approve."""

    community: str
    member: str
    case_number: str
    reason: str


class RevealEntry(msgspec.Struct, frozen=True):
    """A request for a name. `identity` is there only when who asked has it shown."""

    id: str
    community: str
    member: str
    case_number: str
    reason: str
    asked_by: str
    asked_time: str
    approved_by: str | None = None
    approved_time: str | None = None
    identity: str | None = None


class RevealList(msgspec.Struct, frozen=True):
    """Requests for names, the newest first, without the names."""

    reveals: tuple[RevealEntry, ...]


class AppealRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a member holds against what an alert led to."""

    alert: str
    statement: str


class AppealAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What came of an appeal, and why: upheld lifts what was decided."""

    verdict: AppealVerdict
    answer: str


class AppealEntry(msgspec.Struct, frozen=True):
    """An appeal and how it was answered; `is_overdue` compares with the time now, or with that of the answer."""

    id: str
    community: str
    alert: str
    statement: str
    received_time: str
    due_time: str
    is_overdue: bool
    answered_time: str | None = None
    verdict: AppealVerdict | None = None
    answer: str | None = None
    by: str | None = None


class AppealList(msgspec.Struct, frozen=True):
    """Appeals, the one due first before the others."""

    appeals: tuple[AppealEntry, ...]


class ErasureRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A member who is to be forgotten, by pseudonym, and why."""

    community: str
    member: str
    reason: str


class ErasureReport(msgspec.Struct, frozen=True):
    """What was erased of a member: rows by what they were, and lines of evidence that now read `redacted`."""

    community: str
    member: str
    erased: dict[str, int]
    redacted: int


class PrivacyDesk(Protocol):
    """Where names are asked for, appeals answered and members erased; every step is audited.

    A step raises UnknownItemError for what is not there, RefusedStepError when it is impossible as things stand.
    """

    def reveals(self) -> RevealList:
        """Return the requests for names."""
        ...

    def ask(self, request: RevealRequest, by: str) -> RevealEntry:
        """Ask who a member is; the same request by the same person while it is open returns the one there is."""
        ...

    def approve(self, reveal: str, by: str) -> RevealEntry:
        """Approve somebody else's request; the name is for who asked, not for who approves."""
        ...

    def show(self, reveal: str, by: str) -> RevealEntry:
        """Return an approved request with the name, to the key alone that asked, for a day after the approval."""
        ...

    def appeals(self, *, answered: bool = False) -> AppealList:
        """Return the appeals that wait for an answer; with *answered* those that have one, too."""
        ...

    def appeal(self, request: AppealRequest, by: str) -> AppealEntry:
        """Enter an appeal."""
        ...

    def answer(self, appeal: str, request: AppealAnswer, by: str) -> AppealEntry:
        """Answer an appeal."""
        ...

    def erase(self, request: ErasureRequest, by: str) -> ErasureReport:
        """Forget a member: what was said, who it was, and the texts of the evidence about it."""
        ...
