"""POST /api/v1/alerts/{id}/...: what moderators do with an alert."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.http.body import told
from api.http.gate import Gate
from api.http.reference import Responses, answer, command, responses
from monitor.keys import Scope
from monitor.service import AssignRequest, CaseEntry, KeyScope, LabelRequest, MonitorPort, NoteRequest

Alert = Annotated[str, Path(alias="id", description="the alert's fingerprint")]
Note = Annotated[NoteRequest, Depends(told(NoteRequest))]


def cases_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes of the steps; each is audited under the name of the key, and may be repeated."""
    router = APIRouter(prefix="/api/v1/alerts/{id}")
    moderator = gate.requiring(Scope.moderate)
    note = command(NoteRequest, required=False)

    @router.post("/acknowledge", openapi_extra=note, responses=_stepped())
    def acknowledge_alert(key: Annotated[KeyScope, Depends(moderator)], alert: Alert, request: Note) -> Response:
        """Say that somebody looks after it: it is not repeated to anybody."""
        return answer(monitor.cases.acknowledge(alert, key.name, request.note))

    @router.post("/assign", openapi_extra=command(AssignRequest), responses=_stepped())
    def assign_alert(
        key: Annotated[KeyScope, Depends(moderator)],
        alert: Alert,
        request: Annotated[AssignRequest, Depends(told(AssignRequest))],
    ) -> Response:
        """Say who looks after it."""
        return answer(monitor.cases.assign(alert, request.assignee, key.name, request.note))

    @router.post("/snooze", openapi_extra=note, responses=_stepped())
    def snooze_alert(key: Annotated[KeyScope, Depends(moderator)], alert: Alert, request: Note) -> Response:
        """Tell nobody of it until it is resolved."""
        return answer(monitor.cases.snooze(alert, key.name, request.note))

    @router.post("/resolve", openapi_extra=note, responses=_stepped())
    def resolve_alert(key: Annotated[KeyScope, Depends(moderator)], alert: Alert, request: Note) -> Response:
        """Close it until there is new evidence."""
        return answer(monitor.cases.resolve(alert, key.name, request.note))

    @router.post("/label", openapi_extra=command(LabelRequest), responses=_stepped())
    def label_alert(
        key: Annotated[KeyScope, Depends(moderator)],
        alert: Alert,
        request: Annotated[LabelRequest, Depends(told(LabelRequest))],
    ) -> Response:
        """Say whether it was right. What the member wrote is labelled in the stream: the duties of the owner follow."""
        return answer(monitor.cases.label(alert, request, key.name))

    return router


def _stepped() -> Responses:
    return responses(
        200, CaseEntry, "how the case stands now", "bad_request", "not_found", "step_refused", "body_too_large"
    )
