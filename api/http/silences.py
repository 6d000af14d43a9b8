"""/api/v1/silences: alerts that nobody wants to hear of for a time."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.http.body import told
from api.http.gate import Gate
from api.http.reference import answer, command, responses
from monitor.keys import Scope
from monitor.service import KeyScope, MonitorPort, SilenceEntry, SilenceList, SilenceRequest


def silences_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes about silences."""
    router = APIRouter(prefix="/api/v1/silences")
    moderator = gate.requiring(Scope.moderate)

    @router.get(
        "",
        dependencies=[Depends(gate.requiring(Scope.read))],
        responses=responses(200, SilenceList, "silences, the newest first", "invalid_query"),
    )
    def list_silences(*, expired: Annotated[bool, Query(description="also those that have ended")] = False) -> Response:
        """List silences with their authors, their reasons, and how many alerts they kept quiet."""
        return answer(monitor.silences.all(expired=expired))

    @router.post(
        "",
        openapi_extra=command(SilenceRequest),
        responses=responses(200, SilenceEntry, "the silence", "bad_request", "step_refused", "body_too_large"),
    )
    def add_silence(
        key: Annotated[KeyScope, Depends(moderator)], request: Annotated[SilenceRequest, Depends(told(SilenceRequest))]
    ) -> Response:
        """Make a silence. Nobody is told of alerts that fit it; they are still found, listed and counted."""
        return answer(monitor.silences.add(request, key.name))

    @router.delete("/{id}", responses=responses(200, SilenceEntry, "the silence as it ended", "not_found"))
    def end_silence(
        key: Annotated[KeyScope, Depends(moderator)], silence: Annotated[str, Path(alias="id")]
    ) -> Response:
        """End a silence now. It stays in the list of those that have ended."""
        return answer(monitor.silences.end(silence, key.name))

    return router
