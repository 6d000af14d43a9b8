"""What moderators do with alerts."""

from typing import Protocol

import msgspec

from monitor.labels import Category
from monitor.service.alerts import AlertDetail, AlertState, Verdict
from monitor.service.language import LanguageCode


class NoteRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Why a step is taken, if there is anything to say."""

    note: str = ""


class AssignRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who is to look after an alert; nobody when `assignee` is empty."""

    assignee: str
    note: str = ""


class LabelRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a moderator says of an alert.

    `category` is the class of a confirmed message in the sense of 网络信息内容生态治理规定; left out, it follows from
    the rule where that is clear.
    """

    verdict: Verdict
    note: str = ""
    category: Category | None = None


class CaseEntry(msgspec.Struct, frozen=True):
    """How the case of an alert stands after a step. `changed` is False when the step had been taken before.

    `messages` is how many messages the step labelled in the stream.
    """

    id: str
    state: AlertState
    assignee: str
    label: Verdict | None
    changed: bool
    messages: int = 0


class CaseDesk(Protocol):
    """Where moderators take their steps; each is audited, and taking it again changes nothing.

    Every step raises UnknownItemError when there is no such alert, RefusedStepError when it is impossible as things
    stand, and MonitorError when the store cannot be written now.
    """

    def detail(self, alert: str, lang: LanguageCode) -> AlertDetail:
        """Return the alert with its case."""
        ...

    def acknowledge(self, alert: str, by: str, note: str = "") -> CaseEntry:
        """Say that somebody looks after it: nobody is told of it again unless it gets graver."""
        ...

    def assign(self, alert: str, assignee: str, by: str, note: str = "") -> CaseEntry:
        """Say who looks after it; an empty *assignee* gives it back to all."""
        ...

    def snooze(self, alert: str, by: str, note: str = "") -> CaseEntry:
        """Tell nobody of it until it is resolved."""
        ...

    def resolve(self, alert: str, by: str, note: str = "") -> CaseEntry:
        """Close it until there is new evidence."""
        ...

    def label(self, alert: str, request: LabelRequest, by: str) -> CaseEntry:
        """Say whether it was right, and let the messages that it rests on be labelled in the stream."""
        ...
