"""Evidence: holds that retention respects, and what proves what was found and done."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Protocol

import msgspec

from monitor.document import CommunityReport
from monitor.evidence.extract import Audience, Extract
from monitor.service.language import LanguageCode
from rules import Catalogue


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


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a pack of evidence is made of: the chains, how the community stands, and the words for both."""

    extract: Extract
    report: CommunityReport
    catalogue: Catalogue
    sla_hours: Mapping[str, int]
    zone: tzinfo


class EvidenceDesk(Protocol):
    """Where evidence is held and handed out."""

    def holds(self) -> HoldList:
        """Return the holds there are."""
        ...

    def hold(self, request: HoldRequest, by: str) -> HoldEntry:
        """Place a hold; one of this community and case number stays as it is."""
        ...

    def release(self, community: str, case_number: str, by: str, reason: str) -> HoldEntry:
        """End a hold and return what it was.

        Raises:
            UnknownItemError: there is none.
        """
        ...

    def dossier(self, community: str, audience: Audience, lang: LanguageCode) -> Dossier:
        """Return the evidence of *community* as far as *audience* may see it.

        Raises:
            UnknownItemError: there is no evidence of such a community.
        """
        ...
