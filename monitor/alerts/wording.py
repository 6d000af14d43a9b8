"""What a notice says of an alert: in the recipient's language, and to an owner nothing that shows who complained."""

from dataclasses import dataclass
from urllib.parse import quote

from monitor.alerts.alert import body_of
from monitor.assessment import SEVERITY_NAMES, sentence
from monitor.clock import LocalClock, iso, moment
from monitor.complaints import COMPLAINT_RULES
from monitor.language import language
from monitor.notices.notice import Told
from monitor.notices.recipient import Recipient
from monitor.store import AlertRow
from rules import Catalogue


def is_coarse(alert: AlertRow, recipient: Recipient) -> bool:
    """Return whether *recipient* may learn of *alert* on which day it was, and no more."""
    return recipient.audience == "owner" and (alert.rule in COMPLAINT_RULES or alert.subject.startswith("scheme:"))


@dataclass(frozen=True, slots=True)
class Wording:
    """Words alerts by the rules of `catalogue`; links lead to `public_url` where there is one."""

    catalogue: Catalogue
    public_url: str

    def told(self, alert: AlertRow, recipient: Recipient, community_name: str, *, is_over: bool) -> Told:
        """Return what *recipient* is told of *alert* in the group of that name; the banned text is in none of it."""
        coarse, body = is_coarse(alert, recipient), body_of(alert)
        rule = self.catalogue.rules.get(alert.rule)
        return Told(
            alert=alert.fingerprint,
            rule=alert.rule,
            name=rule.name.said(recipient.language) if rule else alert.rule,
            severity=SEVERITY_NAMES[alert.severity],
            state="resolved" if is_over else "open",
            community=alert.community,
            subject=f"community:{alert.community}" if coarse and alert.subject.startswith("member:") else alert.subject,
            first_time=iso(_day(alert.first_at, recipient) if coarse else alert.first_at),
            last_time=iso(_day(alert.last_at, recipient) if coarse else alert.last_at),
            count=alert.occurrences,
            summary=sentence(alert.rule, body.version, body.values, self.catalogue, language(recipient.language)),
            community_name=community_name,
            url=self._url(alert) if recipient.audience == "moderator" else "",
        )

    def _url(self, alert: AlertRow) -> str:
        if not self.public_url:
            return ""
        return f"{self.public_url}/api/v1/alerts?community={quote(alert.community, safe='')}"


def _day(at: int, recipient: Recipient) -> int:
    """Return when the day of *at* began where *recipient* lives."""
    return LocalClock(recipient.zone).begin(moment(at).astimezone(recipient.zone).date())
