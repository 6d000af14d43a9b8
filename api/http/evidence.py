"""/api/v1/holds and /api/v1/communities/{id}/evidence: what is kept for a case, and the pack that proves it."""

from typing import Annotated, Any

from fastapi import APIRouter, Depends, Path, Query, Response

from api.http.body import told
from api.http.gate import Gate
from api.http.reference import answer, command, gated, responses
from api.report.evidence_pack import Period, evidence_pack
from api.report.reader import Reader
from api.report.rule_texts import describing
from monitor.evidence.extract import Audience
from monitor.keys import Scope
from monitor.language import language
from monitor.service import Dossier, HoldEntry, HoldList, HoldRequest, KeyScope, LanguageCode, MonitorPort

_ZIP: dict[str, Any] = {
    "description": "the pack of evidence",
    "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
}


def evidence_router(monitor: MonitorPort, gate: Gate) -> APIRouter:
    """Return the routes about evidence."""
    router = APIRouter(prefix="/api/v1")
    admin = gate.requiring(Scope.admin)

    @router.get("/holds", dependencies=[Depends(admin)], responses=responses(200, HoldList, "the holds there are"))
    def list_holds() -> Response:
        """List what is kept for which case, by whose hand."""
        return answer(monitor.evidence.holds())

    @router.post(
        "/holds",
        openapi_extra=command(HoldRequest),
        responses=responses(200, HoldEntry, "the hold", "bad_request", "not_found", "step_refused", "body_too_large"),
    )
    def add_hold(
        key: Annotated[KeyScope, Depends(admin)], request: Annotated[HoldRequest, Depends(told(HoldRequest))]
    ) -> Response:
        """Keep what there is of a community for a case, whatever retention says."""
        return answer(monitor.evidence.hold(request, key.name))

    @router.delete("/holds", responses=responses(200, HoldEntry, "the hold as it was", "not_found", "invalid_query"))
    def end_hold(
        key: Annotated[KeyScope, Depends(admin)],
        community: Annotated[str, Query(description="`platform:id`")],
        case_number: Annotated[str, Query(description="the case that it was kept for")],
        reason: Annotated[str, Query(min_length=1, description="why it need not be kept any longer")],
    ) -> Response:
        """Keep it no longer for this case; retention decides from the next day on."""
        return answer(monitor.evidence.release(community, case_number, key.name, reason))

    # An id may hold slashes (DingTalk, Matrix); percent-encoded they arrive decoded, hence `:path`.
    @router.get(
        "/communities/{id:path}/evidence",
        dependencies=[Depends(gate.requiring(Scope.moderate))],
        response_class=Response,
        responses={200: _ZIP, **gated("not_found", "invalid_query")},
    )
    def community_evidence(
        community: Annotated[str, Path(alias="id", description="`platform:id`, percent-encoded")],
        audience: Annotated[Audience, Query(alias="for", description="who will read it")] = "moderator",
        lang: Annotated[LanguageCode, Query(description="language of table and page")] = "zh",
    ) -> Response:
        """Export the evidence of a community: JSON, CSV and a printable page, with SHA-256 of each."""
        packed = _packed(monitor.evidence.dossier(community, audience, lang), lang)
        headers = {"Content-Disposition": 'attachment; filename="evidence.zip"'}
        return Response(packed, media_type="application/zip", headers=headers)

    return router


def _packed(dossier: Dossier, lang: LanguageCode) -> bytes:
    reader = Reader(language(lang), dossier.zone, describing(dossier.catalogue), dossier.sla_hours)
    return evidence_pack(dossier.extract, dossier.report, reader, Period())
