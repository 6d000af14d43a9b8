"""The running monitor as the ways in see it."""

from collections.abc import Iterable
from typing import Protocol

from prometheus_client import CollectorRegistry

from monitor.document import CommunityReport, Skipped
from monitor.event import Event
from monitor.service.alerts import AlertEntry, AlertQuery
from monitor.service.cases import CaseDesk
from monitor.service.evidence import EvidenceDesk
from monitor.service.intake import IngestResult
from monitor.service.keys import KeyScope
from monitor.service.language import LanguageCode
from monitor.service.notices import NoticeDesk
from monitor.service.privacy import PrivacyDesk
from monitor.service.rules import Reload, RuleList, ShadowReport
from monitor.service.silences import SilenceDesk


class MonitorPort(Protocol):
    """The running monitor, seen from outside. Every method may block and may be called from any thread.

    A method raises MonitorError when the monitor cannot answer now, for example because its store is gone.
    """

    @property
    def registry(self) -> CollectorRegistry:
        """The metrics."""
        ...

    @property
    def cases(self) -> CaseDesk:
        """What moderators do with alerts."""
        ...

    @property
    def silences(self) -> SilenceDesk:
        """Alerts that nobody wants to hear of."""
        ...

    @property
    def privacy(self) -> PrivacyDesk:
        """Names, appeals and erasure."""
        ...

    @property
    def evidence(self) -> EvidenceDesk:
        """Holds, and the pack of evidence."""
        ...

    @property
    def notices(self) -> NoticeDesk:
        """Notices that could not be delivered."""
        ...

    def ingest(self, records: Iterable[Event | Skipped], connector: str) -> IngestResult:
        """Take *records* in and return once they are durably committed."""
        ...

    def alerts(self, query: AlertQuery) -> list[AlertEntry]:
        """Return the alerts that *query* asks for."""
        ...

    def compliance(self, community: str, lang: LanguageCode) -> CommunityReport | None:
        """Return what is known of *community* (`platform:id`), None when nothing is."""
        ...

    def rules(self, lang: LanguageCode) -> RuleList:
        """Return the rules in force and those on trial."""
        ...

    def shadow(self, rule_id: str, lang: LanguageCode) -> ShadowReport | None:
        """Return what a rule on trial has found, None when it is not on trial."""
        ...

    def reload(self, author: str) -> Reload:
        """Read the rules anew and judge by them from now on.

        Raises:
            RulesError: something is wrong with them; the rules before stay in force.
        """
        ...

    def is_ready(self) -> bool:
        """Return whether store and stream can be reached."""
        ...

    def authenticate(self, key: str) -> KeyScope | None:
        """Return what *key* may do, None when it is unknown or withdrawn."""
        ...
