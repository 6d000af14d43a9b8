"""GET /api/v1/alerts: what needs somebody's attention, and all that is known of one alert."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.http.alert_page import AlertPage, page, position
from api.http.gate import Gate
from api.http.reference import answer, responses
from monitor.document import SeverityName
from monitor.keys import Scope
from monitor.service import AlertDetail, AlertQuery, AlertState, LanguageCode, MonitorPort


def alerts_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes that show alerts."""
    router = APIRouter()

    @router.get(
        "/api/v1/alerts",
        dependencies=[Depends(gate.requiring(Scope.read))],
        responses=responses(200, AlertPage, "alerts, newest first", "invalid_query"),
    )
    def list_alerts(
        *,
        community: Annotated[str | None, Query(description="only of this community, `platform:id`")] = None,
        rule: Annotated[str | None, Query(description="only of this rule")] = None,
        severity: Annotated[SeverityName, Query(description="at least this grave")] = "info",
        state: Annotated[AlertState | None, Query(description="only in this state")] = None,
        assignee: Annotated[
            str | None, Query(description="only those that this person looks after; empty: nobody")
        ] = None,
        scheme: Annotated[str | None, Query(description="only of this scheme, by id")] = None,
        muted: Annotated[
            bool | None, Query(description="only those that nobody is told of, or that somebody is")
        ] = None,
        limit: Annotated[int, Query(ge=1, le=500)] = 100,
        cursor: Annotated[str | None, Query(description="`next` of the page before")] = None,
        lang: Annotated[LanguageCode, Query(description="language of the summaries")] = "zh",
    ) -> Response:
        """List alerts, newest first. Pages stay stable while alerts come in and change."""
        after = position(cursor) if cursor else None
        query = AlertQuery(community, rule, severity, state, after, limit + 1, lang, assignee, scheme, muted)
        return answer(page(monitor.alerts(query), limit))

    @router.get(
        "/api/v1/alerts/{id}",
        dependencies=[Depends(gate.requiring(Scope.read))],
        responses=responses(200, AlertDetail, "the alert", "not_found", "invalid_query"),
    )
    def show_alert(
        alert: Annotated[str, Path(alias="id", description="the alert's fingerprint")],
        lang: Annotated[LanguageCode, Query(description="language of the summaries")] = "zh",
    ) -> Response:
        """Show an alert with its findings, its case, what moderators say of it, and what keeps it quiet."""
        return answer(monitor.cases.detail(alert, lang))

    return router
