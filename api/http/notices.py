"""/api/v1/notices/dead: notices that could not be delivered."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Response

from api.http.gate import Gate
from api.http.reference import answer, responses
from monitor.keys import Scope
from monitor.service import DeadLetter, DeadLetterList, MonitorPort


def notices_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes about notices that were given up."""
    router = APIRouter(prefix="/api/v1/notices/dead")

    @router.get(
        "",
        dependencies=[Depends(gate.requiring(Scope.read))],
        responses=responses(200, DeadLetterList, "notices that were given up, the newest first"),
    )
    def list_dead_notices() -> Response:
        """List the notices that were given up, with what the last attempt failed of."""
        return answer(monitor.notices.dead())

    @router.post(
        "/{recipient}/{key}/retry",
        dependencies=[Depends(gate.requiring(Scope.moderate))],
        responses=responses(200, DeadLetter, "the notice, on its way again", "not_found"),
    )
    def retry_dead_notice(
        recipient: Annotated[str, Path(description="for whom it is")],
        letter: Annotated[str, Path(alias="key", description="the notice's key, which stays the same")],
    ) -> Response:
        """Send a notice once more."""
        return answer(monitor.notices.retry(letter, recipient))

    return router
