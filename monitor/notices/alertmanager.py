"""Alertmanager v2: alerts as it knows them, which expire there unless they are sent again."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

import msgspec

from monitor.assessment import SEVERITY_NAMES
from monitor.clock import exact, micros
from monitor.notices.notice import Notice, Told
from monitor.notices.outbound import Outbound
from monitor.notices.sink import Kind
from monitor.notices.wording import masked


class AlertmanagerSink:
    """Pushes alerts to an Alertmanager."""

    kind: ClassVar[Kind] = "alertmanager"

    def __init__(self, outbound: Outbound, url: str, lasts: int) -> None:
        """Take the *url* that its `/api/v2` hangs on, and how long an alert *lasts* there without being sent again.

        Raises:
            NoticeError: the URL may not be used.
        """
        self._door = outbound.door(url)
        self._lasts = lasts

    def send(self, notice: Notice, at: int) -> None:
        """Post the alerts of *notice*; see `Sink.send`. The same labels are the same alert: twice changes nothing."""
        body = msgspec.json.encode(list(posted(notice, at, self._lasts)))
        headers = {"content-type": "application/json", "idempotency-key": notice.key}
        self._door.post(body, headers, at, path="/api/v2/alerts").expect_taken()


def posted(notice: Notice, at: int, lasts: int) -> Iterator[dict[str, object]]:
    """Yield the alerts of *notice* as Alertmanager takes them at the time *at*.

    Severity is a label, and labels are identity there: an alert that was raised ends as what it was before.
    """
    for told in notice.alerts:
        starts_at = micros(datetime.fromisoformat(told.first_time))
        ends_at = max(starts_at, at)  # an event may be dated a little ahead of its receipt
        if told.state == "resolved":
            yield _alert(notice, told, told.severity, ends_at)
            continue
        yield _alert(notice, told, told.severity, ends_at + lasts)
        for lower in SEVERITY_NAMES[: SEVERITY_NAMES.index(told.severity)]:
            yield _alert(notice, told, lower, ends_at)


def _alert(notice: Notice, told: Told, severity: str, ends_at: int) -> dict[str, object]:
    kind, _, identity = notice.group.partition(":")
    labels = {
        "alertname": told.rule,
        "severity": severity,
        "community": told.community,
        "subject": told.subject,
        "fingerprint": told.alert,
        "recipient": notice.recipient,
        "scheme": identity if kind == "scheme" else "",  # Alertmanager drops an empty label
    }
    return {
        "labels": labels,
        "annotations": {
            "name": told.name,
            "summary": masked(told.summary),
            "count": str(told.count),
            "community_name": masked(told.community_name),
        },
        "startsAt": told.first_time,
        "endsAt": exact(ends_at),
        "generatorURL": told.url,
    }
