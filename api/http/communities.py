"""GET /api/v1/communities/{id}/compliance: how a community stands."""

from typing import Annotated

from fastapi import APIRouter, Depends, Path, Query, Response

from api.http.gate import Gate
from api.http.problems import HttpError
from api.http.reference import answer, responses
from monitor.document import CommunityReport
from monitor.keys import Scope
from monitor.service import LanguageCode, MonitorPort


def communities_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the route that reports on one community."""
    router = APIRouter()

    # An id may hold slashes (DingTalk, Matrix); percent-encoded they arrive decoded, hence `:path`.
    @router.get(
        "/api/v1/communities/{id:path}/compliance",
        dependencies=[Depends(gate.requiring(Scope.read))],
        responses=responses(200, CommunityReport, "the community's report", "not_found", "invalid_query"),
    )
    def community_compliance(
        community: Annotated[str, Path(alias="id", description="`platform:id`, percent-encoded")],
        lang: Annotated[LanguageCode, Query(description="language of evidence and summaries")] = "zh",
    ) -> Response:
        """Report the owner's duties, the findings, the suspected schemes and the referral figures of a community."""
        report = monitor.compliance(community, lang)
        if report is None:
            raise HttpError("not_found", "nothing is known of this community; expected an id like qq:12345")
        return answer(report)

    return router
