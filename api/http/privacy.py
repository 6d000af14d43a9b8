"""/api/v1/reveals, /api/v1/appeals and /api/v1/erasures: what moderators do about a person."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.http.body import told
from api.http.gate import Gate
from api.http.reference import answer, command, responses
from monitor.keys import Scope
from monitor.service import (
    AppealAnswer,
    AppealEntry,
    AppealList,
    AppealRequest,
    ErasureReport,
    ErasureRequest,
    KeyScope,
    MonitorPort,
    RevealEntry,
    RevealList,
    RevealRequest,
)

Id = Annotated[str, Path(alias="id")]


def reveals_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes by which a name is asked for, and approved by somebody else."""
    router = APIRouter(prefix="/api/v1/reveals")
    revealer = gate.requiring(Scope.reveal)

    @router.get(
        "", dependencies=[Depends(revealer)], responses=responses(200, RevealList, "requests, the newest first")
    )
    def list_reveals() -> Response:
        """List the requests for names, never the names."""
        return answer(monitor.privacy.reveals())

    @router.post(
        "",
        openapi_extra=command(RevealRequest),
        responses=responses(
            200, RevealEntry, "the request", "bad_request", "not_found", "step_refused", "body_too_large"
        ),
    )
    def ask_for_name(
        key: Annotated[KeyScope, Depends(revealer)], request: Annotated[RevealRequest, Depends(told(RevealRequest))]
    ) -> Response:
        """Ask who a member is, for a case and with a reason. Somebody else has to approve."""
        return answer(monitor.privacy.ask(request, key.name))

    @router.get(
        "/{id}", responses=responses(200, RevealEntry, "the request with the name", "not_found", "step_refused")
    )
    def show_name(key: Annotated[KeyScope, Depends(revealer)], reveal: Id) -> Response:
        """Show the name to the key that asked, once somebody else approved; that it was shown stays in the evidence."""
        return answer(monitor.privacy.show(reveal, key.name))

    @router.post(
        "/{id}/approve", responses=responses(200, RevealEntry, "the request, approved", "not_found", "step_refused")
    )
    def approve_reveal(key: Annotated[KeyScope, Depends(revealer)], reveal: Id) -> Response:
        """Approve somebody else's request; who asked and who approved, and when, stays in the evidence."""
        return answer(monitor.privacy.approve(reveal, key.name))

    return router


def appeals_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes by which appeals come in and are answered."""
    router = APIRouter(prefix="/api/v1/appeals")
    moderator = gate.requiring(Scope.moderate)

    @router.get(
        "",
        dependencies=[Depends(moderator)],
        responses=responses(200, AppealList, "appeals, the one due first before the others", "invalid_query"),
    )
    def list_appeals(*, answered: Annotated[bool, Query(description="also those with an answer")] = False) -> Response:
        """List the appeals that wait for an answer."""
        return answer(monitor.privacy.appeals(answered=answered))

    @router.post(
        "",
        openapi_extra=command(AppealRequest),
        responses=responses(
            200, AppealEntry, "the appeal", "bad_request", "not_found", "step_refused", "body_too_large"
        ),
    )
    def add_appeal(
        key: Annotated[KeyScope, Depends(moderator)], request: Annotated[AppealRequest, Depends(told(AppealRequest))]
    ) -> Response:
        """Enter what a member holds against what an alert led to."""
        return answer(monitor.privacy.appeal(request, key.name))

    @router.post(
        "/{id}/answer",
        openapi_extra=command(AppealAnswer),
        responses=responses(
            200, AppealEntry, "the appeal with its answer", "bad_request", "not_found", "step_refused", "body_too_large"
        ),
    )
    def answer_appeal(
        key: Annotated[KeyScope, Depends(moderator)],
        appeal: Id,
        request: Annotated[AppealAnswer, Depends(told(AppealAnswer))],
    ) -> Response:
        """Answer an appeal."""
        return answer(monitor.privacy.answer(appeal, request, key.name))

    return router


def erasures_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the route by which a member is forgotten."""
    router = APIRouter()

    @router.post(
        "/api/v1/erasures",
        openapi_extra=command(ErasureRequest),
        responses=responses(
            200, ErasureReport, "what was erased", "bad_request", "not_found", "step_refused", "body_too_large"
        ),
    )
    def erase_member(
        key: Annotated[KeyScope, Depends(gate.requiring(Scope.admin))],
        request: Annotated[ErasureRequest, Depends(told(ErasureRequest))],
    ) -> Response:
        """Forget a member. Lines of evidence about the member read `redacted` from then on and still verify."""
        return answer(monitor.privacy.erase(request, key.name))

    return router
