"""Evidence: holds that retention respects, and the pack that proves what was found and done."""

from typing import Protocol

import msgspec

from monitor.service.language import LanguageCode


class HoldRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What is to be kept of a community for a case, whatever retention says."""

    community: str
    case_number: str
    reason: str


class HoldEntry(msgspec.Struct, frozen=True):
    """A hold, and who placed it."""

    community: str
    case_number: str
    reason: str
    by: str
    time: str


class HoldList(msgspec.Struct, frozen=True):
    """The holds there are, by community and case number."""

    holds: tuple[HoldEntry, ...]


class EvidenceDesk(Protocol):
    """Where evidence is held and handed out; both are audited."""

    def holds(self) -> HoldList:
        """Return the holds there are."""
        ...

    def hold(self, request: HoldRequest, by: str) -> HoldEntry:
        """Place a hold; one of this community and case number stays as it is."""
        ...

    def release(self, community: str, case_number: str, by: str) -> HoldEntry:
        """End a hold and return what it was.

        Raises:
            UnknownItemError: there is none.
        """
        ...

    def pack(self, community: str, lang: LanguageCode) -> bytes:
        """Return the evidence of *community* as a ZIP.

        Raises:
            UnknownItemError: there is no evidence of such a community.
        """
        ...
